"""A scroll bar that paints itself from the palette: a rounded handle, nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar

from ldn_desktop.ui.theme import Role, colour

WIDTH = 14


class QuietScrollBar(QScrollBar):
    """Without buttons, without a groove. Cheaper than a style sheet, and it follows the theme."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour(self, Role.GROUND))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Role.LINE))
        painter.drawRoundedRect(QRectF(self._handle()).adjusted(3, 0, -3, 0), 4, 4)

    def _handle(self) -> QRect:
        """Where the style has the part that the mouse can drag."""
        # Not above: PySide makes classes of all style options then, and Today has no scroll bar.
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )
