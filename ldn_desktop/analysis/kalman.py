"""One Kalman pass over the recorded days: products with the inverse of the correlation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

RHOS = (0.0, 0.15, 0.3, 0.45, 0.6, 0.7, 0.78, 0.84, 0.89, 0.93, 0.96, 0.98)
NUS = ((0.0, 0.5), (0.25, 0.3), (0.5, 0.2))
CHUNK = 32
"""Days whose residuals are held at once, so that they stay in the processor's cache."""
UNSEEN = 1e30
"""Noise of a day without a score: it tells nothing."""


@dataclass(frozen=True, slots=True)
class Rhythms:
    """The grid over how days hang together: 34 points, each with its log prior weight."""

    rho: Floats
    nu: Floats
    log_prior: Floats


@cache
def rhythms() -> Rhythms:
    """The grid over ρ and ν: trapezoid weights times (1 − ρ)^(−1/2); one point at ρ = 0.

    Likelihood alone puts ρ too low on short series; the factor repairs that.
    """
    rho = np.array(RHOS)
    apart = np.diff(rho)
    width = (np.append(apart, 0.0) + np.append(0.0, apart)) / 2
    prior = width / np.sqrt(1 - rho)
    points = [(0.0, 0.0, prior[0])]
    points += [(r, n, p * w) for r, p in zip(rho[1:], prior[1:], strict=True) for n, w in NUS]
    table = np.array(points)
    return Rhythms(table[:, 0], table[:, 1], np.log(table[:, 2]))


@dataclass(frozen=True, slots=True)
class Products:
    """C'R⁻¹C at each point of the grid, for every symptom.

    C holds, in this order, a column of ones for each phase, of the drift for each phase, and
    of scores for each phase: `gram` is (3 · phases, 3 · phases, symptoms, 34).
    """

    gram: Floats
    log_det: Floats
    """log |R|, (symptoms, 34)."""
    white: Floats
    """Sum of squares that noise of variance 1 on each day would leave, (phases, symptoms, 34)."""
    counts: Ints
    """Recorded days, (phases, symptoms)."""


def products(days: Ints, phase: Ints, drift: Floats, scores: Floats, phases: int) -> Products:
    """The products of one diary.

    `days` are increasing day numbers, `phase` (0 to `phases` − 1) says where each belongs,
    `drift` is what a steady change would follow; `scores` is (days, symptoms), NaN where
    there is none. A gap of g days enters as ρ^g,
    so that missing days need no filling in. Symptoms with the same missing days share the
    recursion.
    """
    seen = np.isfinite(scores)
    masks, which = _distinct(seen)
    decay = _decay(days)
    variance = _variances(masks, decay)
    noise = np.where(masks[..., None], rhythms().nu, UNSEEN)
    total = variance + noise
    log_det = np.where(masks[..., None], np.log(total), 0.0).sum(axis=0)
    blocks = [
        _columns(phase, drift, scores[:, which == pattern], phases)
        for pattern in range(masks.shape[1])
    ]
    gain = variance / total
    white = np.where(masks[..., None], (1 + _noise_carried(gain, decay)) / total, 0.0)
    by_phase = np.stack([white[phase == k].sum(axis=0)[which] for k in range(phases)])
    found = _gram(blocks, gain, 1.0 / np.sqrt(total), decay)
    gram = np.empty((3 * phases, 3 * phases, scores.shape[1], rhythms().rho.size))
    for pattern, block in enumerate(found):
        for place, symptom in enumerate(np.flatnonzero(which == pattern)):
            own = np.arange(phases) + (2 + place) * phases
            at = np.concatenate([np.arange(2 * phases), own])
            gram[:, :, symptom] = block[:, at[:, None], at].transpose(1, 2, 0)
    counts = np.stack([seen[phase == k].sum(axis=0) for k in range(phases)])
    return Products(gram, log_det[which], by_phase, counts)


