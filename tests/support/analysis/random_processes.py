"""Ways in which scores of real diaries move though nothing was done.

Noise of standard deviation 1, (days, diaries): AR(1), two speeds, long memory, a random walk.
"""

from __future__ import annotations

import math

import numpy as np

from ldn_desktop.analysis.stats.kalman import Bools, Floats, Ints
from tests.support.analysis.simulated_diaries import SPREAD, USUAL

WORDS = 2.5
"""Answers arrive in five words, 0 to 10 in steps of 2.5."""
BAD = 8.0
FIRST_DAYS, RUN_IN = 7, 14
"""Left out at the start of a diary, and of a dose of five weeks or more."""
TWO_SPEED, ARFIMA, RANDOM_WALK = "two-speed", "ARFIMA .45", "random walk"
Process = float | str
"""The autocorrelation of an AR(1), or the name of another process."""


def ar1(rng: np.random.Generator, days: int, count: int, rho: float) -> Floats:
    """A stationary AR(1)."""
    out = np.empty((days, count))
    out[0] = rng.normal(size=count)
    fresh = math.sqrt(1 - rho * rho) * rng.normal(size=(days, count))
    for t in range(1, days):
        out[t] = rho * out[t - 1] + fresh[t]
    return out


def noise(process: Process, rng: np.random.Generator, days: int, count: int) -> Floats:
    """Noise of one of the processes."""
    match process:
        case "two-speed":
            slow, fast = ar1(rng, days, count, 0.97), ar1(rng, days, count, 0.3)
            return math.sqrt(0.6) * slow + math.sqrt(0.4) * fast
        case "ARFIMA .45":
            return _fractional(rng, days, count, 0.45)
        case "random walk":
            steps = 0.12 / SPREAD * rng.normal(size=(days, count))
            return ar1(rng, days, count, 0.3) + np.cumsum(steps, axis=0)
    return ar1(rng, days, count, float(process))


def _fractional(rng: np.random.Generator, days: int, count: int, order: float) -> Floats:
    """ARFIMA(0, d, 0) by its moving average, cut off after 4,096 days (Hosking 1981)."""
    memory = 4096
    k = np.arange(1, memory)
    weights = np.concatenate([[1.0], np.cumprod((k - 1 + order) / k)])
    length = 1 << math.ceil(math.log2(2 * memory + days))
    fresh = np.fft.rfft(rng.normal(size=(memory + days, count)), length, axis=0)
    summed = np.fft.irfft(fresh * np.fft.rfft(weights, length)[:, None], length, axis=0)
    out: Floats = summed[memory : memory + days] / math.sqrt(float((weights**2).sum()))
    return out


def on_words(values: Floats, step: float = WORDS) -> Floats:
    """Rounded to the words and clipped to 0–10."""
    out: Floats = np.clip(step * np.round(values / step), 0, 10)
    return out


def answered(rng: np.random.Generator, latent: Floats, step: float = WORDS) -> Floats:
    """Rounded to the words and clipped; 24 % of days missing, 42 % of the bad ones."""
    scores = on_words(latent, step)
    scores[rng.random(scores.shape) < np.where(latent > BAD, 0.42, 0.24)] = np.nan
    return scores


def lived(
    rng: np.random.Generator, process: Process, phases: list[int], count: int, effect: float = 0.0
) -> Floats:
    """Latent scores over alternating phases without and with a dose, (days, diaries)."""
    days = sum(phases)
    return latent(rng, process, days, count) + effect * on_dose(phases)[:, None]


def latent(rng: np.random.Generator, process: Process, days: int, count: int) -> Floats:
    out: Floats = USUAL + SPREAD * noise(process, rng, days, count)
    return out


def on_dose(phases: list[int]) -> Ints:
    """0 for days of the first, third … phase, 1 for the others."""
    return np.repeat([n % 2 for n in range(len(phases))], phases)


def counted(phases: list[int]) -> Bools:
    """True for the days after the run-in of each phase, as a diary counts them."""
    out = np.ones(sum(phases), bool)
    begin = 0
    for n, length in enumerate(phases):
        long = n % 2 == 1 and length >= 35
        out[begin : begin + (RUN_IN if long else FIRST_DAYS)] = False
        begin += length
    return out


def from_the_worst(
    rng: np.random.Generator, process: Process, phases: list[int], count: int, rank: float
) -> Floats:
    """Two years of each person, cut so that the first dose begins at a bad time.

    That is on the day after the fortnight which is worse than a share `rank` of all: 1 for the
    very worst, 0.9 for the first that is worse than nine tenths of them.
    """
    whole = latent(rng, process, 730, count)
    total = np.cumsum(np.vstack([np.zeros(count), whole]), axis=0)
    means = (total[14:] - total[:-14]) / 14
    before, after = phases[0], sum(phases[1:])
    positions = np.arange(before, 730 - after + 1)
    out = np.empty((sum(phases), count))
    for n in range(count):
        fortnights = means[positions - 14, n]
        bad = np.flatnonzero(fortnights >= np.quantile(means[:, n], rank))
        at = bad[0] if rank < 1 and len(bad) else int(np.argmax(fortnights))
        start = int(positions[at])
        out[:, n] = whole[start - before : start + after, n]
    return out


def fading_placebo(phases: list[int], size: float = -2.5, weeks: int = 3) -> Floats:
    """What expectation adds after the first dose: gone after `weeks`, (days,)."""
    since = np.arange(sum(phases)) - phases[0]
    out: Floats = np.where((since >= 0) & (since < 7 * weeks), size, 0.0)
    return out


def drift(days: int, points_in_90: float) -> Floats:
    """A steady change around the middle of the diary, (days,)."""
    return points_in_90 * (np.arange(days) - days / 2) / 90
