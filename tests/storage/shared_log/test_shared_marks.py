"""Marks, results of FUNCAP and the time of a dose between two computers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.diary.function import extra_of, results
from ldn_desktop.diary.marks import new_mark, set_mark, stop_mark
from ldn_desktop.diary.model import Answer, Diary, Edit, MarkKind, Source
from ldn_desktop.diary.symptoms import FUNCAP
from ldn_desktop.storage import DiaryFile, open_diary
from ldn_desktop.storage.codec.documents import encode
from tests.support.storage.making import DAY, rated, record

Pair = tuple[DiaryFile, DiaryFile]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Two open diaries that share a folder; one had a mark before that."""
    shared = tmp_path / "shared folder"
    shared.mkdir()
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        record(one, marked(one.diary, "From before"))
        one.join(shared)
        exchange(one)
        other.join(shared)
        exchange(other)
        yield one, other


def marked(diary: Diary, name: str) -> Edit:
    return set_mark(diary, new_mark(diary, MarkKind.MEDICINE, name, DAY))


def exchange(*files: DiaryFile) -> None:
    for file in files:
        sharing = file.sharing()
        assert sharing is not None
        file.diary.apply(sharing.exchange().edit)
        file.acknowledge()


def names(file: DiaryFile) -> list[str]:
    return [mark.name for mark in file.diary.marks]


def test_marks_and_results_go_both_ways(pair: Pair) -> None:
    one, other = pair
    assert names(other) == ["From before"]
    record(one, marked(one.diary, "漢方薬"))
    record(one, one.diary.answer(DAY, "dose-time", Answer("morning", 600)))
    result = Answer(3.4, 600, extra=extra_of({"walking": 2.5}, 27))
    record(other, other.diary.answer(DAY, FUNCAP, result))
    record(other, rated(other.diary, 1))
    exchange(one, other, one)
    assert encode(one.diary) == encode(other.diary)
    assert names(other) == ["From before", "漢方薬"]
    assert results(one.diary)[0].domains == {"walking": 2.5}


def test_the_same_mark_on_both_computers_is_one(pair: Pair) -> None:
    one, other = pair
    for file in pair:
        record(file, marked(file.diary, "Melatonin"))
    exchange(one, other, one)
    assert names(one) == names(other) == ["From before", "Melatonin"]
    sharing = one.sharing()
    assert sharing is not None
    assert not sharing.status().conflicts


def test_two_marks_that_were_added_apart_are_both_there(pair: Pair) -> None:
    one, other = pair
    record(one, marked(one.diary, "Iron"))
    record(other, marked(other.diary, "Zinc"))
    exchange(one, other, one)
    assert names(one) == names(other) == ["From before", "Iron", "Zinc"]


def test_a_mark_changed_on_both_stays_visible_as_both(pair: Pair) -> None:
    one, other = pair
    (mark,) = one.diary.marks
    record(one, set_mark(one.diary, mark._replace(name="Changed here")))
    record(other, stop_mark(other.diary, mark, DAY))
    exchange(one, other, one)
    assert encode(one.diary) == encode(other.diary)
    sharing = one.sharing()
    assert sharing is not None
    assert list(sharing.status().conflicts) == [("mark", str(mark.id))]


def differing(file: DiaryFile) -> dict[Any, Any]:
    sharing = file.sharing()
    assert sharing is not None
    return dict(sharing.status().conflicts)


@pytest.mark.parametrize(
    "beside",
    [extra_of({"walking": 1.0}), extra_of({}, 27), {"from-a-newer-version": [1]}],
    ids=["domains", "items", "unknown"],
)
def test_what_belongs_to_a_value_stays_visible_where_only_one_has_it(
    pair: Pair, beside: dict[str, Any]
) -> None:
    one, other = pair
    record(one, one.diary.answer(DAY, FUNCAP, Answer(3.0, 600, extra=beside)))
    record(other, other.diary.answer(DAY, FUNCAP, Answer(3.0, 601)))
    exchange(one, other, one)
    for file in pair:
        shown = file.diary.day(DAY).answers[FUNCAP].extra
        ((field, (stored,)),) = differing(file).items()
        assert field == ("answer", f"{DAY:%Y%m%d}", FUNCAP)
        hidden = stored[3] if len(stored) > 3 else {}
        assert [dict(shown), hidden].count({}) == 1
        assert beside.items() <= {**shown, **hidden}.items()
    record(one, one.diary.answer(DAY, FUNCAP, Answer(3.0, 602, extra=beside)))
    exchange(one, other, one)
    assert differing(one) == differing(other) == {}
    assert other.diary.day(DAY).answers[FUNCAP].extra == beside


def test_where_an_answer_comes_from_is_no_difference(pair: Pair) -> None:
    one, other = pair
    domains = extra_of({"walking": 1.0}, 27)
    imported = {"origin": "Visible", "original": "3,0", "by": "Kim", "paper": True, **domains}
    answer = Answer(3.0, 600, Source.IMPORTED, 60, imported)
    record(one, one.diary.answer(DAY, FUNCAP, answer))
    record(other, other.diary.answer(DAY, FUNCAP, Answer(3.0, 900, extra=domains)))
    exchange(one, other, one)
    assert differing(one) == differing(other) == {}
