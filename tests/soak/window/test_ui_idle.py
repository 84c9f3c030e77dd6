"""Five seconds of idling on every screen: not one pixel changes."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.charts.tab import ChartsTab
from tests.support.ui.fixtures import open_window, qapp_args, still_application
from tests.support.ui.frames import pixels
from tests.support.ui.screens import diary_of_screens, wait_until_saved, walk
from tests.support.ui.window import OpenWindow

__all__ = ["open_window", "qapp_args", "still_application"]

IDLE_MS = 5_000


def test_no_pixel_changes_in_five_seconds_on_any_screen(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(diary_of_screens())
    for name in walk(window):
        wait_until_saved(window, qtbot)
        tab = window.tabs.currentWidget()
        if isinstance(tab, ChartsTab):  # what it draws on a busy machine comes late
            qtbot.waitUntil(tab.is_ready, timeout=30_000)
        before = pixels(window)
        loop = QEventLoop()
        QTimer.singleShot(IDLE_MS, loop, loop.quit)
        loop.exec()
        assert (pixels(window) == before).all(), name
