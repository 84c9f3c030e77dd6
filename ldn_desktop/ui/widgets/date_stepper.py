"""A date chosen by buttons alone: a day, a week or a month back and on."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout

FARTHEST = timedelta(days=366 * 50)


class DateStepper(QWidget):
    """Shows a date between its steps; `changed` carries the new one."""

    changed = Signal(object)

    def __init__(self, name: str, when: date) -> None:
        super().__init__()
        self._name, self.date, self._around = name, when, when
        self.words = Label("", bold=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = QWidget()
        row = RowLayout(line)
        back = ((-30, _("‹ Month")), (-7, _("‹ Week")), (-1, _("‹ Day")))
        on = ((1, _("Day ›")), (7, _("Week ›")), (30, _("Month ›")))
        for steps, place in ((back, Place.LEFT), (on, Place.RIGHT)):
            for days, text in steps:
                button = Button(text, ButtonKind.SMALL, partial(self.step, days))
                button.setAccessibleName(f"{name}: {text}")
                row.add(button, place)
        row.add(self.words, Place.MIDDLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(line)
        self._show()

    def step(self, days: int) -> None:
        """Go `days` on; about 50 years either way is as far as it goes."""
        there = self.date + timedelta(days=days)
        if abs(there - self._around) <= FARTHEST:
            self.date = there
            self._show()
            self.changed.emit(there)

    def _show(self) -> None:
        spoken = formats.long_date(self.date)
        self.words.setText(spoken)
        self.words.setAccessibleName(f"{self._name}: {spoken}")
