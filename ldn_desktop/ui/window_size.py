"""The window's size: remembered on this machine, and never larger than its screen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui import machine_state

TITLE_BAR = 40
"""Px that most desktops put above a window; before it is shown nobody knows how many."""


def restore(window: QWidget, earlier: tuple[int, int] | None = None) -> None:
    """Give `window` its size of last time, within the screen; `earlier` where none is stored.

    The first edition kept it beside the diary: that is `earlier`. For a window not shown yet.
    """
    state = machine_state.load()
    if (size := state.window or earlier) is not None:
        window.resize(*size)
    window.resize(fitting(window.size()))
    if state.maximised:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def keep(window: QWidget) -> None:
    """Remember the size of `window`, and whether it was maximised."""
    maximised = window.isMaximized()
    size = window.normalGeometry().size() if maximised else window.size()
    machine_state.remember(window=(size.width(), size.height()), maximised=maximised)


def fitting(size: QSize) -> QSize:
    """`size`, or as much of it as the screen has room for beside panels and a title bar."""
    room = QGuiApplication.primaryScreen().availableGeometry().size() - QSize(0, TITLE_BAR)
    return size.boundedTo(room)
