"""A month of the diary: each day with the mark of one symptom, crashes, notes and doses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.diary.symptoms import SEVERITY, word_for
from ldn_desktop.i18n import _, formats
from ldn_desktop.themes import Theme
from ldn_desktop.ui.dates.calendar_dates import add_months
from ldn_desktop.ui.dates.month_grid import STEPS, MonthGrid
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import (
    CENTRED,
    fill,
    inside,
    oblong,
    outline,
    rounded,
    severity_mark,
)
from ldn_desktop.ui.style.theme import Role, TextScale, colour, percent_now
from ldn_desktop.ui.today.careful_button import ENTER
from ldn_desktop.ui.widgets.button import ButtonKind, ExclusiveButton
from ldn_desktop.ui.widgets.label import Heading, Label

NARROWEST, LOWEST, TALLEST = 64, 60, 84
"""Px of a day at 100 % text; with larger text it grows."""
WIDEST_NAME = 72
"""Px that the name of a weekday may take above the narrowest day."""
MARK = 32
NOTE_SIDE = 9
CRASH_LINE = 3


class DayMarks(NamedTuple):
    """What a day of the month shows."""

    date: date
    level: int | None
    """Severity of the symptom shown, 0 to 4; None without an answer."""
    crash: bool
    note: bool
    step: DoseStep | None
    """The dose step that begins on this day."""


def marks_of(diary: Diary, when: date, symptom: str) -> DayMarks:
    """What `diary` says of `when`, with the severity of `symptom`."""
    day = diary.day(when)
    points = day.value(symptom)
    level = None if points is None else SEVERITY.index(word_for(points))
    step = next((step for step in diary.dose_steps if step.start == when), None)
    return DayMarks(when, level, day.crash, bool(day.note), step)


def note_diamond(box: QRectF) -> QPainterPath:
    """The mark of a note, in the middle of `box`."""
    middle, half = box.center(), NOTE_SIDE / 2 + 1
    shape = QPainterPath()
    shape.moveTo(middle.x(), middle.y() - half)
    shape.lineTo(middle.x() + half, middle.y())
    shape.lineTo(middle.x(), middle.y() + half)
    shape.lineTo(middle.x() - half, middle.y())
    shape.closeSubpath()
    return shape


def dose_line(
    painter: QPainter, left: float, height: float, foreground: QColor, *, planned: bool
) -> None:
    """The mark of a dose step: a line, dashed while it is only planned."""
    pen = QPen(foreground, 3)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if planned:
        pen.setDashPattern((2, 1))
    painter.setPen(pen)
    painter.drawLine(round(left), 0, round(left), round(height))


class CalendarDay(ExclusiveButton):
    """A day of the month. One touch reads it, Enter opens it; the month moves the focus."""

    opened = Signal()

    def __init__(
        self, marks: DayMarks, name: str, theme: Callable[[], Theme], *, inner: bool, today: bool
    ) -> None:
        """`inner` days belong to the month that is shown; the others have no fill."""
        super().__init__(str(marks.date.day), ButtonKind.TILE)
        self._marks, self._theme, self._inner, self._today = marks, theme, inner, today
        self.setAccessibleName(name)

    def step_for(self, key: int) -> int:  # noqa: ARG002  # the month takes all of them
        return 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in STEPS:
            event.ignore()
        elif event.key() in ENTER and not event.isAutoRepeat():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        lowest = LOWEST * min(percent_now(), 150) // 100
        return QSize(NARROWEST, lowest + self._extra_height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:  # noqa: ARG002  # nothing in it wraps
        return self.sizeHint().height()

    def _paint_body(self, painter: QPainter) -> None:
        if self._marks.crash and not self.isChecked():
            painter.fillPath(rounded(inside(self.rect(), 0.5)), QColor(self._theme().crash))
        elif self._inner or self.isChecked() or self._pointed:
            super()._paint_body(painter)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_body(painter)
        marks, width, height = self._marks, self.width(), self.height()
        if marks.crash:
            painter.save()
            painter.setClipPath(rounded(inside(self.rect(), 0)))
            line = oblong(0, height - CRASH_LINE, width, CRASH_LINE)
            painter.fillPath(line, QColor(self._theme().crash_line))
            painter.restore()
        if marks.level is not None:
            severity_mark(painter, self._mark_box(), marks.level, self)
        if marks.note:
            fill(painter, note_diamond(QRectF(width - 22, 6, 14, 14)), self, Role.QUIET)
        self._paint_number(painter)
        if marks.step is not None:
            self._paint_step(painter, marks.step)

    def _mark_box(self) -> QRectF:
        side = min(MARK, self.height() - 24, self.width() / 2)
        left = max(self.width() * 0.69 - side / 2, self.width() - side - 12)
        return QRectF(left, (self.height() - side) / 2 + 2, side, side)

    def _paint_number(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        text = self.text()
        outside = not self._inner
        if outside and (self._marks.date.day == 1 or self._marks.date.weekday() == 0):
            dated = formats.short_day_month(self._marks.date)
            if metrics.horizontalAdvance(dated) + 12 < self._mark_box().left():
                text = dated
        text_width = metrics.horizontalAdvance(text)
        box = QRectF(12, 7, max(text_width, metrics.height()), metrics.height())
        if not outside and text_width < metrics.height():
            box.setWidth(metrics.height())
        painter.setFont(self._text_font(self.isChecked() or self._today))
        painter.setPen(colour(self, Role.QUIET if outside and not self.isChecked() else Role.TEXT))
        painter.drawText(box, CENTRED, text)
        if self._today:
            ring = QRectF(0, 0, metrics.height() + 8, metrics.height() + 8)
            ring.moveCenter(box.center())
            outline(painter, rounded(ring, ring.height() / 2), colour(self, Role.ACCENT_TEXT), 2)

    def _paint_step(self, painter: QPainter, step: DoseStep) -> None:
        dose_line(painter, 2, self.height(), colour(self, Role.TEXT), planned=step.planned)
        painter.setFont(fonts.scaled(self.font(), TextScale.CAPTION, bold=True))
        painter.setPen(colour(self, Role.TEXT))
        below = QRectF(12, 7 + self.fontMetrics().height(), self.width(), self.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, formats.mg(step.mg))


class DiaryMonth(MonthGrid):
    """Whole weeks, in which a day is read by a touch and opened by Enter."""

    day_opened = Signal(object)

    def __init__(
        self, diary: Diary, when: date, today: date, symptom: str, theme: Callable[[], Theme]
    ) -> None:
        self._diary, self.symptom, self._theme = diary, symptom, theme
        self._extra_height = 0
        super().__init__(when, today, last=today, make_day=self._cell)

    def _new_title(self) -> Label:
        return Heading(scale=TextScale.TITLE)

    def _build_head(self) -> QWidget:
        head = QWidget()
        row = RowLayout(head)
        row.add(self.title, RowSlot.WORDS)
        row.add(self.earlier, RowSlot.RIGHT)
        row.add(self.later, RowSlot.RIGHT)
        return head

    def _cells(self, days: list[date]) -> list[date | None]:
        first = days[0] - timedelta(days=days[0].weekday())
        last = days[-1] + timedelta(days=6 - days[-1].weekday())
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def _column_titles(self) -> Sequence[str]:
        font = fonts.scaled(QApplication.font(), TextScale.CAPTION)
        metrics, names = QFontMetrics(font), formats.weekday_names()
        fits = max(metrics.horizontalAdvance(name) for name in names) <= WIDEST_NAME
        shown = names if fits else formats.short_weekday_names()
        return [formats.capitalised(name) for name in shown]

    def on_font_changed(self) -> None:
        """Long names of weekdays fit only at the usual text size."""
        self._show()

    def _show(self) -> None:
        def month(when: date) -> str:
            return formats.capitalised(formats.month(when))

        self.earlier.setText(_("‹ {month}").format(month=month(add_months(self._month, -1))))
        self.later.setText(_("{month} ›").format(month=month(add_months(self._month, 1))))
        super()._show()

    def share_height(self, room: int) -> None:
        """Let the days of six weeks take `room` px of height, as far as they may grow."""
        needed = 6 * LOWEST * min(percent_now(), 150) // 100
        extra = max(0, min(TALLEST - LOWEST, (room - needed) // 6))
        if extra != self._extra_height:
            self._extra_height = extra
            for button in self.days.values():
                button.set_extra_height(extra)

    def show_symptom(self, key: str) -> None:
        """Mark the severity of symptom `key` from now on."""
        self.symptom = key
        self._show()

    def _cell(self, when: date) -> CalendarDay:
        marks = marks_of(self._diary, when, self.symptom)
        inner = (when.year, when.month) == (self._month.year, self._month.month)
        cell = CalendarDay(
            marks, self._name(marks), self._theme, inner=inner, today=when == self._today
        )
        cell.setChecked(when == self.chosen)
        cell.set_extra_height(self._extra_height)
        cell.opened.connect(lambda: self.day_opened.emit(when))
        return cell

    def _name(self, marks: DayMarks) -> str:
        """“Thursday 12 November, Brain fog: Mild, note”."""
        parts = [formats.weekday_date(marks.date, self._today)]
        symptom = self._diary.symptom(self.symptom)
        if marks.level is not None and symptom is not None:
            parts.append(
                _("{question}: {answer}").format(
                    question=symptom.label, answer=SEVERITY[marks.level].shown
                )
            )
        if marks.crash:
            parts.append(_("crash day"))
        if marks.note:
            parts.append(_("note"))
        if marks.step is not None:
            text = _("{amount} planned") if marks.step.planned else _("{amount} from here on")
            parts.append(text.format(amount=formats.mg(marks.step.mg)))
        if marks.date == self._today:
            parts.append(_("today"))
        return formats.capitalised(formats.enumerated(parts))

    def focus_day(self, when: date) -> None:
        """Move the focus to `when` and read it."""
        super().focus_day(when)
        if when in self.days and self.days[when].hasFocus():
            self._choose(when)
