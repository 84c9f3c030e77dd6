"""The comparison of a diary's phases: which days count, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

import numpy as np

from ldn_desktop.analysis.phases import PhaseGroup, groups, phases
from ldn_desktop.analysis.stats import bad_start
from ldn_desktop.analysis.stats.kalman import Bools, Floats, Ints
from ldn_desktop.analysis.stats.series import (
    AnalysisPlan,
    BadStart,
    ScoreSeries,
    evidence_of,
    headline_pair,
)
from ldn_desktop.analysis.verdict import FIXED, WEEKLY, Comparison, judge
from ldn_desktop.diary.analysis_plan import (
    fixed_looks,
    important_difference,
    main_symptoms,
    pending_look,
)
from ldn_desktop.diary.fields import RESERVED
from ldn_desktop.diary.model import Answer, Day, Diary, Source
from ldn_desktop.diary.symptoms import (
    HIGHEST,
    LOWEST,
    SEVERITY,
    Symptom,
    SymptomKind,
)

MOST_PHASES = 24
"""The first phase and the latest 23 are read: each change of dose costs time."""
MOST_GROUPS = 12
"""The first dose and the latest eleven are compared: the cost grows with their square."""
WEEK = 7

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ComparisonDate:
    """Up to which day is looked, and how sure a verdict must be on that day."""

    until: date
    fixed: bool
    """Whether the date was fixed beforehand; if not, the page refreshes weekly."""
    pending: date | None = None
    """A date fixed beforehand that is still to come: until then no verdict is given."""

    @property
    def threshold(self) -> float:
        return FIXED if self.fixed else WEEKLY


def compare(
    diary: Diary, *, today: date | None = None, latest_alone: bool = False
) -> list[Comparison]:
    """Compare the diary's doses as they stand on `today`, by default the last recorded day.

    Phases on one dose are read together. Each later dose is compared with the first, and
    with the one before; symptoms first, then side effects. Only the last against the first is
    judged: the others are there to be drawn and listed. Empty when there are not two doses.
    Of more than 24 phases the first and the latest 23 are read, of more than twelve doses
    the first and the latest eleven. `latest_alone`
    leaves out all pairs but the judged one, at a small part of the cost.
    Looking daily would find changes that are none: days count up to the last date that was
    fixed beforehand, else up to the end of the last full week of the phase. While a fixed
    date is still to come, every verdict is that it is waited for.
    """
    recorded = diary.dates()
    if not recorded:
        return []
    looked = look(diary, today or recorded[-1])
    found = _latest(groups(_latest(phases(diary, looked.until), MOST_PHASES)), MOST_GROUPS)
    if len(found) < 2:
        return []
    symptoms = _scored(diary, found)
    series = _series(diary, found, symptoms)
    pairs = [headline_pair(len(found))] if latest_alone else None
    return judge(evidence_of(series, _plan(diary, found, symptoms, looked, series), pairs))


def look(diary: Diary, today: date) -> ComparisonDate:
    """The last look that is due on `today`.

    A date fixed beforehand holds until the next one or the next phase: looking again in
    between would be looking weekly.
    """
    starts = [phase.start for phase in phases(diary, today)]
    if len(starts) < 2:
        return ComparisonDate(today, fixed=False)
    current = starts[-1]
    fixed = [day for day in fixed_looks(diary.about) if current < day <= today]
    pending = pending_look(diary.about, today)
    if fixed:
        return ComparisonDate(fixed[-1], fixed=True)
    weeks = ((today - current).days + 1) // WEEK
    return ComparisonDate(
        current + timedelta(days=max(1, weeks * WEEK) - 1), fixed=False, pending=pending
    )


def next_look(diary: Diary, today: date) -> date:
    """When to look again: the next date fixed beforehand, else the end of the next week."""
    pending = pending_look(diary.about, today)
    if pending is not None:
        return pending
    looked = look(diary, today)
    weeks = (today - looked.until).days // WEEK + 1
    return looked.until + timedelta(days=weeks * WEEK)


def _latest(found: list[_T], most: int) -> list[_T]:
    """The first and the latest, `most` at most."""
    return found if len(found) <= most else [found[0], *found[1 - most :]]


def _scored(diary: Diary, found: list[PhaseGroup]) -> list[Symptom]:
    """Symptoms with a score on one of the doses, in the person's order."""
    keys: set[str] = set()
    for group in found:
        for phase in group.phases:
            for day in diary.days(phase.start, phase.end):
                keys.update(day.answers)
    return [s for s in diary.symptoms if s.key in keys - RESERVED]


@dataclass(frozen=True, slots=True)
class _Cells:
    """What the recorded days say of each symptom: arrays (days, symptoms)."""

    scores: Floats
    source: Ints
    """Index among the sources, −1 for none."""
    measure: Ints
    crashed: Bools
    helped: Bools

    def rows(self, chosen: Bools) -> _Cells:
        """The days that `chosen` marks."""
        return _Cells(*(getattr(self, field.name)[chosen] for field in fields(self)))


