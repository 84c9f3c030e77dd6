"""One Kalman filter pass over the recorded days: products with the inverse correlation matrix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

RHOS = (0.0, 0.15, 0.3, 0.45, 0.6, 0.7, 0.78, 0.84, 0.89, 0.93, 0.96, 0.98)
NUS = (0.0, 0.25, 0.5)
SLOW = 0.96
"""From this ρ on, errors wander over weeks, and day-to-day noise on top is the rule."""
NU_WEIGHTS, NU_WEIGHTS_SLOW = (0.85, 0.12, 0.03), (0.03, 0.83, 0.14)
TILT = 0.7
"""Prior density of ρ: proportional to (1 − ρ) to the power of minus this."""
CHUNK = 64
"""Days whose residuals are held at once, so that they fit into the processor cache."""
MISSING_NOISE = 1e30
"""Observation variance of a day without a score: it carries no information."""


@dataclass(frozen=True, slots=True)
class CorrelationGrid:
    """Grid over the autocorrelation: 34 points (ρ, ν), each with its log prior weight."""

    rho: Floats
    nu: Floats
    log_prior: Floats


@cache
def correlation_grid() -> CorrelationGrid:
    """The grid over ρ and ν: trapezoid weights times (1 − ρ)^(−0.7); one point at ρ = 0.

    The likelihood alone underestimates ρ on short series; the factor corrects for that. A
    slow wander comes with day-to-day noise in most diaries, so that the weights of ν depend
    on ρ: without this, short diaries with slow swings get intervals that are too narrow
    (docs/statistics.md has the search that led to these numbers).
    """
    rho = np.array(RHOS)
    apart = np.diff(rho)
    width = (np.append(apart, 0.0) + np.append(0.0, apart)) / 2
    prior = width * (1 - rho) ** -TILT
    points = [(0.0, 0.0, prior[0])]
    for r, p in zip(RHOS[1:], prior[1:], strict=True):
        weights = NU_WEIGHTS if r < SLOW else NU_WEIGHTS_SLOW
        points += [(r, nu, p * weight) for nu, weight in zip(NUS, weights, strict=True)]
    table = np.array(points)
    return CorrelationGrid(table[:, 0], table[:, 1], np.log(table[:, 2]))


@dataclass(frozen=True, slots=True)
class Products:
    """C'R⁻¹C at each point of the grid, for every symptom.

    C holds, for each phase, a column of ones, the regressors and the scores: `gram` is
    (phases, width, phases, width, symptoms, 34).
    """

    gram: Floats
    log_det: Floats
    """log |R|, (symptoms, 34)."""
    white: Floats
    """Expected sum of squared residuals of white noise of variance 1, (phases, symptoms, 34)."""
    counts: Ints
    """Recorded days, (phases, symptoms)."""


@dataclass(frozen=True, slots=True)
class _Filter:
    """The recursion as numbers per recorded day: arrays (days, patterns · 34)."""

    decay: Floats
    """Factor by which the previous state enters the next prediction."""
    gain: Floats
    """Factor by which the day's value enters it."""
    scale: Floats
    """1 / standard deviation of the innovation; 0 where a pattern has no score."""


def products(days: Ints, phase: Ints, regressors: Floats, scores: Floats, phases: int) -> Products:
    """The products of one diary.

    `days` are increasing day numbers, `phase` (0 to `phases` − 1) says where each belongs;
    `regressors` is (days, any number), `scores` (days, symptoms) with NaN where there is none.
    A gap of g days enters as ρ^g, so that missing days need no filling in.
    Symptoms with the same missing days share the recursion.
    """
    seen = np.isfinite(scores)
    masks, which = _distinct(seen)
    patterns, points = masks.shape[1], correlation_grid().rho.size
    there = np.repeat(masks, points, axis=1)
    decay = np.tile(_decay(days), patterns)
    noise = np.where(there, np.tile(correlation_grid().nu, patterns), MISSING_NOISE)
    variance = _variances(noise, decay)
    total = variance + noise
    log_det = np.where(there, np.log(total), 0.0).sum(axis=0)
    gain = variance / total
    steps = _Filter(decay * (1 - gain), decay * gain, np.where(there, 1 / np.sqrt(total), 0.0))
    white = (1 + _noise_carried(steps)) * steps.scale**2
    by_phase = np.stack([white[phase == k].sum(axis=0) for k in range(phases)])
    columns, positions = _columns(regressors, scores, which, patterns)
    gram = _gram(columns, phase, steps, phases)
    shared = np.tile(np.arange(regressors.shape[1] + 1), (len(positions), 1))
    own = np.column_stack([shared, positions])
    at = which[:, None, None]
    chosen = gram[at, :, :, own[:, :, None], :, own[:, None, :]]
    return Products(
        chosen.transpose(4, 1, 5, 2, 0, 3),
        log_det.reshape(patterns, points)[which],
        by_phase.reshape(phases, patterns, points)[:, which],
        np.stack([seen[phase == k].sum(axis=0) for k in range(phases)]),
    )


def _distinct(seen: Bools) -> tuple[Bools, Ints]:
    """The distinct patterns of missing days, and the index of each symptom's pattern."""
    positions: dict[bytes, int] = {}
    which = [positions.setdefault(column.tobytes(), len(positions)) for column in seen.T]
    first = [which.index(number) for number in range(len(positions))]
    return seen[:, first], np.array(which)


