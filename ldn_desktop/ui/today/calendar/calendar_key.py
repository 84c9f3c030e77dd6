"""What the marks of the calendar mean."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.diary.symptoms import SEVERITY
from ldn_desktop.i18n import _
from ldn_desktop.themes import Theme
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import (
    fill,
    oblong,
    outline,
    rounded,
    severity_mark,
)
from ldn_desktop.ui.style.theme import Role, TextScale, colour
from ldn_desktop.ui.today.calendar.diary_month import CRASH_LINE, dose_line, note_diamond

ICON, BESIDE = 20, 6
Paint = Callable[[QPainter, QRectF, QWidget], None]


class KeyItem(QWidget):
    """A mark and what it means."""

    def __init__(self, text: str, paint: Paint) -> None:
        super().__init__()
        self._text, self._paint = text, paint
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _font(self) -> QFont:
        return fonts.scaled(self.font(), TextScale.CAPTION)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        width = ICON + BESIDE + metrics.horizontalAdvance(self._text) + 1
        return QSize(width, max(ICON, metrics.height()))

    def on_font_changed(self) -> None:
        """The text is as wide as the font makes it."""
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, QRectF(0, (self.height() - ICON) / 2, ICON, ICON), self)
        painter.setPen(colour(self, Role.QUIET))
        painter.setFont(self._font())
        text = QRectF(ICON + BESIDE, 0, self.width(), self.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._text)


def _severity(level: int) -> Paint:
    return lambda painter, box, widget: severity_mark(painter, box, level, widget)


def _note(painter: QPainter, box: QRectF, widget: QWidget) -> None:
    fill(painter, note_diamond(box), widget, Role.QUIET)


def _dose(*, planned: bool) -> Paint:
    def paint(painter: QPainter, box: QRectF, widget: QWidget) -> None:
        painter.translate(0, box.top())
        dose_line(
            painter, box.center().x(), box.height(), colour(widget, Role.TEXT), planned=planned
        )
        painter.translate(0, -box.top())

    return paint


def _today(painter: QPainter, box: QRectF, widget: QWidget) -> None:
    ring = box.adjusted(2, 2, -2, -2)
    outline(painter, rounded(ring, ring.height() / 2), colour(widget, Role.ACCENT_TEXT), 2)


def _crash(theme: Callable[[], Theme]) -> Paint:
    def paint(painter: QPainter, box: QRectF, _widget: QWidget) -> None:
        left, right, width = box.left(), box.bottom() - 4, box.width()
        painter.fillPath(oblong(left, box.top() + 4, width, ICON - 8), QColor(theme().crash))
        line = oblong(left, right - CRASH_LINE, width, CRASH_LINE)
        painter.fillPath(line, QColor(theme().crash_line))

    return paint


class CalendarKey(QWidget):
    """All marks in one row, or in as many as they need."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        super().__init__()
        row = RowLayout(self, gap=12)
        items: list[tuple[str, Paint]] = [
            (word.shown, _severity(level)) for level, word in enumerate(SEVERITY)
        ]
        items += [
            (_("crash day"), _crash(theme)),
            (_("note"), _note),
            (_("new dose"), _dose(planned=False)),
            (_("planned"), _dose(planned=True)),
            (_("today"), _today),
        ]
        for text, paint in items:
            row.add(KeyItem(text, paint), RowSlot.LEFT)
