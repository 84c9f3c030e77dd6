"""Invented days with exertion, in which it is known what follows what."""

from __future__ import annotations

import numpy as np

from ldn_desktop.analysis.crashes import regression
from ldn_desktop.analysis.stats.kalman import Floats
from tests.support.analysis.simulated_diaries import ar1

KINDS = ("nothing", "rests when ill", "rests the day after", "weekdays", "trend")
"""Ways in which the two hang together without exertion being followed by anything."""


def days_of(kind: str, days: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Scores and exertion, NaN on the same days; 25–30 % of them missing."""
    scores = 6 + ar1(rng, days, 1, 0.6)[:, 0]
    effort = 3 + 2 * rng.normal(size=days)
    weekend = (np.arange(days) % 7 >= 5).astype(float)
    match kind:
        case "rests when ill":
            effort = effort - 0.8 * (scores - 6)
        case "rests the day after":
            effort[1:] -= 0.8 * (scores[:-1] - 6)
        case "weekdays":
            effort, scores = effort + 2 * weekend, scores + 0.8 * np.roll(weekend, 1)
        case "trend":
            effort = effort + np.linspace(-2, 2, days)
            scores = scores + np.linspace(-1.5, 1.5, days)
        case "follows" | "eases":
            sign = 1 if kind == "follows" else -1
            hard = effort > 5
            for later in (1, 2, 3):
                scores[later:] += 2.0 * sign * hard[:-later]
    scores, effort = (np.clip(np.round(values), 0, 10) for values in (scores, effort))
    gone = rng.random(days) < np.where(scores > 8, 0.42, 0.24)
    return np.where(gone, np.nan, scores), np.where(gone, np.nan, effort)


def false_alarms(kind: str, days: int, count: int) -> float:
    """The share of `count` diaries in which more exertion seems to be followed by worse."""
    rng = np.random.default_rng([days, KINDS.index(kind)])
    alarms = 0
    for _ in range(count):
        found = regression(*days_of(kind, days, rng), 0)
        alarms += found is not None and found[1] > found[2]
    return alarms / count
