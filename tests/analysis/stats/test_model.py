"""The model against a second one of whole matrices, and what symmetry demands of it."""

from __future__ import annotations

import numpy as np
import pytest

from ldn_desktop.analysis.stats.model import contrasts
from tests.support.analysis.reference import check_agreement, fast, series
from tests.support.analysis.simulated_diaries import ar1, diaries


@pytest.mark.parametrize("seed", range(8))
def test_it_agrees_with_whole_matrices(seed: int) -> None:
    check_agreement(seed)


def test_turning_the_scale_round_turns_the_answer_round() -> None:
    days, phase, scores, phases, step = series(100)
    found, turned = (
        fast(series(100), (0, 1)),
        fast((days, phase, 10 - scores, phases, step), (0, 1)),
    )
    assert turned.change[0] == pytest.approx(-found.change[0])
    assert turned.low[0] == pytest.approx(-found.high[0])
    assert turned.p_better[0] == pytest.approx(1 - found.p_better[0])


def test_a_shift_of_all_scores_changes_nothing() -> None:
    days, phase, scores, phases, step = series(101)
    found, moved = (
        fast(series(101), (0, 1)),
        fast((days, phase, scores + 3, phases, step), (0, 1)),
    )
    assert moved.low[0] == pytest.approx(found.low[0])
    assert moved.mean_later[0] == pytest.approx(found.mean_later[0] + 3)


def test_running_time_backwards_changes_sign_alone_with_two_phases() -> None:
    rng = np.random.default_rng(5)
    days = np.arange(60)
    phase = (days >= 25).astype(np.int64)
    scores = np.round(5 + ar1(rng, 60, 1, 0.5)[:, 0])
    forth = fast((days, phase, scores, 2, 1.0), (0, 1))
    back = fast((days, 1 - phase[::-1], scores[::-1], 2, 1.0), (0, 1))
    assert back.change[0] == pytest.approx(-forth.change[0])
    assert back.effective_later[0] == pytest.approx(forth.effective_earlier[0])


def test_the_same_series_gives_the_same_bits() -> None:
    assert fast(series(102), (0, 1)).low.tobytes() == fast(series(102), (0, 1)).low.tobytes()


def test_symptoms_fitted_together_answer_as_alone() -> None:
    rng = np.random.default_rng(6)
    days = np.arange(50)
    phase = (days >= 20).astype(np.int64)
    scores = np.round(5 + ar1(rng, 50, 4, 0.3))
    scores[rng.random(50) < 0.2, :2] = np.nan
    scores[rng.random(50) < 0.2, 3] = np.nan
    ones = np.ones(4)
    [together] = contrasts(days, phase, scores, [(0, 1)], phases=2, step=ones, mid=ones)
    for n in range(4):
        alone = fast((days, phase, scores[:, n], 2, 1.0), (0, 1))
        assert together.low[n] == pytest.approx(alone.low[0], abs=1e-7)
        assert together.effective_later[n] == pytest.approx(alone.effective_later[0])


def test_more_phases_teach_the_rhythm_and_narrow_the_interval() -> None:
    scores = diaries(np.random.default_rng(7), (42, 90), 0.3, 0.0, 100)
    days, phase, ones = np.arange(132), np.repeat([0, 1, 2], [28, 14, 90]), np.ones(100)
    [alone] = contrasts(days[:42], phase[:42], scores[:42], [(0, 1)], phases=2, step=ones, mid=ones)
    [joint] = contrasts(days, phase, scores, [(0, 1)], phases=3, step=ones, mid=ones)
    assert np.mean(joint.high - joint.low) < 0.9 * np.mean(alone.high - alone.low)


def test_one_odd_day_beside_the_border_is_not_a_change() -> None:
    scores = np.full(84, 5.0)
    scores[41] = 7.0
    found = fast((np.arange(84), np.repeat([0, 1], 42), scores, 2, 1.0), (0, 1))
    assert abs(found.change[0]) < 0.2
    assert found.p_better[0] < 0.95


def test_a_phase_without_scores_has_no_answer_and_spoils_no_other() -> None:
    days, phase, scores, phases, step = series(103)
    empty = np.where(phase == 1, np.nan, scores)
    assert np.isnan(fast((days, phase, empty, phases, step), (0, 1)).change[0])
    if phases == 2:
        pytest.fail("this series needs a third phase")
    assert np.isfinite(fast((days, phase, empty, phases, step), (0, 2)).change[0])


def test_a_symptom_without_any_score_spoils_no_other() -> None:
    scores = np.column_stack([np.arange(20.0) % 3, np.full(20, np.nan)])
    phase, ones = np.repeat([0, 1], 10), np.ones(2)
    [found] = contrasts(np.arange(20), phase, scores, [(0, 1)], phases=2, step=ones, mid=ones)
    assert np.isfinite(found.change).tolist() == [True, False]
