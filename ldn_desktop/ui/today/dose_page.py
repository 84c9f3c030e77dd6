"""What was taken on a day: the usual amount, another one, or none."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.amounts import checked_mg
from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.pages.navigation_row import NavigationRow
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.sharing.difference_line import DifferenceLine
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind, ExclusiveButton
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import LineField
from ldn_desktop.wording.edit_text import answer_text

RECENT = timedelta(days=60)


def amounts_known(diary: Diary, when: date) -> list[float]:
    """Amounts in mg that the diary knows: of its steps, and taken in the last 60 days."""
    steps = {step.mg for step in diary.dose_steps if not step.planned}
    taken = {day.dose_mg for day in diary.days(when - RECENT, when)}
    return sorted(mg for mg in steps | taken if mg)


class AmountField(LineField):
    """An amount, typed as people type it: “1.5 mg”, “1.5mg”, “1,5”, “.5”."""

    def __init__(self, name: str) -> None:
        super().__init__(name, characters=12)

    def mg(self) -> float:
        """The amount in mg. Raises UserError for anything that is none."""
        if not self.text().strip():
            raise UserError(_("Please type how much you took, such as 1.5 mg."))
        return checked_mg(self.text())


class DosePage(Page):
    """The dose of one day; the steps have a page of their own."""

    def __init__(self, session: Session, when: date) -> None:
        super().__init__(_("LDN dose"), _("‹ Done"))
        self._session, self._date = session, when
        self._guard = DoubleClickGuard()
        today = session.clock().date()
        self.set_lead(formats.relative_date(when, today))
        self._title = _("LDN today") if when == today else _("LDN that day")
        self.column.addWidget(Label(self._title, bold=True))
        self.column.addSpacing(-8)
        self._amounts = QWidget()
        self.column.addWidget(self._amounts)
        self.difference = DifferenceLine()
        self.column.addWidget(self.difference)
        self._add_other()
        self.steps = NavigationRow(_("Dose steps"), self._step_now(), self._open_steps)
        self.column.addWidget(self.steps)
        note = _("What you and your prescriber decided. LDN Desktop never suggests a dose.")
        self.column.addWidget(Label(note, role=Role.QUIET))
        self.column.addStretch(1)
        session.changed.connect(self._refresh)
        self._refresh()

    def _step_now(self) -> str:
        """“4.5 mg since 14 October”; empty before a first step."""
        today = self._session.clock().date()
        step = self._session.diary.dose_step_on(today)
        if step is None:
            return ""
        since = formats.date_near(step.start, today)
        return _("{amount} since {day}").format(amount=formats.mg(step.mg), day=since)

    def _add_other(self) -> None:
        self.other = AmountField(_("Another amount"))
        self.other.returnPressed.connect(self._record_other)
        label = Label(_("Another amount"), bold=True)
        label.setBuddy(self.other)
        self.column.addWidget(label)
        self.column.addSpacing(-8)
        self.save_other = Button(_("Save"), ButtonKind.TILE, self._record_other)
        self.column.addWidget(at_left(self.other, self.save_other))
        self.column.addSpacing(-8)
        examples = _("1.5 mg, 1.5 and 1,5 all work.")
        self.column.addWidget(Label(examples, role=Role.QUIET, scale=TextScale.SIDE))

    def _refresh(self, _dates: object = None) -> None:
        board = Group(self._title)
        grid = GridLayout(board, (4, 2, 1))
        taken = self._session.diary.day(self._date).dose_mg
        self.amounts: dict[float, ExclusiveButton] = {}
        for mg in (0.0, *amounts_known(self._session.diary, self._date)):
            text = _("Took {amount}").format(amount=formats.mg(mg)) if mg else _("Not taken")
            button = ExclusiveButton(text, on_click=partial(self._toggle, mg))
            button.setAccessibleName(
                _("{question}: {answer}").format(question=self._title, answer=text)
            )
            button.setChecked(taken == mg)
            grid.addWidget(button)
            self.amounts[mg] = button
        self._amounts = self.swap(self._amounts, board)
        self.difference.setText(self._session.difference_text(self._date, DOSE))
        self.steps.set_detail(self._step_now())

    def _toggle(self, mg: float) -> None:
        taken = self._session.diary.day(self._date).dose_mg
        if self._guard.meant(mg):
            clears = taken == mg and not self._session.differing(self._date, DOSE)
            self._record(None if clears else mg)
        self._refresh()

    def _record(self, mg: float | None) -> bool:
        if not self.attempt(lambda: self._session.answer(self._date, DOSE, mg)):
            return False
        accessibility.say(self, answer_text(self._session.diary, DOSE, mg))
        return True

    def _record_other(self) -> None:
        typed: list[float] = []
        if self.attempt(lambda: typed.append(self.other.mg())) and self._record(typed[0]):
            self.other.clear()

    def _open_steps(self) -> None:
        from ldn_desktop.ui.doses.dose_steps_page import DoseStepsPage

        self.page_opened.emit(DoseStepsPage(self._session))
