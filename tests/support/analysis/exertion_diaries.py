"""Invented days with exertion, in which it is known what follows what."""

from __future__ import annotations

import numpy as np

from ldn_desktop.analysis.crashes import common_rhythm, regression
from ldn_desktop.analysis.stats.kalman import Floats
from tests.support.analysis.random_processes import ar1, on_words

KINDS = (
    "nothing",
    "rests when ill",
    "rests the day after",
    "weekdays",
    "trend",
    "slow swing",
    "faster swing",
    "28-day cycle",
    "uneven cycle",
    "14-day cycle",
    "14-day rota",
    "21-day cycle",
    "10-day cycle",
)
"""Ways in which the two go together without exertion being followed by anything."""
SWINGS = {"slow swing": 0.97, "faster swing": 0.9}
CYCLES = {"28-day cycle": 28.0, "14-day cycle": 14.0, "21-day cycle": 21.0, "10-day cycle": 10.0}


def days_of(kind: str, days: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Scores and exertion in five words, NaN on the same days; 25–30 % of them missing."""
    scores = 6 + 1.5 * ar1(rng, days, 1, 0.6)[:, 0]
    effort = 3 + 2 * rng.normal(size=days)
    effort, scores = _linked(kind, effort, scores, rng)
    gone = rng.random(days) < np.where(scores > 8, 0.42, 0.24)
    effort, scores = on_words(effort), on_words(scores)
    return np.where(gone, np.nan, scores), np.where(gone, np.nan, effort)


def _linked(
    kind: str, effort: Floats, scores: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Both, with what links them put in."""
    day = np.arange(len(scores))
    if kind in SWINGS:
        common = 1.5 * ar1(rng, len(day), 1, SWINGS[kind])[:, 0]
        return effort + common, scores + common
    if kind in CYCLES:
        return _cycle(effort, scores, np.full(len(day), 1 / CYCLES[kind]), rng)
    if kind == "uneven cycle":
        rates = (1 + 0.1 * ar1(rng, len(day), 1, 0.97)[:, 0]) / 28
        return _cycle(effort, scores, rates, rng)
    if kind in ("follows", "eases"):
        return effort, _followed(effort, scores, 2.0 if kind == "follows" else -2.0)
    weekend = (day % 7 >= 5).astype(float)
    rota = ((day + rng.integers(14)) % 14 < 5).astype(float)
    yesterday = np.append(0.0, scores[:-1] - 6)
    across = np.linspace(-1, 1, len(day))
    added: dict[str, tuple[Floats, Floats]] = {
        "rests when ill": (-0.8 * (scores - 6), 0 * scores),
        "rests the day after": (-0.8 * yesterday, 0 * scores),
        "weekdays": (2 * weekend, 0.8 * np.roll(weekend, 1)),
        "14-day rota": (2.5 * rota, 1.5 * np.roll(rota, 2)),
        "trend": (2 * across, 1.5 * across),
    }
    of_effort, of_scores = added.get(kind, (0 * effort, 0 * scores))
    return effort + of_effort, scores + of_scores


def _followed(effort: Floats, scores: Floats, points: float) -> Floats:
    """`points` more on each of the three days after a hard one."""
    out = scores.copy()
    for later in (1, 2, 3):
        out[later:] += points * (effort[:-later] > 5)
    return out


def _cycle(
    effort: Floats, scores: Floats, rates: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """A sine in both, the scores one to four days behind."""
    angle = 2 * np.pi * (np.cumsum(rates) + rng.random())
    behind = 2 * np.pi * rates[0] * rng.uniform(1, 4)
    return effort + 1.5 * np.sin(angle), scores + 1.5 * np.sin(angle - behind)


def alarms(kind: str, days: int, count: int) -> float:
    """The share of `count` diaries with the verdict that exertion is followed by worse days."""
    rng = np.random.default_rng([days, *kind.encode()])
    reported = 0
    for _ in range(count):
        scores, effort = days_of(kind, days, rng)
        if common_rhythm(scores, effort) is None:
            found = regression(scores, effort)
            reported += found is not None and found.worse_after
    return reported / count
