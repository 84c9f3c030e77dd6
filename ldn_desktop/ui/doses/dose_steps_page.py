"""Dose steps decided with the prescriber: a timeline, a form for one step, and the supply."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.diary import doses, imported_steps
from ldn_desktop.diary.doses import DosePeriod
from ldn_desktop.diary.model import DoseStep, DoseStepChange, Edit
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.ui.doses.dose_days import day_strip
from ldn_desktop.ui.doses.missing_steps_offer import MissingStepsOffer
from ldn_desktop.ui.doses.step_form import StepForm
from ldn_desktop.ui.doses.supply_section import SupplySection
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.inline_consequence import InlineConsequence
from ldn_desktop.ui.pages.timeline_row import Tense, TimelineRow, change_button
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.timeline_page import TimelinePage
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.wording.dose_text import (
    amount_text,
    lead_text,
    period_text,
    product_text,
    step_words,
    supply_text,
    taken_text,
)


class DoseStepsPage(TimelinePage):
    """Records what was decided. It never proposes a dose and never ranks doses."""

    def __init__(self, session: Session, back: str | None = None) -> None:
        """`back` is what the way back says; “‹ Back” where it is not given."""
        about = _("What you and your prescriber decided. LDN Desktop never changes a dose.")
        super().__init__(session, _("Dose steps"), back, about)
        self._filling: DosePeriod | None = None
        self.add_timeline(lambda change: isinstance(change, DoseStepChange))
        self.supply = SupplySection()
        self.supply.counted.connect(self._count_supply)
        self.main.addSpacing(16)
        self.main.addWidget(self.supply)
        self.form = StepForm(session.today)
        self.add_form(self.form)
        self.follow_diary()

    def refresh(self, _dates: object = None) -> None:
        diary, today = self._session.diary, self._session.today
        self.set_lead(lead_text(diary, today))
        periods = doses.history(diary)
        planned = [step for step in diary.dose_steps if step.planned]
        steps: list[DosePeriod | DoseStep] = [*periods, *planned]
        rows: list[QWidget] = []
        for number, item in enumerate(steps):
            first, last = number == 0, number == len(steps) - 1
            rows.append(
                self._period_row(item, first=first, last=last, planned=bool(planned))
                if isinstance(item, DosePeriod)
                else self._planned_row(item, first=first, last=last)
            )
        self.show_rows([*rows, self._offer(periods)])
        self.supply.show_supply(supply_text(diary, today))
        self.supply.setVisible(bool(diary.dose_steps))

    def _period_row(
        self, period: DosePeriod, *, first: bool, last: bool, planned: bool
    ) -> TimelineRow:
        diary, today = self._session.diary, self._session.today
        days = period.days(today)
        lines = [period_text(period, today)]
        strip = None
        if period.step.mg:
            taken = taken_text(doses.taken(diary, period, today), days)
            lines.append(taken)
            strip = day_strip(diary, period, days, taken)
        else:
            lines.append(ngettext("{n} day", "{n} days", days).format(n=days))
        if product := product_text(period.step):
            lines.append(product)
        now = period.end is None
        return TimelineRow(
            step_words(period.step),
            amount_text(period.step),
            Tense.NOW if now else Tense.PAST,
            lines,
            [change_button(step_words(period.step), partial(self._edit, period.step))],
            difference=self.difference("step", period.step.start),
            strip=strip,
            first=first,
            last=last,
            next_is_planned=now and planned,
        )

    def _planned_row(self, step: DoseStep, *, first: bool, last: bool) -> TimelineRow:
        today = self._session.today
        lines = [_("From {day}").format(day=formats.date_near(step.start, today))]
        buttons = [change_button(step_words(step), partial(self._edit, step))]
        if step.start <= today:
            lines.append(_("Planned. Has it started?"))
            yes = Button(_("Yes"), ButtonKind.TILE, partial(self._confirm, step))
            yes.setAccessibleName(_("Yes, {step}").format(step=step_words(step)))
            buttons.insert(0, yes)
        else:
            lines.append(_("Planned. The Today page will ask you on the day."))
        if product := product_text(step):
            lines.append(product)
        return TimelineRow(
            step_words(step),
            amount_text(step),
            Tense.PLANNED,
            lines,
            buttons,
            difference=self.difference("step", step.start),
            first=first,
            last=last,
            next_is_planned=True,
        )

    def _offer(self, periods: list[DosePeriod]) -> QWidget:
        """To list the steps of imported doses, and to fill in the days without an entry of the
        latest step that has some.
        """
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 12, 0, 0)
        if missing := imported_steps.missing_steps(self._session.diary):
            column.addWidget(MissingStepsOffer(missing, self.record))
        for period in reversed(periods):
            days = self._empty_days(period) if period.step.mg else 0
            if days:
                column.addWidget(self._offer_line(period, days))
                if self._filling == period:
                    column.addWidget(self._consequence(period, days))
                break
        return board

    def _empty_days(self, period: DosePeriod) -> int:
        return len(doses.days_without_dose(self._session.diary, period, self._session.today))

    def _offer_line(self, period: DosePeriod, days: int) -> QWidget:
        text = ngettext(
            "{n} day on {amount} has no entry.", "{n} days on {amount} have no entry.", days
        ).format(n=days, amount=amount_text(period.step))
        line = QWidget()
        row = RowLayout(line)
        row.add(Label(text), RowSlot.WORDS)
        self.fill_in = Button(
            _("Fill in as taken…"), ButtonKind.LINK, partial(self._open_filling, period)
        )
        row.add(self.fill_in, RowSlot.LEFT)
        return line

    def _consequence(self, period: DosePeriod, days: int) -> QWidget:
        empty = doses.days_without_dose(self._session.diary, period, self._session.today)
        changes = [
            ngettext(
                "{n} day will be filled in as “{amount} taken”: {period}.",
                "{n} days will be filled in as “{amount} taken”, from {period}.",
                days,
            ).format(
                n=days,
                amount=amount_text(period.step),
                period=formats.period(empty[0], empty[-1]),
            ),
            _("Days with an entry stay as they are."),
            _("They are marked as filled in afterwards."),
        ]
        action = ngettext("Fill in {n} day", "Fill in {n} days", days).format(n=days)
        consequence = InlineConsequence(
            _("What would change"),
            changes,
            action,
            on_confirm=partial(self._fill_in, period, days),
            on_cancel=self._close_filling,
            note=_("You can undo it."),
        )
        consequence.take_focus(Qt.FocusReason.TabFocusReason)
        return consequence

    def _open_filling(self, period: DosePeriod) -> None:
        self._filling = period
        self.refresh()

    def _close_filling(self) -> None:
        self._filling = None
        self.refresh()

    def _fill_in(self, period: DosePeriod, days: int) -> None:
        self._filling = None
        edit = doses.fill_in_as_taken(self._session.diary, period, self._session.clock())
        done = ngettext("{n} day filled in as taken.", "{n} days filled in as taken.", days)
        self.record(lambda: edit, done.format(n=days))

    def _edit(self, step: DoseStep) -> None:
        self.form.edit(step)
        self.show_form(self.form.kind)

    def save_entry(self) -> bool:
        editing = self.form.editing

        def edit() -> Edit:
            step = self.form.step()
            made = doses.set_step(self._session.diary, step)
            if editing is None or editing.start == step.start:
                return made
            return Edit((DoseStepChange(editing.start, editing, None), *made.changes))

        done = _("The dose step was changed.") if editing else _("The dose step was saved.")
        return self.record(edit, done)

    def remove_entry(self) -> bool:
        step = self.form.editing
        if step is None:
            return False
        done = _("Removed: {step}.").format(step=step_words(step))
        return self.record(partial(doses.remove_step, step), done)

    def _confirm(self, step: DoseStep) -> None:
        done = _("{amount} applies from {day}.").format(
            amount=amount_text(step), day=formats.date_near(step.start, self._session.today)
        )
        self.record(partial(doses.confirm, step), done)

    def _count_supply(self) -> None:
        def edit() -> Edit:
            session = self._session
            return doses.count_supply(session.diary, self.supply.doses(), session.today)

        self.record(edit, _("Your supply was saved."))
