"""At what time of the day the dose was taken: morning, evening or another time."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from ldn_desktop.diary.doses import time_due
from ldn_desktop.diary.fields import DOSE_TIME, DOSE_TIMES, FIELDS
from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import ExclusiveButton
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard


class DoseTimeQuestion(Group):
    """Asked only where the person switched it on. A touch on the chosen answer clears it."""

    answered = Signal(str, object)
    """The field, and the time or None."""

    def __init__(self, session: Session) -> None:
        super().__init__(FIELDS[DOSE_TIME].label)
        self._session, self._date = session, session.today
        self._guard = DoubleClickGuard()
        grid = GridLayout(self, (3, 1))
        grid.setContentsMargins(0, 4, 0, 0)  # 8 px from the answers above
        self.buttons: dict[str, ExclusiveButton] = {}
        for option in DOSE_TIMES:
            button = ExclusiveButton(option.label, on_click=partial(self._choose, option.key))
            button.setAccessibleName(
                _("{question}: {answer}").format(
                    question=self.accessibleName(), answer=option.label
                )
            )
            grid.addWidget(button)
            self.buttons[option.key] = button

    def _value(self) -> str | None:
        value: str | None = self._session.diary.day(self._date).value(DOSE_TIME)
        return value

    def show_day(self, when: date) -> None:
        """Show what was answered on `when`; nothing where it is not asked."""
        self._date = when
        value = self._value()
        for key, button in self.buttons.items():
            button.show_chosen(key == value)
        self.setVisible(time_due(self._session.diary, when))

    def _choose(self, key: str) -> None:
        before = self._value()
        if self._guard.meant(key):
            self.answered.emit(DOSE_TIME, None if before == key else key)
        self.show_day(self._date)
