"""The comparison model: a mean and a spread per phase, AR(1) errors plus white noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ldn_desktop.analysis.stats.kalman import (
    Bools,
    Floats,
    Ints,
    Products,
    correlation_grid,
    products,
)
from ldn_desktop.analysis.stats.student_t import StudentT

RATIOS = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
"""log2 of the ratio of the later phase's spread to that of all others."""
RATIO_WEIGHTS = np.array([0.03, 0.2, 0.54, 0.2, 0.03])
SLOPE_SD = 0.2
"""Prior standard deviation of the drift, in spreads per 28 days."""
DIP_SD = 1.5
"""Prior standard deviation of a bad stretch just before the first dose, in spreads."""
PRIOR_SD = 2.0
"""Of a true change on a scale of 0–10, before anything is known: for printed sizes only."""
NEGLIGIBLE = 1e-8
"""Grid points that carry less than this of every mixture are left out."""
LEAST_VARIANCE = 1e-30
"""σ² of a symptom without any score: avoids a division by 0; its result is not used."""
SIDES = np.array([0.01, 0.025, 0.975, 0.99])
"""The ends of the 95 % interval, and around it of the 98 % one."""
NORMAL_95 = 1.959964
MAX_ITERATIONS = 60
"""Upper bound: Newton's method converges long before; bisection alone needs this many."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """What the model says about “later − earlier”: one value per symptom.

    In points of the scale. NaN where a phase has no score or no degree of freedom is left.
    """

    change: Floats
    low: Floats
    high: Floats
    p_better: Floats
    p_better_mid: Floats
    p_better_drift: Floats
    """P(better) when a steady drift over all days is allowed for."""
    half_width_98: Floats
    """Half the width of the 98 % interval: what 99 % sure to one side asks for."""
    p_better_dip: Floats
    """P(better) when the drift and a bad stretch at the end of the baseline are allowed for."""
    shrunk: Floats
    """The change by a second posterior, with a normal prior around no change."""
    shrunk_low: Floats
    shrunk_high: Floats
    mean_earlier: Floats
    mean_later: Floats
    effective_earlier: Floats
    """Effective sample size: independent days with the same variance of the phase's mean."""
    effective_later: Floats


@dataclass(frozen=True, slots=True)
class _Fit:
    """The fit at every point of the grid; the last axes are (symptoms, 34, 5)."""

    log_weight: Floats
    means: Floats
    """(phases, …), around the centre of each symptom."""
    covariance: Floats
    """Covariance of the means over σ², (phases, phases, …)."""
    variance: Floats
    """σ², not below its floor."""
    spread: Floats
    """Each phase's spread over σ, (phases, 5)."""


def contrasts(
    days: Ints,
    phase: Ints,
    scores: Floats,
    pairs: list[tuple[int, int]],
    *,
    phases: int,
    step: Floats,
    mid: Floats,
    prior_sd: float = PRIOR_SD,
    dip: Bools | None = None,
) -> list[Contrast]:
    """Compare the phases of each (earlier, later) pair; all phases are fitted together.

    `days` are increasing day numbers, at least one; `phase` the phase of each, from 0 to
    `phases` − 1; `scores` is (days, symptoms) with NaN where there is none; `step` of the
    scale and `mid`, the minimal important difference, are in points, one of each a symptom.
    `prior_sd`, in points, is that of the prior behind the shrunken estimates; `dip` marks the
    days of a stretch whose level may differ from the rest of its phase.
    Method: Bayesian generalised least squares over a grid of autocorrelations, day noise
    and spreads (after Shadish 2013 and Schmid & Yang 2022): a mixture of Student t, worked
    out without random numbers.
    """
    seen = np.isfinite(scores)
    centre = np.where(seen, scores, 0).sum(axis=0) / np.maximum(1, seen.sum(axis=0))
    regressors = [(days - days.mean()) / 28.0] + ([] if dip is None else [dip.astype(float)])
    found = products(days, phase, np.column_stack(regressors), scores - centre, phases)
    freedom = seen.sum(axis=0) - (found.counts > 0).sum(axis=0)
    t_dist = StudentT(np.maximum(1, freedom))
    out: dict[tuple[int, int], Contrast] = {}
    for later in sorted({pair[1] for pair in pairs}):
        fits = _fits(found, later, step)
        for pair in pairs:
            if pair[1] == later:
                usable = (found.counts[list(pair)] > 0).all(axis=0) & (freedom > 0)
                out[pair] = _uncentred(_contrast(fits, pair, t_dist, mid, prior_sd), centre, usable)
    return [out[pair] for pair in pairs]


