"""Linux with systemd: a timer of the person's own session."""

from __future__ import annotations

from collections.abc import Sequence

from ldn_desktop.reminder import quoting
from ldn_desktop.reminder.processes import succeeds
from ldn_desktop.reminder.schedulers import user_files
from ldn_desktop.reminder.schedulers.scheduler import each_day, refused

NAME = "ldn-desktop-remind"
TIMER, SERVICE = f"{NAME}.timer", f"{NAME}.service"


def service_unit(command: Sequence[str]) -> str:
    """The unit that runs `command` once."""
    return f"""[Unit]
Description=LDN Desktop: reminder
Documentation=man:ldn-desktop(1)
{_condition(command)}

[Service]
Type=oneshot
ExecStart={quoting.systemd_command(command)}
TimeoutStartSec=60
"""


def timer_unit(command: Sequence[str], hour: int) -> str:
    """The unit that has `command` run at `hour`; an hour that was missed is not made up for."""
    return f"""[Unit]
Description=LDN Desktop: reminder each day
Documentation=man:ldn-desktop(1)
{_condition(command)}

[Timer]
OnCalendar=*-*-* {hour:02}:00:00
Persistent=false
AccuracySec=1min

[Install]
WantedBy=timers.target
"""


def _condition(command: Sequence[str]) -> str:
    """Without the program systemd passes over the unit, silently: it may have been removed."""
    return f"ConditionFileIsExecutable={quoting.systemd_path(command[0])}"


class SystemdTimer:
    """A timer and the service that it starts, in the person's own folder of units."""

    def available(self) -> bool:
        """Whether the person's systemd answers."""
        return succeeds(["systemctl", "--user", "show", "--property=Version"])

    def install(self, command: Sequence[str], hour: int) -> str:
        """See Scheduler."""
        folder = user_files.config_home() / "systemd" / "user"
        user_files.write(folder / SERVICE, service_unit(command).encode())
        user_files.write(folder / TIMER, timer_unit(command, hour).encode())
        done = succeeds(["systemctl", "--user", "daemon-reload"]) and all(
            succeeds(["systemctl", "--user", action, TIMER]) for action in ("enable", "restart")
        )
        if not done:
            self.remove()
            raise refused("systemd")
        return each_day()

    def installed(self) -> bool:
        """See Scheduler."""
        timer = user_files.config_home() / "systemd" / "user" / TIMER
        return timer.exists() and succeeds(["systemctl", "--user", "is-enabled", TIMER])

    def remove(self) -> None:
        """See Scheduler."""
        folder = user_files.config_home() / "systemd" / "user"
        if not (folder / TIMER).exists() and not (folder / SERVICE).exists():
            return
        succeeds(["systemctl", "--user", "disable", "--now", TIMER])
        user_files.remove(folder / "timers.target.wants" / TIMER)
        user_files.remove(folder / TIMER)
        user_files.remove(folder / SERVICE)
        succeeds(["systemctl", "--user", "daemon-reload"])
