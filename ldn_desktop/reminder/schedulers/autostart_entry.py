"""Linux without systemd: an entry that the desktop starts at login."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from ldn_desktop.i18n import _
from ldn_desktop.reminder.schedulers import user_files

NAME = "ldn-desktop-remind.desktop"


def desktop_entry(command: Sequence[str]) -> str:
    """The entry that runs `command`; no menu shows it, and without the program it is ignored."""
    program = command[0].replace("\\", "\\\\")
    return f"""[Desktop Entry]
Type=Application
Name=LDN Desktop reminder
Comment=Asks once a day if nothing was entered
TryExec={program}
Exec={" ".join(map(_quoted, command))}
Icon=ldn-desktop
Terminal=false
NoDisplay=true
X-GNOME-Autostart-enabled=true
"""


def _quoted(word: str) -> str:
    """`word` as an Exec line has it: quoted, and its backslashes doubled as in every value."""
    quoted = re.sub(r'(["`$\\])', r"\\\1", word).replace("%", "%%")
    return '"' + quoted.replace("\\", "\\\\") + '"'


class AutostartEntry:
    """A file in the person's autostart folder."""

    def available(self) -> bool:
        """Whether a desktop is there that starts such entries."""
        return any(
            os.environ.get(name) for name in ("XDG_CURRENT_DESKTOP", "WAYLAND_DISPLAY", "DISPLAY")
        )

    def install(self, command: Sequence[str], hour: int) -> str:  # noqa: ARG002  # see the words
        """See Scheduler."""
        path = user_files.config_home() / "autostart" / NAME
        user_files.write(path, desktop_entry(command).encode())
        return _("It appears when you log in after that hour: this computer has no timer for it.")

    def remove(self) -> None:
        """See Scheduler."""
        user_files.remove(user_files.config_home() / "autostart" / NAME)
