"""Dose history, doses taken compared with it, and the supply that is left.

It records what the person and the prescriber decided and never proposes a step.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ldn_desktop.diary.fields import DOSE, DOSE_TIME
from ldn_desktop.diary.model import (
    AboutChange,
    Change,
    Diary,
    DoseStep,
    DoseStepChange,
    Edit,
)
from ldn_desktop.diary.recording import answer_now, diary_date
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

SUPPLY = "supply"
"""In About.extra: how many daily doses were left when they were counted, and when."""
PAUSE = "pause"
"""In DoseStep.extra: True where 0 mg is meant as a pause, not as an end."""
ASK_TIME = "ask_dose_time"
"""In About.extra: True where the time of a dose is asked for."""
MOST_DOSES = 2000


class DosePeriod(NamedTuple):
    """One dose step with the days it lasted; `end` is None for the one in force."""

    step: DoseStep
    start: date
    end: date | None

    def days(self, today: date) -> int:
        """Days of the period up to `today`, both ends included."""
        return max(0, ((self.end or today) - self.start).days + 1)


class Taken(NamedTuple):
    """Days of a period by what was answered about the dose."""

    as_planned: int = 0
    other_amount: int = 0
    not_taken: int = 0
    unanswered: int = 0


class Supply(NamedTuple):
    """Doses left, if one is taken on every day, and the last day they reach."""

    doses: int
    counted_on: date
    lasts_until: date | None
    """None where no dose is being taken or none is left."""


def history(diary: Diary) -> list[DosePeriod]:
    """Steps in force, in order, each up to the day before the next. Planned ones do not count."""
    steps = [step for step in diary.dose_steps if not step.planned]
    ends = [step.start - timedelta(days=1) for step in steps[1:]]
    return [
        DosePeriod(step, step.start, end) for step, end in zip(steps, [*ends, None], strict=False)
    ]


def taken(diary: Diary, period: DosePeriod, today: date) -> Taken:
    """What was taken in `period` up to `today`, against its step."""
    count = {"as_planned": 0, "other_amount": 0, "not_taken": 0}
    for day in diary.days(period.start, min(period.end or today, today)):
        mg = day.dose_mg
        if mg is None:
            continue
        if mg == period.step.mg:
            count["as_planned"] += 1
        else:
            count["other_amount" if mg else "not_taken"] += 1
    return Taken(**count, unanswered=period.days(today) - sum(count.values()))


def days_without_dose(diary: Diary, period: DosePeriod, today: date) -> list[date]:
    """Ended diary days of `period` with no answer about the dose; `today` is still open."""
    last = min(period.end or today, today - timedelta(days=1))
    return [day for day in _dates(period.start, last) if diary.day(day).dose_mg is None]


def fill_in_as_taken(diary: Diary, period: DosePeriod, now: datetime) -> Edit:
    """The edit that answers every ended day of `period` without a dose with the step's amount.

    The answers are marked as recalled, like any other that is entered after its day.
    """
    today = diary_date(now, diary.about.day_ends_hour)
    changes: list[Change] = []
    for when in days_without_dose(diary, period, today):
        answer = answer_now(diary, when, period.step.mg, now)
        changes += diary.answer(when, DOSE, answer).changes
    return Edit(tuple(changes))


def set_step(diary: Diary, step: DoseStep) -> Edit:
    """The edit that stores `step`, replacing any step with the same start."""
    before = next((s for s in diary.dose_steps if s.start == step.start), None)
    return Edit(()) if before == step else Edit((DoseStepChange(step.start, before, step),))


def confirm(step: DoseStep) -> Edit:
    """The edit that puts a planned step into effect, as the person confirmed."""
    return Edit((DoseStepChange(step.start, step, step._replace(planned=False)),))


def remove_step(step: DoseStep) -> Edit:
    """The edit that removes `step`."""
    return Edit((DoseStepChange(step.start, step, None),))


def count_supply(diary: Diary, doses: int, counted_on: date) -> Edit:
    """The edit that keeps how many daily doses were there on `counted_on`, 0 to 2000.

    Raises UserError for a number that no cupboard holds.
    """
    if not 0 <= doses <= MOST_DOSES:
        raise UserError(_("“{n}” is not a number of doses from 0 to 2000.").format(n=doses))
    about = diary.about
    counted = {"doses": doses, "counted_on": counted_on.isoformat()}
    return Edit((AboutChange(about, about._replace(extra={**about.extra, SUPPLY: counted})),))


def supply(diary: Diary, today: date) -> Supply | None:
    """What is left of the doses that were counted last; None if they never were.

    A day counts as one dose taken unless it says “not taken”. The day of counting itself is
    taken to lie before that day's dose.
    """
    counted = diary.about.extra.get(SUPPLY)
    if not isinstance(counted, dict):
        return None
    try:
        doses, counted_on = int(counted["doses"]), date.fromisoformat(str(counted["counted_on"]))
    except (KeyError, TypeError, ValueError):
        return None
    used = sum(_uses_a_dose(diary, day) for day in _dates(counted_on, today - timedelta(days=1)))
    left = max(0, doses - used)
    step = diary.dose_step_on(today)
    lasts = left > 0 and step is not None and step.mg > 0
    return Supply(left, counted_on, today + timedelta(days=left - 1) if lasts else None)


def asks_time(diary: Diary) -> bool:
    """Whether the person wants to be asked at what time of the day a dose was taken."""
    return diary.about.extra.get(ASK_TIME) is True


def time_due(diary: Diary, when: date) -> bool:
    """Whether the time of the dose is to be asked on `when`, or was answered there."""
    day = diary.day(when)
    return (asks_time(diary) and bool(day.dose_mg)) or day.value(DOSE_TIME) is not None


def ask_time(diary: Diary, *, asked: bool) -> Edit:
    """The edit that has the time of a dose asked for, or not any more."""
    before = diary.about
    extra = {key: stored for key, stored in before.extra.items() if key != ASK_TIME}
    after = before._replace(extra={**extra, ASK_TIME: True} if asked else extra)
    return Edit(()) if after == before else Edit((AboutChange(before, after),))


def _uses_a_dose(diary: Diary, when: date) -> bool:
    mg = diary.day(when).dose_mg
    if mg is not None:
        return mg > 0
    step = diary.dose_step_on(when)
    return step is not None and step.mg > 0


def _dates(start: date, end: date) -> Iterable[date]:
    return (start + timedelta(days=n) for n in range((end - start).days + 1))
