"""What stands beside the pointer: the marked day, its answers and its note, over the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.style.painting import rounded
from ldn_desktop.ui.style.theme import Role, colour

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.charts import DayReading
    from ldn_desktop.charts.drawing.canvas import DayPositions
    from ldn_desktop.charts.drawing.timeline import TimeSpan

PADDING, RADIUS, AWAY = 7, 6, 11
"""Px inside a card, of its corners, and between a day and its card."""


class DayOverlay:
    """Paints the marked day of `widget`; nothing of the picture moves for it."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def paint(
        self, painter: QPainter, days: DayPositions, when: date, reading: DayReading | None
    ) -> None:
        """Mark `when`, and show `reading` beside it if there is one."""
        from ldn_desktop.charts.drawing.timeline import TimeSpan

        box = days.box(when)
        if box is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(days, TimeSpan):
            self._paint_column(painter, days, (box.left + box.right) / 2, reading)
        else:
            cell = QRectF(box.left, box.top, box.width, box.height)
            painter.setPen(QPen(self._colour(Role.TEXT), 2))
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 4, 4)
            if reading is not None:
                self._paint_lines(painter, cell, reading)

    def _paint_column(
        self, painter: QPainter, span: TimeSpan, x: float, reading: DayReading | None
    ) -> None:
        """A dotted line, a ring at each answer, and a card beside each."""
        pen = QPen(self._colour(Role.TEXT), 1.5)
        pen.setDashPattern([1.5, 2.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, span.top + 4), QPointF(x, span.bottom))
        if reading is None:
            return
        panels = {panel.key: panel for panel in span.panels}
        for value in reading.values:
            if (panel := panels.get(value.key)) is not None:
                at = QPointF(x, panel.y_at(value.points))
                self._paint_ring(painter, at)
                self._paint_beside(painter, value.text, at, bold=True)
        if reading.note and span.notes_y is not None:
            self._paint_beside(painter, reading.note, QPointF(x, span.notes_y))
        width = self._text_width(reading.title)
        left = min(max(x - width / 2, 0.0), self._widget.width() - width)
        self._paint_card(painter, reading.title, left, span.top + self._height() / 2)

    def _paint_ring(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(self._colour(Role.TEXT), 2))
        painter.setBrush(self._colour(Role.GROUND))
        painter.drawEllipse(at, 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(Role.TEXT))
        painter.drawEllipse(at, 2.2, 2.2)

    def _paint_beside(
        self, painter: QPainter, text: str, at: QPointF, *, bold: bool = False
    ) -> None:
        """A card at the right of `at`, or at its left where the right has no room."""
        room = self._widget.width()
        right_room, left_room = room - at.x() - AWAY, at.x() - AWAY
        text = self._elided(text, max(right_room, left_room), bold=bold)
        width = self._text_width(text, bold=bold)
        left = at.x() + AWAY if width <= right_room else at.x() - AWAY - width
        self._paint_card(painter, text, max(0.0, left), at.y(), bold=bold)

    def _paint_lines(self, painter: QPainter, cell: QRectF, reading: DayReading) -> None:
        """One card of several lines under the cell, or above it."""
        lines = [reading.title, *(value.text for value in reading.values)]
        lines += [reading.note] if reading.note else []
        room = float(self._widget.width())
        lines = [self._elided(line, room) for line in lines]
        width = max(self._text_width(line, bold=True) for line in lines)
        step = self._metrics().height() + 2
        height = step * len(lines) + 2 * PADDING
        left = min(max(cell.center().x() - width / 2, 0.0), room - width)
        top = cell.bottom() + 4
        if top + height > self._widget.height():
            top = cell.top() - 4 - height
        card = QRectF(left, top, width, height)
        self._fill_card(painter, card)
        for number, line in enumerate(lines):
            painter.setFont(self._font(bold=number == 1))
            row = QRectF(left + PADDING, top + PADDING + number * step, width, step)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, line)

    def _paint_card(
        self, painter: QPainter, text: str, left: float, middle: float, *, bold: bool = False
    ) -> None:
        height = self._height()
        card = QRectF(left, middle - height / 2, self._text_width(text, bold=bold), height)
        card.moveTop(min(max(card.top(), 1.0), self._widget.height() - height - 1))
        self._fill_card(painter, card)
        painter.setFont(self._font(bold=bold))
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, text)

    def _fill_card(self, painter: QPainter, card: QRectF) -> None:
        shape = rounded(card, RADIUS)
        painter.fillPath(shape, self._colour(Role.CARD))
        painter.strokePath(shape, QPen(self._colour(Role.LINE), 1))
        painter.setPen(self._colour(Role.TEXT))

    def _colour(self, role: Role) -> QColor:
        return colour(self._widget, role)

    def _font(self, *, bold: bool = False) -> QFont:
        font = QFont(self._widget.font())
        font.setBold(bold)
        return font

    def _metrics(self, *, bold: bool = False) -> QFontMetricsF:
        return QFontMetricsF(self._font(bold=bold))

    def _text_width(self, text: str, *, bold: bool = False) -> float:
        return self._metrics(bold=bold).horizontalAdvance(text) + 2 * PADDING

    def _elided(self, text: str, room: float, *, bold: bool = False) -> str:
        metrics = self._metrics(bold=bold)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 2 * PADDING)

    def _height(self) -> float:
        return self._metrics().height() + 7
