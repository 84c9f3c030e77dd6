"""A small fixed sample of the calibration table; `tests/soak` has the whole of it."""

from __future__ import annotations

import pytest

from ldn_desktop.analysis.verdict import Verdict
from tests.support.analysis import random_processes
from tests.support.analysis.calibration import COVERAGE_WORST, FALSE_TARGETS, cell
from tests.support.analysis.real_life import (
    LONG,
    NULLS,
    SHORT,
    STARTS,
    alternating,
    changed_habit,
)
from tests.support.analysis.real_life import cell as cell_of

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


FEW = 60
"""Diaries of each kind here; tests/soak has 600."""
ON_OFF = [42, 56, 42]


@pytest.mark.parametrize("name", [*NULLS, *STARTS])
def test_where_nothing_was_done_better_is_seldom_said(name: str) -> None:
    phases, make = (NULLS | STARTS)[name]
    found = cell_of(make, phases, FEW)
    assert found.better[0] <= (0.25 if name.startswith("0.95") else 0.12)
    if name in NULLS:
        assert found.missing_notes <= 0.15
    if "worst fortnight" in name:
        assert found.bad_starts >= 0.8


def test_a_dose_that_comes_and_goes_is_read_together() -> None:
    assert cell_of(alternating(0.3, ON_OFF, effect=-2.0), ON_OFF, FEW).better[0] >= 0.6
    drift = random_processes.drift(sum(ON_OFF), -2.0)
    assert cell_of(alternating(0.3, ON_OFF, extra=drift), ON_OFF, FEW).better[0] <= 0.1


def test_a_placebo_response_is_lower_so_far_and_then_gone() -> None:
    for later in (28, 90):
        phases = [60, later]
        make = alternating(0.3, phases, extra=random_processes.fading_placebo(phases))
        assert cell_of(make, phases, FEW).better[0] <= 0.02


def test_a_changed_habit_of_logging_is_mostly_pointed_out() -> None:
    assert cell_of(changed_habit(0.5, LONG), LONG, FEW).missing_notes >= 0.6


def test_a_slow_worsening_is_said_with_its_doubt() -> None:
    phases = [60, 180]
    found = cell_of(alternating(0.3, phases, extra=random_processes.drift(240, 1.0)), phases, FEW)
    assert found.share(Verdict.WORSE)[0] <= 0.1
    assert found.share(Verdict.WORSE_BEFORE)[0] >= 0.15


@pytest.mark.parametrize("phases", [SHORT, LONG, ON_OFF])
@pytest.mark.parametrize("rho", [0.3, 0.85])
def test_the_chance_to_find_a_change_is_about_what_is_said(rho: float, phases: list[int]) -> None:
    found = cell_of(alternating(rho, phases, effect=-2.0), phases, 2 * FEW)
    for sentence, true in zip(found.power, found.better, strict=True):
        assert sentence == pytest.approx(true, abs=0.2)
