"""The verdicts of earlier weeks, worked out again from the same days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ldn_desktop.analysis.compare import WEEK, compare, look
from ldn_desktop.analysis.phases import phases
from ldn_desktop.analysis.sentences import say, verdict
from ldn_desktop.analysis.text import CLEAR
from ldn_desktop.analysis.verdict import Comparison, Verdict
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n.formats import date_near

MOST_WEEKS = 26
REMEMBERED = (*CLEAR, Verdict.EARLY)
"""Verdicts that are remembered when they go."""


@dataclass(frozen=True, slots=True)
class PastVerdict:
    """One symptom's last verdict: since when it held, and since when it no longer does."""

    symptom: str
    name: str
    verdict: Verdict
    since: date
    until: date | None = None
    """The first look at which it no longer held; None where it still does."""


def past_verdicts(diary: Diary, today: date) -> list[PastVerdict]:
    """For each symptom of the judged comparison, its latest verdict and when it came and went.

    Looks are those of the dose in force: the ends of its weeks up to `today`, 26 at most. Only
    symptoms that ever had a verdict are listed.
    """
    latest: dict[str, PastVerdict] = {}
    for when in _looks(diary, today):
        for one in compare(diary, today=when, latest_alone=True):
            before = latest.get(one.symptom)
            after = _next(before, one, when)
            if after is not None:
                latest[one.symptom] = after
    return list(latest.values())


def _next(before: PastVerdict | None, one: Comparison, when: date) -> PastVerdict | None:
    if one.verdict in REMEMBERED:
        if before is not None and before.until is None and before.verdict is one.verdict:
            return before
        return PastVerdict(one.symptom, one.name, one.verdict, when)
    if before is not None and before.until is None:
        return PastVerdict(before.symptom, before.name, before.verdict, before.since, when)
    return before


def _looks(diary: Diary, today: date) -> list[date]:
    """The days of the weekly looks of the phase in force, in order."""
    found = phases(diary, today)
    if len(found) < 2 or look(diary, today).pending is not None:
        return []
    start = found[-1].start
    last = look(diary, today).until
    weeks = range(2, (last - start).days // WEEK + 2)
    days = [start + timedelta(days=n * WEEK - 1) for n in weeks]
    return [day for day in days if day <= last][-MOST_WEEKS:]


def sentences(found: Sequence[PastVerdict], today: date) -> list[str]:
    """One line for each verdict that came, or came and went."""
    return [_sentence(one, today) for one in found]


def _sentence(one: PastVerdict, today: date) -> str:
    word, since = verdict(one.verdict), date_near(one.since, today)
    if one.until is None:
        return say("history still", name=one.name, verdict=word, date=since)
    until = date_near(one.until, today)
    return say("history gone", name=one.name, verdict=word, date=since, until=until)
