"""Scores by day and phase, as the model takes them, and the evidence they make."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from ldn_desktop.analysis.stats.kalman import Bools, Floats, Ints
from ldn_desktop.analysis.stats.model import Contrast, contrasts
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
class Series:
    """Recorded days in order, run-in left out; arrays are (days, symptoms).

    `days` are day numbers, `phase` the place of each day's phase in `labels`, `scores` NaN
    where there is none. `crashed` marks crash days without a score, `measure` numbers the
    source and scale that a score comes from.
    """

    days: Ints
    phase: Ints
    scores: Floats
    copied: Bools
    recalled: Bools
    crashed: Bools
    measure: Ints
    symptoms: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]
    phrases: tuple[str, ...]
    """Each phase within a sentence."""
    calendar_days: tuple[int, ...]
    """Days of each phase, recorded or not."""
    ongoing: bool = False
    """Whether the last phase still grows."""


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
    thresholds: tuple[float, ...] = ()
    """For each phase, how sure a verdict must be; `FIXED` where none is given."""


def plain_series(
    days: Ints,
    phase: Ints,
    scores: Floats,
    *,
    symptoms: tuple[str, ...],
    labels: tuple[str, ...],
    calendar_days: tuple[int, ...],
) -> Series:
    """A series of which nothing but the scores is known."""
    none = np.zeros(scores.shape, bool)
    return Series(
        days,
        phase,
        scores,
        copied=none,
        recalled=none,
        crashed=none,
        measure=none.astype(np.int64),
        symptoms=symptoms,
        names=symptoms,
        labels=labels,
        phrases=tuple(_("in {phase}").format(phase=label) for label in labels),
        calendar_days=calendar_days,
    )


def pairs_of(phases: int) -> list[tuple[int, int]]:
    """Each later phase against the first, and each against the one before."""
    out = []
    for later in range(1, phases):
        out += [(0, later)] if later == 1 else [(0, later), (later - 1, later)]
    return out


def evidence_of(
    series: Series, plan: AnalysisPlan, pairs: list[tuple[int, int]] | None = None
) -> list[Evidence]:
    """Everything known about each symptom over each of `pairs` of phases, pair by pair.

    Without `pairs`: each later phase against the first, and against the one before.
    """
    series = _without_odd_measures(series)
    pairs = pairs_of(len(series.labels)) if pairs is None else pairs
    plain = _contrasts(series, pairs, plan)
    worst = np.where(series.crashed, plan.worst, series.scores)
    crashes = _varied(series, worst, series.crashed, pairs, plan)
    copied = _varied(series, _without(series, series.copied), series.copied, pairs, plan)
    recalled = _varied(series, _without(series, series.recalled), series.recalled, pairs, plan)
    return [
        replace(
            _evidence(series, plan, contrast, pair, n),
            crash_days_at_worst=crashes[place][n],
            without_copied=copied[place][n],
            without_recalled=recalled[place][n],
        )
        for place, (pair, contrast) in enumerate(zip(pairs, plain, strict=True))
        for n in range(len(series.symptoms))
    ]


def _contrasts(series: Series, pairs: list[tuple[int, int]], plan: AnalysisPlan) -> list[Contrast]:
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
    )


def _without(series: Series, which: Bools) -> Floats:
    return np.where(which, np.nan, series.scores)


def _varied(
    series: Series, scores: Floats, touched: Bools, pairs: list[tuple[int, int]], plan: AnalysisPlan
) -> list[list[Estimate | None]]:
    """The answers with other scores, for the symptoms that they touch; else None."""
    out: list[list[Estimate | None]] = [[None] * len(series.symptoms) for _ in pairs]
    places = np.flatnonzero(touched.any(axis=0)).tolist()
    if not places:
        return out
    kept = replace(
        series, scores=scores[:, places], symptoms=tuple(series.symptoms[n] for n in places)
    )
    of_kept = replace(
        plan,
        mids=tuple(plan.mids[n] for n in places),
        steps=tuple(plan.steps[n] for n in places),
    )
    for row, contrast in zip(out, _contrasts(kept, pairs, of_kept), strict=True):
        for at, n in enumerate(places):
            row[n] = _estimate(contrast, at)
    return out


def _estimate(contrast: Contrast, n: int) -> Estimate | None:
    if not math.isfinite(contrast.change[n]):
        return None
    names = ("change", "low", "high", "p_better", "p_better_mid", "p_better_drift")
    return Estimate(*(float(getattr(contrast, name)[n]) for name in names))


def _evidence(
    series: Series, plan: AnalysisPlan, contrast: Contrast, pair: tuple[int, int], n: int
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
        plan.thresholds[later] if plan.thresholds else FIXED,
        main=symptom in plan.main[later],
        side_effect=symptom in plan.side_effects,
        one_measure=_same_measure(series, pair, n),
    )


def _summary(series: Series, phase: int, n: int, mean: Floats, effective: Floats) -> PhaseSummary:
    inside = series.phase == phase
    seen = inside & np.isfinite(series.scores[:, n])
    recorded = int(seen.sum())
    known = math.isfinite(mean[n])
    return PhaseSummary(
        series.labels[phase],
        series.phrases[phase],
        series.calendar_days[phase],
        recorded,
        float(effective[n]) if known else None,
        float(mean[n]) if known else None,
        crash_days=int((inside & series.crashed[:, n]).sum()),
        copied_share=int((seen & series.copied[:, n]).sum()) / max(1, recorded),
        ongoing=series.ongoing and phase == len(series.labels) - 1,
    )


def _without_odd_measures(series: Series) -> Series:
    """Leaves out scores of a measure that a symptom hardly ever used."""
    seen = np.isfinite(series.scores)
    if not len(series.days) or not series.measure.any():
        return series
    odd = np.zeros(seen.shape, bool)
    for number in range(int(series.measure.max()) + 1):
        this = seen & (series.measure == number)
        odd |= this & (this.sum(axis=0) < SMALLEST_MINORITY * seen.sum(axis=0))
    return replace(series, scores=np.where(odd, np.nan, series.scores))


def _same_measure(series: Series, pair: tuple[int, int], n: int) -> bool:
    used = np.isin(series.phase, pair) & np.isfinite(series.scores[:, n])
    return len(np.unique(series.measure[used, n])) <= 1
