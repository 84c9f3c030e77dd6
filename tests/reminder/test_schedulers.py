"""What each system's scheduler is given, checked by that system's own tools where they are here."""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ldn_desktop import reminder
from ldn_desktop.errors import UserError
from ldn_desktop.reminder import plan_file
from ldn_desktop.reminder.schedulers import (
    autostart_entry,
    launch_agent,
    systemd_timer,
    windows_task,
)
from ldn_desktop.reminder.schedulers.scheduler import each_day
from ldn_desktop.user_folders import machine_folder
from tests.support.systems import linux_only

AWKWARD = ["/bin/echo", "--diary", '/home/ann o\'neill/my "100 %" $diary\\x', "remind"]
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that is all the system has; what they were asked is in calls.txt.

    Skips the test on Windows, which starts no scripts of a shell.
    """
    if sys.platform == "win32":
        pytest.skip("the programs are scripts of a shell")
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in ("XDG_CURRENT_DESKTOP", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return folder


def _add_program(folder: Path, name: str, code: int = 0) -> None:
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "{name} $@" >> "{folder}/calls.txt"\nexit {code}\n', "utf-8")
    path.chmod(0o755)


def _calls(folder: Path) -> list[str]:
    return (folder / "calls.txt").read_text("utf-8").splitlines()


def _config() -> Path:
    return Path(os.environ["XDG_CONFIG_HOME"])


def _left() -> list[Path]:
    """What is left of the program among the person's settings."""
    found = [*_config().rglob("ldn-desktop*"), *_config().rglob("reminder*")]
    return sorted(path for path in [*found, *_config().rglob("machine*")] if path.is_file())


