"""What was taken on a day, and the dose steps a person and their prescriber decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from ldn_desktop.diary import DOSE, Diary, DoseStep, DoseStepChange, Edit, checked_mg
from ldn_desktop.ui.controls import GAP, OTHER_SIDE, Button, Label, Weight
from ldn_desktop.ui.even_grid import EvenGrid
from ldn_desktop.ui.page import Page
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.spread_row import Place, SpreadRow
from ldn_desktop.ui.theme import Role
from ldn_desktop.ui.written_dates import day_and_month, long_date
from ldn_desktop.words import Refused, _

RECENT = timedelta(days=60)


def amounts_known(diary: Diary, when: date) -> list[float]:
    """Amounts in mg that the diary knows: of its steps, and taken in the last 60 days."""
    steps = {step.mg for step in diary.dose_steps if not step.planned}
    taken = {day.dose_mg for day in diary.days(when - RECENT, when)}
    return sorted(mg for mg in steps | taken if mg)


class AmountField(QLineEdit):
    """A number of milligrams, typed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(_("mg"))
        self.setMinimumHeight(OTHER_SIDE)
        self.setMaximumWidth(160)
        self.setStyleSheet(
            "QLineEdit { border: 1px solid palette(mid); border-radius: 8px; padding: 4px 10px; }"
            "QLineEdit:focus { border: 2px solid palette(window-text); }"
        )

    def mg(self) -> float:
        """The amount. Raises Refused for anything that is none; a comma is a point."""
        return checked_mg(self.text().strip().replace(",", "."))


class DosePage(Page):
    """The dose of one day above, the steps below. It records; it never proposes."""

    def __init__(self, session: Session, when: date) -> None:
        super().__init__(_("LDN dose"), _("‹ Done"))
        self._session, self._date = session, when
        spoken = long_date(when, session.today)
        self.said = Label("", role=Role.QUIET)
        self.column.addWidget(Label(spoken, bold=True))
        self._taken = QWidget()
        self.column.addWidget(self._taken)
        self._other = AmountField(_("Another amount taken, in mg"))
        self._other.returnPressed.connect(self._take_other)
        self._row(_("Another amount that day:"), self._other, _("Keep"), self._take_other)
        self.column.addWidget(Label(_("Your dose steps"), scale=1.2, bold=True))
        self.column.addWidget(
            Label(
                _("What you and your prescriber decided. This program never proposes a dose."),
                role=Role.QUIET,
            )
        )
        self._steps = QWidget()
        self.column.addWidget(self._steps)
        self._new = AmountField(_("Amount from this day on, in mg"))
        self._new.returnPressed.connect(self._add_step)
        words = _("From {day} on, I take:").format(day=day_and_month(when))
        self._row(words, self._new, _("Add this step"), self._add_step)
        self.column.addWidget(Label(_("0 mg means: none from that day on."), role=Role.QUIET))
        self.column.addWidget(self.said)
        self.column.addStretch(1)
        session.changed.connect(self._refresh)
        self._refresh()

    def _row(
        self, words: str, field: AmountField, act: str, on_click: Callable[[], object]
    ) -> None:
        line = QWidget()
        row = SpreadRow(line, gap=2 * GAP)
        label = Label(words)
        label.setBuddy(field)
        button = Button(act, on_click=on_click)
        for widget in (label, field, button):
            row.add(widget, Place.LEFT)
        self.column.addWidget(line)

    def _refresh(self, _dates: object = None) -> None:
        self._taken = self.swap(self._taken, self._taken_buttons())
        self._steps = self.swap(self._steps, self._step_lines())

    def _taken_buttons(self) -> QWidget:
        board = QWidget()
        grid = EvenGrid(board, (4, 2, 1))
        taken = self._session.diary.day(self._date).dose_mg
        amounts = [0.0, *amounts_known(self._session.diary, self._date)]
        for mg in amounts:
            text = _("Took {mg:g} mg").format(mg=mg) if mg else _("Not taken")
            button = Button(text, Weight.ANSWER, partial(self._take, mg))
            button.setCheckable(True)
            button.setChecked(taken == mg)
            grid.addWidget(button)
        return board

    def _step_lines(self) -> QWidget:
        board = QWidget()
        grid = EvenGrid(board, (1,))
        steps = self._session.diary.dose_steps
        for step in steps:
            line = QWidget()
            row = SpreadRow(line)
            words = _("From {day} {year}: {mg:g} mg").format(
                day=day_and_month(step.start), year=step.start.year, mg=step.mg
            )
            if step.planned:
                words = _("{step}, planned").format(step=words)
            remove = Button(_("Remove"), on_click=partial(self._remove, step))
            remove.setAccessibleName(_("Remove the step: {step}").format(step=words))
            row.add(Label(words), Place.LEFT)
            row.add(remove, Place.RIGHT)
            grid.addWidget(line)
        if not steps:
            grid.addWidget(Label(_("None yet."), role=Role.QUIET))
        return board

    def _take(self, mg: float) -> None:
        taken = self._session.diary.day(self._date).dose_mg
        self._try(lambda: self._session.answer(self._date, DOSE, None if taken == mg else mg))

    def _take_other(self) -> None:
        if self._try(lambda: self._session.answer(self._date, DOSE, self._other.mg())):
            self._other.clear()

    def _add_step(self) -> None:
        def add() -> None:
            before = next(
                (s for s in self._session.diary.dose_steps if s.start == self._date), None
            )
            after = DoseStep(self._date, self._new.mg())
            self._session.record(Edit((DoseStepChange(self._date, before, after),)))

        if self._try(add):
            self._new.clear()

    def _remove(self, step: DoseStep) -> None:
        self._try(lambda: self._session.record(Edit((DoseStepChange(step.start, step, None),))))

    def _try(self, act: Callable[[], object]) -> bool:
        self.said.setText("")
        try:
            act()
        except Refused as refusal:
            self.said.setText(str(refusal))
            return False
        return True
