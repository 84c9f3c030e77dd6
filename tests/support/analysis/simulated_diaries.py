"""Invented diaries in which the truth is known, after the method's own description."""

from __future__ import annotations

import numpy as np

from ldn_desktop.analysis.stats.kalman import Floats

SPREAD = 1.5
USUAL = 6.0
CRASH_CHANCE, CRASH_COST = 1 / 25, 2.0
BAD = 8.0


def ar1(rng: np.random.Generator, days: int, diaries: int, rho: float) -> Floats:
    """A latent AR(1) with standard deviation 1.5, (days, diaries), stationary from the start."""
    out = np.empty((days, diaries))
    out[0] = rng.normal(size=diaries)
    for t in range(1, days):
        out[t] = rho * out[t - 1] + np.sqrt(1 - rho * rho) * rng.normal(size=diaries)
    return SPREAD * out


def crashes(rng: np.random.Generator, days: int, diaries: int) -> Floats:
    """What crashes of 2 to 5 days add, (days, diaries)."""
    out = np.zeros((days, diaries))
    starts = rng.random((days, diaries)) < CRASH_CHANCE
    lengths = rng.integers(2, 6, size=(days, diaries))
    for later in range(5):
        hit = starts[: days - later] & (lengths[: days - later] > later)
        out[later:][hit] = CRASH_COST
    return out


def diaries(
    rng: np.random.Generator,
    days: tuple[int, int],
    rho: float,
    effect: float,
    count: int,
    *,
    drift: float = 0.0,
) -> Floats:
    """Scores, (days, diaries): rounded and clipped to 0–10, 25–30 % missing, more bad ones.

    Each diary drifts by its own amount: `drift` is the standard deviation, in spreads per
    28 days.
    """
    total = sum(days)
    since = np.arange(total)
    level = np.where(since < days[0], 0.0, effect)[:, None] + USUAL
    if drift:
        slope = drift * SPREAD * rng.normal(size=count)
        level = level + slope * ((since - total / 2) / 28)[:, None]
    latent = level + ar1(rng, total, count, rho) + crashes(rng, total, count)
    scores = np.clip(np.round(latent), 0, 10)
    share = np.where(latent > BAD, 0.42, 0.24)
    scores[rng.random(scores.shape) < share] = np.nan
    return scores
