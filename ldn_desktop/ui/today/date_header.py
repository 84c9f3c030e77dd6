"""The first line of Today: which day it is, and the ways to others."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.recording import morning_after
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button
from ldn_desktop.ui.widgets.label import Heading
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout


class DateHeader(QWidget):
    """The date in large letters; the day before at the left; the day after and all at the right.

    Between midnight and noon a switch between yesterday and today stands beside it.
    """

    day_wanted = Signal(object)
    calendar_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._date = session.today
        self.earlier = Button("", on_click=lambda: self._go_by(-1))
        self.later = Button("", on_click=lambda: self._go_by(1))
        self.switch = Button("", on_click=lambda: self.day_wanted.emit(self._other_day))
        self.calendar = Button(_("Calendar"), on_click=self.calendar_wanted.emit)
        self.heading = Heading()
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = RowLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.add(self.earlier, Place.LEFT)
        row.add(self.heading, Place.MIDDLE)
        for button in (self.switch, self.later, self.calendar):
            row.add(button, Place.RIGHT)

    def _go_by(self, days: int) -> None:
        self.day_wanted.emit(self._date + timedelta(days=days))

    @property
    def by_clock(self) -> date:
        """Today as the calendar has it: in the small hours a day later than the diary."""
        return self._session.clock().date()

    @property
    def _other_day(self) -> date:
        """Yesterday, or today when yesterday is shown: what the morning's switch leads to."""
        today = self.by_clock
        return today - timedelta(days=1) if self._date == today else today

    def show_day(self, when: date) -> None:
        """Name `when` and the days around it."""
        self._date, today = when, self.by_clock
        self.heading.say(formats.relative_date(when, today))
        before, after = when - timedelta(days=1), when + timedelta(days=1)
        self.earlier.setText("‹ " + formats.weekday(before))
        self.earlier.setAccessibleName(_("Day before, {day}").format(day=formats.weekday(before)))
        self.later.setText(formats.weekday(after) + " ›")
        self.later.setAccessibleName(_("Day after, {day}").format(day=formats.weekday(after)))
        beside = when in (today, today - timedelta(days=1))
        self.switch.setVisible(beside and morning_after(self._session.clock()))
        self.switch.setText(_("Yesterday") if when == today else _("Today"))
        self.later.setVisible(when < today and not self.switch.isVisibleTo(self))
