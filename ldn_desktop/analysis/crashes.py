"""Crashes by phase, and whether days that took more were followed by worse ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from ldn_desktop.analysis.phases import Phase
from ldn_desktop.analysis.phrases import counted, say
from ldn_desktop.analysis.stats.kalman import Bools, Floats
from ldn_desktop.diary.fields import EXERTION
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import FATIGUE

ABOVE_USUAL = 2.0
"""A day this many points above the person's median counts as a crash day too."""
FEWEST_ONSETS, FEWEST_DAYS, MOST_DAYS = 8, 90, 730
AFTER = BEFORE = 3
FEWEST_OF_THREE = 2
LAGS = 7
FORTNIGHT = 14
CRITICAL = (1.96, 2.9694, 0.416, -0.5324)
"""One-sided 2.5 % point of t as a cubic in the share of lags: Bartlett kernel, fixed-b
(Kiefer & Vogelsang 2005, table 1)."""
RATE_DAYS = 28
SIDE = 0.025


class Link(StrEnum):
    """What may be said about exertion and the days after it."""

    TOO_FEW = "too few days"
    WORSE_AFTER = "worse after more exertion"
    MISSING_NOISE = "not seen"


@dataclass(frozen=True, slots=True)
class CrashRate:
    """How often crashes began in a phase: onsets, not crash days."""

    phase: str
    phrase: str
    onsets: int
    days: int
    """Recorded days."""
    rate: float
    """Onsets in 28 recorded days, with its 95 % interval (Garwood 1936)."""
    low: float
    high: float


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


def crash_rates(diary: Diary, found: Sequence[Phase], symptom: str = FATIGUE) -> list[CrashRate]:
    """Crash onsets per 28 recorded days in each phase, run-in left out."""
    if not found:
        return []
    start = found[0].start
    recorded, crashed, _ = _crash_days(diary, start, found[-1].end, symptom)
    begun = onsets(recorded, crashed)
    out = []
    for phase in found:
        part = slice((phase.compared_from - start).days, (phase.end - start).days + 1)
        count, days = int(begun[part].sum()), int(recorded[part].sum())
        if days:
            low, high = (RATE_DAYS * end / days for end in poisson_interval(count))
            rate = RATE_DAYS * count / days
            out.append(CrashRate(phase.label, phase.phrase, count, days, rate, low, high))
    return out


def exertion(diary: Diary, symptom: str = FATIGUE, until: date | None = None) -> Exertion:
    """Whether more exertion went with a worse `symptom` on the three days after.

    The mean of days t + 1 to t + 3 on the exertion of day t, given the symptom on day t and
    the mean of the three days before, means of weekdays and fortnights removed; one-sided,
    with a variance that allows for days hanging together (Newey & West 1987, seven lags,
    fixed). The last two years count. Refuses below 8 crash onsets or 90 days with both.
    """
    known = diary.symptom(symptom)
    refused = Exertion(symptom, known.label if known else symptom, Link.TOO_FEW, 0, 0)
    dates = diary.dates(end=until)
    if not dates:
        return refused
    start = max(dates[0], dates[-1] - timedelta(days=MOST_DAYS - 1))
    recorded, crashed, scores = _crash_days(diary, start, dates[-1], symptom)
    effort = _efforts(diary, start, dates[-1])
    count = int(onsets(recorded, crashed).sum())
    both = int((np.isfinite(scores) & np.isfinite(effort)).sum())
    refused = replace(refused, onsets=count, days=both)
    if count < FEWEST_ONSETS or both < FEWEST_DAYS:
        return refused
    fitted = regression(scores, effort, start.weekday())
    if fitted is None:
        return refused
    slope, statistic, critical = fitted
    link = Link.WORSE_AFTER if statistic > critical else Link.MISSING_NOISE
    return replace(refused, link=link, slope=slope, statistic=statistic, critical=critical)


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
    places = np.flatnonzero(recorded)
    began = crashed[places[1:]] & ~crashed[places[:-1]]
    out[places[1:][began]] = True
    return out


