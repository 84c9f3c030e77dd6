"""What a start of the program does while another has the diary open."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.storage.errors import AlreadyOpenError
from ldn_desktop.storage.instance import inbox
from ldn_desktop.storage.open import open_diary

TIMEOUT = 5.0
"""Seconds to wait for the open window to take a request."""
_POLL_INTERVAL = 0.02


class Outcome(StrEnum):
    RECORDED = "recorded"
    """It is in the diary, on the disk."""
    TAKEN = "taken"
    """The program that has the diary open recorded it."""
    LEFT = "left"
    """It lies on the disk for the program that has the diary open, or for the next start."""


def show_first_window(folder: Path, *, timeout: float = TIMEOUT) -> bool:
    """Ask the program that has the diary open to show its window.

    Returns whether it took the request within `timeout` seconds. Raises SaveError.
    """
    request = inbox.send(folder, Edit(()), None)
    if _wait(lambda: not request.exists(), timeout):
        return True
    request.unlink(missing_ok=True)
    return False


def record(
    folder: Path,
    edit_for: Callable[[Diary], Edit],
    *,
    passphrase: str | None = None,
    timeout: float = TIMEOUT,
) -> Outcome:
    """Record the edit that `edit_for` makes for the diary, open in another window or not.

    Raises what `edit_for` and `open_diary` raise, but never AlreadyOpenError.
    """
    try:
        return _record_here(folder, edit_for, passphrase)
    except AlreadyOpenError:
        # Read only: the diary's own words for its symptoms, and the key of an encrypted one.
        with open_diary(folder, passphrase=passphrase, read_only=True) as seen:
            edit = edit_for(seen.diary)
            if not edit:
                return Outcome.RECORDED
            request = inbox.send(folder, edit, seen.key)
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if not request.exists():
            return Outcome.TAKEN
        if _open_if_free(folder, passphrase):
            return Outcome.RECORDED
        time.sleep(_POLL_INTERVAL)
    return Outcome.LEFT if request.exists() else Outcome.TAKEN


def _record_here(
    folder: Path, edit_for: Callable[[Diary], Edit], passphrase: str | None
) -> Outcome:
    with open_diary(folder, passphrase=passphrase) as file:
        file.record(edit_for(file.diary))
    return Outcome.RECORDED


def _open_if_free(folder: Path, passphrase: str | None) -> bool:
    """Open the diary if nobody has it any more: opening takes every request that waits."""
    try:
        with open_diary(folder, passphrase=passphrase) as file:
            return not file.read_only
    except AlreadyOpenError:
        return False


def _wait(done: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() >= end:
            return False
        time.sleep(_POLL_INTERVAL)
    return True
