"""What restoring a backup would change, as sentences: what goes, what comes back, what stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from ldn_desktop.diary.doses import PAUSE
from ldn_desktop.diary.marks import mark_text
from ldn_desktop.diary.model import (
    AboutChange,
    AnswerChange,
    DoseStep,
    DoseStepChange,
    Edit,
    MarkChange,
    SymptomChange,
    UnknownChange,
)
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.i18n import _, formats, ngettext

MOST_MARKS = 5
"""Marks that are named one by one."""


def sentences(edit: Edit, today: date) -> list[str]:
    """What `edit`, which makes the diary the backup, does to it."""
    if not edit:
        return [_("Nothing: the diary has the same answers as this backup.")]
    return [
        *_answers(edit, today),
        *_symptoms(edit),
        *_dose_steps(edit, today),
        *_marks(edit),
        *_settings(edit),
        *_newer_details(edit),
    ]


def _answers(edit: Edit, today: date) -> Iterator[str]:
    changes = [change for change in edit.changes if isinstance(change, AnswerChange)]
    gone = [change for change in changes if change.after is None]
    back = [change for change in changes if change.before is None]
    other = [change for change in changes if change.before and change.after]
    removed = ngettext(
        "{n} answer would be removed: {days}.", "{n} answers would be removed: {days}.", len(gone)
    )
    restored = ngettext(
        "{n} answer would be restored: {days}.", "{n} answers would be restored: {days}.", len(back)
    )
    changed = ngettext(
        "{n} answer would change back: {days}.",
        "{n} answers would change back: {days}.",
        len(other),
    )
    for text, found in ((removed, gone), (restored, back), (changed, other)):
        if found:
            yield _with_days(text, found, today)
    if not changes:
        yield _("All answers stay as they are.")


def _with_days(text: str, changes: Sequence[AnswerChange], today: date) -> str:
    days = days_text({change.date for change in changes}, today)
    return text.format(n=len(changes), days=days)


def days_text(days: Collection[date], today: date) -> str:
    """“today”, “Sunday 22 November”, or “3 days, 20 to 22 November 2026”."""
    first, last = min(days), max(days)
    if first == last:
        if first == today:
            return _("today")
        if first == today - timedelta(days=1):
            return _("yesterday")
        return formats.weekday_date(first, today)
    return ngettext("{n} day, {period}", "{n} days, {period}", len(days)).format(
        n=len(days), period=formats.period(first, last)
    )


def _symptoms(edit: Edit) -> Iterator[str]:
    changes = [change for change in edit.changes if isinstance(change, SymptomChange)]
    moved = False
    for change in changes:
        before, after = change.before, change.after
        if after is None:
            yield _("“{name}” would no longer be on your list.").format(name=_label(before))
        elif before is None:
            yield _("“{name}” would be restored to your list.").format(name=_label(after))
        elif before.label != after.label:
            yield _("“{old}” would be called “{new}” again.").format(
                old=before.label, new=after.label
            )
        elif before.shown != after.shown:
            shown = _("The Today page would ask about “{name}” again.")
            hidden = _("“{name}” would be hidden again.")
            yield (shown if after.shown else hidden).format(name=after.label)
        else:
            moved = True
    if moved:
        yield _("The order of your symptoms would change back.")
    if not changes:
        yield _("Your list of symptoms stays as it is.")


def _label(symptom: Symptom | None) -> str:
    return symptom.label if symptom else ""


def _dose_steps(edit: Edit, today: date) -> Iterator[str]:
    changes = [change for change in edit.changes if isinstance(change, DoseStepChange)]
    for change in changes:
        before, after = change.before, change.after
        if after is None and before is not None:
            yield _("The dose step {step} would be removed.").format(step=_step(before, today))
        elif after is not None and before is None:
            yield _("The dose step {step} would be restored.").format(step=_step(after, today))
        elif after is not None:
            yield _("The dose step {step} would change back.").format(step=_step(after, today))
    if not changes:
        yield _("Dose steps stay as they are.")


def _marks(edit: Edit) -> Iterator[str]:
    changes = [change for change in edit.changes if isinstance(change, MarkChange)]
    for change in changes[:MOST_MARKS]:
        before, after = change.before, change.after
        if after is None and before is not None:
            text, found = _("“{name}” would be removed."), before
        elif before is None and after is not None:
            text, found = _("“{name}” would be restored."), after
        elif after is not None:
            text, found = _("“{name}” would change back."), after
        else:
            continue
        yield text.format(name=mark_text(found))
    more = len(changes) - MOST_MARKS
    if more > 0:
        yield ngettext(
            "{n} more medicine or event would change.",
            "{n} more medicines or events would change.",
            more,
        ).format(n=formats.number(more))


def _step(step: DoseStep, today: date) -> str:
    amount = formats.mg(step.mg)
    if not step.mg:
        amount = _("pause") if step.extra.get(PAUSE) else _("stopped")
    return _("“{amount} from {day}”").format(
        amount=amount, day=formats.date_near(step.start, today)
    )


def _settings(edit: Edit) -> Iterator[str]:
    for change in edit.changes:
        if isinstance(change, AboutChange):
            if change.before.day_ends_hour != change.after.day_ends_hour:
                yield _("The hour your day ends would change back.")
            if change.before.extra != change.after.extra:
                yield _("Supply and other details would change back.")


def _newer_details(edit: Edit) -> Iterator[str]:
    days = {change.date for change in edit.changes if isinstance(change, UnknownChange)}
    if days:
        yield ngettext(
            "Details from a newer version would change on {n} day.",
            "Details from a newer version would change on {n} days.",
            len(days),
        ).format(n=len(days))
