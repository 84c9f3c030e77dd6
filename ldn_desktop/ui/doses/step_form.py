"""The form in which a dose step is added or changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.amounts import checked_mg
from ldn_desktop.diary.doses import PAUSE
from ldn_desktop.diary.model import DoseStep
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, pgettext
from ldn_desktop.ui.choices.trough import SegmentedControl
from ldn_desktop.ui.dates.date_picker import DatePicker
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.pages.entry_form import EntryForm, begin_typing
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.button import GAP
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import Labelled, LineField
from ldn_desktop.wording.dose_text import amount_text

MAX_TEXT_LENGTH = 120
AMOUNT, PAUSED, STOPPED = "amount", "pause", "stop"


class StepForm(EntryForm):
    """Amount, form and strength, and the day from which they count."""

    def __init__(self, today: date) -> None:
        super().__init__(_("Add a dose step"))
        self._today = today
        self.editing: DoseStep | None = None
        self.kind = SegmentedControl(
            _("Starting on"),
            [
                (AMOUNT, _("New amount")),
                (PAUSED, _("Pause")),
                (STOPPED, pgettext("dose", "Stopped")),
            ],
            AMOUNT,
        )
        self._kind = AMOUNT
        self.kind.chosen.connect(self._set_kind)
        self.add(at_left(self.kind))
        self.mg = LineField(_("Amount per day"), characters=10)
        self.form = LineField(_("Form (optional)"), characters=14)
        self.strength = LineField(_("Strength on the label (optional)"), characters=24)
        self._amount = QWidget()
        grid = GridLayout(self._amount, (2, 1), across=2 * GAP)
        for field in (self.mg, self.form):
            grid.addWidget(Labelled(field))
        examples = _("1.5 mg, 1.5 and 1,5 all work.")
        self._examples = Label(examples, role=Role.QUIET, scale=TextScale.SIDE)
        self.add(self._amount, 12)
        self.add(self._examples, 4)
        self._strength = Labelled(self.strength)
        self.add(self._strength, GAP)
        self.when = DatePicker(pgettext("dose", "From"), today, today, open_month=False)
        self.add(self.when, 12)
        self.when.changed.connect(self._explain)
        self.hint = Label(
            _("It is saved as a plan. The Today page will ask you on the day."),
            role=Role.QUIET,
            scale=TextScale.SIDE,
        )
        self.add(self.hint)
        self.add_buttons(_("Remove this dose step"), 8)
        self._explain()

    def _set_kind(self, kind: str) -> None:
        self._kind = kind
        self.kind.show_chosen(kind)
        self._amount.setVisible(kind == AMOUNT)
        self._examples.setVisible(kind == AMOUNT)
        self._strength.setVisible(kind == AMOUNT)

    def _explain(self, _when: object = None) -> None:
        self.hint.setVisible(self.when.date > self._today)

    def edit(self, step: DoseStep) -> None:
        """Show `step`, to be changed or removed."""
        self.editing = step
        self.show_change(_("Change {step}").format(step=_short(step)))
        kind = AMOUNT if step.mg else (PAUSED if step.extra.get(PAUSE) else STOPPED)
        self._set_kind(kind)
        self.mg.setText(formats.mg(step.mg) if step.mg else "")
        self.form.setText(step.form)
        self.strength.setText(step.strength)
        self.when.show_date(step.start)
        self._explain()
        if step.mg:
            begin_typing(self.mg)

    def clear(self) -> None:
        """Be ready for a new step from today."""
        self.editing = None
        self.show_new()
        self._set_kind(AMOUNT)
        for field in (self.mg, self.form, self.strength):
            field.clear()
        self.when.show_date(self._today)
        self._explain()

    def shown_dates(self) -> list[DatePicker]:
        return [self.when]

    def step(self) -> DoseStep:
        """The step as entered. Raises UserError for an amount that is none."""
        if self._kind == AMOUNT and not self.mg.text().strip():
            raise UserError(_("Please type how much you take a day, such as 1.5 mg."))
        step = DoseStep(
            self.when.date,
            checked_mg(self.mg.text()) if self._kind == AMOUNT else 0.0,
            planned=self.when.date > self._today,
            extra={key: value for key, value in self._extra().items() if key != PAUSE},
        )
        if self._kind == AMOUNT:
            return step._replace(form=_short_text(self.form), strength=_short_text(self.strength))
        return step._replace(extra={**step.extra, PAUSE: True}) if self._kind == PAUSED else step

    def _extra(self) -> Mapping[str, Any]:
        """What a newer version of the program wrote into the step that is changed."""
        return self.editing.extra if self.editing else {}


def _short(step: DoseStep) -> str:
    return _("{amount} from {day}").format(
        amount=amount_text(step), day=formats.long_date(step.start)
    )


def _short_text(field: LineField) -> str:
    return " ".join(field.text().split())[:MAX_TEXT_LENGTH]
