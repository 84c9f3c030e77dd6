"""Crash days by dose, and whether days that took more were followed by worse ones.

A crash day has one meaning in the whole program: a day that was marked as one. Only in a diary
without any mark do days rated well above the person's median stand in for it, and only here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from ldn_desktop.analysis.phases import Phase, groups
from ldn_desktop.analysis.sentences import counted, say
from ldn_desktop.analysis.stats.kalman import Bools, Floats
from ldn_desktop.diary.fields import EXERTION
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import FATIGUE
from ldn_desktop.i18n import formats

ABOVE_USUAL = 2.0
"""In a diary without a marked crash, a day this many points above the median stands in."""
FEWEST_ONSETS, FEWEST_DAYS, MOST_DAYS = 8, 90, 730
AFTER = BEFORE = 3
FEWEST_OF_THREE = 2
LAGS = 7
CYCLE = 28
"""Days whose means are removed by position in the cycle: weekdays, rotas of two weeks, months."""
FORTNIGHT = 14
SPARE_DAYS = 30
"""Days needed beyond the number of means that are removed."""
ONE_SIDED_975 = (1.96, 2.9694, 0.416, -0.5324)
ONE_SIDED_90 = (1.2816, 1.304, 0.5135, -0.3386)
"""Critical values of t as cubics in the share of lags: Bartlett kernel, fixed-b
(Kiefer & Vogelsang 2005, table 1)."""
SHORTEST_RHYTHM, LONGEST_RHYTHM = 5.0, 60.0
"""Days: periods at which a common rhythm is looked for."""
RHYTHM_LEVEL = 0.005
RATE_DAYS = 28


class Link(StrEnum):
    """What may be said about exertion and the days after it."""

    TOO_FEW = "too few days"
    SWINGS = "both swing in one rhythm"
    WORSE_AFTER = "worse after more exertion"
    UNSEEN = "not seen"


@dataclass(frozen=True, slots=True)
class CrashRate:
    """How many days on one dose were crash days."""

    phase: str
    phrase: str
    crash_days: int
    days: int
    """Calendar days, those without an entry too."""

    @property
    def rate(self) -> float:
        """Crash days in 28 days."""
        return RATE_DAYS * self.crash_days / self.days


@dataclass(frozen=True, slots=True)
class Exertion:
    """The link between a day's exertion and a symptom on the three days after."""

    symptom: str
    name: str
    link: Link
    onsets: int
    days: int
    """Days with exertion and the symptom."""
    slope: float | None = None
    """Points more of the symptom for one point more of exertion."""
    statistic: float | None = None
    critical: float | None = None
    lag: int | None = None
    """Days later on which it showed most, 1 to 3."""
    rhythm: float | None = None
    """Days of the rhythm that exertion and symptom share, where that is why nothing is said."""


@dataclass(frozen=True, slots=True)
class Regression:
    """Worse after more exertion: the slope, its t, and the same against the days before."""

    slope: float
    statistic: float
    critical: float
    against_before: float
    """t of the slope of later minus earlier scores: a swing common to both leaves it near 0."""
    critical_before: float
    lag: int

    @property
    def worse_after(self) -> bool:
        return self.statistic > self.critical and self.against_before > self.critical_before


@dataclass(frozen=True, slots=True)
class _CrashDays:
    """Arrays over calendar days."""

    recorded: Bools
    crashed: Bools
    scores: Floats
    """Of the symptom; NaN for none."""


def crash_rates(diary: Diary, found: Sequence[Phase]) -> list[CrashRate]:
    """Marked crash days of each dose in all its calendar days, run-in included."""
    out = []
    for group in groups(list(found)):
        marked = sum(
            day.crash for phase in group.phases for day in diary.days(phase.start, phase.end)
        )
        out.append(CrashRate(group.label, group.phrase, marked, group.days))
    return out


def exertion(diary: Diary, symptom: str = FATIGUE, until: date | None = None) -> Exertion:
    """Whether more exertion went with a worse `symptom` on the three days after.

    The mean of days t + 1 to t + 3 on the exertion of day t, given the symptom on day t and
    the mean of the three days before; means of fortnights and of the days of a 28-day cycle
    are removed. One-sided, with a variance that allows for autocorrelation (Newey & West 1987,
    seven lags, fixed). It must also differ from the link with the three days *before*: what
    swings in both alike shows there too. The last two years count. Refuses below 8 crash
    onsets or 90 days with both, and where both follow one rhythm.
    """
    known = diary.symptom(symptom)
    refused = Exertion(symptom, known.label if known else symptom, Link.TOO_FEW, 0, 0)
    dates = diary.dates(end=until)
    if not dates:
        return refused
    start = max(dates[0], dates[-1] - timedelta(days=MOST_DAYS - 1))
    found = _crash_days(diary, start, dates[-1], symptom)
    effort = _efforts(diary, start, dates[-1])
    count = int(onsets(found.recorded, found.crashed).sum())
    both = int((np.isfinite(found.scores) & np.isfinite(effort)).sum())
    refused = replace(refused, onsets=count, days=both)
    if count < FEWEST_ONSETS or both < FEWEST_DAYS:
        return refused
    period = common_rhythm(found.scores, effort)
    if period is not None:
        return replace(refused, link=Link.SWINGS, rhythm=period)
    fitted = regression(found.scores, effort)
    if fitted is None:
        return refused
    return replace(
        refused,
        link=Link.WORSE_AFTER if fitted.worse_after else Link.UNSEEN,
        slope=fitted.slope,
        statistic=fitted.statistic,
        critical=fitted.critical,
        lag=fitted.lag,
    )


