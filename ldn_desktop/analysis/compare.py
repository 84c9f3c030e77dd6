"""The comparison of a diary's phases: which days count, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from ldn_desktop.analysis.phases import Phase, phases
from ldn_desktop.analysis.stats.kalman import Bools, Floats, Ints
from ldn_desktop.analysis.stats.series import AnalysisPlan, Series, evidence_of
from ldn_desktop.analysis.verdict import FIXED, WEEKLY, Comparison, judge
from ldn_desktop.diary.analysis_plan import important_difference, look_again_dates, main_symptoms
from ldn_desktop.diary.fields import RESERVED
from ldn_desktop.diary.model import Answer, Day, Diary, Source
from ldn_desktop.diary.symptoms import (
    HIGHEST,
    LOWEST,
    SEVERITY,
    Kind,
    Symptom,
)

MOST_PHASES = 12
"""The first phase and the latest eleven are compared: the cost grows with their square."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Look:
    """Up to which day is looked, and how sure a verdict must be on that day."""

    until: date
    fixed: bool
    """Whether the date was fixed beforehand; if not, the page refreshes weekly."""

    @property
    def threshold(self) -> float:
        return FIXED if self.fixed else WEEKLY


def compare(
    diary: Diary, *, today: date | None = None, latest_alone: bool = False
) -> list[Comparison]:
    """Compare the diary's phases as they stand on `today`, by default the last recorded day.

    Each later phase against the first, and each against the one before; symptoms first,
    then side effects. Empty when there are not two phases. Of more than twelve phases, the
    first and the latest eleven are compared. `latest_alone` leaves out all but the last
    phase against the first, at a small part of the cost; the answers are the same.
    Looking daily would find changes that are none: days count up to the last date that was
    fixed beforehand, else up to the end of the last full week of the phase.
    """
    recorded = diary.dates()
    if not recorded:
        return []
    seen = look(diary, today or recorded[-1])
    found = _latest(phases(diary, seen.until))
    if len(found) < 2:
        return []
    symptoms = _scored(diary, found)
    series = _series(diary, found, symptoms)
    pairs = [(0, len(found) - 1)] if latest_alone else None
    return judge(evidence_of(series, _plan(diary, found, symptoms, seen, series), pairs))


def look(diary: Diary, today: date) -> Look:
    """The last look that is due on `today`.

    A date fixed beforehand holds until the next one or the next phase: looking again in
    between would be looking weekly.
    """
    starts = [phase.start for phase in phases(diary, today)]
    if len(starts) < 2:
        return Look(today, fixed=False)
    current = starts[-1]
    fixed = [day for day in look_again_dates(diary.about) if current < day <= today]
    if fixed:
        return Look(fixed[-1], fixed=True)
    weeks = ((today - current).days + 1) // WEEK
    return Look(current + timedelta(days=max(1, weeks * WEEK) - 1), fixed=False)


def next_look(diary: Diary, today: date) -> date:
    """When to look again: the next date fixed beforehand, else the end of the next week."""
    coming = [day for day in look_again_dates(diary.about) if day > today]
    if coming:
        return coming[0]
    seen = look(diary, today)
    weeks = (today - seen.until).days // WEEK + 1
    return seen.until + timedelta(days=weeks * WEEK)


def _latest(found: list[Phase]) -> list[Phase]:
    if len(found) <= MOST_PHASES:
        return found
    return [found[0], *found[1 - MOST_PHASES :]]


def _scored(diary: Diary, found: list[Phase]) -> list[Symptom]:
    """Symptoms with a score in one of the phases, in the person's order."""
    keys: set[str] = set()
    for phase in found:
        for day in diary.days(phase.start, phase.end):
            keys.update(day.answers)
    return [s for s in diary.symptoms if s.key in keys - RESERVED]


@dataclass(frozen=True, slots=True)
class _Cells:
    """What the recorded days say of each symptom: arrays (days, symptoms)."""

    scores: Floats
    source: Ints
    """Place among the sources, −1 for none."""
    measure: Ints
    crashed: Bools


def _series(diary: Diary, found: list[Phase], symptoms: list[Symptom]) -> Series:
    days = list(_counted(diary, found))
    cells = _read([day for _, day in days], symptoms)
    sources = list(Source)
    return Series(
        np.array([day.date.toordinal() for _, day in days], np.int64),
        np.array([phase for phase, _ in days], np.int64),
        cells.scores,
        copied=cells.source == sources.index(Source.COPIED),
        recalled=cells.source == sources.index(Source.RECALLED),
        crashed=cells.crashed,
        measure=cells.measure,
        symptoms=tuple(symptom.key for symptom in symptoms),
        names=tuple(symptom.label for symptom in symptoms),
        labels=tuple(phase.label for phase in found),
        phrases=tuple(phase.phrase for phase in found),
        calendar_days=tuple(phase.compared_days for phase in found),
        ongoing=True,
    )


def _read(days: list[Day], symptoms: list[Symptom]) -> _Cells:
    shape = (len(days), len(symptoms))
    cells = _Cells(
        np.full(shape, np.nan), np.full(shape, -1), np.zeros(shape, np.int64), np.zeros(shape, bool)
    )
    place = {symptom.key: n for n, symptom in enumerate(symptoms)}
    sources, measures = list(Source), {"": 0}
    for row, day in enumerate(days):
        cells.crashed[row] = day.crash
        for key, answer in day.answers.items():
            n = place.get(key)
            if n is not None and _is_score(answer):
                cells.scores[row, n] = answer.value
                cells.crashed[row, n] = False
                cells.source[row, n] = sources.index(answer.source)
                cells.measure[row, n] = measures.setdefault(_measure(answer), len(measures))
    return cells


def _counted(diary: Diary, found: list[Phase]) -> Iterator[tuple[int, Day]]:
    """Recorded days after the run-in, each with the place of its phase."""
    for place, phase in enumerate(found):
        for day in diary.days(phase.compared_from, phase.end):
            yield place, day


def _is_score(answer: Answer) -> bool:
    value = answer.value
    return isinstance(value, (int, float)) and LOWEST <= value <= HIGHEST


def _measure(answer: Answer) -> str:
    """Where a score comes from, as far as two of them may not be compared."""
    if answer.source is not Source.IMPORTED:
        return ""
    return answer.origin or str(Source.IMPORTED)


def _plan(
    diary: Diary, found: list[Phase], symptoms: list[Symptom], seen: Look, series: Series
) -> AnalysisPlan:
    fixed = look_again_dates(diary.about)
    over = [any(p.end <= day < p.end + timedelta(days=WEEK) for day in fixed) for p in found[:-1]]
    thresholds = [FIXED if at_end else WEEKLY for at_end in over] + [seen.threshold]
    return AnalysisPlan(
        worst=HIGHEST,
        steps=tuple(_step(series, n) for n in range(len(symptoms))),
        mids=tuple(important_difference(diary.about, s.key) for s in symptoms),
        main=tuple(main_symptoms(diary.about, phase.start) for phase in found),
        side_effects=frozenset(s.key for s in symptoms if s.kind is Kind.SIDE_EFFECT),
        thresholds=tuple(thresholds),
    )


def _step(series: Series, n: int) -> float:
    """Between two scores: that of the five words where nothing finer was used, else 1."""
    words = [word.points for word in SEVERITY]
    used = series.scores[:, n]
    coarse = np.isin(used[np.isfinite(used)], words).all()
    return min(later - earlier for earlier, later in pairwise(words)) if coarse else 1.0
