"""A month of days to choose from: 44 px each, moved through by mouse, arrows and Page keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.i18n.formats import (
    capitalised,
    month_year,
    short_weekday_names,
    weekday_date,
    weekday_names,
)
from ldn_desktop.ui.dates.calendar_dates import add_months, days_of_month
from ldn_desktop.ui.layouts.focus_order import hand_focus_on
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style.painting import inside, outline, rounded
from ldn_desktop.ui.style.theme import Role, TextScale, colour
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind, ExclusiveButton
from ldn_desktop.ui.widgets.label import Label

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class DayButton(ExclusiveButton):
    """A day of the month; the grid around it moves the focus by days and weeks.

    Today has a ring around its number.
    """

    def __init__(self, when: date, *, is_today: bool) -> None:
        super().__init__(str(when.day), ButtonKind.WORD)
        self.date, self._is_today = when, is_today
        name = weekday_date(when)
        self.setAccessibleName(_("{day}, today").format(day=name) if is_today else name)

    def step_for(self, key: int) -> int:  # noqa: ARG002  # the grid takes all of them
        return 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_today and not self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            side = min(self.width(), self.height()) - 12
            box = inside(self.rect(), 0)
            ring = rounded(
                box.adjusted((box.width() - side) / 2, 6, -(box.width() - side) / 2, -6),
                side / 2,
            )
            outline(painter, ring, colour(self, Role.ACCENT_TEXT), 2)


class MonthGrid(QWidget):
    """Shows one month; `day_chosen` carries a day of it that was touched.

    Days outside `first` and `last` cannot be chosen. `make_day` may build other buttons than
    plain ones, such as days with a mark.
    """

    day_chosen = Signal(object)
    month_shown = Signal(object)
    """The 1st of the month that is shown now."""

    def __init__(
        self,
        when: date,
        today: date,
        *,
        first: date = date.min,
        last: date = date.max,
        make_day: Callable[[date], Button] | None = None,
    ) -> None:
        super().__init__()
        self.chosen, self._today = when, today
        self._first, self._last = first, last
        self._make_day = make_day or self._plain_day
        self._month = when.replace(day=1)
        self.days: dict[date, Button] = {}
        self.title = self._new_title()
        self.earlier = Button("‹", ButtonKind.TILE, lambda: self.show_month(-1))
        self.later = Button("›", ButtonKind.TILE, lambda: self.show_month(1))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addWidget(self._build_head())
        self._board = QWidget()
        self._column.addWidget(self._board)
        self._show()

    def _new_title(self) -> Label:
        title = Label("", scale=TextScale.BODY, bold=True)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return title

    def _build_head(self) -> QWidget:
        self.earlier.setAccessibleName(_("Previous month"))
        self.later.setAccessibleName(_("Next month"))
        head = QWidget()
        row = RowLayout(head)
        row.add(self.earlier, RowSlot.LEFT)
        row.add(self.title, RowSlot.MIDDLE)
        row.add(self.later, RowSlot.RIGHT)
        return head

    def _cells(self, days: list[date]) -> list[date | None]:
        """What the weeks of a month of `days` show, from a Monday on; None is an empty place."""
        return [*(None for _blank in range(days[0].weekday())), *days]

    def _column_titles(self) -> Sequence[str]:
        return [capitalised(name) for name in short_weekday_names()]

    def choose(self, when: date) -> None:
        """Show `when` as the chosen day, in its month; nothing is sent."""
        self.chosen = when
        if (when.year, when.month) != (self._month.year, self._month.month):
            self._month = when.replace(day=1)
            self._show()
        for day, button in self.days.items():
            if isinstance(button, ExclusiveButton):
                button.show_chosen(day == when)

    def set_limits(self, first: date, last: date) -> None:
        """Let only days from `first` to `last` be chosen."""
        self._first, self._last = first, last
        self._show()

    def refresh(self) -> None:
        """Build the days of this month anew."""
        self._show()

    def show_month(self, by: int) -> None:
        """Go `by` months on (or back), as far as there are days to choose."""
        try:
            there = add_months(self._month, by)
        except OverflowError:
            return
        if there > self._last or days_of_month(there)[-1] < self._first:
            return
        self._month = there
        self._show()
        accessibility.say(self, capitalised(month_year(there)))
        self.month_shown.emit(there)

    def _show(self) -> None:
        days = days_of_month(self._month)
        title = capitalised(month_year(self._month))
        self.title.setText(title)
        self.title.setAccessibleName(title)
        self.earlier.setEnabled(days[0] > self._first)
        self.later.setEnabled(days[-1] < self._last)
        board = Group(title)
        grid = GridLayout(board, (7,))
        for name, shown in zip(weekday_names(), self._column_titles(), strict=True):
            label = Label(shown, role=Role.QUIET, scale=TextScale.CAPTION)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAccessibleName(name)
            grid.addWidget(label)
        self.days = {}
        for when in self._cells(days):
            if when is None:
                grid.addWidget(QWidget())
                continue
            button = self._make_day(when)
            button.setEnabled(self._first <= when <= self._last)
            button.clicked.connect(lambda _checked=False, day=when: self._choose(day))
            grid.addWidget(button)
            self.days[when] = button
        self._column.replaceWidget(self._board, board)
        board.show()
        hand_focus_on(self._board, board)
        self._board.hide()
        self._board.deleteLater()
        self._board = board

    def _plain_day(self, when: date) -> Button:
        button = DayButton(when, is_today=when == self._today)
        button.setChecked(when == self.chosen)
        return button

    def _choose(self, when: date) -> None:
        self.choose(when)
        self.day_chosen.emit(when)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        focused = next((day for day, button in self.days.items() if button.hasFocus()), None)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.show_month(-1 if key is Qt.Key.Key_PageUp else 1)
        elif focused is not None and key in STEPS:
            self.focus_day(focused + timedelta(days=STEPS[key]))
        else:
            super().keyPressEvent(event)

    def focus_day(self, when: date) -> None:
        """Move the focus to `when`, into the month before or after if need be."""
        if not self._first <= when <= self._last:
            return
        if when not in self.days:
            self.show_month(-1 if when < self._month else 1)
        if when in self.days and QApplication.focusWidget() is not self.days[when]:
            self.days[when].setFocus(Qt.FocusReason.TabFocusReason)
