"""What is agreed on before looking: main symptoms, what matters, joined steps, dates to look.

All of it stands in `About.extra`, read whatever stands there, and changed by edits.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeGuard

from ldn_desktop.diary.model import About, AboutChange, Diary, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

MAIN_SYMPTOMS = "main_symptoms"
"""{symptom key: ISO date of the choice}, at most two."""
IMPORTANT = "important_difference"
"""{symptom key: points}, above 0 and up to 10."""
JOINED_STEPS = "joined_steps"
"""ISO dates of dose steps that continue the phase before."""
LOOK_AGAIN = "look_again"
"""ISO dates, fixed beforehand, for looking at the comparison."""
LOOK_USED_UP = "look_again_used_up"
"""ISO dates out of `LOOK_AGAIN` before which the person looked all the same."""

LEAST_AHEAD = 14
"""Days that a fixed date lies ahead, and apart from the one before. Nearer ones would be
looking every day, each time with the bar of a single look."""

MOST_MAIN = 2
USUAL_DIFFERENCE = 1.0
"""Points on 0–10: borrowed from fatigue in rheumatoid arthritis (Khanna 2008, Pouchot 2008)."""
DIFFERENCES = {"pain": 2.0}
"""Farrar 2001: about 2 points, or 30 %."""


def main_symptoms(about: About, before: date) -> frozenset[str]:
    """The symptoms chosen as main ones no later than `before`, at most two."""
    early = sorted((when, key) for key, when in _chosen(about).items() if when <= before)
    return frozenset(key for _, key in early[:MOST_MAIN])


def choose_main(diary: Diary, keys: Iterable[str], today: date) -> Edit:
    """The edit that makes `keys` the main symptoms from `today` on; none are allowed.

    A symptom that is one already keeps the date it was chosen on. Raises UserError for more
    than two, or for one that the diary does not know.
    """
    requested = list(dict.fromkeys(keys))
    if len(requested) > MOST_MAIN:
        raise UserError(_("Please choose one or two main symptoms."))
    for key in requested:
        if diary.symptom(key) is None:
            raise UserError(_("“{name}” is not a symptom in this diary.").format(name=key))
    before = _chosen(diary.about)
    stored = {key: before.get(key, today).isoformat() for key in requested}
    return _changed(diary, MAIN_SYMPTOMS, stored)


def important_difference(about: About, symptom: str) -> float:
    """The smallest change of `symptom` that matters, in points: the person's, or the usual."""
    stored = about.extra.get(IMPORTANT)
    points = stored.get(symptom) if isinstance(stored, Mapping) else None
    if _matters(points):
        return float(points)
    return DIFFERENCES.get(symptom, USUAL_DIFFERENCE)


def set_important_difference(diary: Diary, symptom: str, points: float) -> Edit:
    """The edit that sets what matters to the person. Raises UserError beyond 0 to 10 points."""
    if not _matters(points):
        raise UserError(
            _("The smallest change that matters must be more than 0 and at most 10 points.")
        )
    stored = diary.about.extra.get(IMPORTANT)
    before = dict(stored) if isinstance(stored, Mapping) else {}
    return _changed(diary, IMPORTANT, before | {symptom: float(points)})


def joined_steps(about: About) -> frozenset[date]:
    """Starts of the dose steps that the person joined to the phase before."""
    return frozenset(_dates(about.extra.get(JOINED_STEPS)))


def join_step(diary: Diary, start: date, joined: bool = True) -> Edit:
    """The edit that joins the step from `start` to the phase before, or parts them again."""
    before = joined_steps(diary.about)
    after = before | {start} if joined else before - {start}
    return _changed(diary, JOINED_STEPS, [day.isoformat() for day in sorted(after)])


def look_again_dates(about: About) -> list[date]:
    """Every date that was ever fixed, in order."""
    return sorted(set(_dates(about.extra.get(LOOK_AGAIN))))


def fixed_looks(about: About) -> list[date]:
    """The fixed dates that count, in order: not used up, and 14 days or more apart."""
    used_up = set(_dates(about.extra.get(LOOK_USED_UP)))
    out: list[date] = []
    for when in look_again_dates(about):
        apart = not out or when - out[-1] >= timedelta(days=LEAST_AHEAD)
        if apart and when not in used_up:
            out.append(when)
    return out


def pending_look(about: About, today: date) -> date | None:
    """The fixed date that is still to come; None where there is none, or it is used up."""
    return next((when for when in fixed_looks(about) if when > today), None)


def fix_look_again(diary: Diary, when: date, today: date) -> Edit:
    """The edit that fixes the next date to look at the comparison.

    Dates that have passed stay; a coming one is replaced: there is one at a time. Raises
    UserError unless it lies 14 days ahead: a date is fixed beforehand or not at all.
    """
    if when < today + timedelta(days=LEAST_AHEAD):
        raise UserError(_("Please choose a day at least {n} days from now.").format(n=LEAST_AHEAD))
    past = [day for day in look_again_dates(diary.about) if day <= today]
    return _changed(diary, LOOK_AGAIN, [day.isoformat() for day in (*past, when)])


def use_up_look(diary: Diary, today: date) -> Edit:
    """The edit for looking before the fixed date: that date has no lower bar any more.

    Empty where no date is pending.
    """
    when = pending_look(diary.about, today)
    if when is None:
        return Edit(())
    before = _dates(diary.about.extra.get(LOOK_USED_UP))
    return _changed(diary, LOOK_USED_UP, [day.isoformat() for day in sorted({*before, when})])


def _changed(diary: Diary, name: str, stored: Any) -> Edit:
    before = diary.about
    after = before._replace(extra={**before.extra, name: stored})
    return Edit(()) if after == before else Edit((AboutChange(before, after),))


def _chosen(about: About) -> dict[str, date]:
    stored = about.extra.get(MAIN_SYMPTOMS)
    if not isinstance(stored, Mapping):
        return {}
    dates = {key: _date(text) for key, text in stored.items() if isinstance(key, str)}
    return {key: when for key, when in dates.items() if when is not None}


def _matters(points: Any) -> TypeGuard[float]:
    if isinstance(points, bool) or not isinstance(points, (int, float)):
        return False
    return math.isfinite(points) and 0 < points <= 10


def _dates(stored: Any) -> list[date]:
    if not isinstance(stored, (list, tuple)):
        return []
    return [when for text in stored if (when := _date(text)) is not None]


def _date(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
