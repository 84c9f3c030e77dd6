"""The system's own message box, for what neither a terminal nor a window of Qt can say."""

from __future__ import annotations

import sys

TITLE = "LDN Desktop"
_INFORMATION = 0x40


def show(sentence: str) -> None:
    """Show `sentence` and wait until it was read; Windows alone has such a box for everybody."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, sentence, TITLE, _INFORMATION)
