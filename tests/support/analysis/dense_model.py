"""The comparison model written a second time, with whole matrices and plain loops.

It shares nothing with the program but the numbers of the grid, which stand here again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, lgamma, log, log2, pi, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RHO = [0, 0.15, 0.3, 0.45, 0.6, 0.7, 0.78, 0.84, 0.89, 0.93, 0.96, 0.98]
NU = {0.0: 0.85, 0.25: 0.12, 0.5: 0.03}
NU_SLOW = {0.0: 0.03, 0.25: 0.83, 0.5: 0.14}
SPREADS = {0.5: 0.03, 1 / sqrt(2): 0.2, 1.0: 0.54, sqrt(2): 0.2, 2.0: 0.03}


@dataclass
class GridPoint:
    """One point of the grid: a Student t for the contrast, and its weight."""

    log_weight: float
    centre: float
    width: float
    drift_log_weight: float
    drift_centre: float
    drift_width: float
    shares: tuple[float, float]
    """1 / effective days of the two phases."""


def trapezoid(place: int) -> float:
    left = RHO[place] - RHO[place - 1] if place else 0.0
    right = RHO[place + 1] - RHO[place] if place + 1 < len(RHO) else 0.0
    return (left + right) / 2


def parts(
    days: Ints, phase: Ints, y: Floats, pair: tuple[int, int], step: float
) -> list[GridPoint]:
    """All points of the grid for days with a score."""
    out = []
    for position, rho in enumerate(RHO):
        weights = NU if rho < 0.96 else NU_SLOW
        for nu, nu_weight in weights.items() if rho else [(0.0, 1.0)]:
            prior = trapezoid(position) * (1 - rho) ** -0.7 * nu_weight
            correlation = np.eye(len(days))
            for i in range(len(days)):
                for j in range(len(days)):
                    if i != j:
                        correlation[i, j] = (1 - nu) * float(rho) ** abs(int(days[i] - days[j]))
            for ratio, ratio_weight in SPREADS.items():
                spread = np.where(phase == pair[1], sqrt(ratio), 1 / sqrt(ratio))
                found = part(
                    days, phase, y, pair, step=step, correlation=correlation, spread=spread
                )
                found.log_weight += log(prior * ratio_weight)
                found.drift_log_weight += log(prior * ratio_weight)
                out.append(found)
    return out


def part(
    days: Ints,
    phase: Ints,
    y: Floats,
    pair: tuple[int, int],
    *,
    step: float,
    correlation: Floats,
    spread: Floats,
) -> GridPoint:
    used = sorted(set(phase.tolist()))
    x = np.array([[1.0 if k == label else 0.0 for label in used] for k in phase])
    covariance = correlation * np.outer(spread, spread)
    root = np.linalg.cholesky(correlation)
    inverse = np.linalg.inv(covariance)
    log_det = float(np.linalg.slogdet(covariance)[1])
    freedom = len(y) - len(used)
    unmixed = (np.linalg.inv(root) ** 2).sum(axis=1) / spread**2
    floor = step**2 / 12 * unmixed.sum() / len(y)
    contrast = np.array([(k == pair[1]) * 1.0 - (k == pair[0]) * 1.0 for k in used])

    def fit(columns: Floats, penalty: Floats, of: Floats) -> tuple[float, float, float]:
        information = columns.T @ inverse @ columns + penalty
        covariance = np.linalg.inv(information)
        mean = covariance @ columns.T @ inverse @ y
        left = y - columns @ mean
        total = float(left @ inverse @ left + mean @ penalty @ mean)
        variance = max(total / freedom, floor)
        weight = -0.5 * log_det - 0.5 * np.linalg.slogdet(information)[1]
        weight -= freedom / 2 * log(variance)
        return float(weight), float(of @ mean), sqrt(variance * float(of @ covariance @ of))

    plain = fit(x, np.zeros((len(used), len(used))), contrast)
    slope = (days - days.mean())[:, None] / 28
    penalty = np.zeros((len(used) + 1, len(used) + 1))
    penalty[-1, -1] = 1 / 0.2**2
    drifting = fit(np.hstack([x, slope]), penalty, np.append(contrast, 0.0))
    covariance = np.linalg.inv(x.T @ inverse @ x)
    shares = [covariance[used.index(k), used.index(k)] / spread[phase == k][0] ** 2 for k in pair]
    return GridPoint(*plain, *drifting, shares=(float(shares[0]), float(shares[1])))


def student(t: float, freedom: int) -> float:
    """P(T ≤ t) by Simpson's rule in the angle whose tangent is t / √freedom."""
    angle = np.arctan(t / sqrt(freedom))
    at = np.linspace(0, angle, 801)
    height = np.cos(at) ** (freedom - 1)
    rule = np.ones(801)
    rule[1:-1:2], rule[2:-1:2] = 4, 2
    front = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(pi)
    return 0.5 + front * float(rule @ height) * float(angle) / 800 / 3


@dataclass
class Reference:
    low: float
    high: float
    p_better: float
    p_better_mid: float
    p_better_drift: float
    effective: tuple[float, float]


def reference(
    days: Ints, phase: Ints, scores: Floats, pair: tuple[int, int], *, step: float, mid: float
) -> Reference:
    """The answer for one symptom; `scores` may have NaN."""
    seen = np.isfinite(scores)
    days, phase, y = days[seen], phase[seen], scores[seen]
    freedom = len(y) - len(set(phase.tolist()))
    found = parts(days, phase, y, pair, step)
    weight = shares([p.log_weight for p in found])
    drift = shares([p.drift_log_weight for p in found])

    def below(at: float) -> float:
        each = [student((at - p.centre) / p.width, freedom) for p in found]
        return float(weight @ np.array(each))

    drifted = [student(-p.drift_centre / p.drift_width, freedom) for p in found]
    ends = [bisect(below, share, found) for share in (0.025, 0.975)]
    effective = [1 / float(weight @ np.array([p.shares[side] for p in found])) for side in (0, 1)]
    return Reference(
        ends[0],
        ends[1],
        below(0.0),
        below(-mid),
        float(drift @ np.array(drifted)),
        effective=(effective[0], effective[1]),
    )


def shares(log_weights: list[float]) -> Floats:
    weight = np.exp(np.array(log_weights) - max(log_weights))
    out: Floats = weight / weight.sum()
    return out


def bisect(below: Callable[[float], float], share: float, found: list[GridPoint]) -> float:
    reach = 400 * max(p.width for p in found)
    low, high = found[0].centre - reach, found[0].centre + reach
    for _ in range(int(log2(2 * reach / 1e-5)) + 1):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < share else (low, middle)
    return (low + high) / 2
