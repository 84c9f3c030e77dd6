"""Own dates for a chart: both ends moved by buttons, nothing to type."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page


def months_on(when: date, months: int) -> date:
    """The same day `months` later (or earlier), the last day of a shorter month."""
    count = when.year * 12 + when.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(when.day, monthrange(year, month)[1]))


class DateRow(QWidget):
    """One date with buttons for a day or a month back and forth."""

    moved = Signal(object)

    def __init__(self, title: str, when: date) -> None:
        super().__init__()
        self.date = when
        self._title = title
        self.label = Label("", scale=1.2, bold=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid = GridLayout(self, (5, 2, 1))
        self.buttons = [
            self._button(_("‹ Month"), _("a month earlier"), lambda: months_on(self.date, -1)),
            self._button(_("‹ Day"), _("a day earlier"), lambda: self.date - timedelta(days=1)),
            self._button(_("Day ›"), _("a day later"), lambda: self.date + timedelta(days=1)),
            self._button(_("Month ›"), _("a month later"), lambda: months_on(self.date, 1)),
        ]
        for widget in (*self.buttons[:2], self.label, *self.buttons[2:]):
            grid.addWidget(widget)
        self.show_date(when)

    def _button(self, text: str, spoken: str, there: Callable[[], date]) -> Button:
        button = Button(text, ButtonKind.ANSWER, lambda: self.moved.emit(there()))
        name = _("{title}: {step}").format(title=self._title, step=spoken)
        button.setAccessibleName(name)
        return button

    def show_date(self, when: date) -> None:
        self.date = when
        self.label.setText(formats.long_date(when))
        self.label.setAccessibleName(f"{self._title} {formats.long_date(when)}")


class PeriodPage(Page):
    """Choose the first and the last day; the two cannot cross."""

    chosen = Signal(object, object)

    def __init__(self, start: date, end: date, first: date, last: date) -> None:
        super().__init__(_("Own dates"), _("‹ Done"))
        self._first, self._last = min(first, start), max(last, end)
        self.column.addWidget(Label(_("From"), bold=True))
        self.start = DateRow(_("From"), start)
        self.start.moved.connect(self._move_start)
        self.column.addWidget(self.start)
        self.column.addWidget(Label(_("To"), bold=True))
        self.end = DateRow(_("To"), end)
        self.end.moved.connect(self._move_end)
        self.column.addWidget(self.end)
        self.column.addStretch(1)

    def _move_start(self, when: date) -> None:
        self.start.show_date(min(max(when, self._first), self.end.date))
        self.chosen.emit(self.start.date, self.end.date)

    def _move_end(self, when: date) -> None:
        self.end.show_date(max(min(when, self._last), self.start.date))
        self.chosen.emit(self.start.date, self.end.date)
