"""A month on paper: what its columns ask, and what a number typed in later stands for.

The printed sheet and the grid in which it is typed in share this, so that box 3 of a question is
the same answer in both.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from ldn_desktop.diary.fields import CRASH, DOSE, FIELDS, SCALE_FIELDS
from ldn_desktop.diary.model import Day, Diary, Edit
from ldn_desktop.diary.provenance import ON_PAPER
from ldn_desktop.diary.recording import answer_now
from ldn_desktop.diary.symptoms import SEVERITY, SymptomKind, word_for
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats

TAKEN, NOT_TAKEN = 1, 2
"""The boxes of the dose."""


class PaperColumn(NamedTuple):
    """One question of the sheet: a box for each answer, numbered from 1."""

    key: str
    """The field that it answers."""
    label: str
    boxes: tuple[str, ...]
    """What each box says."""


def columns(diary: Diary) -> list[PaperColumn]:
    """What Today asks for: symptoms, exertion, the dose where there is one, the crash day."""
    severity = tuple(word.shown for word in SEVERITY)
    found = [
        PaperColumn(symptom.key, symptom.label, severity)
        for symptom in diary.shown(SymptomKind.SYMPTOM)
    ]
    found += [
        PaperColumn(field.key, field.label, tuple(word.shown for word in field.words))
        for field in SCALE_FIELDS
    ]
    if diary.dose_steps:
        found.append(PaperColumn(DOSE, _("LDN"), (_("Taken"), _("Not taken"))))
    return [*found, PaperColumn(CRASH, FIELDS[CRASH].label, (FIELDS[CRASH].label,))]


def value_of(diary: Diary, when: date, column: PaperColumn, box: int) -> Any:
    """What box `box` (1 and up) of `column` answers on `when`.

    Raises UserError where the column has no such box, or no dose was in force to be taken.
    """
    if not 1 <= box <= len(column.boxes):
        raise _no_such_box(column)
    if column.key == CRASH:
        return True
    if column.key == DOSE:
        return 0.0 if box == NOT_TAKEN else _dose_on(diary, when)
    words = FIELDS[column.key].words if column.key in FIELDS else SEVERITY
    return words[box - 1].points


def _no_such_box(column: PaperColumn) -> UserError:
    most = len(column.boxes)
    if most == 1:
        return UserError(_("{name} has one box, number 1.").format(name=column.label))
    return UserError(_("{name} has boxes 1 to {most}.").format(name=column.label, most=most))


def _dose_on(diary: Diary, when: date) -> float:
    step = diary.dose_step_on(when)
    if step is None or not step.mg:
        raise UserError(
            _("No LDN dose was entered for {day}. Please enter the dose step first.").format(
                day=formats.day_month(when)
            )
        )
    return step.mg


def box_of(day: Day, column: PaperColumn) -> int | None:
    """The box that says what `day` holds, or is nearest to it; None where nothing is answered."""
    value = day.value(column.key)
    if value is None:
        return None
    if column.key == CRASH:
        return 1
    if column.key == DOSE:
        return TAKEN if value else NOT_TAKEN
    words = FIELDS[column.key].words if column.key in FIELDS else SEVERITY
    return words.index(word_for(value, words)) + 1


def type_in(diary: Diary, when: date, column: PaperColumn, box: int | None, now: datetime) -> Edit:
    """The edit that answers `column` on `when` with `box`; None clears it. Empty if no change.

    The answer is marked as typed in from paper, and as recalled where its day has ended: it was
    ticked on that day, but nobody can tell when. Raises UserError.
    """
    if box is None:
        return diary.answer(when, column.key, None)
    value = value_of(diary, when, column, box)
    if diary.day(when).value(column.key) == value:
        return Edit(())
    answer = answer_now(diary, when, value, now)
    return diary.answer(when, column.key, answer._replace(extra={ON_PAPER: True}))
