"""The command dose: dose steps as decided with the prescriber."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ldn_desktop.cli.args import Today
from ldn_desktop.cli.entry_actions import Entry, print_entries, run_action
from ldn_desktop.cli.given_dates import date_of, diary_today
from ldn_desktop.cli.output import print_lines
from ldn_desktop.cli.settling import Confirm, record_deciding
from ldn_desktop.diary import doses
from ldn_desktop.diary.amounts import checked_mg
from ldn_desktop.diary.model import Diary, DoseStep, DoseStepChange, Edit, check_date
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats


def dose(args: Namespace) -> None:
    """List the dose steps, or add, confirm or remove one."""
    actions = {
        "list": list_steps,
        "add": add_step,
        "confirm": confirm_step,
        "remove": remove_step,
    }
    run_action(args, actions)


def list_steps(args: Namespace) -> None:
    """Print every dose step in order of its start, planned ones too."""

    def entries(diary: Diary) -> Iterable[Entry]:
        for step in diary.dose_steps:
            yield Entry(("step", step.start), describe(step), as_json(step))

    none_yet = _("There are no dose steps yet.")
    print_entries(args, entries, lambda change: isinstance(change, DoseStepChange), none_yet)


def add_step(args: Namespace) -> None:
    """Store a dose step; one that starts in the future is planned until it is confirmed."""
    mg, form, strength = checked_mg(args.mg), args.form.strip(), args.strength.strip()
    added: list[DoseStep] = []

    def edit(diary: Diary, confirm: Confirm) -> Edit:
        today, start = diary_today(diary), _start(args.start, diary)
        there = _step_from(start, diary)
        if there is not None:
            same = (mg, form or there.form, strength or there.strength)
            confirmed = confirm(DoseStepChange(start, there, there))
            if confirmed and same == (there.mg, there.form, there.strength):
                added.append(there)
                return confirmed
            raise UserError(
                _("There is already a dose step from {date}. Please remove it first.").format(
                    date=formats.long_date(start)
                )
            )
        step = DoseStep(start, mg, start > today, form, strength)
        added.append(step)
        return doses.set_step(diary, step)

    settled = record_deciding(args, edit)
    print_lines([describe(added[0]), *settled])


def confirm_step(args: Namespace) -> None:
    """Put a planned dose step into effect."""
    step, settled = _change(args, _confirmed)
    print_lines([describe(step._replace(planned=False)), *settled])


def remove_step(args: Namespace) -> None:
    """Remove a dose step."""
    step, settled = _change(args, lambda step, _today, _confirm: doses.remove_step(step))
    print_lines([_("Removed: {step}").format(step=describe(step)), *settled])


def _confirmed(step: DoseStep, today: date, confirm: Confirm) -> Edit:
    if not step.planned:
        if again := confirm(DoseStepChange(step.start, step, step)):
            return again
        raise UserError(_("This dose step is already confirmed."))
    if step.start > today:
        raise UserError(
            _("This dose step has not started yet. Please confirm it on the day it starts.")
        )
    return doses.confirm(step)


def _change(
    args: Namespace, make: Callable[[DoseStep, date, Confirm], Edit]
) -> tuple[DoseStep, list[str]]:
    """Record what `make` makes of the step that starts on `args.start`; returns that step.

    With it comes the line that says what that settled, where it did.
    """
    found: list[DoseStep] = []

    def edit(diary: Diary, confirm: Confirm) -> Edit:
        today, start = diary_today(diary), _start(args.start, diary)
        step = _step_from(start, diary)
        if step is None:
            raise UserError(
                _("No dose step starts on {date}. “ldn-desktop dose” lists them.").format(
                    date=formats.long_date(start)
                )
            )
        found.append(step)
        return make(step, today, confirm)

    settled = record_deciding(args, edit)
    return found[0], settled


def _step_from(start: date, diary: Diary) -> DoseStep | None:
    return next((step for step in diary.dose_steps if step.start == start), None)


def _start(given: date | Today, diary: Diary) -> date:
    start = date_of(given, diary)
    check_date(start)
    return start


def describe(step: DoseStep) -> str:
    """One dose step as a line of text."""
    planned = _("From {date}: {amount} (planned)")
    in_effect = _("From {date}: {amount}")
    details = [text for text in (step.form, step.strength) if text]
    line = (planned if step.planned else in_effect).format(
        date=formats.long_date(step.start), amount=formats.mg(step.mg)
    )
    return formats.enumerated([line, *details])


def as_json(step: DoseStep) -> dict[str, Any]:
    """One dose step for programs."""
    return {
        "start": step.start.isoformat(),
        "mg": int(step.mg) if step.mg.is_integer() else step.mg,
        "planned": step.planned,
        "form": step.form,
        "strength": step.strength,
    }
