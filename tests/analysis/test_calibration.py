"""A small fixed sample of the calibration table; `tests/soak` has the whole of it."""

from __future__ import annotations

import pytest

from tests.support.analysis.calibration import COVERAGE_WORST, FALSE_TARGETS, cell

DIARIES = 200


@pytest.mark.parametrize(("rho", "target"), FALSE_TARGETS.items())
def test_changes_that_are_none_are_seldom_found(rho: float, target: float) -> None:
    found = cell((28, 90), rho, 0.0, DIARIES)
    error = (target * (1 - target) / DIARIES) ** 0.5
    assert found.false <= target + 2 * error
    assert found.welch > found.false
    covered = (COVERAGE_WORST * (1 - COVERAGE_WORST) / DIARIES) ** 0.5
    assert found.covered >= COVERAGE_WORST - 2 * covered


def test_a_true_gain_is_found_more_often_than_not() -> None:
    assert cell((28, 90), 0.5, -2.0, DIARIES).better > 0.5


def test_ten_days_before_are_never_enough() -> None:
    found = cell((10, 28), 0.5, -2.0, 50)
    assert found.enough == 0