def regression(scores: Floats, effort: Floats, weekday: int) -> tuple[float, float, float] | None:
    """Slope, t and its critical value; None where the days do not determine them.

    `scores` and `effort` are over calendar days with NaN for none, `weekday` of the first.
    """
    after = _mean_of([_moved(scores, -step) for step in range(1, AFTER + 1)])
    before = _mean_of([_moved(scores, step) for step in range(1, BEFORE + 1)])
    days = np.arange(len(scores))
    used = np.isfinite(after) & np.isfinite(before) & np.isfinite(scores) & np.isfinite(effort)
    weekdays = ((days[used] + weekday) % 7)[:, None] == np.arange(7)
    # Months that were better throughout would link the two without either following the other.
    fortnights = (days[used] // FORTNIGHT)[:, None] == np.arange(1, len(days) // FORTNIGHT + 1)
    given = np.column_stack([weekdays, fortnights, scores[used], before[used]]).astype(float)
    if used.sum() < FEWEST_DAYS // 2:
        return None
    after_residual, effort_residual = _residual(given, after[used]), _residual(given, effort[used])
    spread = float(effort_residual @ effort_residual)
    if spread < 1e-9 * len(effort_residual):
        return None
    slope = float(effort_residual @ after_residual) / spread
    moments = np.zeros(len(scores))
    moments[used] = effort_residual * (after_residual - slope * effort_residual)
    long_run = _long_run(moments)
    if long_run <= 0:
        return None
    share = (LAGS + 1) / int(used.sum())
    critical = sum(part * share**power for power, part in enumerate(CRITICAL))
    return slope, slope * spread / math.sqrt(long_run), critical


def _crash_days(diary: Diary, start: date, end: date, symptom: str) -> tuple[Bools, Bools, Floats]:
    """Over calendar days: recorded, a crash day, and the symptom's score (NaN for none)."""
    length = (end - start).days + 1
    scores = np.full(length, np.nan)
    marked = np.zeros(length, bool)
    for day in diary.days(start, end):
        place = (day.date - start).days
        value = day.value(symptom)
        scores[place] = np.nan if value is None else value
        marked[place] = day.crash
    rated = np.isfinite(scores)
    usual = float(np.median(scores[rated])) if rated.any() else math.inf
    crashed = marked | (np.where(rated, scores, -math.inf) >= usual + ABOVE_USUAL)
    return rated | marked, crashed, scores


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


def _residual(given: Floats, values: Floats) -> Floats:
    """What `given` does not explain of `values`, by least squares."""
    explained, *_ = np.linalg.lstsq(given, values, rcond=None)
    out: Floats = values - given @ explained
    return out


def _long_run(moments: Floats) -> float:
    """The variance of the sum of `moments`, Bartlett weights over calendar days."""
    total = float(moments @ moments)
    for lag in range(1, LAGS + 1):
        total += 2 * (1 - lag / (LAGS + 1)) * float(moments[lag:] @ moments[:-lag])
    return total


def poisson_interval(count: int) -> tuple[float, float]:
    """The exact 95 % interval of the mean behind a count (Garwood 1936)."""
    low = 0.0 if count == 0 else _solve(lambda mean: 1 - _poisson(count - 1, mean) - SIDE, count)
    return low, _solve(lambda mean: SIDE - _poisson(count, mean), count)


def _solve(excess: Callable[[float], float], count: int) -> float:
    """Where `excess`, rising with the mean, is 0: by halving."""
    low, high = 0.0, 10.0 + 3.0 * count
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) < 0 else (low, middle)
    return (low + high) / 2


def _poisson(count: int, mean: float) -> float:
    """P(at most `count`) when `mean` are expected."""
    logs = [n * math.log(mean) - mean - math.lgamma(n + 1) for n in range(count + 1)]
    return math.fsum(math.exp(log) for log in logs)


def crash_sentences(rates: Sequence[CrashRate]) -> list[str]:
    """One line a phase: the count, and how often that is."""
    return [
        f"{counted('crashes', one.onsets, days=one.days, place=one.phrase)} "
        + say("crash rate", rate=f"{one.rate:.1f}", low=f"{one.low:.1f}", high=f"{one.high:.1f}")
        for one in rates
    ]


def exertion_sentences(found: Exertion) -> list[str]:
    """What may be said, and the caveats that always stand with it."""
    match found.link:
        case Link.TOO_FEW:
            return [say("exertion too few")]
        case Link.WORSE_AFTER:
            first = say("exertion worse", name=found.name)
        case Link.MISSING_NOISE:
            first = say("exertion unseen", name=found.name)
    return [first, say("rest first"), say("pacing")]
