"""A month of days: which have entries is shown; blank is blank."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind, ExclusiveButton
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.theme import Role

STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class DayButton(ExclusiveButton):
    """A day of the month; the page moves the focus by days and weeks."""

    def step_for(self, key: int) -> int:  # noqa: ARG002  # the page takes all of them
        return 0


class CalendarPage(Page):
    """Choose a day of the diary."""

    day_chosen = Signal(object)

    def __init__(self, session: Session, when: date) -> None:
        super().__init__(_("Calendar"))
        self._session = session
        self._shown = when.replace(day=1)
        self._chosen = when
        self.month = Heading(scale=1.3)
        self.month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.earlier = Button(_("‹ Month before"), ButtonKind.TILE, lambda: self.show_month(-1))
        self.later = Button(_("Month after ›"), ButtonKind.TILE, lambda: self.show_month(1))
        head = QWidget()
        row = RowLayout(head)
        row.add(self.earlier, Place.LEFT)
        row.add(self.month, Place.MIDDLE)
        row.add(self.later, Place.RIGHT)
        self.column.addWidget(head)
        self._board = QWidget()
        self.column.addWidget(self._board)
        self.column.addWidget(
            Label(_("Days with a dot have entries. × marks a crash day."), role=Role.QUIET)
        )
        self.column.addStretch(1)
        self.days: dict[date, Button] = {}
        self._show()

    def show_month(self, by: int) -> None:
        """Go `by` months on (or back)."""
        months = self._shown.year * 12 + self._shown.month - 1 + by
        if months >= date.min.year * 12:
            self._shown = date(months // 12, months % 12 + 1, 1)
            self._show()

    def _show(self) -> None:
        title = formats.month_year(self._shown)
        self.month.say(title)
        today = self._session.clock().date()
        self.later.setEnabled((self._shown.year, self._shown.month) < (today.year, today.month))
        board = Group(title)
        grid = GridLayout(board, (7,))
        for name, short in zip(formats.weekday_names(), formats.short_weekday_names(), strict=True):
            label = Label(short, role=Role.QUIET)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAccessibleName(name)
            grid.addWidget(label)
        self.days = {}
        first = self._shown - timedelta(days=self._shown.weekday())
        _weekday, length = calendar.monthrange(self._shown.year, self._shown.month)
        for number in range(self._shown.weekday() + length):
            when = first + timedelta(days=number)
            grid.addWidget(self._day(when) if when >= self._shown else QWidget())
        self._board = self.swap(self._board, board)

    def _day(self, when: date) -> Button:
        day = self._session.diary.day(when)
        mark = "×" if day.crash else "•" if day else ""
        button = DayButton(f"{when.day}\n{mark}", on_click=lambda: self._choose(when))
        button.setChecked(when == self._chosen)
        button.setEnabled(when <= self._session.clock().date())
        count = len(day.answers)
        spoken = ngettext("{day}, {n} entry", "{day}, {n} entries", count)
        name = spoken.format(day=formats.day_month(when), n=count)
        button.setAccessibleName(_("{day}, crash day").format(day=name) if day.crash else name)
        self.days[when] = button
        return button

    def _choose(self, when: date) -> None:
        self.day_chosen.emit(when)
        self.leave()

    def begin(self, reason: Qt.FocusReason) -> None:
        self.days[self._chosen].setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        focused = next((d for d, b in self.days.items() if b.hasFocus()), None)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.show_month(-1 if key is Qt.Key.Key_PageUp else 1)
        elif focused is not None and key in STEPS:
            self._focus_day(focused + timedelta(days=STEPS[key]))
        else:
            super().keyPressEvent(event)

    def _focus_day(self, when: date) -> None:
        """Move the focus to `when`, into the month before or after if need be."""
        if when > self._session.clock().date():
            return
        if when not in self.days:
            self.show_month(-1 if when < self._shown else 1)
        self.days[when].setFocus(Qt.FocusReason.TabFocusReason)
