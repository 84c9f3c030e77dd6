"""What real diaries do and the first calibration did not cover: 600 diaries a cell, five words.

Shares are at 99 %, as a page that is read week by week asks, and at 97.5 % on a fixed date.
Each limit is what docs/statistics.md states, plus two standard errors.
"""

from __future__ import annotations

import math
import os

import pytest

from ldn_desktop.analysis.verdict import Verdict
from tests.support.analysis import random_processes
from tests.support.analysis.real_life import (
    LONG,
    NULLS,
    SHORT,
    STARTS,
    Make,
    RealLifeCell,
    alternating,
    cell,
    changed_habit,
    from_the_worst,
    row,
)

DIARIES = int(os.environ.get("LDN_SOAK_DIARIES", "600"))
ON_OFF, ON_OFF_ON = [42, 56, 42], [42, 56, 42, 56]
Limits = tuple[float, float]


def worked_out(name: str, phases: list[int], make: Make, truth: float = 0.0) -> RealLifeCell:
    found = cell(make, phases, DIARIES, truth=truth)
    print(row(name, found), flush=True)
    return found


def error(share: float) -> float:
    return 2 * math.sqrt(share * (1 - share) / DIARIES)


def at_most(shares: Limits, limits: Limits) -> bool:
    return all(s <= limit + error(limit) for s, limit in zip(shares, limits, strict=True))


def at_least(shares: Limits, limits: Limits) -> bool:
    return all(s >= limit - error(limit) for s, limit in zip(shares, limits, strict=True))


MOST_ANY: dict[str, Limits] = {
    "two-speed, 28+56": (0.03, 0.075),
    "two-speed, 60+90": (0.05, 0.10),
    "0.95, 28+56": (0.06, 0.11),
    "0.95, 60+90": (0.10, 0.16),
    "ARFIMA .45, 60+90": (0.05, 0.10),
    "random walk, 60+90": (0.06, 0.12),
}
"""“Likely better” or “likely worse”, in whatever words, though nothing was done."""
LEAST_COVERED = {
    "two-speed, 28+56": 0.91,
    "two-speed, 60+90": 0.88,
    "0.95, 28+56": 0.80,
    "0.95, 60+90": 0.78,
    "random walk, 60+90": 0.82,
}


@pytest.mark.parametrize("name", NULLS)
def test_where_nothing_was_done_a_change_is_seldom_said(name: str) -> None:
    phases, make = NULLS[name]
    found = worked_out(name, phases, make)
    assert at_most(found.any_verdict, MOST_ANY.get(name, (0.03, 0.07)))
    least = LEAST_COVERED.get(name, 0.91)
    assert found.covered >= least - error(least)
    assert found.missing_notes <= 0.10


MOST_FROM_A_BAD_START: dict[str, Limits] = {
    "two-speed": (0.08, 0.12),
    "0.95": (0.12, 0.19),
}


@pytest.mark.parametrize("name", STARTS)
def test_a_start_at_a_bad_time_is_seldom_called_better(name: str) -> None:
    phases, make = STARTS[name]
    found = worked_out(name, phases, make)
    assert at_most(found.better, MOST_FROM_A_BAD_START[name.split(maxsplit=1)[0]])
    if "worst fortnight" in name:
        assert found.bad_starts >= 0.90


@pytest.mark.parametrize(
    ("phases", "least"), [(SHORT, (0.08, 0.29)), (LONG, (0.42, 0.66)), (ON_OFF, (0.76, 0.88))]
)
def test_a_true_gain_is_found(phases: list[int], least: Limits) -> None:
    found = worked_out(f"−2 {phases}", phases, alternating(0.3, phases, effect=-2.0), -2.0)
    assert at_least(found.better, least)


@pytest.mark.parametrize("rho", [0.3, 0.5])
def test_on_off_on_and_off_again_finds_it(rho: float) -> None:
    make = alternating(rho, ON_OFF_ON, effect=-2.0)
    found = worked_out(f"−2 {rho} {ON_OFF_ON}", ON_OFF_ON, make, -2.0)
    assert found.better[1] >= 0.90 - error(0.90)


@pytest.mark.parametrize("rho", [0.3, 0.5, 0.85])
def test_a_drift_is_not_mistaken_for_a_dose_that_comes_and_goes(rho: float) -> None:
    extra = random_processes.drift(sum(ON_OFF_ON), -2.0)
    found = worked_out(f"drift {rho}", ON_OFF_ON, alternating(rho, ON_OFF_ON, extra=extra))
    assert at_most(found.better, (0.05, 0.09))


@pytest.mark.parametrize("rho", [0.3, 0.85])
def test_a_placebo_response_is_no_plain_gain_in_the_first_weeks(rho: float) -> None:
    for later, most in ((28, (0.0, 0.0)), (56, (0.01, 0.05)), (90, (0.01, 0.05))):
        phases = [60, later]
        make = alternating(rho, phases, extra=random_processes.fading_placebo(phases))
        found = worked_out(f"fading placebo {rho}, 60+{later}", phases, make)
        assert at_most(found.better, most)


@pytest.mark.parametrize("rho", [0.3, 0.5, 0.85])
def test_a_slow_worsening_is_said_with_its_doubt(rho: float) -> None:
    phases = [60, 180]
    make = alternating(rho, phases, extra=random_processes.drift(240, 1.0))
    found = worked_out(f"+1 in 90 days {rho}", phases, make)
    plain, doubted = found.share(Verdict.WORSE), found.share(Verdict.WORSE_BEFORE)
    print(f"  plain {plain}, doubted {doubted}", flush=True)
    assert at_most(plain, (0.03, 0.06))


@pytest.mark.parametrize("rho", [0.3, 0.85])
def test_a_sudden_harm_is_told_as_often_whatever_the_words(rho: float) -> None:
    found = worked_out(f"+2 {rho}", LONG, alternating(rho, LONG, effect=2.0), 2.0)
    reported = found.share(Verdict.WORSE, Verdict.WORSE_BEFORE)
    print(f"  plain {found.share(Verdict.WORSE)}, in any words {reported}", flush=True)
    assert at_least(reported, {0.3: (0.75, 0.88), 0.85: (0.32, 0.49)}[rho])


@pytest.mark.parametrize("phases", [SHORT, LONG])
def test_a_changed_habit_of_logging_is_pointed_out(phases: list[int]) -> None:
    found = worked_out("changed habit", phases, changed_habit(0.5, phases))
    assert found.missing_notes >= {28: 0.5, 60: 0.8}[phases[0]]


def test_answers_are_mostly_true_where_one_is_given() -> None:
    found = worked_out("ρ 0.85, those answered", SHORT, alternating(0.85, SHORT))
    least = 0.85
    assert found.covered_when_answered >= least - error(least) / 0.33**0.5


@pytest.mark.parametrize("rho", [0.3, 0.85])
def test_the_printed_size_is_not_much_larger_than_the_truth(rho: float) -> None:
    found = worked_out(f"−1 {rho}", LONG, alternating(rho, LONG, effect=-1.0), -1.0)
    print(f"  mean size of those told: {found.sizes.mean():.2f}", flush=True)
    assert found.sizes.mean() > -2.3


@pytest.mark.parametrize("process", [0.85, random_processes.TWO_SPEED])
def test_a_baseline_that_comes_back_outweighs_a_bad_start(process: float | str) -> None:
    make = from_the_worst(process, ON_OFF, 1.0)
    found = worked_out(f"{process} from the worst, on and off", ON_OFF, make)
    assert at_most(found.better, (0.05, 0.08))