def _decay(days: Ints) -> Floats:
    """ρ to the power of the gap after each day, (days, 34); 0 after the last."""
    gap, which = np.unique(np.append(np.diff(days), 1), return_inverse=True)
    decay: Floats = (correlation_grid().rho ** gap[:, None].astype(float))[which]
    decay[-1] = 0.0
    return decay


def _variances(noise: Floats, decay: Floats) -> Floats:
    """Predicted variance of the AR(1) state for each day; arrays (days, patterns · 34)."""
    out = np.empty((len(noise) + 1, noise.shape[1]))
    out[0] = 1 - np.tile(correlation_grid().nu, noise.shape[1] // correlation_grid().nu.size)
    decay2 = decay**2
    fresh = (1 - decay2) * out[0]
    spare = np.empty(noise.shape[1])
    for now, after, var, factor, new in zip(out, out[1:], noise, decay2, fresh, strict=False):
        np.add(now, var, out=spare)
        np.divide(var, spare, out=spare)
        np.multiply(spare, now, out=spare)
        np.multiply(spare, factor, out=spare)
        np.add(spare, new, out=after)
    return out[:-1]


def _noise_carried(steps: _Filter) -> Floats:
    """Variance of the prediction due to white noise of variance 1, (days, patterns · 34)."""
    decay, gain = steps.decay**2, steps.gain**2
    out = np.zeros_like(decay)
    for now, after, decayed, gained in zip(out, out[1:], decay, gain, strict=False):
        np.multiply(now, decayed, out=after)
        np.add(after, gained, out=after)
    return out


def _columns(regressors: Floats, scores: Floats, which: Ints, patterns: int) -> tuple[Floats, Ints]:
    """Ones, regressors and each pattern's scores, (days, width, patterns), and their columns.

    Patterns with fewer symptoms are padded with zeros.
    """
    shared = regressors.shape[1] + 1
    rank = [int((which[:n] == pattern).sum()) for n, pattern in enumerate(which)]
    positions = np.array(rank) + shared
    columns = np.zeros((len(scores), int(positions.max()) + 1, patterns))
    columns[:, 0] = 1.0
    columns[:, 1:shared] = regressors[:, :, None]
    columns[:, positions, which] = np.nan_to_num(scores)
    return columns, positions


def _gram(columns: Floats, phase: Ints, steps: _Filter, phases: int) -> Floats:
    """The products of all columns of all phases, (patterns, 34, phases, width, phases, width).

    Within one phase, the states of all other phases decay by the same factors: one extra
    column that starts at 1 and only decays stands for all of them.
    """
    days, width, patterns = columns.shape
    points = steps.decay.shape[1] // patterns
    gram = np.zeros((patterns, points, phases * width, phases * width))
    states = np.zeros((phases, width, patterns * points))
    borders = np.flatnonzero(np.diff(phase)) + 1
    for begin, end in pairwise([0, *borders.tolist(), days]):
        k, part = int(phase[begin]), slice(begin, end)
        start = np.concatenate([states[k], np.ones((1, patterns * points))])
        local, last = _stretch(columns[part], steps, part, start)
        mixing = np.zeros((phases, width, width + 1, patterns * points))
        mixing[:, :, width] = states
        mixing[k] = np.eye(width, width + 1)[:, :, None]
        mix = mixing.reshape(phases * width, width + 1, patterns, points).transpose(2, 3, 0, 1)
        gram += mix @ local @ mix.transpose(0, 1, 3, 2)
        states *= last[-1]
        states[k] = last[:-1]
    return gram.reshape(patterns, points, phases, width, phases, width)


def _stretch(columns: Floats, steps: _Filter, part: slice, start: Floats) -> tuple[Floats, Floats]:
    """The products over one stretch of a phase, and the state after it.

    (patterns, 34, width + 1, width + 1) and (width + 1, patterns · 34); the last column is
    the one that only decays.
    """
    decay, gain, scale = steps.decay[part], steps.gain[part], steps.scale[part]
    width, patterns = start.shape[0], columns.shape[2]
    points = start.shape[1] // patterns
    local = np.zeros((patterns, points, width, width))
    predicted = np.empty((CHUNK + 1, *start.shape))
    predicted[0] = start
    # Buffers are reused for each chunk: allocating would cost more than the arithmetic.
    observed, decayed, gained = np.zeros((3, CHUNK, *start.shape))
    by_pattern = observed.reshape(CHUNK, width, patterns, points)
    for begin in range(0, len(decay), CHUNK):
        rows = slice(begin, begin + CHUNK)
        length = len(decay[rows])
        by_pattern[:length, :-1] = columns[rows, :, :, None]
        by_pattern[:length, -1] = 0.0
        decayed[:length] = decay[rows, None]
        np.multiply(observed[:length], gain[rows, None], out=gained[:length])
        _predict(predicted[: length + 1], decayed, gained)
        residual = np.subtract(observed[:length], predicted[:length], out=observed[:length])
        residual *= scale[rows, None]
        by_column = np.ascontiguousarray(residual.transpose(2, 1, 0))
        local += (by_column @ by_column.transpose(0, 2, 1)).reshape(local.shape)
        predicted[0] = predicted[length]
    return local, predicted[0]


def _predict(predicted: Floats, decayed: Floats, gained: Floats) -> None:
    """Fill `predicted` recursively: next = previous × decay + gain × value."""
    for now, after, factor, new in zip(predicted, predicted[1:], decayed, gained, strict=False):
        np.multiply(now, factor, out=after)
        np.add(after, new, out=after)
