"""How often the method is right, over many invented diaries with a known truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ldn_desktop.analysis.stats.kalman import Bools, Floats
from ldn_desktop.analysis.stats.series import AnalysisPlan, evidence_of, plain_series
from ldn_desktop.analysis.stats.student_t import StudentT
from ldn_desktop.analysis.verdict import FIXED, Comparison, Verdict, judge
from tests.support.analysis.simulated_diaries import diaries

FALSE_TARGETS = {0.0: 0.03, 0.3: 0.04, 0.5: 0.05, 0.7: 0.06, 0.85: 0.07}
"""By autocorrelation: diaries that may be told a change where nothing changed."""
FIRST, SECOND = (10, 14, 28, 60), (14, 28, 90)
GAIN_TARGETS = {(28, 28): 0.45, (28, 90): 0.59, (60, 90): 0.73}
COVERAGE_MEAN, COVERAGE_WORST = (0.95, 0.97), 0.91
TOGETHER = 100
"""Diaries worked out in one call."""


@dataclass(frozen=True, slots=True)
class CalibrationCell:
    """Shares of the diaries, 0 to 1."""

    better: float
    worse: float
    covered: float
    """Of the intervals, those that hold the truth; verdict or no verdict."""
    enough: float
    """Diaries with days enough for any verdict."""
    welch: float
    """Diaries in which Welch's t finds a change at 5 %."""
    welch_covered: float

    @property
    def false(self) -> float:
        return self.better + self.worse


def cell(
    days: tuple[int, int], rho: float, effect: float, count: int, drift: float = 0.0
) -> CalibrationCell:
    """One cell of the table; the same arguments give the same diaries."""
    rng = np.random.default_rng([7, *days, round(100 * rho), round(-10 * effect)])
    rows = []
    for begin in range(0, count, TOGETHER):
        scores = diaries(rng, days, rho, effect, min(TOGETHER, count - begin), drift=drift)
        rows.append(_described(scores, days, effect))
    return CalibrationCell(*np.concatenate(rows).mean(axis=0).tolist())


def found_by_looking(
    rho: float, count: int, *, every: int, threshold: float, before: int = 28, after: int = 90
) -> float:
    """The share of diaries without a change that get a verdict of one at any of many looks."""
    rng = np.random.default_rng([8, round(100 * rho), every])
    reported = np.zeros(count, bool)
    for begin in range(0, count, TOGETHER):
        part = slice(begin, min(begin + TOGETHER, count))
        scores = diaries(rng, (before, after), rho, 0.0, part.stop - part.start)
        for days in range(every * 2, after + 1, every):
            looked = _compared(scores[: before + days], (before, days), threshold)
            reported[part] |= [one.verdict in (Verdict.BETTER, Verdict.WORSE) for one in looked]
    return float(reported.mean())


def _compared(scores: Floats, days: tuple[int, int], threshold: float) -> list[Comparison]:
    """Each diary compared by itself: it is somebody's main symptom."""
    names = tuple(f"diary {n}" for n in range(scores.shape[1]))
    series = plain_series(
        np.arange(sum(days)),
        (np.arange(sum(days)) >= days[0]).astype(np.int64),
        scores,
        symptoms=names,
        labels=("before", "after"),
        calendar_days=days,
    )
    ones = (1.0,) * len(names)
    plan = AnalysisPlan(10.0, ones, ones, (frozenset(names),) * 2, threshold=threshold)
    return judge(evidence_of(series, plan))


def _described(scores: Floats, days: tuple[int, int], effect: float) -> Floats:
    """One row a diary, in the order of the fields of `CalibrationCell`."""
    later = np.arange(sum(days)) >= days[0]
    welch, welch_covered = _welch(scores, later, effect)
    rows = []
    for n, one in enumerate(_compared(scores, days, FIXED)):
        estimate = one.estimate
        covered = estimate is not None and estimate.low <= effect <= estimate.high
        enough = one.verdict is not Verdict.NOT_ENOUGH_DAYS
        reported = (one.verdict is Verdict.BETTER, one.verdict is Verdict.WORSE)
        rows.append((*reported, covered, enough, welch[n], welch_covered[n]))
    return np.array(rows, float)


def _welch(scores: Floats, later: Bools, effect: float) -> tuple[Bools, Bools]:
    """Whether Welch's t finds a change, and whether its 95 % interval holds the truth."""
    sides = (scores[~later], scores[later])
    counts = [np.isfinite(side).sum(axis=0) for side in sides]
    parts = [np.nanvar(s, axis=0, ddof=1) / n for s, n in zip(sides, counts, strict=True)]
    total = parts[0] + parts[1]
    freedom = total**2 / sum(p**2 / (n - 1) for p, n in zip(parts, counts, strict=True))
    change = np.nanmean(sides[1], axis=0) - np.nanmean(sides[0], axis=0)
    t_dist, which = StudentT(freedom), np.arange(len(freedom))

    def sure(away: Floats) -> Bools:
        below, _ = t_dist.cdf(-np.abs(away) / np.sqrt(total), which)
        out: Bools = below < 0.025
        return out

    return sure(change), ~sure(change - effect)


def line(rho: float, days: tuple[int, int], found: CalibrationCell) -> str:
    """One row of the table, in percent."""
    shares = (found.better, found.worse, found.false, found.covered, found.enough)
    text = " ".join(f"{100 * share:6.1f}" for share in shares)
    welch = f"Welch {100 * found.welch:5.1f} {100 * found.welch_covered:5.1f}"
    return f"{rho:4.2f} {days[0]:3d}+{days[1]:<3d} {text}   {welch}"
