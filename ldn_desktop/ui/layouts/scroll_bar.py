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
        """Where the style has the part that the mouse can drag."""
        # With the first bar that is seen: PySide makes classes of all style options then, 6 ms.
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )
