"""A row of small bars, one a question: they only repeat “3 of 8”."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.ui.style.painting import fill, outline, rounded
from ldn_desktop.ui.style.theme import Role, colour

WIDTH, HEIGHT, BETWEEN = 30, 6, 6


class ProgressPips(QWidget):
    """Filled for what was passed, in text colour for what is asked now, outlined for the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._index = self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_progress(self, index: int, count: int) -> None:
        """Question number `index` of `count`, counted from 0."""
        self._index, self._count = index, count
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._count * (WIDTH + BETWEEN) - BETWEEN, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(self._count):
            left = number * (WIDTH + BETWEEN)
            if number > self._index:
                shape = rounded(QRectF(left + 0.5, 0.5, WIDTH - 1, HEIGHT - 1), HEIGHT / 2)
                outline(painter, shape, colour(self, Role.LINE), 1)
            else:
                role = Role.TEXT if number == self._index else Role.LINE
                shape = rounded(QRectF(left, 0, WIDTH, HEIGHT), HEIGHT / 2)
                fill(painter, shape, self, role)
