"""A scroll bar that paints itself from the palette: a rounded handle, nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider

from ldn_desktop.ui.theme import Role, colour

WIDTH = 14


class QuietScrollBar(QScrollBar):
    """Without buttons, without a groove. Cheaper than a style sheet, and it follows the theme."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour(self, Role.GROUND))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Role.LINE))
        painter.drawRoundedRect(QRectF(handle).adjusted(3, 0, -3, 0), 4, 4)
