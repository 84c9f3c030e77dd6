"""One bar a day: taken, not taken, or no entry."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.ui.style.painting import fill, oblong
from ldn_desktop.ui.style.theme import Role, colour

HEIGHT, FOOT, RING = 20, 4, 5


class DayMark(Enum):
    """What is known of one day."""

    TAKEN = "taken"
    NOT_TAKEN = "not taken"
    """A ring, as in the charts."""
    OTHER = "other"
    """Another amount: only the foot is drawn."""
    EMPTY = "empty"
    """No entry: a gap."""


class DayStrip(QWidget):
    """Days in order, each `day_width` px wide at the most. The words beside it say the same."""

    def __init__(self, marks: Sequence[DayMark], description: str, day_width: float = 4) -> None:
        super().__init__()
        self._marks, self._day_width = tuple(marks), day_width
        self.setAccessibleName(description)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(len(self._marks) * self._day_width) + 2 * RING, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = min(self._day_width, (self.width() - 2 * RING) / len(self._marks))
        line = QPen(colour(self, Role.TEXT), 2)
        for index, mark in enumerate(self._marks):
            left = RING + index * width
            if mark is DayMark.TAKEN:
                fill(painter, oblong(left, 0, width, HEIGHT - FOOT), self, Role.HAIR)
            if mark in (DayMark.TAKEN, DayMark.OTHER):
                fill(painter, oblong(left, HEIGHT - FOOT, width, FOOT), self, Role.LINE)
        painter.setPen(line)
        painter.setBrush(colour(self, Role.GROUND))
        for index, mark in enumerate(self._marks):
            if mark is DayMark.NOT_TAKEN:
                middle = QPointF(RING + (index + 0.5) * width, HEIGHT - RING)
                ring = QRectF(0, 0, 2 * RING - 1, 2 * RING - 1)
                ring.moveCenter(middle)
                painter.drawEllipse(ring)