def _efforts(diary: Diary, start: date, end: date) -> Floats:
    """Exertion over calendar days, NaN for none."""
    out = np.full((end - start).days + 1, np.nan)
    for day in diary.days(start, end):
        value = day.value(EXERTION)
        out[(day.date - start).days] = np.nan if value is None else value
    return out


def onsets(recorded: Bools, crashed: Bools) -> Bools:
    """First crash days: the recorded day before them was none. Arrays over calendar days."""
    out = np.zeros(len(recorded), bool)
    indices = np.flatnonzero(recorded)
    began = crashed[indices[1:]] & ~crashed[indices[:-1]]
    out[indices[1:][began]] = True
    return out


def regression(scores: Floats, effort: Floats) -> Regression | None:
    """The link between exertion and later scores; None where the days do not determine it.

    `scores` and `effort` are over calendar days, with NaN for none.
    """
    later = [_moved(scores, -lag) for lag in range(1, AFTER + 1)]
    after = _mean_of(later)
    before = _mean_of([_moved(scores, lag) for lag in range(1, BEFORE + 1)])
    used = np.isfinite(after) & np.isfinite(before) & np.isfinite(scores) & np.isfinite(effort)
    means = _calendar_means(len(scores), used)
    if used.sum() < means.shape[1] + SPARE_DAYS:
        return None
    given = _basis(np.column_stack([means, scores[used], before[used]]))
    main = _slope(given, effort, after, used)
    against = _slope(_basis(np.column_stack([means, scores[used]])), effort, after - before, used)
    if main is None or against is None:
        return None
    share = (LAGS + 1) / int(used.sum())
    critical, critical_before = (
        sum(part * share**power for power, part in enumerate(cubic))
        for cubic in (ONE_SIDED_975, ONE_SIDED_90)
    )
    lag = _strongest_lag(given, effort, later, used)
    return Regression(main[0], main[1], critical, against[1], critical_before, lag)


