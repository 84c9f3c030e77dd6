"""How Qt meets the desktop: defaults for Linux, and a sentence where no screen answers."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# A title bar in the colours of the theme, where the desktop draws none (GNOME on Wayland).
TITLE_BAR = ("QT_WAYLAND_DECORATION", "bradient")
# The desktop's own file dialog instead of Qt's; Qt does without where no portal runs.
FILE_DIALOG = ("QT_QPA_PLATFORMTHEME", "xdgdesktopportal")


def set_defaults() -> None:
    """Before the QApplication is made: what a person set themselves is left as it is."""
    if sys.platform != "linux":
        return
    os.environ.setdefault(*TITLE_BAR)
    if _has_session_bus():
        # Elsewhere Qt would start a bus of its own just to find no portal on it.
        os.environ.setdefault(*FILE_DIALOG)


def _has_session_bus() -> bool:
    """Whether the desktop's programs can talk to each other: the portal is one of them."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or (
        runtime is not None and Path(runtime, "bus").exists()
    )


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
