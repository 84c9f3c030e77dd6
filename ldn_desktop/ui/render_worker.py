"""The thread that draws: figures, files and pages, one after the other."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ldn_desktop.ui.background import DRAWING_LOCK, Background

__all__ = ["DRAWING_LOCK", "RenderWorker"]


class RenderWorker(Background):
    """Background work that holds the lock of the drawing library."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, lock=DRAWING_LOCK)

    ask = Background.submit
