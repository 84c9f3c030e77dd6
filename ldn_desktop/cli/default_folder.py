"""The diary's folder where --diary names none."""

from __future__ import annotations

from pathlib import Path

NAME = "ldn-desktop"
"""Name of the command, and of the folder in the user's data directory."""


def default_folder() -> Path:
    """The folder for this program in the user's data directory, as the system has it."""
    import platformdirs  # only where no --diary is given

    return Path(platformdirs.user_data_dir(NAME, appauthor=False))