def _fits(found: Products, later: int, step: Floats) -> list[_Fit]:
    """The plain fit, then with each regressor added; phase `later` has a spread of its own."""
    phases = len(found.counts)
    spread = np.full((phases, 1), -0.5) * RATIOS
    spread[later] *= -1
    spread = 2.0**spread
    table = _table(found.gram, 1 / spread)
    present = found.counts > 0
    log_det = found.log_det[:, :, None] + 2 * (found.counts.T @ np.log(spread))[:, None]
    for k in range(phases):
        log_det = log_det + _sweep(table, k, present[k][:, None, None])
    freedom = np.maximum(1, found.counts.sum(axis=0) - present.sum(axis=0))
    floor = _floor(found, spread, step)
    fits = [_fit(table, log_det, freedom, floor, spread)]
    for k, sd in zip(range(phases, len(table) - 1), (SLOPE_SD, DIP_SD), strict=False):
        table[k, k] += sd**-2
        log_det = log_det + _sweep(table, k, np.array(True))
        fits.append(_fit(table, log_det, freedom, floor, spread))
    return fits


def _floor(found: Products, spread: Floats, step: Floats) -> Floats:
    """Lower bound of σ²: what rounding to the steps of the scale alone would leave.

    Rounding adds white noise of variance step² / 12, whose residual sum of squares grows with
    the autocorrelation assumed at a grid point. A floor equal at all points would make a
    nearly constant series look highly autocorrelated, and the change depend on the days next
    to the phase border.
    """
    residual = np.einsum("ksg,kr->sgr", found.white, spread**-2)
    out: Floats = (
        residual * (step * step / 12 / np.maximum(1, found.counts.sum(axis=0)))[:, None, None]
    )
    return out


def _table(gram: Floats, inverse: Floats) -> Floats:
    """[X Z y]'V⁻¹[X Z y], one column of X per phase, of Z per regressor: (columns, columns, …)."""
    phases, both = len(inverse), inverse[:, None] * inverse
    width = phases + gram.shape[1] - 1
    table = np.empty((width, width, *gram.shape[4:], inverse.shape[1]))
    table[:phases, :phases] = gram[:, 0, :, 0, ..., None] * both[:, :, None, None]
    crossed = np.tensordot(gram[:, 0, :, 1:], inverse, ((1,), (0,)))
    crossed *= inverse[:, None, None, None]
    table[:phases, phases:] = crossed
    table[phases:, :phases] = crossed.swapaxes(0, 1)
    table[phases:, phases:] = np.tensordot(gram[:, 1:, :, 1:], both, ((0, 2), (0, 1)))
    return table


def _sweep(table: Floats, k: int, present: Bools) -> Floats:
    """Sweep column `k` in place (Goodnight 1979); the log of its pivot. Absent ones pass."""
    pivot = np.where(present, table[k, k], 1.0)
    row = table[k] / pivot
    column = table[:, k].copy()
    table -= column[:, None] * row
    table[k] = row
    table[:, k] = -column / pivot
    table[k, k] = 1 / pivot
    return np.asarray(np.log(pivot))


def _fit(table: Floats, log_det: Floats, freedom: Ints, floor: Floats, spread: Floats) -> _Fit:
    phases, dof = len(spread), freedom[:, None, None]
    variance = np.maximum(table[-1, -1] / dof, np.maximum(floor, LEAST_VARIANCE))
    prior = correlation_grid().log_prior[:, None] + np.log(RATIO_WEIGHTS)
    log_weight = prior - log_det / 2 - dof / 2 * np.log(variance)
    means, covariance = table[:phases, -1].copy(), table[:phases, :phases].copy()
    return _Fit(log_weight, means, covariance, variance, spread)


