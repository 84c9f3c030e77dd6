"""The sign beside a warning of danger."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.ui.style.theme import Role, colour


class DangerSign(QWidget):
    """A filled octagon with a bar, as large as two lines of text."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 1.4)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre, radius = QRectF(self.rect()).center(), self.width() / 2
        corners = [
            centre + QPointF(cos(angle), sin(angle)) * radius
            for angle in (pi / 8 + n * pi / 4 for n in range(8))
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Role.TEXT))
        painter.drawPolygon(QPolygonF(corners))
        bar = QRectF(0, 0, radius * 1.05, radius * 0.36)
        bar.moveCenter(centre)
        painter.setBrush(colour(self, Role.GROUND))
        painter.drawRect(bar)
