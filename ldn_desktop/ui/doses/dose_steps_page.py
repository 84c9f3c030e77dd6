"""Dose steps decided with the prescriber: history, planned steps, supply."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ldn_desktop.diary import doses
from ldn_desktop.diary.amounts import checked_mg
from ldn_desktop.diary.doses import PAUSE, Period
from ldn_desktop.diary.model import DoseStep, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.choice import Choice
from ldn_desktop.ui.widgets.date_stepper import DateStepper
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.text_field import Labelled, LineField
from ldn_desktop.ui.widgets.theme import Role

MAX_TEXT_LENGTH = 120
AMOUNT, PAUSED, STOPPED = "amount", "pause", "stop"


def step_words(step: DoseStep) -> str:
    """“From 8 July 2026: 0.5 mg, capsule, label: 0.5 mg/capsule”."""
    amount = formats.mg(step.mg)
    if not step.mg:
        amount = _("a pause") if step.extra.get(PAUSE) else _("none")
    words = _("From {day}: {amount}").format(day=formats.long_date(step.start), amount=amount)
    parts = [words, *(text for text in (step.form, step.strength) if text)]
    return formats.enumerated(parts)


class DoseStepsPage(Page):
    """Records what was decided. It never proposes a step and never ranks doses."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Your dose steps"), _("‹ Done"))
        self._session = session
        self.column.addWidget(
            Label(
                _("What you and your prescriber decided. Nothing here is advice."), role=Role.QUIET
            )
        )
        self._history = QWidget()
        self.column.addWidget(self._history)
        self._add_form()
        self._add_supply()
        self.column.addStretch(1)
        session.changed.connect(self._refresh)
        self._refresh()

    def _add_form(self) -> None:
        self.column.addWidget(Label(_("A new step"), scale=1.2, bold=True))
        self.when = DateStepper(_("From this day"), self._session.today)
        self.column.addWidget(self.when)
        self._kind = AMOUNT
        kind = Choice(
            _("From that day on"),
            [(AMOUNT, _("An amount")), (PAUSED, _("A pause")), (STOPPED, _("Stopped"))],
            AMOUNT,
            (3, 1),
        )
        kind.chosen.connect(self._set_kind)
        self.column.addWidget(kind)
        self.mg = LineField(_("Amount a day, in mg"))
        self.form = LineField(_("Form, such as capsule or liquid"))
        self.strength = LineField(_("Strength, as on the label"))
        self._amount = QWidget()
        grid = GridLayout(self._amount, (3, 2, 1), across=2 * GAP, down=2 * GAP)
        for field in (self.mg, self.form, self.strength):
            grid.addWidget(Labelled(field))
        self.column.addWidget(self._amount)
        self.column.addWidget(
            Label(_("A step in the future stays a plan until you say it is so."), role=Role.QUIET)
        )
        self.save = Button(_("Keep this step"), ButtonKind.ANSWER, self._save)
        self.column.addWidget(self.save)

    def _add_supply(self) -> None:
        self.column.addWidget(Label(_("Supply"), scale=1.2, bold=True))
        self.supply_text = Label("")
        self.column.addWidget(self.supply_text)
        line = QWidget()
        row = RowLayout(line, gap=2 * GAP)
        self.counted = LineField(_("Daily doses left today"), characters=8)
        self.counted.returnPressed.connect(self._count)
        row.add(Label(self.counted.accessibleName()), Place.LEFT)
        row.add(self.counted, Place.LEFT)
        row.add(Button(_("Keep the count"), ButtonKind.SMALL, self._count), Place.LEFT)
        self.column.addWidget(line)

    def _set_kind(self, kind: str) -> None:
        self._kind = kind
        self._amount.setVisible(kind == AMOUNT)

    def _refresh(self, _dates: object = None) -> None:
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        diary = self._session.diary
        for period in doses.history(diary):
            column.addWidget(self._row(period.step, self._period_text(period)))
        for step in (s for s in diary.dose_steps if s.planned):
            column.addWidget(self._row(step, _("Planned, not counted yet.")))
        if not diary.dose_steps:
            column.addWidget(Label(_("None yet."), role=Role.QUIET))
        self._history = self.swap(self._history, board)
        self._show_supply()

    def _period_text(self, period: Period) -> str:
        today = self._session.today
        days = period.days(today)
        lasted = ngettext("{n} day", "{n} days", days).format(n=days)
        if not period.step.mg:
            return lasted
        taken = doses.taken(self._session.diary, period, today)
        parts = [
            words.format(n=count)
            for words, count in (
                (_("taken so on {n}"), taken.as_planned),
                (_("another amount on {n}"), taken.other_amount),
                (_("not taken on {n}"), taken.not_taken),
                (_("nothing entered on {n}"), taken.unanswered),
            )
            if count
        ]
        return _("{days}: {told}").format(days=lasted, told=", ".join(parts))

    def _row(self, step: DoseStep, more: str) -> QWidget:
        line = QWidget()
        row = RowLayout(line)
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addWidget(Label(step_words(step), bold=True))
        column.addWidget(Label(more, role=Role.QUIET))
        row.add(text, Place.WORDS)
        if step.planned and step.start <= self._session.today:
            row.add(self._action(_("It is so"), step, doses.confirm), Place.RIGHT)
        row.add(self._action(_("Remove"), step, doses.remove_step), Place.RIGHT)
        return line

    def _action(self, text: str, step: DoseStep, edit: Callable[[DoseStep], Edit]) -> Button:
        action = partial(self._session.record, edit(step))
        button = Button(text, on_click=partial(self._try, action))
        button.setAccessibleName(f"{text}: {step_words(step)}")
        return button

    def _show_supply(self) -> None:
        left = doses.supply(self._session.diary, self._session.today)
        if left is None:
            self.supply_text.setText(_("Count your doses once; the diary keeps count from then."))
            return
        words = ngettext("{n} dose left.", "{n} doses left.", left.doses).format(n=left.doses)
        if left.lasts_until is not None:
            until = formats.long_date(left.lasts_until)
            words = _("{left} With one a day they last until {day}.").format(left=words, day=until)
        self.supply_text.setText(words)

    def _save(self) -> None:
        def save() -> None:
            mg = checked_mg(self.mg.text()) if self._kind == AMOUNT else 0
            step = DoseStep(
                self.when.date,
                float(mg),
                planned=self.when.date > self._session.today,
                form=_short(self.form),
                strength=_short(self.strength),
            )
            if self._kind == PAUSED:
                step = step._replace(form="", strength="", extra={PAUSE: True})
            self._session.record(doses.set_step(self._session.diary, step))
            for field in (self.mg, self.form, self.strength):
                field.clear()

        self._try(save)

    def _count(self) -> None:
        def count() -> None:
            text = self.counted.text().strip()
            if not text.isdecimal() or len(text) > 5:
                raise UserError(_("“{n}” is not a number of doses from 0 to 2000.").format(n=text))
            today = self._session.today
            self._session.record(doses.count_supply(self._session.diary, int(text), today))
            self.counted.clear()

        self._try(count)

    def _try(self, action: Callable[[], object]) -> None:
        self.tell("")
        try:
            action()
        except UserError as error:
            self.tell(str(error))


def _short(field: QLineEdit) -> str:
    return " ".join(field.text().split())[:MAX_TEXT_LENGTH]
