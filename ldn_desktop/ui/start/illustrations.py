"""Three small drawings of the first start: an answered question, a chart, and a page for a doctor.

They show no improvement: nothing is promised.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import RADIUS
from ldn_desktop.ui.style.theme import Role, colour

HEIGHT_IN_LINES = 8
DAYS = (0.30, 0.50, 0.72, 0.30, 0.50, 0.12, 0.50, 0.30, 0.50, 0.50, 0.50, 0.50, 0.30, 0.30, 0.30,
        0.50, 0.72, 0.50, 0.50, 0.72, 0.30, 0.30)  # fmt: skip
"""Where the dots of the chart are, 0 at the top and 1 at the bottom; the average stays."""


class Illustration(QWidget):
    """A drawing on a tile. It says nothing that the words beneath it do not say."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT_IN_LINES * self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Role.TILE))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = self.fontMetrics().height()
        self.draw(painter, QRectF(self.rect()).adjusted(line, line, -line, -line))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw into `rect`."""
        raise NotImplementedError

    def pen(self, role: Role, width: float = 1) -> QPen:
        return QPen(colour(self, role), width)


class AnsweredQuestion(Illustration):
    """“Fatigue” with its second of three answers chosen."""

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        line = self.fontMetrics().height()
        painter.setFont(fonts.scaled(self.font(), bold=True))
        painter.setPen(self.pen(Role.TEXT))
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop, _("Fatigue"))
        words = (_("None"), _("Mild"), _("Moderate"))
        width = (rect.width() - 8 * (len(words) - 1)) / len(words)
        for number, word in enumerate(words):
            left = rect.x() + number * (width + 8)
            answer = QRectF(left, rect.y() + 1.8 * line, width, 2.8 * line)
            chosen = number == len(words) - 1
            painter.setPen(self.pen(Role.TEXT, 2) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(colour(self, Role.CHOSEN if chosen else Role.GROUND))
            painter.drawRoundedRect(answer.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
            painter.setPen(self.pen(Role.TEXT))
            painter.setFont(fonts.scaled(self.font(), bold=True) if chosen else self.font())
            text = painter.fontMetrics().elidedText(
                word, Qt.TextElideMode.ElideRight, round(width - 6)
            )
            painter.drawText(answer, Qt.AlignmentFlag.AlignCenter, text)


class DaysBesideDoses(Illustration):
    """Dots of days, their average, and a line where a dose begins."""

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        for height in (0.12, 0.9):
            y = rect.y() + height * rect.height()
            painter.setPen(self.pen(Role.HAIR))
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        step = rect.width() / (len(DAYS) - 1)
        dots = [
            QPointF(rect.x() + n * step, rect.y() + (0.15 + 0.7 * day) * rect.height())
            for n, day in enumerate(DAYS)
        ]
        dose = rect.x() + 10.5 * step
        painter.setPen(self.pen(Role.TEXT))
        painter.drawLine(QPointF(dose, rect.top() - 8), QPointF(dose, rect.bottom()))
        painter.setFont(fonts.scaled(self.font(), bold=True))
        label = QRectF(dose + 6, rect.top() - 12, rect.width(), self.fontMetrics().height())
        painter.drawText(label, formats.mg(1.5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Role.LINE))
        for dot in dots:
            painter.drawEllipse(dot, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.pen(Role.ACCENT_TEXT, 2))
        painter.drawPath(_average(dots))


def _average(dots: list[QPointF], reach: int = 3) -> QPainterPath:
    """A line through the means of `reach` days to both sides."""
    path = QPainterPath()
    for number, dot in enumerate(dots):
        near = dots[max(0, number - reach) : number + reach + 1]
        point = QPointF(dot.x(), sum(other.y() for other in near) / len(near))
        if number:
            path.lineTo(point)
        else:
            path.moveTo(point)
    return path


class PageForDoctor(Illustration):
    """A sheet of paper with a box of lines and two curves."""

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        sheet = QRectF(0, 0, rect.height() * 0.8, rect.height() * 1.2)
        sheet.moveCenter(rect.center())
        sheet.moveTop(rect.top())
        painter.setClipRect(self.rect())
        painter.setPen(self.pen(Role.LINE))
        painter.setBrush(colour(self, Role.CARD))
        painter.drawRect(sheet)
        unit = sheet.width() / 16
        painter.setPen(self.pen(Role.TEXT, max(2.0, unit * 0.6)))
        painter.drawLine(
            sheet.topLeft() + QPointF(2, 2.4) * unit, sheet.topLeft() + QPointF(11, 2.4) * unit
        )
        painter.setPen(self.pen(Role.TEXT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(sheet.x() + 2 * unit, sheet.y() + 4 * unit, 12 * unit, 4.6 * unit)
        painter.drawRect(box)
        painter.setPen(self.pen(Role.LINE, 2))
        for row, length in ((1, 10), (2.3, 9), (3.6, 8)):
            start = box.topLeft() + QPointF(1, row) * unit
            painter.drawLine(start, start + QPointF(length, 0) * unit)
        painter.setPen(self.pen(Role.TEXT, 1.5))
        for top in (10.6, 14.2):
            heights = (0.6, 0, 0.5, 0.1, 0.6, 0.2, 0.5, 0.3)
            start = sheet.topLeft() + QPointF(2, top) * unit
            points = [start + QPointF(n * 12 / 7, h * 1.6) * unit for n, h in enumerate(heights)]
            painter.drawPolyline(points)
