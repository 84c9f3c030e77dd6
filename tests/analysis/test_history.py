"""The verdicts of earlier weeks: worked out again, with the dates it came and went."""

from __future__ import annotations

from datetime import date

from ldn_desktop.analysis import Verdict, history
from ldn_desktop.analysis.history import past_verdicts
from ldn_desktop.diary.analysis_plan import LOOK_AGAIN
from ldn_desktop.diary.demo import demo_diary
from tests.support.analysis.diaries import around, day_number, diary

LAST = day_number(160)
FALL = around({0: 7, 42: 4})
FALL_AND_RISE = around({0: 7, 42: 4, 105: 8})


def test_a_verdict_that_stands_is_said_with_its_date() -> None:
    [text] = past_verdicts(diary(161, {42: 4.5}, FALL), LAST)
    assert (text.verdict, text.until) == (Verdict.BETTER, None)
    assert text.since == day_number(97)
    [line] = history.sentences([text], LAST)
    assert line == "Fatigue: “likely better” since 8 April."


def test_a_verdict_that_went_is_said_with_both_dates() -> None:
    [text] = past_verdicts(diary(161, {42: 4.5}, FALL_AND_RISE), LAST)
    assert text.until is not None
    assert text.since < text.until
    [line] = history.sentences([text], LAST)
    assert line.startswith("Fatigue: “likely better” on 8 April, but not since ")


def test_where_nothing_was_ever_said_there_is_no_history() -> None:
    assert past_verdicts(diary(161, {42: 4.5}, around({0: 6})), LAST) == []
    assert past_verdicts(diary(30, {}, around({0: 6})), LAST) == []


def test_before_a_fixed_date_the_weeks_before_are_not_told_either() -> None:
    agreed = {LOOK_AGAIN: [day_number(200).isoformat()]}
    assert past_verdicts(diary(161, {42: 4.5}, FALL, agreed=agreed), LAST) == []


def test_the_same_diary_has_the_same_history() -> None:
    today = date(2026, 11, 20)
    assert past_verdicts(demo_diary(today), today) == past_verdicts(demo_diary(today), today)
