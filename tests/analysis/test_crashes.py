"""Crashes by phase, and the days after exertion."""

from __future__ import annotations

import numpy as np
import pytest

from ldn_desktop.analysis import crashes, phases
from ldn_desktop.analysis.crashes import (
    Exertion,
    Link,
    crash_rates,
    exertion,
    onsets,
    regression,
)
from ldn_desktop.diary.fields import CRASH, EXERTION
from ldn_desktop.diary.model import Answer, Diary
from ldn_desktop.diary.symptoms import FATIGUE
from tests.support.analysis.diaries import Answers, day_number, diary
from tests.support.analysis.exertion_diaries import KINDS, alarms, days_of


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


def test_crash_days_are_counted_by_dose_in_all_its_days() -> None:
    def crash(n: int, answers: Answers) -> None:
        if n % 14 in (10, 11, 12) and n < 56:
            answers[CRASH] = Answer(True, 600)

    recorded = diary(112, {56: 4.5}, lambda _n: 5.0, change=crash)
    before, after = crash_rates(recorded, phases(recorded))
    assert (before.crash_days, before.days) == (12, 56)
    assert before.rate == pytest.approx(28 * 12 / 56)
    assert (after.crash_days, after.rate) == (0, 0.0)


def test_crash_days_of_a_dose_that_comes_back_are_counted_together() -> None:
    def crash(n: int, answers: Answers) -> None:
        if n in (5, 50):
            answers[CRASH] = Answer(True, 600)

    recorded = diary(60, {20: 4.5, 40: 0.0}, lambda _n: 5.0, change=crash)
    without, _on = crash_rates(recorded, phases(recorded))
    assert (without.crash_days, without.days, without.phrase) == (2, 40, "with no dose")


def test_where_one_crash_is_marked_only_marked_days_are_crashes() -> None:
    """The same rule as on charts and on the report: a bad day is no crash unless it is marked."""
    bad = {12, 13, 40, 60, 80}

    def crash(n: int, answers: Answers) -> None:
        if n == 30:
            answers[CRASH] = Answer(True, 600)

    rated = diary(100, {}, lambda n: 8.0 if n in bad else 5.0)
    marked = diary(100, {}, lambda n: 8.0 if n in bad else 5.0, change=crash)
    assert exertion(rated).onsets == 4
    assert exertion(marked).onsets == 1


def test_an_empty_diary_has_no_crash_rate() -> None:
    assert crash_rates(Diary(), []) == []


def test_a_link_that_is_there_is_found() -> None:
    found = exertion(lived("follows", 300, 1))
    assert found.link is Link.WORSE_AFTER
    assert found.slope is not None
    assert found.slope > 0


def test_a_link_the_other_way_round_is_never_worded() -> None:
    found = exertion(lived("eases", 300, 2))
    assert found.link is Link.UNSEEN
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
    recorded = diary(
        300,
        {},
        lambda n: 8.0 if n % 20 == 19 else 5.0,
        change=lambda _n, answers: answers.update({EXERTION: Answer(3.0, 1)}),
    )
    assert exertion(recorded).link is Link.TOO_FEW


@pytest.mark.parametrize("kind", KINDS)
def test_false_alarms_are_rare_whatever_else_links_the_two(kind: str) -> None:
    assert alarms(kind, 240, 60) <= 0.08 + 2 * (0.08 * 0.92 / 60) ** 0.5


def test_a_common_rhythm_is_refused_with_its_length() -> None:
    found = exertion(lived("21-day cycle", 365, 4))
    assert found.link is Link.SWINGS
    assert found.rhythm == pytest.approx(21, abs=2)
    assert "together, about every 21 days" in crashes.exertion_sentences(found)[0]


@pytest.mark.parametrize("lag", [1, 2, 3])
def test_the_day_on_which_it_shows_most_is_said(lag: int) -> None:
    rng = np.random.default_rng(lag)
    effort = rng.choice([0.0, 2.5, 5.0, 7.5, 10.0], 365)
    scores = rng.choice([0.0, 2.5, 5.0], 365)
    scores[lag:] += effort[:-lag] / 2
    found = regression(scores, effort)
    assert found is not None
    assert found.worse_after
    assert found.lag == lag


def test_the_lag_stands_in_the_sentence() -> None:
    found = Exertion(FATIGUE, "Fatigue", Link.WORSE_AFTER, 10, 300, lag=2)
    assert "This showed most clearly two days later." in crashes.exertion_sentences(found)[0]


def test_what_is_said_always_carries_its_caveats() -> None:
    reported = crashes.exertion_sentences(exertion(lived("nothing", 300, 5)))
    assert reported[0] == (
        "No link was seen between days that took more effort and Fatigue. That does not mean it "
        "is safe to do more."
    )
    assert reported[1].startswith("Feeling ill makes people rest.")
    assert reported[2].endswith("Please do not do more to find out.")
    assert len(crashes.exertion_sentences(exertion(Diary()))) == 1


def test_crash_days_are_said_as_a_count_and_in_28_days() -> None:
    def crash(n: int, answers: Answers) -> None:
        if n == 40:
            answers[CRASH] = Answer(True, 600)

    recorded = diary(60, {30: 1.5}, lambda _n: 5.0, change=crash)
    assert crashes.crash_sentences(crash_rates(recorded, phases(recorded)))[1] == (
        "1 crash day in 30 days on 1.5 mg. That is 0.9 per 28 days."
    )


def test_the_last_two_years_are_enough() -> None:
    recorded = lived("nothing", 1200, 6)
    assert exertion(recorded).days < 730
    assert exertion(recorded, until=day_number(10)).link is Link.TOO_FEW
