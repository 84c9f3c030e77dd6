"""Scores by day and phase, as the model takes them, and the evidence they make."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

import numpy as np

from ldn_desktop.analysis.stats.kalman import Bools, Floats, Ints
from ldn_desktop.analysis.stats.model import PRIOR_SD, Contrast, contrasts
from ldn_desktop.analysis.verdict import FIXED, Estimate, Evidence, PhaseSummary
from ldn_desktop.i18n import _

SMALLEST_MINORITY = 0.1
"""A measure used for fewer of a symptom's scores than this is left out, not compared."""


class Scale(NamedTuple):
    """Lowest and highest score, and the step between two scores, in points."""

    low: float = 0.0
    high: float = 10.0
    step: float = 1.0


@dataclass(frozen=True, slots=True)
class BadStart:
    """Whether the days just before the first dose were unusually bad; one flag a symptom."""

    days: Bools
    """The compared days of the last fortnight before the first dose, (days,)."""
    among_all: Bools
    """Among the worst fifth of all fortnights."""
    among_baseline: Bools
    """Among the worst fifth of the fortnights before the first dose; False where the phase came
    back later, which shows by itself how things are without a dose."""


@dataclass(frozen=True, slots=True)
class ScoreSeries:
    """Recorded days in order, run-in left out; arrays are (days, symptoms).

    `days` are day numbers, `phase` the index of each day's phase in `labels`, `scores` NaN
    where there is none. A phase that comes back keeps its index. `helped` marks scores that a
    helper entered, `crashed` crash days without a score; `measure` numbers the source and scale
    that a score comes from.
    """

    days: Ints
    phase: Ints
    scores: Floats
    copied: Bools
    recalled: Bools
    helped: Bools
    crashed: Bools
    measure: Ints
    symptoms: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]
    phrases: tuple[str, ...]
    """Each phase within a sentence."""
    calendar_days: tuple[int, ...]
    """Days of each phase, recorded or not."""
    ongoing: int = -1
    """The phase that still grows; −1 for none."""
    untaken: Bools | None = None
    """Days of a dose on which it was answered as not taken, (days,)."""
    days_on_dose: tuple[int | None, ...] = ()
    """Of each phase, calendar days on a dose, run-in included; None where it is no dose."""
    dose_answers: tuple[tuple[int, int], ...] = ()
    """Of each phase, compared days with the dose taken, and with an answer about it."""
    start: BadStart | None = None
    """What is known of the days before the first dose; None where they are not known."""


@dataclass(frozen=True, slots=True)
class AnalysisPlan:
    """What was agreed before looking: one value per symptom, or per phase."""

    worst: float
    """The highest score."""
    steps: tuple[float, ...]
    """Between two scores of each symptom, in points."""
    mids: tuple[float, ...]
    main: tuple[frozenset[str], ...]
    """For each phase, the symptoms that were chosen as main ones before it began."""
    side_effects: frozenset[str] = frozenset()
    threshold: float = FIXED
    """How sure a verdict must be."""
    waiting: bool = False
    """Whether a date fixed beforehand is still to come."""
    prior_sd: float = PRIOR_SD
    """Standard deviation of the prior behind the shrunken sizes, in points."""


def plain_series(
    days: Ints,
    phase: Ints,
    scores: Floats,
    *,
    symptoms: tuple[str, ...],
    labels: tuple[str, ...],
    calendar_days: tuple[int, ...],
) -> ScoreSeries:
    """A series of which nothing but the scores is known."""
    none = np.zeros(scores.shape, bool)
    return ScoreSeries(
        days,
        phase,
        scores,
        copied=none,
        recalled=none,
        helped=none,
        crashed=none,
        measure=none.astype(np.int64),
        symptoms=symptoms,
        names=symptoms,
        labels=labels,
        phrases=tuple(_("in {phase}").format(phase=label) for label in labels),
        calendar_days=calendar_days,
    )


def headline_pair(phases: int) -> tuple[int, int]:
    """The pair of phases that verdicts are about: the last against the first."""
    return 0, phases - 1


def pairs_of(phases: int) -> list[tuple[int, int]]:
    """Each later phase against the first, and each against the one before."""
    out = []
    for later in range(1, phases):
        out += [(0, later)] if later == 1 else [(0, later), (later - 1, later)]
    return out


def evidence_of(
    series: ScoreSeries, plan: AnalysisPlan, pairs: list[tuple[int, int]] | None = None
) -> list[Evidence]:
    """Everything known about each symptom over each of `pairs` of phases, pair by pair.

    Without `pairs`: each later phase against the first, and against the one before.
    """
    series = _without_odd_measures(series)
    pairs = pairs_of(len(series.labels)) if pairs is None else pairs
    dip = None if series.start is None else series.start.days
    plain = _contrasts(series, pairs, plan, dip)
    worst = np.where(series.crashed, plan.worst, series.scores)
    crashes = _varied(series, worst, series.crashed, pairs, plan)
    copied = _varied(series, _without(series, series.copied), series.copied, pairs, plan)
    recalled = _varied(series, _without(series, series.recalled), series.recalled, pairs, plan)
    helped = _varied(series, _without(series, series.helped), series.helped, pairs, plan)
    untaken = _without_untaken(series, pairs, plan)
    return [
        replace(
            _evidence(series, plan, contrast, pair, n),
            crash_days_at_worst=crashes[index][n],
            without_copied=copied[index][n],
            without_recalled=recalled[index][n],
            without_helped=helped[index][n],
            without_untaken=untaken[index][n],
        )
        for index, (pair, contrast) in enumerate(zip(pairs, plain, strict=True))
        for n in range(len(series.symptoms))
    ]


