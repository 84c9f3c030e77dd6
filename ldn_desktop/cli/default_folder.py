"""Where the diary is when no command says where."""

from __future__ import annotations

from pathlib import Path

NAME = "ldn-desktop"
"""Of the command, and of the folder in the system's place for data."""


def default_folder() -> Path:
    """The system's place for this program's data."""
    import platformdirs  # only where no --diary is given

    return Path(platformdirs.user_data_dir(NAME, appauthor=False))
