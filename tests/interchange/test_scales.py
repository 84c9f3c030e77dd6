"""The scale of a rating: never made of what happens to be the highest number of one file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.diary.model import Answer, Source
from ldn_desktop.interchange import Target


def table(*values: int, month: int, title: str = "pain") -> str:
    rows = (f"2026-{month:02d}-{day:02d},{value}" for day, value in enumerate(values, 1))
    return f"date,{title}\n" + "\n".join(rows)


def test_two_files_of_one_column_are_read_on_one_scale(bring: Any) -> None:
    first = bring(table(2, 4, 1, month=5))
    assert "0 to 10" in first.questions[0].target.ask
    second = bring(table(7, 4, 9, month=6))
    assert not second.questions
    assert bring.values("2026-05-02") == bring.values("2026-06-02") == {"pain": 4}


def test_a_scale_once_assumed_is_remembered_and_its_end_is_told(bring: Any) -> None:
    bring(table(2, 4, 1, month=5))
    later = bring(table(40, 3, month=6))
    assert bring.values("2026-06-02") == {"pain": 3}
    assert "beyond its scale" in later.questions[0].target.ask
    assert [line.text for line in later.left_out] == ["pain: 40"]


def test_a_scale_that_the_person_chose_holds_for_later_files(bring: Any) -> None:
    bring(table(2, 4, month=5), pain=Target("pain", low=0, high=4))
    bring(table(1, 2, month=6))
    assert bring.values("2026-05-02") == {"pain": 10}
    assert bring.values("2026-06-02") == {"pain": 5}


def test_the_columns_of_one_table_are_judged_together(bring: Any) -> None:
    found = bring("date,pain,fatigue,weather\n2026-05-01,9,2,1013\n2026-05-02,3,1,990\n")
    assert bring.values("2026-05-01") == {"pain": 9, "fatigue": 2}
    assert not found.questions


@pytest.mark.parametrize(
    ("value", "original", "scale"),
    [(8.0, "4", (0, 5)), (4.0, None, (0, 10)), (3.0, "30", (0, 100))],
)
def test_a_diary_that_holds_the_name_keeps_the_scale_of_its_answers(
    bring: Any, value: float, original: str | None, scale: tuple[float, float]
) -> None:
    """Earlier editions guessed a scale for each file and did not remember it."""
    extra = {"origin": "CSV"} | ({"original": original} if original else {})
    answer = Answer(value, 0, Source.IMPORTED, 0, extra)
    bring.diary.apply(bring.diary.answer(date(2026, 4, 1), "pain", answer))
    found = bring(table(2, 3, month=5))
    assert found.targets["pain"].scale == scale
    assert not found.questions


def test_the_preview_says_for_each_name_how_it_is_read(bring: Any) -> None:
    found = bring.preview(
        "date,pain,energy,steps,nap minutes asleep,LDN (mcg),x\n2026-05-01,9,2,4000,40,500,1\n"
    )
    assert {row.column.name: row.how_read for row in found.names} == {
        "pain": "0 to 10, the same scale",
        "energy": "0 to 10, reversed: 10 was best",
        "steps": "A number, unchanged",
        "nap minutes asleep": "This program does not know this name. You can choose what it is.",
        "LDN (mcg)": "Micrograms, converted to mg",
        "x": "This program does not know this name. You can choose what it is.",
    }
