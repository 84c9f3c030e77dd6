"""Marks for tests about one system, with the reason that the others do not run them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

WINDOWS = sys.platform == "win32"

if sys.platform == "win32":
    import msvcrt

    LOCK_CALL: tuple[Any, str] = (msvcrt, "locking")
else:
    import fcntl

    LOCK_CALL = (fcntl, "flock")
"""Module and name of the call with which the system locks a file."""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="about Linux alone")
posix_only = pytest.mark.skipif(WINDOWS, reason="about Linux and macOS: Windows has no such thing")
windows_only = pytest.mark.skipif(not WINDOWS, reason="about Windows alone")
modes = pytest.mark.skipif(WINDOWS, reason="Windows has no permission bits")
forks = pytest.mark.skipif(WINDOWS, reason="Windows cannot fork: make try-windows kills it there")
symlinks = pytest.mark.skipif(WINDOWS, reason="links need a right that persons lack on Windows")
open_files = pytest.mark.skipif(WINDOWS, reason="Windows removes no file that is open")
synced_folders = pytest.mark.skipif(WINDOWS, reason="Windows syncs no folder, only files")
not_root = pytest.mark.skipif(
    not WINDOWS and os.geteuid() == 0, reason="root may write to every folder"
)


def is_private(path: Path) -> bool:
    """Whether nobody else may read `path`; on Windows the person's profile sees to that."""
    return WINDOWS or path.stat().st_mode & 0o077 == 0