def _series(diary: Diary, found: list[PhaseGroup], symptoms: list[Symptom]) -> ScoreSeries:
    every = sorted(_recorded(diary, found), key=lambda recorded: recorded[2].date)
    read = _read([day for _, _, day in every], symptoms)
    counted = np.array([counts for _, counts, _ in every], bool)
    days, cells = [(index, day) for index, counts, day in every if counts], read.rows(counted)
    sources = list(Source)
    phase = np.array([index for index, _ in days], np.int64)
    on_dose = np.array([group.on_dose for group in found])
    answered = np.array([day.dose_mg is not None for _, day in days], bool)
    taken = np.array([bool(day.dose_mg) for _, day in days], bool)
    last = max(found, key=lambda group: group.phases[-1].end)
    return ScoreSeries(
        np.array([day.date.toordinal() for _, day in days], np.int64),
        phase,
        cells.scores,
        copied=cells.source == sources.index(Source.COPIED),
        recalled=cells.source == sources.index(Source.RECALLED),
        helped=cells.helped,
        crashed=cells.crashed,
        measure=cells.measure,
        symptoms=tuple(symptom.key for symptom in symptoms),
        names=tuple(symptom.label for symptom in symptoms),
        labels=tuple(group.label for group in found),
        phrases=tuple(group.phrase for group in found),
        calendar_days=tuple(group.compared_days for group in found),
        ongoing=found.index(last),
        untaken=answered & ~taken & on_dose[phase],
        days_on_dose=tuple(group.days if group.on_dose else None for group in found),
        dose_answers=tuple(
            (int(taken[phase == k].sum()), int(answered[phase == k].sum()))
            for k in range(len(found))
        ),
        start=_bad_start(found, [day.date for _, _, day in every], read.scores, counted),
    )


def _bad_start(
    found: list[PhaseGroup], recorded: list[date], scores: Floats, counted: Bools
) -> BadStart | None:
    """How the fortnight before the first dose was; None for a diary that begins on a dose.

    `scores` are those of all `recorded` days, in their order, and `counted` tells which of them
    are compared.
    """
    first = found[0].phases[0]
    if first.on_dose:
        return None
    start = first.end + timedelta(days=1)
    numbers = np.array([when.toordinal() for when in recorded], np.int64)
    among_all, among_baseline = bad_start.ranks(numbers, scores, start.toordinal())
    among_baseline &= len(found[0].phases) == 1
    fortnight = (numbers >= start.toordinal() - bad_start.FORTNIGHT) & (numbers < start.toordinal())
    return BadStart(fortnight[counted], among_all, among_baseline)


def _read(days: list[Day], symptoms: list[Symptom]) -> _Cells:
    shape = (len(days), len(symptoms))
    cells = _Cells(
        np.full(shape, np.nan),
        np.full(shape, -1),
        np.zeros(shape, np.int64),
        np.zeros(shape, bool),
        np.zeros(shape, bool),
    )
    column = {symptom.key: n for n, symptom in enumerate(symptoms)}
    sources, measures = list(Source), {"": 0}
    for row, day in enumerate(days):
        cells.crashed[row] = day.crash
        for key, answer in day.answers.items():
            n = column.get(key)
            if n is not None and _is_score(answer):
                cells.scores[row, n] = answer.value
                cells.crashed[row, n] = False
                cells.source[row, n] = sources.index(answer.source)
                cells.helped[row, n] = answer.by is not None
                cells.measure[row, n] = measures.setdefault(_measure(answer), len(measures))
    return cells


def _recorded(diary: Diary, found: list[PhaseGroup]) -> Iterator[tuple[int, bool, Day]]:
    """Recorded days: the index of their group, and whether they lie after the run-in."""
    for index, group in enumerate(found):
        for phase in group.phases:
            for day in diary.days(phase.start, phase.end):
                yield index, day.date >= phase.compared_from, day


def _is_score(answer: Answer) -> bool:
    value = answer.value
    return isinstance(value, (int, float)) and LOWEST <= value <= HIGHEST


def _measure(answer: Answer) -> str:
    """Where a score comes from, as far as two of them may not be compared."""
    if answer.source is not Source.IMPORTED:
        return ""
    return answer.origin or str(Source.IMPORTED)


def _plan(
    diary: Diary,
    found: list[PhaseGroup],
    symptoms: list[Symptom],
    looked: ComparisonDate,
    series: ScoreSeries,
) -> AnalysisPlan:
    return AnalysisPlan(
        worst=HIGHEST,
        steps=tuple(_step(series, n) for n in range(len(symptoms))),
        mids=tuple(important_difference(diary.about, s.key) for s in symptoms),
        main=tuple(main_symptoms(diary.about, group.start) for group in found),
        side_effects=frozenset(s.key for s in symptoms if s.kind is SymptomKind.SIDE_EFFECT),
        threshold=looked.threshold,
        waiting=looked.pending is not None,
    )


def _step(series: ScoreSeries, n: int) -> float:
    """Between two scores: that of the five words where nothing finer was used, else 1."""
    words = [word.points for word in SEVERITY]
    used = series.scores[:, n]
    coarse = np.isin(used[np.isfinite(used)], words).all()
    return min(later - earlier for earlier, later in pairwise(words)) if coarse else 1.0
