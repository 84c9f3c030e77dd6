"""Crashes by phase, and the days after exertion."""

from __future__ import annotations

import numpy as np
import pytest

from ldn_desktop.analysis import crashes, phases
from ldn_desktop.analysis.crashes import (
    Link,
    crash_rates,
    exertion,
    onsets,
    poisson_interval,
)
from ldn_desktop.diary.fields import CRASH, EXERTION
from ldn_desktop.diary.model import Answer, Diary
from tests.support.analysis.diaries import Answers, day_number, diary
from tests.support.analysis.exertion_diaries import KINDS, days_of, false_alarms


def lived(kind: str, days: int, seed: int) -> Diary:
    scores, effort = days_of(kind, days, np.random.default_rng(seed))

    def change(n: int, answers: Answers) -> None:
        if np.isfinite(effort[n]):
            answers[EXERTION] = Answer(float(effort[n]), 1200)

    return diary(
        days, {}, lambda n: float(scores[n]) if np.isfinite(scores[n]) else None, change=change
    )


def test_a_crash_begins_on_its_first_day_after_a_recorded_day_without_one() -> None:
    recorded = np.array([1, 1, 1, 0, 1, 1, 0, 1, 1], bool)
    crashed = np.array([1, 0, 1, 0, 1, 0, 0, 1, 1], bool)
    assert np.flatnonzero(onsets(recorded, crashed)).tolist() == [2, 7]


def test_crashes_are_counted_by_onset_and_phase() -> None:
    def crash(n: int, answers: Answers) -> None:
        if n % 14 in (10, 11, 12) and n < 56:
            answers[CRASH] = Answer(True, 600)

    told = diary(112, {56: 4.5}, lambda _n: 5.0, change=crash)
    before, after = crash_rates(told, phases(told))
    assert (before.onsets, before.days) == (4, 49)
    assert before.rate == pytest.approx(28 * 4 / 49)
    assert before.low < before.rate < before.high
    assert (after.onsets, after.low) == (0, 0.0)
    assert after.high > 0


def test_a_day_well_above_the_median_counts_as_a_crash() -> None:
    told = diary(60, {30: 1.5}, lambda n: 8.0 if n in (12, 13, 40) else 5.0)
    assert [rate.onsets for rate in crash_rates(told, phases(told))] == [1, 1]


def test_an_empty_diary_has_no_crash_rate() -> None:
    assert crash_rates(Diary(), []) == []


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904)]
)
def test_the_interval_of_a_count_is_the_exact_one(count: int, low: float, high: float) -> None:
    assert poisson_interval(count) == pytest.approx((low, high), abs=1e-4)


def test_hundreds_of_crashes_have_an_interval_too() -> None:
    low, high = poisson_interval(2000)
    assert 1900 < low < 2000 < high < 2100


def test_a_link_that_is_there_is_found() -> None:
    found = exertion(lived("follows", 300, 1))
    assert found.link is Link.WORSE_AFTER
    assert found.slope is not None
    assert found.slope > 0


def test_a_link_the_other_way_round_is_never_worded() -> None:
    found = exertion(lived("eases", 300, 2))
    assert found.link is Link.MISSING_NOISE
    assert found.statistic is not None
    assert found.statistic < 0


def test_few_days_or_crashes_are_refused() -> None:
    assert exertion(Diary()).link is Link.TOO_FEW
    assert exertion(lived("follows", 80, 3)).link is Link.TOO_FEW
    calm = diary(
        200,
        {},
        lambda n: 5.0 + n % 2,
        change=lambda n, answers: answers.update({EXERTION: Answer(float(n % 5), 1)}),
    )
    assert exertion(calm).link is Link.TOO_FEW


def test_exertion_that_never_changes_is_refused() -> None:
    told = diary(
        300,
        {},
        lambda n: 8.0 if n % 20 == 19 else 5.0,
        change=lambda _n, answers: answers.update({EXERTION: Answer(3.0, 1)}),
    )
    assert exertion(told).link is Link.TOO_FEW


@pytest.mark.parametrize("kind", KINDS)
def test_false_alarms_are_rare_whatever_else_links_the_two(kind: str) -> None:
    assert false_alarms(kind, 240, 100) <= 0.06 + 2 * (0.06 * 0.94 / 100) ** 0.5


def test_what_is_said_always_carries_its_caveats() -> None:
    told = crashes.exertion_sentences(exertion(lived("nothing", 300, 5)))
    assert told[0] == (
        "No link was seen between hard days and Fatigue. That never means it is safe to do more."
    )
    assert told[1].startswith("Feeling ill makes people rest.")
    assert told[2].endswith("Please do not test it.")
    assert len(crashes.exertion_sentences(exertion(Diary()))) == 1


def test_crash_counts_are_said_with_their_interval() -> None:
    told = diary(60, {30: 1.5}, lambda n: 8.0 if n in (12, 13, 40) else 5.0)
    assert crashes.crash_sentences(crash_rates(told, phases(told)))[1] == (
        "A crash began 1 time in 23 days on 1.5 mg. "
        "That is about 1.2 in 28 days (could be 0.0 to 6.8)."
    )


def test_the_last_two_years_are_enough() -> None:
    told = lived("nothing", 1200, 6)
    assert exertion(told).days < 730
    assert exertion(told, until=day_number(10)).link is Link.TOO_FEW