def _calendar_means(length: int, used: Bools) -> Floats:
    """Indicators of the days of a 28-day cycle and of fortnights, for the days used.

    The first take out weekdays, rotas and monthly cycles, the second slower swings.
    """
    days = np.arange(length)[used]
    cycle = (days % CYCLE)[:, None] == np.arange(CYCLE)
    fortnights = (days // FORTNIGHT)[:, None] == np.arange(1, length // FORTNIGHT + 1)
    return np.column_stack([cycle, fortnights]).astype(float)


def _basis(given: Floats) -> Floats:
    """An orthonormal basis of the columns of `given`, without those that add nothing."""
    left, size, _right = np.linalg.svd(given, full_matrices=False)
    out: Floats = left[:, size > size[0] * 1e-10]
    return out


def _slope(
    given: Floats, effort: Floats, outcome: Floats, used: Bools
) -> tuple[float, float] | None:
    """Slope of `outcome` on `effort` given the columns of `given`, and its t."""
    residual, effort_residual = _residual(given, outcome[used]), _residual(given, effort[used])
    total = float(effort_residual @ effort_residual)
    if total < 1e-9 * len(effort_residual):
        return None
    slope = float(effort_residual @ residual) / total
    moments = np.zeros(len(outcome))
    moments[used] = effort_residual * (residual - slope * effort_residual)
    # Each mean that was removed costs a degree of freedom.
    long_run = _long_run(moments) * len(residual) / (len(residual) - given.shape[1])
    if long_run <= 0:
        return None
    return slope, slope * total / math.sqrt(long_run)


def _strongest_lag(given: Floats, effort: Floats, later: Sequence[Floats], used: Bools) -> int:
    """The day after, 1 to 3, on which scores follow exertion most."""
    effort_residual = _residual(given, effort[used])
    slopes = []
    for scores in later:
        known = np.isfinite(scores[used])
        total = float(effort_residual[known] @ effort_residual[known])
        slopes.append(float(effort_residual[known] @ scores[used][known]) / max(total, 1e-9))
    return int(np.argmax(slopes)) + 1


def common_rhythm(scores: Floats, effort: Floats) -> float | None:
    """The period, in days, of a rhythm that is strong in both series; None for none.

    By the share of variance that a sine of each period from 5 to 60 days explains (Lomb 1976),
    means of a 28-day cycle removed: those are allowed for already.
    """
    length = len(scores)
    rates = np.arange(1 / LONGEST_RHYTHM, 1 / SHORTEST_RHYTHM, 1 / (2 * length))
    shares = [_explained(values, rates) for values in (scores, effort)]
    least = [2 * math.log(len(rates) / RHYTHM_LEVEL) / n for n in _counts(scores, effort)]
    strong = (shares[1] > least[1]) & (shares[0] > least[0] / 2)
    if not strong.any():
        return None
    best = int(np.argmax(np.where(strong, shares[0] * shares[1], 0.0)))
    return float(1 / rates[best])


def _counts(*series: Floats) -> list[int]:
    return [max(1, int(np.isfinite(values).sum())) for values in series]


def _explained(values: Floats, rates: Floats) -> Floats:
    """The share of variance that a sine of each rate, per day, explains."""
    known = np.isfinite(values)
    days, left = np.flatnonzero(known), values[known]
    cycle = ((days % CYCLE)[:, None] == np.arange(CYCLE)).astype(float)
    left = left - cycle @ ((cycle.T @ left) / np.maximum(1, cycle.sum(axis=0)))
    total = float(left @ left)
    if total <= 0:
        return np.zeros(len(rates))
    angle = 2 * np.pi * np.outer(rates, days)
    cos, sin = np.cos(angle), np.sin(angle)
    a, b, c = (cos * cos).sum(axis=1), (cos * sin).sum(axis=1), (sin * sin).sum(axis=1)
    x, y = cos @ left, sin @ left
    out: Floats = (x * x * c - 2 * x * y * b + y * y * a) / np.maximum(a * c - b * b, 1e-9) / total
    return out


def _crash_days(diary: Diary, start: date, end: date, symptom: str) -> _CrashDays:
    """Crash days from `start` to `end`: those marked, wherever one is marked."""
    length = (end - start).days + 1
    scores = np.full(length, np.nan)
    marked = np.zeros(length, bool)
    for day in diary.days(start, end):
        index = (day.date - start).days
        value = day.value(symptom)
        scores[index] = np.nan if value is None else value
        marked[index] = day.crash
    rated = np.isfinite(scores)
    if marked.any() or not rated.any():
        return _CrashDays(rated | marked, marked, scores)
    usual = float(np.median(scores[rated]))
    bad = np.where(rated, scores, -math.inf) >= usual + ABOVE_USUAL
    return _CrashDays(rated, bad, scores)


def _moved(values: Floats, days: int) -> Floats:
    """`values` as they were `days` earlier; NaN beyond the ends."""
    out = np.full(len(values), np.nan)
    if days > 0:
        out[days:] = values[:-days]
    else:
        out[:days] = values[-days:]
    return out


def _mean_of(columns: Sequence[Floats]) -> Floats:
    """The mean over the columns where at least two of three are known."""
    table = np.stack(columns)
    known = np.isfinite(table)
    count = known.sum(axis=0)
    total = np.where(known, table, 0.0).sum(axis=0)
    return np.where(count >= FEWEST_OF_THREE, total / np.maximum(1, count), np.nan)


def _residual(basis: Floats, values: Floats) -> Floats:
    """What the orthonormal columns of `basis` do not explain of `values`."""
    out: Floats = values - basis @ (basis.T @ values)
    return out


def _long_run(moments: Floats) -> float:
    """The variance of the sum of `moments`, Bartlett weights over calendar days."""
    total = float(moments @ moments)
    for lag in range(1, LAGS + 1):
        total += 2 * (1 - lag / (LAGS + 1)) * float(moments[lag:] @ moments[:-lag])
    return total


def crash_sentences(rates: Sequence[CrashRate]) -> list[str]:
    """One line a dose: the count, and how often that is."""
    return [
        counted(
            "crashes",
            one.crash_days,
            days=one.days,
            place=one.phrase,
            rate=formats.number(one.rate, 1),
        )
        for one in rates
    ]


def exertion_sentences(found: Exertion) -> list[str]:
    """What may be said, and the caveats that always stand with it."""
    match found.link:
        case Link.TOO_FEW:
            return [say("exertion too few")]
        case Link.SWINGS:
            days = formats.number(found.rhythm or 0, 0)
            return [say("exertion swings", name=found.name, days=days), say("rest first")]
        case Link.WORSE_AFTER:
            first = say(f"exertion worse {found.lag or 1}", name=found.name)
            return [first, say("exertion common"), say("rest first"), say("pacing")]
        case Link.UNSEEN:
            first = say("exertion unseen", name=found.name)
    return [first, say("rest first"), say("pacing")]
