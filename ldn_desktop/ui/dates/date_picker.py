"""The one way to choose a date: type it, touch a quick day, or take it from a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.i18n.formats import long_date
from ldn_desktop.ui.dates.calendar_dates import first_of_next_month, typed_date
from ldn_desktop.ui.dates.month_grid import MonthGrid
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label, VanishingLabel
from ldn_desktop.ui.widgets.text_field import LineField

FARTHEST = timedelta(days=366 * 50)
QuickDay = tuple[str, date]


def coming_days(today: date) -> list[QuickDay]:
    """Today, tomorrow and the 1st of next month: for what begins."""
    return [
        (_("Today"), today),
        (_("Tomorrow"), today + timedelta(days=1)),
        (_("1st of next month"), first_of_next_month(today)),
    ]


def _in_columns(buttons: Sequence[Button]) -> QWidget:
    board = QWidget()
    grid = GridLayout(board, (len(buttons), 2, 1))
    for button in buttons:
        grid.addWidget(button)
    return board


class DatePicker(Group):
    """A field for a date, quick days, and a month below that moves nothing above it.

    `changed` carries each new date; `refused` a sentence where what was typed is none, which the
    picker shows itself. `date` is always the last one that was understood.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        name: str,
        when: date,
        today: date,
        *,
        quick: Sequence[QuickDay] | None = None,
        first: date | None = None,
        last: date | None = None,
        open_month: bool = True,
    ) -> None:
        """`first` and `last` limit what can be chosen, to 50 years around `today` at most.

        `open_month` False shows the month only after “Calendar” was touched.
        """
        super().__init__(name)
        self.date, self._today = when, today
        self._first, self._last = first or today - FARTHEST, last or today + FARTHEST
        self.field = LineField(name, long_date(when), characters=22)
        self.field.editingFinished.connect(self._take_typed)
        self._label = Label(name, bold=True)
        self._label.setBuddy(self.field)
        self.trouble = VanishingLabel("", bold=True)
        self.quick = [
            self._quick_button(text, day)
            for text, day in (coming_days(today) if quick is None else quick)
        ]
        self.month = MonthGrid(when, today, first=self._first, last=self._last)
        self.month.day_chosen.connect(self._set)
        self.calendar = Button(_("Calendar"), ButtonKind.TILE, self._toggle_month)
        self.calendar.setAccessibleName(_("{name}: calendar").format(name=name))
        self.calendar.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(self.field)
        column.addWidget(self.trouble)
        buttons = [*self.quick, *([] if open_month else [self.calendar])]
        if buttons:
            column.addSpacing(GAP - 4)
            column.addWidget(at_left(*buttons) if len(buttons) == 1 else _in_columns(buttons))
        column.addSpacing(GAP)
        column.addWidget(self.month)
        self.month.setVisible(open_month)

    def _quick_button(self, text: str, day: date) -> Button:
        button = Button(text, ButtonKind.TILE, lambda: self._set(day))
        button.setAccessibleName(
            _("{title}: {option}").format(title=self.accessibleName(), option=text)
        )
        button.setEnabled(self._first <= day <= self._last)
        return button

    def _toggle_month(self) -> None:
        self.month.setVisible(self.calendar.isChecked())

    def set_title(self, title: str) -> None:
        """Call the date `title` from now on."""
        self._label.setText(title)
        self.field.setAccessibleName(title)
        self.calendar.setAccessibleName(_("{name}: calendar").format(name=title))

    def show_date(self, when: date) -> None:
        """Show `when`; nothing is sent."""
        self.date = when
        self.field.setText(long_date(when))
        self.month.choose(when)
        self._say_trouble("")

    def set_limits(self, first: date, last: date) -> None:
        """Let only days from `first` to `last` be chosen."""
        self._first, self._last = first, last
        self.month.set_limits(first, last)

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the focus on the field, with what is in it ready to be typed over."""
        self.field.setFocus(reason)
        self.field.selectAll()

    def commit(self) -> bool:
        """Take over what was typed, as when the field is left; False where it is no date."""
        return self._take_typed()

    def _take_typed(self) -> bool:
        text = self.field.text()
        if text == long_date(self.date):
            self._say_trouble("")
            return True
        try:
            when = typed_date(text, self._today, self._last)
            self._check(when)
        except UserError as error:
            self._say_trouble(str(error))
            return False
        self._set(when)
        return True

    def _check(self, when: date) -> None:
        if not self._first <= when <= self._last:
            raise UserError(
                _("Please choose a day from {first} to {last}.").format(
                    first=long_date(self._first), last=long_date(self._last)
                )
            )

    def _set(self, when: date) -> None:
        before = self.date
        self.show_date(when)
        if when != before:
            accessibility.say(self, long_date(when))
            self.changed.emit(when)

    def _say_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        if sentence:
            accessibility.say(self, sentence)
            self.refused.emit(sentence)
