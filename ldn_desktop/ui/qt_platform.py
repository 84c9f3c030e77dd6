"""How Qt meets the desktop: defaults for Linux, and a sentence where no screen answers."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LINUX_DEFAULTS = {
    # A title bar in the colours of the theme, where the desktop draws none (GNOME on Wayland).
    "QT_WAYLAND_DECORATION": "bradient",
    # The desktop's own file dialog instead of Qt's; Qt does without where no portal runs.
    "QT_QPA_PLATFORMTHEME": "xdgdesktopportal",
}
"""Environment variables that Qt reads; what a person set themselves is left as it is."""


def set_defaults() -> None:
    """Before the QApplication is made."""
    if sys.platform == "linux":
        for name, value in LINUX_DEFAULTS.items():
            os.environ.setdefault(name, value)


@contextmanager
def ending_without_screen(end: Callable[[], None]) -> Iterator[None]:
    """While the QApplication is made: call `end`, which must end the process, if Qt cannot.

    Qt itself would abort, and leave a core dump, where a display does not answer. Nothing is open
    yet, so the process may end at once.
    """

    def on_message(kind: QtMsgType, _context: QMessageLogContext, _message: str) -> None:
        # What Qt warns of before is the same in words of programmers.
        if kind == QtMsgType.QtFatalMsg:
            end()

    before = qInstallMessageHandler(on_message)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
