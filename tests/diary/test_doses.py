"""Dose history, what was taken against it, and the supply."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ldn_desktop.diary import doses
from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.model import (
    Answer,
    AnswerChange,
    Diary,
    DoseStep,
    Edit,
    Source,
)
from ldn_desktop.errors import UserError

START = date(2026, 3, 1)


def diary_of(*steps: tuple[int, float], planned: bool = False) -> Diary:
    return Diary(dose_steps=[DoseStep(START + timedelta(n), mg, planned) for n, mg in steps])


def take(diary: Diary, days_after: int, mg: float) -> None:
    when = START + timedelta(days_after)
    diary.apply(Edit((AnswerChange(when, DOSE, None, Answer(mg, 600)),)))


def test_a_step_lasts_until_the_day_before_the_next() -> None:
    periods = doses.history(diary_of((0, 1.5), (10, 3.0)))
    assert [(p.step.mg, p.start, p.end) for p in periods] == [
        (1.5, START, START + timedelta(9)),
        (3.0, START + timedelta(10), None),
    ]


def test_a_planned_step_is_no_history() -> None:
    assert doses.history(diary_of((0, 1.5), planned=True)) == []


def test_confirming_a_planned_step_makes_it_count_from_its_date() -> None:
    diary = diary_of((0, 1.5), planned=True)
    diary.apply(doses.confirm(diary.dose_steps[0]))
    assert diary.dose_step_on(START) == DoseStep(START, 1.5)


def test_taken_days_are_counted_by_kind() -> None:
    diary = diary_of((0, 1.5))
    for after, mg in ((0, 1.5), (1, 1.5), (2, 3.0), (4, 0.0)):
        take(diary, after, mg)
    [period] = doses.history(diary)
    assert doses.taken(diary, period, START + timedelta(5)) == doses.Taken(2, 1, 1, 2)


def test_a_new_step_on_the_same_day_takes_the_place_of_the_old_and_can_be_undone() -> None:
    diary = diary_of((0, 1.5))
    edit = doses.set_step(diary, DoseStep(START, 3.0))
    diary.apply(edit)
    assert [s.mg for s in diary.dose_steps] == [3.0]
    diary.apply(edit.reversed())
    assert [s.mg for s in diary.dose_steps] == [1.5]


def test_the_same_step_again_is_no_edit() -> None:
    assert not doses.set_step(diary_of((0, 1.5)), DoseStep(START, 1.5))


def test_a_removed_step_is_gone() -> None:
    diary = diary_of((0, 1.5))
    diary.apply(doses.remove_step(diary.dose_steps[0]))
    assert diary.dose_steps == []


def test_supply_goes_down_by_one_a_day_but_not_on_days_that_say_not_taken() -> None:
    diary = diary_of((0, 1.5))
    diary.apply(doses.count_supply(diary, 30, START))
    take(diary, 3, 0.0)
    left = doses.supply(diary, START + timedelta(10))
    assert left == doses.Supply(21, START, START + timedelta(30))


def test_supply_never_falls_below_none() -> None:
    diary = diary_of((0, 1.5))
    diary.apply(doses.count_supply(diary, 3, START))
    assert doses.supply(diary, START + timedelta(100)) == doses.Supply(0, START, None)


def test_supply_rests_while_nothing_is_taken() -> None:
    diary = diary_of((0, 1.5), (5, 0.0))
    diary.apply(doses.count_supply(diary, 20, START))
    assert doses.supply(diary, START + timedelta(50)) == doses.Supply(15, START, None)


def test_nothing_is_said_of_a_supply_that_was_never_counted() -> None:
    assert doses.supply(diary_of((0, 1.5)), START) is None


@pytest.mark.parametrize("stored", [None, 7, {"doses": "many"}, {"doses": 3, "counted_on": "soon"}])
def test_a_count_that_no_version_wrote_is_no_count(stored: object) -> None:
    diary = diary_of((0, 1.5))
    edit = doses.count_supply(diary, 3, START)
    diary.apply(edit)
    diary.about = diary.about._replace(extra={**diary.about.extra, doses.SUPPLY: stored})
    assert doses.supply(diary, START) is None


@pytest.mark.parametrize("count", [-1, 2001])
def test_an_impossible_count_is_refused_by_name(count: int) -> None:
    with pytest.raises(UserError, match=str(count)):
        doses.count_supply(diary_of(), count, START)


NOW = datetime(2026, 3, 6, 19, tzinfo=UTC)


def test_days_without_a_dose_are_those_that_ended_without_an_answer() -> None:
    diary = diary_of((0, 1.5), (4, 3.0))
    take(diary, 1, 1.5)
    take(diary, 2, 0.0)
    first, second = doses.history(diary)
    today = START + timedelta(5)
    assert doses.days_without_dose(diary, first, today) == [START, START + timedelta(3)]
    assert doses.days_without_dose(diary, second, today) == [START + timedelta(4)]


def test_filling_in_answers_open_days_as_recalled_and_leaves_the_others_alone() -> None:
    diary = diary_of((0, 1.5))
    take(diary, 1, 0.0)
    [period] = doses.history(diary)
    edit = doses.fill_in_as_taken(diary, period, NOW)
    diary.apply(edit)
    amounts = [diary.day(START + timedelta(n)).dose_mg for n in range(6)]
    assert amounts == [1.5, 0.0, 1.5, 1.5, 1.5, None]
    filled = diary.day(START).answers[DOSE]
    assert filled.source is Source.RECALLED
    diary.apply(edit.reversed())
    assert diary.dates() == [START + timedelta(1)]


def test_filling_in_a_step_that_starts_today_changes_nothing() -> None:
    diary = diary_of((5, 1.5))
    [period] = doses.history(diary)
    assert not doses.fill_in_as_taken(diary, period, NOW)
