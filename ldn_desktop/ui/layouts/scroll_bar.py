"""A scroll bar that paints itself from the palette: a rounded handle, nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar

from ldn_desktop.ui.style.painting import fill, oblong, rounded
from ldn_desktop.ui.style.theme import Role

WIDTH = 14


class QuietScrollBar(QScrollBar):
    """Without buttons and without a groove, in the colours of the theme."""

    def __init__(self) -> None:
        super().__init__()
        self.setOrientation(Qt.Orientation.Vertical)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, oblong(0, 0, self.width(), self.height()), self, Role.GROUND)
        handle = QRectF(self._handle()).adjusted(3, 0, -3, 0)
        fill(painter, rounded(handle, 4), self, Role.LINE)

    def _handle(self) -> QRect:
        """The part that the mouse can drag: where Qt's own arithmetic for a scroll bar puts it."""
        hint = super().sizeHint()  # as high as two buttons and the shortest handle
        button, shortest = hint.width(), hint.height() - 2 * hint.width()
        groove = self.height() - 2 * button
        scrolled, page = self.maximum() - self.minimum(), self.pageStep()
        share = page / (scrolled + page) if scrolled else 1
        length = min(groove, max(shortest, int(groove * share)))
        done = (self.sliderPosition() - self.minimum()) / max(1, scrolled)
        return QRect(0, button + round(done * (groove - length)), self.width(), length)
