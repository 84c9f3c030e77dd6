"""Which day an answer belongs to, what may be copied, and when side effects are asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis.strategies import booleans, datetimes, integers, lists

from ldn_desktop.diary.fields import CRASH, DOSE, EXERTION, NOTE
from ldn_desktop.diary.model import (
    Answer,
    AnswerChange,
    Day,
    Diary,
    DoseStep,
    Edit,
    Source,
)
from ldn_desktop.diary.recording import (
    answer_now,
    checked_helper,
    diary_date,
    entered_by,
    morning_after,
    same_as_day_before,
    side_effects_due,
)
from ldn_desktop.errors import UserError
from tests.support.entry_times import entered_at

TODAY = date(2026, 11, 22)
HERE = timezone(timedelta(hours=1))
EVENING = datetime(2026, 11, 22, 19, 30, tzinfo=HERE)


@pytest.mark.parametrize(
    ("hour", "minute", "ends", "expected"),
    [(3, 59, 4, 21), (4, 0, 4, 22), (0, 0, 0, 22), (11, 59, 12, 21), (23, 59, 4, 22)],
)
def test_the_small_hours_belong_to_the_day_before(
    hour: int, minute: int, ends: int, expected: int
) -> None:
    assert diary_date(datetime(2026, 11, 22, hour, minute), ends) == date(2026, 11, expected)


@given(datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)), integers(0, 12))
def test_a_diary_day_is_the_date_or_the_one_before(now: datetime, ends: int) -> None:
    assert now.date() - diary_date(now, ends) in (timedelta(0), timedelta(days=1))


def test_an_answer_knows_its_time_and_place() -> None:
    answer = answer_now(Diary(), TODAY, 5.0, EVENING)
    assert entered_at(answer, TODAY) == EVENING
    assert (answer.source, answer.offset) == (Source.ENTERED, 60)


def test_an_answer_after_its_day_ended_is_recalled() -> None:
    before_the_end = datetime(2026, 11, 23, 3, 59, tzinfo=HERE)
    after_the_end = datetime(2026, 11, 23, 4, 0, tzinfo=HERE)
    assert answer_now(Diary(), TODAY, 5.0, before_the_end).source is Source.ENTERED
    assert answer_now(Diary(), TODAY, 5.0, after_the_end).source is Source.RECALLED


def _day(when: date, values: dict[str, object]) -> Day:
    return Day(when, {key: Answer(value, 1200) for key, value in values.items()})


def _diary(*days: Day, steps: tuple[DoseStep, ...] = ()) -> Diary:
    return Diary({day.date: day for day in days}, steps)


def test_fatigue_notes_crashes_and_doses_are_never_copied() -> None:
    before = _day(
        TODAY - timedelta(days=1),
        {"fatigue": 5.0, "pain": 2.5, EXERTION: 7.5, CRASH: True, NOTE: "Rain.", DOSE: 1.5},
    )
    diary = _diary(before)
    diary.apply(same_as_day_before(diary, TODAY, EVENING))
    copied = diary.day(TODAY).answers
    assert {key: a.value for key, a in copied.items()} == {"pain": 2.5, EXERTION: 7.5}
    assert {a.source for a in copied.values()} == {Source.COPIED}


def test_what_was_answered_already_is_not_copied_over() -> None:
    diary = _diary(_day(TODAY - timedelta(days=1), {"pain": 2.5}), _day(TODAY, {"pain": 10.0}))
    assert not same_as_day_before(diary, TODAY, EVENING)


def test_nothing_can_be_copied_from_an_empty_day() -> None:
    with pytest.raises(UserError, match="nothing to copy from Saturday"):
        same_as_day_before(Diary(), TODAY, EVENING)


@given(lists(booleans(), min_size=1, max_size=8))
def test_no_three_days_in_a_row_are_copied(entered: list[bool]) -> None:
    first = TODAY - timedelta(days=len(entered))
    diary = _diary(_day(first, {"pain": 5.0}))
    copied: list[bool] = []
    for number, by_hand in enumerate(entered, start=1):
        when = first + timedelta(days=number)
        if by_hand:
            diary.apply(diary.answer(when, "pain", Answer(2.5, 1200)))
            copied.append(False)
            continue
        try:
            diary.apply(same_as_day_before(diary, when, EVENING))
            copied.append(True)
        except UserError:
            assert copied[-2:] == [True, True]
            diary.apply(diary.answer(when, "pain", Answer(2.5, 1200)))
            copied.append(False)
    runs = "".join("c" if one else "-" for one in copied)
    assert "ccc" not in runs


@pytest.mark.parametrize(("days", "asked"), [(0, True), (27, True), (28, False)])
def test_side_effects_are_asked_for_four_weeks_after_the_start(days: int, asked: bool) -> None:
    start = TODAY - timedelta(days=days)
    yesterday = _day(TODAY - timedelta(days=1), {"nausea": 0.0})
    assert side_effects_due(_diary(yesterday, steps=(DoseStep(start, 0.5),)), TODAY) == asked


@pytest.mark.parametrize(("days", "asked"), [(0, True), (6, True), (7, False)])
def test_side_effects_are_asked_for_a_week_after_a_change(days: int, asked: bool) -> None:
    steps = (DoseStep(date(2025, 1, 1), 0.5), DoseStep(TODAY - timedelta(days=days), 1.0))
    yesterday = _day(TODAY - timedelta(days=1), {"nausea": 0.0})
    assert side_effects_due(_diary(yesterday, steps=steps), TODAY) == asked


def test_later_side_effects_are_asked_once_a_week() -> None:
    steps = (DoseStep(date(2025, 1, 1), 0.5),)
    for ago, asked in ((6, False), (7, True)):
        diary = _diary(_day(TODAY - timedelta(days=ago), {"nausea": 0.0}), steps=steps)
        assert side_effects_due(diary, TODAY) == asked


def test_side_effects_are_not_asked_before_a_first_dose() -> None:
    planned = DoseStep(TODAY, 0.5, planned=True)
    assert not side_effects_due(_diary(steps=(planned,)), TODAY)
    assert not side_effects_due(_diary(steps=(DoseStep(TODAY, 0.0),)), TODAY)


def test_the_morning_is_midnight_to_noon() -> None:
    hours = [hour for hour in range(24) if morning_after(datetime(2026, 11, 22, hour))]
    assert hours == list(range(12))


def test_a_helpers_answers_carry_the_name_and_imported_ones_do_not() -> None:
    imported = Answer(4.0, 600, Source.IMPORTED)
    scored = Answer(5.0, 600, Source.RECALLED, 60, {"newer": 1})
    edit = Edit(
        (
            AnswerChange(TODAY, "pain", None, scored),
            AnswerChange(TODAY, "steps", None, imported),
            AnswerChange(TODAY, "fatigue", scored, None),
        )
    )
    pain, steps, fatigue = entered_by(edit, "Anna").changes
    assert pain.after == scored._replace(extra={"newer": 1, "by": "Anna"})
    assert (steps.after, fatigue.after) == (imported, None)


@pytest.mark.parametrize(
    ("typed", "name"), [("  Anna \n Maria ", "Anna Maria"), ("", ""), ("Ма́ша", "Ма́ша")]
)
def test_a_helpers_name_may_be_in_any_script_or_missing(typed: str, name: str) -> None:
    assert checked_helper(typed) == name


def test_a_helpers_name_that_is_a_letter_is_refused() -> None:
    with pytest.raises(UserError, match="up to 40 characters"):
        checked_helper("A" * 41)