def _distinct(seen: Bools) -> tuple[Bools, Ints]:
    """The different patterns of missing days, and which of them each symptom has."""
    places: dict[bytes, int] = {}
    which = [places.setdefault(column.tobytes(), len(places)) for column in seen.T]
    first = [which.index(number) for number in range(len(places))]
    return seen[:, first], np.array(which)


def _decay(days: Ints) -> Floats:
    """ρ to the power of the gap after each day, (days, 34); 0 after the last."""
    gap = np.append(np.diff(days), 1).astype(float)
    decay: Floats = rhythms().rho ** gap[:, None]
    decay[-1] = 0.0
    return decay


def _variances(masks: Bools, decay: Floats) -> Floats:
    """Variance of the wander as foretold for each day, (days, patterns, 34)."""
    nu = rhythms().nu
    noise = np.where(masks[..., None], nu, UNSEEN)
    keep = decay[:, None, :] ** 2
    fresh = (1 - keep) * (1 - nu)
    out = np.empty(noise.shape)
    now = np.broadcast_to(1 - nu, noise.shape[1:]).copy()
    total = np.empty_like(now)
    for t in range(len(out)):
        out[t] = now
        np.add(now, noise[t], out=total)
        np.divide(noise[t], total, out=total)
        now *= total
        now *= keep[t]
        now += fresh[t]
    return out


def _noise_carried(gain: Floats, decay: Floats) -> Floats:
    """Variance that noise of variance 1 leaves in what is foretold, (days, patterns, 34)."""
    keep = (decay[:, None] * (1 - gain)) ** 2
    take = (decay[:, None] * gain) ** 2
    out = np.zeros_like(gain)
    for t in range(len(out) - 1):
        np.multiply(out[t], keep[t], out=out[t + 1])
        out[t + 1] += take[t]
    return out


def _columns(phase: Ints, drift: Floats, scores: Floats, phases: int) -> Floats:
    """Ones, drift and scores, each apart by phase: (days, (2 + symptoms) · phases)."""
    inside = (phase[:, None] == np.arange(phases)).astype(float)
    own = np.nan_to_num(scores)[:, :, None] * inside[:, None, :]
    return np.concatenate([inside, inside * drift[:, None], own.reshape(len(phase), -1)], axis=1)


def _gram(blocks: list[Floats], gain: Floats, root: Floats, decay: Floats) -> list[Floats]:
    """The filtered columns' products for each pattern of missing days, chunk by chunk."""
    columns = np.concatenate(blocks, axis=1)[..., None]
    widths = [block.shape[1] for block in blocks]
    owner, ends = np.repeat(np.arange(len(blocks)), widths), np.cumsum(widths)
    points = decay.shape[1]
    grams = [np.zeros((points, width, width)) for width in widths]
    foretold = np.zeros((CHUNK + 1, columns.shape[1], points))
    spare, brought = np.empty((2, CHUNK, columns.shape[1], points))
    keep, take = decay[:, None] * (1 - gain), decay[:, None] * gain
    for begin in range(0, len(columns), CHUNK):
        part = slice(begin, begin + CHUNK)
        length = len(columns[part])
        carried = np.take(keep[part], owner, axis=1, out=spare[:length], mode="clip")
        np.take(take[part], owner, axis=1, out=brought[:length], mode="clip")
        brought[:length] *= columns[part]
        for t in range(length):
            np.multiply(foretold[t], carried[t], out=foretold[t + 1])
            foretold[t + 1] += brought[t]
        left = np.subtract(columns[part], foretold[:length], out=brought[:length])
        left *= np.take(root[part], owner, axis=1, out=spare[:length], mode="clip")
        foretold[0] = foretold[length]
        for number, (width, end) in enumerate(zip(widths, ends, strict=True)):
            lying = np.ascontiguousarray(left[:, end - width : end].transpose(2, 1, 0))
            grams[number] += lying @ lying.transpose(0, 2, 1)
    return grams
