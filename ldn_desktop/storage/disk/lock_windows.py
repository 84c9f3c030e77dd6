"""The lock of Windows: a locked byte, which ends with its holder."""

from __future__ import annotations

import importlib
from typing import Any

LockedError = PermissionError


def acquire(handle: int) -> None:
    """Lock the open file `handle`. Raises LockedError when another holds it."""
    # Found by name: the module exists on Windows alone, and this file is checked everywhere.
    msvcrt: Any = importlib.import_module("msvcrt")
    msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
