"""The lock of Linux and macOS: flock, which ends with its holder."""

from __future__ import annotations

import fcntl

LockedError = BlockingIOError


def acquire(handle: int) -> None:
    """Lock the open file `handle`. Raises LockedError when another holds it."""
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
