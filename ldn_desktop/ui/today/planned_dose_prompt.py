"""Asks once whether a planned dose step is still so; until Yes, the old amount stays."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.doses import confirm
from ldn_desktop.diary.model import DoseStep
from ldn_desktop.i18n import _
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout


class PlannedDosePrompt(QWidget):
    """“Your plan says 3 mg from today. Is that still so?” with Yes and Not yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._step: DoseStep | None = None
        self._postponed: set[date] = set()
        self.text = Label()
        self.yes = Button(_("Yes, it is so"), on_click=self._confirm)
        self.not_yet = Button(_("Not yet"), on_click=self._postpone)
        row = RowLayout(self)
        row.add(self.text, Place.WORDS)
        answers = Group(_("Answer to the plan"))
        both = RowLayout(answers)
        for button in (self.yes, self.not_yet):
            both.add(button, Place.LEFT)
        row.add(answers, Place.RIGHT)

    def show_day(self, when: date) -> None:
        """Ask if a planned step begins on or before `when` and was not put off today."""
        due = [s for s in self._session.diary.dose_steps if s.planned and s.start <= when]
        asks = when == self._session.today and not self._session.diary.day(when).crash
        self._step = due[-1] if due and asks else None
        if self._step is not None and when not in self._postponed:
            words = _("Your plan says {mg:g} mg from {day}. Is that still so?")
            spoken = _("today") if self._step.start == when else self._step.start.isoformat()
            self.text.setText(words.format(mg=self._step.mg, day=spoken))
        self.setVisible(self._step is not None and when not in self._postponed)

    def _confirm(self) -> None:
        if self._step is not None:
            self._session.record(confirm(self._step))

    def _postpone(self) -> None:
        self._postponed.add(self._session.today)
        self.show_day(self._session.today)
