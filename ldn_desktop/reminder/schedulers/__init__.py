"""The systems' own schedulers, one module each, behind one interface."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.reminder.schedulers.scheduler import Scheduler


def for_this_system() -> tuple[Scheduler, ...]:
    """The schedulers to try, best first."""
    if sys.platform == "win32":
        from ldn_desktop.reminder.schedulers.windows_task import WindowsTask

        return (WindowsTask(),)
    if sys.platform == "darwin":
        from ldn_desktop.reminder.schedulers.launch_agent import LaunchAgent

        return (LaunchAgent(),)
    from ldn_desktop.reminder.schedulers.autostart_entry import AutostartEntry
    from ldn_desktop.reminder.schedulers.systemd_timer import SystemdTimer

    return (SystemdTimer(), AutostartEntry())


def install(command: Sequence[str], hour: int) -> str:
    """Have `command` run each day at `hour` by the best scheduler there is; how, in words.

    Raises UserError where there is none.
    """
    for scheduler in for_this_system():
        if scheduler.available():
            words = scheduler.install(command, hour)
            for other in for_this_system():
                if type(other) is not type(scheduler):
                    other.remove()
            return words
    raise UserError(
        _(
            "Nothing on this computer can start the reminder each day, so it stays off. "
            "Everything else works without it."
        )
    )


def is_installed() -> bool:
    """Whether a scheduler of this system is going to run the reminder."""
    return any(scheduler.installed() for scheduler in for_this_system())


def remove() -> None:
    """Leave nothing of the reminder in any scheduler. Raises UserError."""
    for scheduler in for_this_system():
        scheduler.remove()
