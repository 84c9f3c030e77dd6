"""Linux without systemd: an entry that the desktop starts at login."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ldn_desktop.i18n import _
from ldn_desktop.reminder import quoting
from ldn_desktop.reminder.schedulers import user_files

NAME = "ldn-desktop-remind.desktop"


def desktop_entry(command: Sequence[str]) -> str:
    """The entry that runs `command`; no menu shows it, and without the program it is ignored."""
    return f"""[Desktop Entry]
Type=Application
Name=LDN Desktop reminder
Comment=Asks once a day if nothing was entered
TryExec={quoting.desktop_value(command[0])}
Exec={quoting.desktop_command(command)}
Icon=ldn-desktop
Terminal=false
NoDisplay=true
X-GNOME-Autostart-enabled=true
"""


class AutostartEntry:
    """A file in the person's autostart folder."""

    def available(self) -> bool:
        """Whether a desktop is there that starts such entries."""
        return any(
            os.environ.get(name) for name in ("XDG_CURRENT_DESKTOP", "WAYLAND_DISPLAY", "DISPLAY")
        )

    def install(self, command: Sequence[str], hour: int) -> str:  # noqa: ARG002  # see the words
        """See Scheduler."""
        user_files.write(_path(), desktop_entry(command).encode())
        return _("It appears when you log in after that hour: this computer has no timer for it.")

    def installed(self) -> bool:
        """See Scheduler."""
        return _path().is_file()

    def remove(self) -> None:
        """See Scheduler."""
        user_files.remove(_path())


def _path() -> Path:
    return user_files.config_home() / "autostart" / NAME
