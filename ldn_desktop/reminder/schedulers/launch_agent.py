"""macOS: an agent of launchd."""

from __future__ import annotations

import os
import plistlib
from collections.abc import Sequence
from pathlib import Path

from ldn_desktop.reminder.processes import succeeds
from ldn_desktop.reminder.schedulers import user_files
from ldn_desktop.reminder.schedulers.scheduler import each_day, refused

LABEL = "org.ldn_desktop.LDNDesktop.remind"


def agent(command: Sequence[str], hour: int) -> bytes:
    """The property list that runs `command` each day at `hour`, and not at login."""
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(command),
            "StartCalendarInterval": {"Hour": hour, "Minute": 0},
            "RunAtLoad": False,
            "ProcessType": "Background",
        }
    )


class LaunchAgent:
    """A property list among the person's agents, loaded at once."""

    @property
    def _path(self) -> Path:
        return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    @property
    def _domain(self) -> str:
        return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"

    def available(self) -> bool:
        """Whether launchd answers for this person."""
        return succeeds(["launchctl", "print", self._domain])

    def install(self, command: Sequence[str], hour: int) -> str:
        """See Scheduler."""
        self.remove()
        user_files.write(self._path, agent(command, hour))
        if not succeeds(["launchctl", "bootstrap", self._domain, str(self._path)]):
            self.remove()
            raise refused("launchd")
        return each_day()

    def installed(self) -> bool:
        """See Scheduler."""
        agent = f"{self._domain}/{LABEL}"
        return self._path.exists() and succeeds(["launchctl", "print", agent])

    def remove(self) -> None:
        """See Scheduler."""
        if self._path.exists():
            succeeds(["launchctl", "bootout", f"{self._domain}/{LABEL}"])
            user_files.remove(self._path)
