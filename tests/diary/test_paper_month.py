"""What a month on paper asks, and what its boxes stand for when they are typed in."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from ldn_desktop.diary.fields import CRASH, DOSE, EXERTION
from ldn_desktop.diary.model import Day, Diary, DoseStep, Source
from ldn_desktop.diary.paper_month import (
    PaperColumn,
    box_of,
    columns,
    type_in,
    value_of,
)
from ldn_desktop.diary.provenance import ON_PAPER
from ldn_desktop.diary.symptoms import BUILT_IN
from ldn_desktop.errors import UserError

DAY = date(2026, 11, 3)
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=timezone(timedelta(hours=1)))


def on_ldn() -> Diary:
    return Diary(dose_steps=[DoseStep(date(2026, 11, 1), 1.5)])


def column_of(diary: Diary, key: str) -> PaperColumn:
    return next(column for column in columns(diary) if column.key == key)


def test_the_sheet_asks_what_today_asks_and_the_crash_day_last() -> None:
    keys = [column.key for column in columns(on_ldn())]
    assert keys[-3:] == [EXERTION, DOSE, CRASH]
    assert "fatigue" in keys
    assert len(keys) == 9


def test_without_a_dose_step_the_dose_is_not_asked() -> None:
    assert DOSE not in [column.key for column in columns(Diary())]


def test_hidden_symptoms_are_not_on_the_sheet() -> None:
    hidden = [s._replace(shown=False) for s in BUILT_IN if s.key == "pain"]
    assert "pain" not in [column.key for column in columns(Diary(symptoms=hidden))]


@pytest.mark.parametrize(("box", "points"), [(1, 0.0), (2, 2.5), (3, 5.0), (4, 7.5), (5, 10.0)])
def test_a_box_is_one_of_the_five_words(box: int, points: float) -> None:
    diary = on_ldn()
    column = column_of(diary, "fatigue")
    assert value_of(diary, DAY, column, box) == points
    edit = type_in(diary, DAY, column, box, NOW)
    diary.apply(edit)
    assert box_of(diary.day(DAY), column) == box


def test_the_boxes_of_the_dose_take_the_amount_in_force_or_none() -> None:
    diary = on_ldn()
    column = column_of(diary, DOSE)
    assert [value_of(diary, DAY, column, box) for box in (1, 2)] == [1.5, 0.0]
    with pytest.raises(UserError, match="No LDN dose was entered for 31 October"):
        value_of(diary, date(2026, 10, 31), column, 1)


@pytest.mark.parametrize(("key", "box"), [("fatigue", 6), (DOSE, 3), ("pain", 0)])
def test_a_box_that_is_not_there_is_refused(key: str, box: int) -> None:
    diary = on_ldn()
    with pytest.raises(UserError, match="has boxes 1 to"):
        value_of(diary, DAY, column_of(diary, key), box)


def test_a_question_with_one_box_says_so() -> None:
    diary = on_ldn()
    with pytest.raises(UserError, match=r"^Crash day has one box, number 1\.$"):
        value_of(diary, DAY, column_of(diary, CRASH), 2)


def test_what_was_ticked_on_paper_is_marked_and_recalled() -> None:
    diary = on_ldn()
    edit = type_in(diary, DAY, column_of(diary, "pain"), 4, NOW)
    diary.apply(edit)
    answer = diary.day(DAY).answers["pain"]
    assert (answer.value, answer.source, dict(answer.extra)) == (
        7.5, Source.RECALLED, {ON_PAPER: True},
    )  # fmt: skip


def test_the_same_box_again_changes_nothing_and_an_answer_given_before_stays() -> None:
    diary = on_ldn()
    column = column_of(diary, CRASH)
    diary.apply(type_in(diary, DAY, column, 1, NOW))
    assert not type_in(diary, DAY, column, 1, NOW + timedelta(days=1))
    diary.apply(type_in(diary, DAY, column, None, NOW))
    assert diary.day(DAY) == Day(DAY)
