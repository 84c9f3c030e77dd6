"""Where each system keeps what belongs to a person: the diary, this machine's settings, caches."""

from __future__ import annotations

import sys
from pathlib import Path

NAME = "ldn-desktop"
"""Name of the command, and of the diary's folder in the user's data directory."""
MACHINE_NAME = "LDN Desktop" if sys.platform in ("win32", "darwin") else NAME
"""Windows and macOS have one place for data, settings and caches: a second name keeps what belongs
to this machine out of the diary's folder, which may be carried to another one."""

# platformdirs is imported where it is used: not every start needs it.


def diary_folder() -> Path:
    """The diary's folder where a person named none."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)


def machine_folder() -> Path:
    """What belongs to this machine and not to a diary."""
    from platformdirs import user_config_path

    return user_config_path(MACHINE_NAME, appauthor=False)


def cache_folder() -> Path:
    """What can be made again at any time."""
    from platformdirs import user_cache_path

    return user_cache_path(MACHINE_NAME, appauthor=False)
