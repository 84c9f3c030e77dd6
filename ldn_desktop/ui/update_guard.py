"""Tells the installer of Windows that the program runs: its files must not be replaced then."""

from __future__ import annotations

import sys

MUTEX = "LDNDesktopWindow"
"""AppMutex in packaging/windows/ldn-desktop.iss."""


def hold() -> None:
    """Hold the mutex until the program ends; nothing on other systems."""
    if sys.platform == "win32":
        import ctypes

        # The handle is never closed: Windows does that when the program ends, however it ends.
        ctypes.windll.kernel32.CreateMutexW(None, False, MUTEX)