@dataclass(frozen=True, slots=True)
class _Mixture:
    """A mixture of Student t for each symptom: arrays (symptoms, components)."""

    weight: Floats
    centre: Floats
    width: Floats
    t_dist: StudentT

    def below(self, at: Floats) -> tuple[Floats, Floats]:
        """The probability of a value below `at` and its density, both (symptoms, values)."""
        t = (at[:, :, None] - self.centre[:, None]) / self.width[:, None]
        which = np.arange(len(self.weight))[:, None, None]
        height, density = self.t_dist.cdf(t, which)
        weight = self.weight[:, None]
        return (height * weight).sum(axis=2), (density * weight / self.width[:, None]).sum(axis=2)

    def quantiles(self, share: Floats) -> Floats:
        """Where the probability reaches `share`: Newton's method, kept inside a bracket."""
        middle = (self.weight * self.centre).sum(axis=1)[:, None]
        reach = (self.weight * self.width).sum(axis=1)[:, None]
        at: Floats = middle + reach * np.where(share < 0.5, -2.2, 2.2) * np.where(
            np.abs(share - 0.5) > 0.48, 1.2, 1.0
        )
        low, high = middle - 1e6 * reach + 0 * share, middle + 1e6 * reach + 0 * share
        for _ in range(MAX_ITERATIONS):
            height, density = self.below(at)
            low, high = np.where(height < share, at, low), np.where(height < share, high, at)
            with np.errstate(divide="ignore", over="ignore"):
                new = at + (share - height) / density
            new = np.where((new >= low) & (new <= high), new, (low + high) / 2)
            moved = np.abs(new - at).max(initial=0.0, where=np.isfinite(new))
            at = new
            if moved <= 1e-9 * reach.max():
                break
        return at

    def shrunk(self, prior_sd: float) -> tuple[Floats, Floats]:
        """Mean and standard deviation under a prior N(0, `prior_sd`²), (symptoms,).

        Each component is taken as normal: its variance is that of its Student t.
        """
        freedom = np.maximum(2.5, self.t_dist.freedom_of(np.arange(len(self.weight))))[:, None]
        variance = self.width**2 * freedom / (freedom - 2)
        total = variance + prior_sd**2
        log_weight = -0.5 * (np.log(total) + self.centre**2 / total)
        weight = self.weight * np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
        weight /= weight.sum(axis=1, keepdims=True)
        centre, inner = self.centre * prior_sd**2 / total, variance * prior_sd**2 / total
        mean = (weight * centre).sum(axis=1)
        spread = (weight * (inner + (centre - mean[:, None]) ** 2)).sum(axis=1)
        return mean, np.sqrt(spread)


def _mixture(fit: _Fit, pair: tuple[int, int], t_dist: StudentT) -> _Mixture:
    earlier, later = pair
    centre = fit.means[later] - fit.means[earlier]
    covariance = (
        fit.covariance[later, later]
        + fit.covariance[earlier, earlier]
        - 2 * fit.covariance[earlier, later]
    )
    width = np.sqrt(np.maximum(fit.variance * covariance, 1e-300))
    weight = _weights(fit)
    flat = (len(weight), -1)
    keep = (weight.reshape(flat) > NEGLIGIBLE).any(axis=0)
    return _Mixture(
        weight.reshape(flat)[:, keep],
        centre.reshape(flat)[:, keep],
        width.reshape(flat)[:, keep],
        t_dist,
    )


def _weights(fit: _Fit) -> Floats:
    top = fit.log_weight.max(axis=(1, 2), keepdims=True)
    weight = np.exp(fit.log_weight - top)
    out: Floats = weight / weight.sum(axis=(1, 2), keepdims=True)
    return out


def _contrast(
    fits: list[_Fit], pair: tuple[int, int], t_dist: StudentT, mid: Floats, prior_sd: float
) -> Contrast:
    plain = fits[0]
    mixture = _mixture(plain, pair, t_dist)
    at = np.stack([np.zeros_like(mid), -mid], axis=1)
    below, _ = mixture.below(at)
    checked = [_mixture(fit, pair, t_dist).below(at[:, :1])[0][:, 0] for fit in fits[1:]]
    ends = mixture.quantiles(SIDES)
    shrunk, error = mixture.shrunk(prior_sd)
    weight = _weights(plain)
    earlier, later = ((weight * plain.means[k]).sum(axis=(1, 2)) for k in pair)
    return Contrast(
        change=later - earlier,
        low=ends[:, 1],
        high=ends[:, 2],
        half_width_98=(ends[:, 3] - ends[:, 0]) / 2,
        p_better=below[:, 0],
        p_better_mid=below[:, 1],
        p_better_drift=checked[0],
        p_better_dip=checked[-1],
        shrunk=shrunk,
        shrunk_low=shrunk - NORMAL_95 * error,
        shrunk_high=shrunk + NORMAL_95 * error,
        mean_earlier=earlier,
        mean_later=later,
        effective_earlier=_effective(plain, pair[0], weight),
        effective_later=_effective(plain, pair[1], weight),
    )


def _uncentred(contrast: Contrast, centre: Floats, usable: Bools) -> Contrast:
    """Means with the centre added back; NaN where there is nothing to compare."""
    values = {name: getattr(contrast, name) for name in Contrast.__slots__}
    for name in ("mean_earlier", "mean_later"):
        values[name] = values[name] + centre
    return Contrast(**{name: np.where(usable, value, np.nan) for name, value in values.items()})


def _effective(fit: _Fit, k: int, weight: Floats) -> Floats:
    """Effective days of phase `k`: one day's variance over that of the mean."""
    out: Floats = 1 / (weight * fit.covariance[k, k] / fit.spread[k] ** 2).sum(axis=(1, 2))
    return out
