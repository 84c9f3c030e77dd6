"""Imported doses show the dose steps that nobody listed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.imported_steps import (
    STEADY_DAYS,
    add_steps,
    days_before_first_step,
    missing_steps,
)
from ldn_desktop.diary.model import Answer, AnswerChange, Diary, DoseStep, Edit, Source

START = date(2026, 3, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def dosed(
    amounts: Iterable[float | None], *steps: DoseStep, source: Source = Source.IMPORTED
) -> Diary:
    """A diary in which `amounts` were taken, one a day from START."""
    found = Diary(dose_steps=list(steps))
    for number, mg in enumerate(amounts):
        if mg is not None:
            found.apply(Edit((AnswerChange(day(number), DOSE, None, Answer(mg, 600, source)),)))
    return found


def found_in(diary: Diary) -> list[tuple[date, float]]:
    return [(step.start, step.mg) for step in missing_steps(diary)]


def test_each_amount_begins_on_the_first_day_on_which_it_was_taken() -> None:
    diary = dosed([0.5] * 10 + [1.0] * 10 + [1.5] * 10)
    assert found_in(diary) == [(day(0), 0.5), (day(10), 1.0), (day(20), 1.5)]


def test_steps_that_are_listed_are_not_missing() -> None:
    assert found_in(dosed([0.5] * 20 + [1.5] * 9, DoseStep(day(20), 1.5))) == [(day(0), 0.5)]
    assert found_in(dosed([0.5] * 20, DoseStep(day(-3), 0.5))) == []
    assert found_in(dosed([1.5] * 20, DoseStep(day(2), 1.5))) == []


def test_a_guess_that_came_too_early_is_listed_again_where_it_was_taken() -> None:
    diary = dosed([0.5] * 20 + [4.5] * 20, DoseStep(day(-30), 4.5))
    assert found_in(diary) == [(day(0), 0.5), (day(20), 4.5)]


def test_days_without_a_dose_and_odd_days_begin_nothing() -> None:
    odd = [0.5, 0.5, 1.0, 0.5, None, 0.5, 0.0, 0.5, 1.0, 0.5, 0.5, None, None, 0.5]
    assert found_in(dosed(odd)) == [(day(0), 0.5)]
    assert found_in(dosed([0.5] * (STEADY_DAYS - 1))) == []


def test_what_the_person_answered_is_no_step_that_was_forgotten() -> None:
    assert found_in(dosed([0.5] * 30, source=Source.ENTERED)) == []


def test_added_steps_are_missing_no_more_and_the_days_count() -> None:
    diary = dosed([0.5] * 10 + [1.0] * 10, DoseStep(day(15), 1.0))
    assert days_before_first_step(diary, day(0), day(40)) == 15
    diary.apply(add_steps(missing_steps(diary)))
    assert [(step.start, step.mg) for step in diary.dose_steps] == [
        (day(0), 0.5),
        (day(10), 1.0),
        (day(15), 1.0),
    ]
    assert missing_steps(diary) == []
    assert days_before_first_step(diary, day(0), day(40)) == 0
