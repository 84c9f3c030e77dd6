"""The fast model and the dense one on the same random series."""

from __future__ import annotations

import numpy as np
import pytest

from ldn_desktop.analysis.stats.model import Contrast, contrasts
from tests.support.analysis.dense_model import Floats, Ints, reference
from tests.support.analysis.simulated_diaries import ar1

Drawn = tuple[Ints, Ints, Floats, int, float]


def series(seed: int) -> Drawn:
    """A random series: gaps, ties, now and then a constant; 2 to 6 phases."""
    rng = np.random.default_rng(seed)
    phases = int(rng.integers(2, 7))
    lengths = rng.integers(4, 14, size=phases)
    phase = np.repeat(np.arange(phases), lengths)
    days = np.cumsum(rng.choice([1, 1, 1, 2, 5], size=len(phase)))
    if rng.random() < 0.2:
        days[lengths[0] :] += 365
    step = float(rng.choice([0.5, 1.0, 2.5]))
    latent = 5 + ar1(rng, len(phase), 1, float(rng.choice([0, 0.4, 0.8])))[:, 0]
    scores = np.clip(step * np.round(latent / step), 0, 10)
    match rng.integers(0, 10):
        case 0:
            scores[:] = 5.0
        case 1:
            scores = np.where(phase == 0, 7.0, 2.0)
        case 2:
            scores[:] = 5.0
            scores[lengths[0] - 1] = 8.0
    scores[rng.random(len(scores)) < 0.2] = np.nan
    for k in range(phases):
        scores[np.flatnonzero(phase == k)[0]] = 4.0 + k % 2
    return days, phase, scores, phases, step


def fast(series: Drawn, pair: tuple[int, int]) -> Contrast:
    days, phase, scores, phases, step = series
    seen = np.isfinite(scores)
    [found] = contrasts(
        days[seen],
        phase[seen],
        scores[seen, None],
        [pair],
        phases=phases,
        step=np.array([step]),
        mid=np.array([1.0]),
    )
    return found


def check_agreement(seed: int) -> None:
    drawn = series(seed)
    days, phase, scores, phases, step = drawn
    pair = (0, phases - 1)
    expected = reference(days, phase, scores, pair, step=step, mid=1.0)
    found = fast(drawn, pair)
    near = 0.005 * (expected.high - expected.low)
    assert found.low[0] == pytest.approx(expected.low, abs=near)
    assert found.high[0] == pytest.approx(expected.high, abs=near)
    assert found.p_better[0] == pytest.approx(expected.p_better, abs=1e-6)
    assert found.p_better_mid[0] == pytest.approx(expected.p_better_mid, abs=1e-6)
    assert found.p_better_drift[0] == pytest.approx(expected.p_better_drift, abs=1e-6)
    assert found.effective_earlier[0] == pytest.approx(expected.effective[0], rel=1e-6)
    assert found.effective_later[0] == pytest.approx(expected.effective[1], rel=1e-6)
