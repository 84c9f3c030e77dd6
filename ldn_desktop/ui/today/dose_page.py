"""What was taken on a day: the usual amount, another one, or none."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.amounts import checked_mg
from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind, ExclusiveButton
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.text_field import LineField
from ldn_desktop.ui.widgets.theme import Role

RECENT = timedelta(days=60)


def amounts_known(diary: Diary, when: date) -> list[float]:
    """Amounts in mg that the diary knows: of its steps, and taken in the last 60 days."""
    steps = {step.mg for step in diary.dose_steps if not step.planned}
    taken = {day.dose_mg for day in diary.days(when - RECENT, when)}
    return sorted(mg for mg in steps | taken if mg)


class AmountField(LineField):
    """A number of milligrams, typed."""

    def __init__(self, name: str) -> None:
        super().__init__(name, characters=8)
        self.setPlaceholderText(_("mg"))

    def mg(self) -> float:
        """The amount. Raises UserError for anything that is none; a comma is a point."""
        return checked_mg(self.text())


class DosePage(Page):
    """The dose of one day; the steps have a page of their own."""

    def __init__(self, session: Session, when: date) -> None:
        super().__init__(_("LDN dose"), _("‹ Done"))
        self._session, self._date = session, when
        self._touch = DoubleClickGuard()
        self.column.addWidget(Label(formats.relative_date(when, session.clock().date()), bold=True))
        self._amounts = QWidget()
        self.column.addWidget(self._amounts)
        self._add_other()
        self.steps = Button(_("Your dose steps"), ButtonKind.ANSWER, self._open_steps)
        self.column.addWidget(self.steps)
        self.column.addWidget(
            Label(
                _("What you and your prescriber decided. This program never proposes a dose."),
                role=Role.QUIET,
            )
        )
        self.column.addStretch(1)
        session.changed.connect(self._refresh)
        self._refresh()

    def _add_other(self) -> None:
        self.other = AmountField(_("Another amount taken, in mg"))
        self.other.returnPressed.connect(self._record_other)
        label = Label(_("Another amount that day:"))
        label.setBuddy(self.other)
        line = QWidget()
        row = RowLayout(line, gap=2 * GAP)
        for widget in (
            label,
            self.other,
            Button(_("Keep"), ButtonKind.TILE, self._record_other),
        ):
            row.add(widget, Place.LEFT)
        self.column.addWidget(line)

    def _refresh(self, _dates: object = None) -> None:
        board = Group(_("Taken that day"))
        grid = GridLayout(board, (4, 2, 1))
        taken = self._session.diary.day(self._date).dose_mg
        self.amounts: dict[float, ExclusiveButton] = {}
        for mg in (0.0, *amounts_known(self._session.diary, self._date)):
            text = _("Took {mg:g} mg").format(mg=mg) if mg else _("Not taken")
            self.amounts[mg] = ExclusiveButton(text, on_click=partial(self._toggle, mg))
            self.amounts[mg].setChecked(taken == mg)
            grid.addWidget(self.amounts[mg])
        self._amounts = self.swap(self._amounts, board)

    def _toggle(self, mg: float) -> None:
        taken = self._session.diary.day(self._date).dose_mg
        if self._touch.meant(mg):
            self.attempt(
                lambda: self._session.answer(self._date, DOSE, None if taken == mg else mg)
            )
        self._refresh()

    def _record_other(self) -> None:
        if self.other.text().strip() and self.attempt(
            lambda: self._session.answer(self._date, DOSE, self.other.mg())
        ):
            self.other.clear()

    def _open_steps(self) -> None:
        from ldn_desktop.ui.doses.dose_steps_page import DoseStepsPage

        self.page_opened.emit(DoseStepsPage(self._session))
