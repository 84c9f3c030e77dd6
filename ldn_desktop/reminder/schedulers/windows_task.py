"""Windows: a task of the Task Scheduler, for the person who is logged in."""

from __future__ import annotations

import getpass
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ldn_desktop.reminder import quoting
from ldn_desktop.reminder.processes import succeeds
from ldn_desktop.reminder.schedulers.scheduler import each_day, refused


def task_name() -> str:
    """The task's name; two people of one computer have two tasks."""
    return f"LDN Desktop reminder for {getpass.getuser()}"


def task_xml(command: Sequence[str], hour: int) -> str:
    """The task that runs `command` each day at `hour`; an hour that was missed is left out."""
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>LDN Desktop: reminder</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T{hour:02}:00:00</StartBoundary>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>false</StartWhenAvailable>
    <WakeToRun>false</WakeToRun>
    <ExecutionTimeLimit>PT1M</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{quoting.xml_text(command[0])}</Command>
      <Arguments>{quoting.xml_text(quoting.windows_command(command[1:]))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


class WindowsTask:
    """A task made and removed by schtasks."""

    def available(self) -> bool:
        """Whether the Task Scheduler answers."""
        return succeeds(["schtasks", "/Query", "/FO", "LIST"])

    def install(self, command: Sequence[str], hour: int) -> str:
        """See Scheduler."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "task.xml"
            path.write_text(task_xml(command, hour), "utf-16")
            create = ["schtasks", "/Create", "/TN", task_name(), "/XML", str(path), "/F"]
            if not succeeds(create):
                raise refused("Task Scheduler")
        return each_day()

    def installed(self) -> bool:
        """See Scheduler."""
        return succeeds(["schtasks", "/Query", "/TN", task_name()])

    def remove(self) -> None:
        """See Scheduler."""
        delete = ["schtasks", "/Delete", "/TN", task_name(), "/F"]
        if self.installed() and not succeeds(delete):
            raise refused("Task Scheduler")