def _contrasts(
    series: ScoreSeries, pairs: list[tuple[int, int]], plan: AnalysisPlan, dip: Bools | None = None
) -> list[Contrast]:
    """The model's answers; all NaN where nothing was recorded."""
    if not np.isfinite(series.scores).any():
        nothing = np.full(len(series.symptoms), np.nan)
        return [Contrast(*[nothing] * len(Contrast.__slots__)) for _ in pairs]
    recorded = np.isfinite(series.scores).any(axis=1)
    return contrasts(
        series.days[recorded],
        series.phase[recorded],
        series.scores[recorded],
        pairs,
        phases=len(series.labels),
        step=np.array(plan.steps),
        mid=np.array(plan.mids),
        prior_sd=plan.prior_sd,
        dip=None if dip is None else dip[recorded],
    )


def _without(series: ScoreSeries, which: Bools) -> Floats:
    return np.where(which, np.nan, series.scores)


def _without_untaken(
    series: ScoreSeries, pairs: list[tuple[int, int]], plan: AnalysisPlan
) -> list[list[Estimate | None]]:
    """The answers without the days on which the dose was not taken."""
    if series.untaken is None:
        return [[None] * len(series.symptoms) for _ in pairs]
    affected = series.untaken[:, None] & np.isfinite(series.scores)
    return _varied(series, _without(series, affected), affected, pairs, plan)


def _varied(
    series: ScoreSeries,
    scores: Floats,
    affected: Bools,
    pairs: list[tuple[int, int]],
    plan: AnalysisPlan,
) -> list[list[Estimate | None]]:
    """The answers with other scores, for the symptoms that they touch; else None."""
    out: list[list[Estimate | None]] = [[None] * len(series.symptoms) for _ in pairs]
    columns = np.flatnonzero(affected.any(axis=0)).tolist()
    if not columns:
        return out
    subset = replace(
        series, scores=scores[:, columns], symptoms=tuple(series.symptoms[n] for n in columns)
    )
    of_subset = replace(
        plan,
        mids=tuple(plan.mids[n] for n in columns),
        steps=tuple(plan.steps[n] for n in columns),
    )
    for row, contrast in zip(out, _contrasts(subset, pairs, of_subset), strict=True):
        for at, n in enumerate(columns):
            row[n] = _estimate(contrast, at)
    return out


def _estimate(contrast: Contrast, n: int) -> Estimate | None:
    if not math.isfinite(contrast.change[n]):
        return None
    names = tuple(item.name for item in fields(Estimate))
    return Estimate(*(float(getattr(contrast, name)[n]) for name in names))


def _evidence(
    series: ScoreSeries, plan: AnalysisPlan, contrast: Contrast, pair: tuple[int, int], n: int
) -> Evidence:
    earlier, later = pair
    symptom = series.symptoms[n]
    return Evidence(
        symptom,
        series.names[n],
        _summary(series, earlier, n, contrast.mean_earlier, contrast.effective_earlier),
        _summary(series, later, n, contrast.mean_later, contrast.effective_later),
        _estimate(contrast, n),
        plan.mids[n],
        plan.threshold,
        main=symptom in plan.main[later],
        side_effect=symptom in plan.side_effects,
        one_measure=_same_measure(series, pair, n),
        judged=pair == headline_pair(len(series.labels)),
        waiting=plan.waiting,
        bad_start=series.start is not None and bool(series.start.among_all[n]),
        worst_of_baseline=series.start is not None and bool(series.start.among_baseline[n]),
    )


def _summary(
    series: ScoreSeries, phase: int, n: int, mean: Floats, effective: Floats
) -> PhaseSummary:
    inside = series.phase == phase
    seen = inside & np.isfinite(series.scores[:, n])
    recorded = int(seen.sum())
    known = math.isfinite(mean[n])
    taken, answered = series.dose_answers[phase] if series.dose_answers else (0, 0)
    return PhaseSummary(
        series.labels[phase],
        series.phrases[phase],
        series.calendar_days[phase],
        recorded,
        float(effective[n]) if known else None,
        float(mean[n]) if known else None,
        crash_days=int((inside & series.crashed[:, n]).sum()),
        copied_share=int((seen & series.copied[:, n]).sum()) / max(1, recorded),
        ongoing=phase == series.ongoing,
        stretches=int((np.diff(inside, prepend=False) & inside).sum()),
        days_on_dose=series.days_on_dose[phase] if series.days_on_dose else None,
        dose_taken=taken,
        dose_answered=answered,
    )


def _without_odd_measures(series: ScoreSeries) -> ScoreSeries:
    """Leaves out scores of a measure that a symptom hardly ever used."""
    seen = np.isfinite(series.scores)
    if not len(series.days) or not series.measure.any():
        return series
    odd = np.zeros(seen.shape, bool)
    for number in range(int(series.measure.max()) + 1):
        this = seen & (series.measure == number)
        odd |= this & (this.sum(axis=0) < SMALLEST_MINORITY * seen.sum(axis=0))
    return replace(series, scores=np.where(odd, np.nan, series.scores))


def _same_measure(series: ScoreSeries, pair: tuple[int, int], n: int) -> bool:
    if not series.measure.any():
        return True
    used = np.isin(series.phase, pair) & np.isfinite(series.scores[:, n])
    return len(np.unique(series.measure[used, n])) <= 1