@linux_only
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    (tmp_path / systemd_timer.SERVICE).write_text(systemd_timer.service_unit(AWKWARD), "utf-8")
    (tmp_path / systemd_timer.TIMER).write_text(systemd_timer.timer_unit(AWKWARD, 19), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", str(tmp_path / systemd_timer.TIMER),
         str(tmp_path / systemd_timer.SERVICE)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_timer_rings_at_the_hour_and_makes_nothing_up() -> None:
    unit = systemd_timer.timer_unit(AWKWARD, 7)
    assert "OnCalendar=*-*-* 07:00:00" in unit.splitlines()
    assert "Persistent=false" in unit.splitlines()


@linux_only
def test_the_autostart_entry_is_a_valid_desktop_file(tmp_path: Path) -> None:
    path = tmp_path / autostart_entry.NAME
    path.write_text(autostart_entry.desktop_entry(AWKWARD), "utf-8")
    done = subprocess.run(
        ["desktop-file-validate", str(path)], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_where_the_program_is_gone_the_units_and_the_entry_are_passed_over() -> None:
    command = ["/opt/a b 100 %/ldn\\desktop", "remind"]
    condition = "ConditionFileIsExecutable=/opt/a b 100 %%/ldn\\desktop"
    assert condition in systemd_timer.service_unit(command).splitlines()
    assert condition in systemd_timer.timer_unit(command, 7).splitlines()
    entry = autostart_entry.desktop_entry(command).splitlines()
    assert "TryExec=/opt/a b 100 %/ldn\\\\desktop" in entry


def test_launchd_reads_the_agent() -> None:
    read = plistlib.loads(launch_agent.agent(AWKWARD, 21))
    assert read["ProgramArguments"] == AWKWARD
    assert read["StartCalendarInterval"] == {"Hour": 21, "Minute": 0}
    assert read["RunAtLoad"] is False
    assert read["Label"] == launch_agent.LABEL


def test_the_task_of_windows_has_every_part_in_its_order() -> None:
    command = [r"C:\Program Files\LDN Desktop\LDN Desktop.exe", "--diary", r"C:\Ann & Bo", "remind"]
    xml = windows_task.task_xml(command, 8)
    task = ET.fromstring(xml.encode("utf-16"))
    # As Windows exports them; the schema of the Task Scheduler has them in any order.
    assert [part.tag.removeprefix(TASK) for part in task] == [
        "RegistrationInfo", "Triggers", "Principals", "Settings", "Actions",
    ]  # fmt: skip
    trigger = task.find(f".//{TASK}CalendarTrigger")
    assert trigger is not None
    # Here it fixes the order, with Enabled first, and what Windows exports has that second.
    assert [part.tag.removeprefix(TASK) for part in trigger] == ["StartBoundary", "ScheduleByDay"]
    assert task.findtext(f".//{TASK}StartBoundary") == "2026-01-01T08:00:00"
    assert task.findtext(f".//{TASK}DaysInterval") == "1"
    assert task.findtext(f".//{TASK}StartWhenAvailable") == "false"
    assert task.findtext(f".//{TASK}LogonType") == "InteractiveToken"
    assert task.findtext(f".//{TASK}Command") == command[0]
    assert task.findtext(f".//{TASK}Arguments") == r'--diary "C:\Ann & Bo" remind'


def test_the_frozen_program_of_windows_reminds_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    program = Path(reminder.command()[0])
    assert program.parent == Path(sys.executable).parent
    build = (Path(__file__).resolve().parents[2] / "build.spec").read_text("utf-8")
    assert f'program("{program.stem}", console=False)' in build


def test_switching_on_and_off_leaves_no_trace(programs: Path, folder: Path) -> None:
    _add_program(programs, "systemctl")
    before = sorted(path.name for path in folder.iterdir())
    assert reminder.switch_on(folder, 20, 4) == each_day()
    units = _config() / "systemd" / "user"
    assert sorted(path.name for path in units.iterdir()) == [
        systemd_timer.SERVICE, systemd_timer.TIMER,
    ]  # fmt: skip
    assert "systemctl --user enable ldn-desktop-remind.timer" in _calls(programs)
    assert reminder.the_plan(folder) == plan_file.ReminderPlan(20, diary=str(folder))
    assert reminder.is_scheduled()
    reminder.switch_off(folder)
    assert not reminder.is_scheduled()
    assert _left() == []
    assert sorted(path.name for path in folder.iterdir()) == before
    assert "systemctl --user disable --now ldn-desktop-remind.timer" in _calls(programs)


@linux_only
def test_without_systemd_the_desktop_starts_it_at_login(
    programs: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add_program(programs, "systemctl", code=1)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "XFCE")
    how = reminder.switch_on(folder, 20, 4)
    assert how == "It appears when you log in after that hour: this computer has no timer for it."
    assert (_config() / "autostart" / autostart_entry.NAME).is_file()
    assert not (_config() / "systemd").exists()
    assert reminder.is_scheduled()
    reminder.switch_off(folder)
    assert _left() == []


def test_removing_the_program_needs_no_word_of_where_the_diary_is(
    programs: Path, folder: Path, tmp_path: Path
) -> None:
    _add_program(programs, "systemctl")
    before = sorted(path.name for path in folder.iterdir())
    (folder / plan_file.FILE_NAME).write_text('{"hour":18}')  # of a version that had it there
    reminder.switch_on(folder, 20, 4)
    reminder.switch_off(tmp_path / "the usual folder")
    assert _left() == []
    assert sorted(path.name for path in folder.iterdir()) == before


def test_what_is_no_longer_in_the_scheduler_is_not_on(programs: Path, folder: Path) -> None:
    _add_program(programs, "systemctl")
    reminder.switch_on(folder, 20, 4)
    _add_program(programs, "systemctl", code=1)  # “systemctl --user is-enabled” says no
    assert not reminder.is_scheduled()
    _add_program(programs, "systemctl")
    (_config() / "systemd" / "user" / systemd_timer.TIMER).unlink()
    assert not reminder.is_scheduled()


def test_other_things_of_this_machine_stay(programs: Path, folder: Path) -> None:
    _add_program(programs, "systemctl")
    (_config() / "ldn-desktop").mkdir(parents=True)
    (_config() / "ldn-desktop" / "machine.json").write_text("{}")
    reminder.switch_on(folder, 20, 4)
    reminder.switch_off(folder)
    assert [path.name for path in _left()] == ["machine.json"]


def test_a_folder_whose_name_is_no_text_is_refused_in_one_sentence(
    programs: Path, tmp_path: Path
) -> None:
    _add_program(programs, "systemctl")
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    with pytest.raises(UserError, match="The reminder could not be saved"):
        reminder.switch_on(folder, 20, 4)
    assert _left() == []


@pytest.mark.usefixtures("programs")
def test_a_computer_without_any_scheduler_says_so_in_one_sentence(folder: Path) -> None:
    with pytest.raises(UserError) as refusal:
        reminder.switch_on(folder, 20, 4)
    assert str(refusal.value).startswith("Nothing on this computer can start the reminder")
    assert reminder.the_plan(folder) is None


def test_a_scheduler_that_refuses_leaves_nothing_behind(programs: Path, folder: Path) -> None:
    path = programs / "systemctl"
    path.write_text('#!/bin/sh\n[ "$2" = show ]\n', "utf-8")
    path.chmod(0o755)
    with pytest.raises(UserError, match=r"this computer’s scheduler \(systemd\) did not accept it"):
        reminder.switch_on(folder, 20, 4)
    assert list(_config().rglob("ldn-desktop*")) == []
    assert reminder.the_plan(folder) is None


@pytest.mark.parametrize("hour", [-1, 5, 24])
def test_an_hour_of_the_night_is_refused(hour: int, folder: Path) -> None:
    with pytest.raises(UserError, match=r"from 6:00 to 23:00"):
        reminder.switch_on(folder, hour, 4)


def test_launchd_is_given_the_agent_and_told_when_it_goes(programs: Path) -> None:
    _add_program(programs, "launchctl")
    scheduler = launch_agent.LaunchAgent()
    assert scheduler.available()
    scheduler.install(AWKWARD, 21)
    path = Path.home() / "Library" / "LaunchAgents" / f"{launch_agent.LABEL}.plist"
    assert plistlib.loads(path.read_bytes())["ProgramArguments"] == AWKWARD
    assert _calls(programs)[-1].startswith("launchctl bootstrap gui/")
    assert scheduler.installed()
    scheduler.remove()
    assert not scheduler.installed()
    assert not path.exists()
    assert _calls(programs)[-1].endswith(launch_agent.LABEL)


def test_an_agent_that_launchd_refuses_is_not_left_behind(programs: Path) -> None:
    _add_program(programs, "launchctl", code=1)
    scheduler = launch_agent.LaunchAgent()
    assert not scheduler.available()
    with pytest.raises(UserError, match=r"\(launchd\) did not accept it"):
        scheduler.install(AWKWARD, 21)
    assert not list(Path.home().rglob("*.plist"))


def test_the_task_scheduler_gets_the_task_as_a_file_of_its_own(programs: Path) -> None:
    path = programs / "schtasks"
    path.write_text(
        f'#!/bin/sh\necho "$@" >> "{programs}/calls.txt"\n'
        f'[ "$1" = /Create ] && /bin/cp "$5" "{programs}/task.xml"\nexit 0\n'
    )
    path.chmod(0o755)
    scheduler = windows_task.WindowsTask()
    assert scheduler.available()
    scheduler.install([r"C:\LDN.exe", "remind"], 8)
    task = ET.fromstring((programs / "task.xml").read_bytes())
    assert task.findtext(f".//{TASK}Command") == r"C:\LDN.exe"
    scheduler.remove()
    assert _calls(programs)[-1] == f"/Delete /TN {windows_task.task_name()} /F"


def test_a_task_that_is_refused_is_one_sentence(programs: Path) -> None:
    _add_program(programs, "schtasks", code=1)
    with pytest.raises(UserError, match=r"\(Task Scheduler\) did not accept it"):
        windows_task.WindowsTask().install(["LDN.exe", "remind"], 8)
    windows_task.WindowsTask().remove()  # nothing is there to be removed


def test_a_settings_folder_that_cannot_be_written_is_one_sentence(
    programs: Path, folder: Path
) -> None:
    _add_program(programs, "systemctl")
    _config().parent.mkdir(parents=True, exist_ok=True)
    _config().write_text("a file where the folder should be")
    with pytest.raises(UserError, match="The reminder was not changed"):
        reminder.switch_on(folder, 20, 4)
    assert reminder.the_plan(folder) is None


def test_a_plan_that_cannot_be_saved_leaves_no_timer(programs: Path, folder: Path) -> None:
    _add_program(programs, "systemctl")
    (machine_folder() / plan_file.FILE_NAME).mkdir(parents=True)
    with pytest.raises(UserError, match="The reminder could not be saved"):
        reminder.switch_on(folder, 20, 4)
    assert list(_config().rglob("ldn-desktop-remind*")) == []
    with pytest.raises(UserError, match="It stays as it was"):
        reminder.switch_off(folder)
