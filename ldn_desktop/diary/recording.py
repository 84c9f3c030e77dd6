"""Recording answers: the day they belong to, their source, and what may be copied."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from ldn_desktop.diary.fields import SCALE_FIELDS
from ldn_desktop.diary.model import (
    BY,
    Answer,
    AnswerChange,
    Change,
    Diary,
    Edit,
    Source,
)
from ldn_desktop.diary.symptoms import FATIGUE, SymptomKind
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats

MOST_COPIED_IN_A_ROW = 2
LONGEST_HELPER_NAME = 40


def diary_date(now: datetime, day_ends_hour: int) -> date:
    """The diary day of local time `now`; the hours before `day_ends_hour` are the day before."""
    return (now.replace(tzinfo=None) - timedelta(hours=day_ends_hour)).date()


def answer_now(diary: Diary, when: date, value: object, now: datetime) -> Answer:
    """An answer for `when` entered at `now` (aware, local): recalled if that day has ended."""
    ended = diary_date(now, diary.about.day_ends_hour) > when
    source = Source.RECALLED if ended else Source.ENTERED
    return Answer(value, entry_minute(when, now), source, utc_offset(now))


def entry_minute(when: date, at: datetime) -> int:
    """`Answer.minute` of an answer for `when` that was entered at `at` (aware)."""
    midnight = datetime(when.year, when.month, when.day, tzinfo=UTC)
    return (at - midnight) // timedelta(minutes=1)


def utc_offset(at: datetime) -> int:
    """`Answer.offset` of an answer that was entered at `at`."""
    return (at.utcoffset() or timedelta()) // timedelta(minutes=1)


def entered_by(edit: Edit, helper: str) -> Edit:
    """`edit` with each answer marked as entered by `helper`: a first name, or "" for none."""
    return Edit(tuple(_marked(change, helper) for change in edit.changes))


def _marked(change: Change, helper: str) -> Change:
    if not isinstance(change, AnswerChange) or change.after is None:
        return change
    if change.after.source is Source.IMPORTED:
        return change
    extra = {**change.after.extra, BY: helper}
    return change._replace(after=change.after._replace(extra=extra))


def checked_helper(name: str) -> str:
    """`name` as it is stored, "" for a helper without one. Raises UserError when too long."""
    name = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if len(name) > LONGEST_HELPER_NAME:
        raise UserError(
            _("A helper’s name can have up to {most} characters.").format(most=LONGEST_HELPER_NAME)
        )
    return name


def helper_name(helper: str) -> str:
    """What a helper is called, with or without a name."""
    return helper or _("a helper")


class CopyProblem(NamedTuple):
    """Why a day cannot be copied."""

    reason: str
    """In two or three words, for a button."""
    sentence: str


def copy_problem(diary: Diary, when: date) -> CopyProblem | None:
    """Why the day before cannot be copied to `when`; None where it can."""
    before = when - timedelta(days=1)
    if not _copied_fields(diary, before):
        sentence = _("There is nothing to copy from {day}.")
        return CopyProblem(_("Nothing to copy"), sentence.format(day=formats.weekday(before)))
    if _copied_days_before(diary, when) >= MOST_COPIED_IN_A_ROW:
        return CopyProblem(
            _("Copied twice already"),
            _("The last two days were copied, so please choose an answer for this one."),
        )
    return None


def _copied_fields(diary: Diary, before: date) -> list[str]:
    asked = {symptom.key for symptom in diary.shown(SymptomKind.SYMPTOM)}
    asked |= {field.key for field in SCALE_FIELDS}
    return [key for key in diary.day(before).answers if key in asked and key != FATIGUE]


def same_as_day_before(diary: Diary, when: date, now: datetime) -> Edit:
    """The edit that copies what the day before says into the empty fields of `when`.

    Fatigue is never copied: it is always asked afresh. Side effects, notes, crashes and doses
    are not either: they happened or they did not.
    Raises UserError when there is nothing to copy, or after two copied days in a row.
    """
    if problem := copy_problem(diary, when):
        raise UserError(problem.sentence)
    before, have = diary.day(when - timedelta(days=1)), diary.day(when).answers
    changes: list[Change] = []
    for key in _copied_fields(diary, before.date):
        if key not in have:
            copy = answer_now(diary, when, before.answers[key].value, now)
            changes += diary.answer(when, key, copy._replace(source=Source.COPIED)).changes
    return Edit(tuple(changes))


def _copied_days_before(diary: Diary, when: date) -> int:
    count = 0
    while any(
        a.source is Source.COPIED
        for a in diary.day(when - timedelta(days=count + 1)).answers.values()
    ):
        count += 1
    return count


ASKED_AFTER_START = timedelta(days=28)
ASKED_AFTER_CHANGE = timedelta(days=7)
SELDOM = timedelta(days=7)


def side_effects_due(diary: Diary, when: date) -> bool:
    """Whether side effects are asked for on `when`.

    Every day for 4 weeks after the first dose and for 7 days after each change of dose;
    later once a week. Never before a first dose step.
    """
    past = [s for s in diary.dose_steps if s.start <= when and not s.planned]
    if not any(step.mg for step in past):
        return False
    first = next(step.start for step in past if step.mg)
    if when - first < ASKED_AFTER_START or when - past[-1].start < ASKED_AFTER_CHANGE:
        return True
    effects = {s.key for s in diary.shown(SymptomKind.SIDE_EFFECT)}
    recent = (diary.day(when - timedelta(days=ago)) for ago in range(1, SELDOM.days))
    return not any(effects & day.answers.keys() for day in recent)


def morning_after(now: datetime) -> bool:
    """Between midnight and noon: yesterday may be what a person wants to write of."""
    return now.hour < 12
