"""The first line of Today: which day it is, and the ways to others."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.recording import morning_after
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.painting import fill, hair_line, oblong
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.button import QUIET_PADDING, Button, ButtonKind
from ldn_desktop.ui.widgets.date_heading import DateHeading


class DateHeader(QWidget):
    """The date at the left; the days beside it and the calendar at the right.

    Another day than today is a tinted band across the window with a way back. Between midnight
    and noon there is a switch between yesterday and today.
    """

    day_requested = Signal(object)
    calendar_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._date = session.today
        self._is_band = False
        self.earlier = Button("", on_click=lambda: self._go_by(-1))
        self.later = Button("", on_click=lambda: self._go_by(1))
        self.switch = Button("", on_click=lambda: self.day_requested.emit(self._other_day))
        self.calendar = Button(_("Calendar"), on_click=self.calendar_requested.emit)
        self.back = Button(
            _("Back to today"),
            ButtonKind.PRIMARY,
            lambda: self.day_requested.emit(self._session.today),
        )
        self.heading = DateHeading()
        ways = QWidget()
        row = RowLayout(ways)
        for button in (self.earlier, self.switch, self.later, self.calendar, self.back):
            row.add(button, RowSlot.RIGHT)
        self._row = RowLayout(self)
        self._row.add(self.heading, RowSlot.WORDS)
        self._row.add(ways, RowSlot.RIGHT)

    def set_margins(self, side: int, *, tight: bool = False) -> None:
        """Keep `side` px free at both ends; a word at the end has padding of its own."""
        right = side if self._is_band else side - QUIET_PADDING
        above, below = (4, 2) if tight and not self._is_band else (8, 8)
        self._row.setContentsMargins(side, above, right, below)

    @property
    def is_band(self) -> bool:
        return self._is_band

    def _go_by(self, days: int) -> None:
        self.day_requested.emit(self._date + timedelta(days=days))

    @property
    def by_clock(self) -> date:
        """Today as the calendar has it: in the small hours a day later than the diary."""
        return self._session.clock().date()

    @property
    def is_other_day(self) -> bool:
        """Whether the day shown is neither today by the clock nor the diary's own today."""
        return self._date not in (self.by_clock, self._session.today)

    @property
    def _other_day(self) -> date:
        """Yesterday, or today when yesterday is shown: what the morning's switch leads to."""
        today = self.by_clock
        return today - timedelta(days=1) if self._date == today else today

    def show_day(self, when: date) -> None:
        """Name `when` and the days around it."""
        self._date, today = when, self.by_clock
        self._is_band = self.is_other_day
        self._show_heading(today)
        before, after = when - timedelta(days=1), when + timedelta(days=1)
        self.earlier.setText(_("‹ {day}").format(day=formats.capitalised(formats.weekday(before))))
        self.earlier.setAccessibleName(_("Day before, {day}").format(day=formats.weekday(before)))
        self.later.setText(_("{day} ›").format(day=formats.capitalised(formats.weekday(after))))
        self.later.setAccessibleName(_("Day after, {day}").format(day=formats.weekday(after)))
        switch = morning_after(self._session.clock()) and not self._is_band
        self.switch.setVisible(switch)
        self.switch.setText(_("Yesterday") if when == today else _("Today"))
        # Never two ways to the same day.
        self.earlier.setVisible(not (switch and when == today))
        self.later.setVisible(
            after < today or (after == today and not switch and not self._is_band)
        )
        self.back.setVisible(self._is_band)
        self.update()

    def _show_heading(self, today: date) -> None:
        strong = formats.weekday_date(self._date, today)
        if not self._is_band:
            text = formats.relative_date(self._date, today)
            self.heading.show_date(text, strong, TextScale.TITLE)
            return
        text = _("You are looking at {date}")
        if self._date == today - timedelta(days=1):
            text = _("You are looking at yesterday, {date}")
        self.heading.show_date(text.format(date=strong), strong, TextScale.SECTION)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._is_band:
            painter = QPainter(self)
            width, height = self.width(), self.height()
            fill(painter, oblong(0, 0, width, height), self, Role.BAND)
            hair_line(painter, self, height - 1)
