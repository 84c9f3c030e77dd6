"""The whole calibration table: 1,000 invented diaries a cell, Welch's t beside it."""

from __future__ import annotations

import os

import pytest

from ldn_desktop.analysis.verdict import WEEKLY
from tests.support.analysis.calibration import (
    COVERAGE_MEAN,
    COVERAGE_WORST,
    FALSE_TARGETS,
    FIRST,
    GAIN_TARGETS,
    SECOND,
    CalibrationCell,
    cell,
    found_by_looking,
    line,
)

MOST_BY_DRIFT = 0.05
"""What the drift check, 95 % to one side, lets through by its own measure."""
DIARIES = int(os.environ.get("LDN_SOAK_DIARIES", "1000"))


@pytest.fixture(scope="module")
def nothing_changed() -> dict[tuple[float, int, int], CalibrationCell]:
    table = {}
    for rho in FALSE_TARGETS:
        for first in FIRST:
            for second in SECOND:
                found = cell((first, second), rho, 0.0, DIARIES)
                table[rho, first, second] = found
                print(line(rho, (first, second), found), flush=True)
    return table


def test_false_changes_stay_within_their_targets(
    nothing_changed: dict[tuple[float, int, int], CalibrationCell],
) -> None:
    for rho, target in FALSE_TARGETS.items():
        for (at, *days), found in nothing_changed.items():
            if at == rho:
                error = (target * (1 - target) / DIARIES) ** 0.5
                assert found.false <= target + 2 * error, (rho, days, found)


def test_the_interval_covers_the_truth(
    nothing_changed: dict[tuple[float, int, int], CalibrationCell],
) -> None:
    covered = [found.covered for found in nothing_changed.values()]
    error = (COVERAGE_WORST * (1 - COVERAGE_WORST) / DIARIES) ** 0.5
    assert COVERAGE_MEAN[0] <= sum(covered) / len(covered) <= COVERAGE_MEAN[1]
    assert min(covered) >= COVERAGE_WORST - 2 * error


@pytest.mark.parametrize(("days", "target"), GAIN_TARGETS.items())
def test_a_true_gain_of_two_points_is_found(days: tuple[int, int], target: float) -> None:
    cells = {rho: cell(days, rho, -2.0, DIARIES) for rho in FALSE_TARGETS}
    for rho, found in cells.items():
        print(line(rho, days, found), flush=True)
    share = sum(found.better for found in cells.values()) / len(cells)
    error = (target * (1 - target) / (DIARIES * len(cells))) ** 0.5
    assert share >= target - 2 * error


@pytest.mark.parametrize(("rho", "target"), FALSE_TARGETS.items())
def test_looking_weekly_finds_no_more_than_one_look(rho: float, target: float) -> None:
    share = found_by_looking(rho, DIARIES, every=7, threshold=WEEKLY)
    print(f"weekly looks, {rho}: {100 * share:.1f} %", flush=True)
    assert share <= target + 2 * (target * (1 - target) / DIARIES) ** 0.5


@pytest.mark.parametrize("days", GAIN_TARGETS)
def test_a_drift_alone_is_seldom_called_better(days: tuple[int, int]) -> None:
    """Drifts as the prior expects them: as many rise as fall."""
    for rho in FALSE_TARGETS:
        found = cell(days, rho, 0.0, DIARIES, drift=0.25)
        print("drift", line(rho, days, found), flush=True)
        assert (
            found.better
            <= MOST_BY_DRIFT + 2 * (MOST_BY_DRIFT * (1 - MOST_BY_DRIFT) / DIARIES) ** 0.5
        )
