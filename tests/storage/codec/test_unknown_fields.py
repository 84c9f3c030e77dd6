"""What a newer version wrote into a day can be brought in, taken back and restored."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.diary.model import AnswerChange, Diary, Edit, UnknownChange
from ldn_desktop.storage import open_diary
from ldn_desktop.storage.codec.edits import (
    check_edit,
    decode_edit,
    difference,
    encode_edit,
    rebased,
)
from tests.support.storage.making import (
    DAY,
    rated,
    record,
    reopened,
    same,
)

FIELDS = {"steps_goal": 3, "weather": {"rain": [True, None, 1.5]}}
BROUGHT = Edit((UnknownChange(DAY, {}, FIELDS),))


def test_it_survives_checkpointing_and_goes_when_it_is_taken_back(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        record(file, BROUGHT)
        in_session = file.diary
    back = reopened(folder)
    assert same(back, in_session)
    assert back.day(DAY).unknown == FIELDS
    assert back.day(DAY).value("fatigue") == 5
    with open_diary(folder) as file:
        record(file, BROUGHT.reversed())
    assert reopened(folder).day(DAY).unknown == {}


def test_a_day_may_hold_nothing_else() -> None:
    diary = Diary()
    diary.apply(BROUGHT)
    assert diary.dates() == [DAY]
    assert BROUGHT.dates == {DAY}
    diary.apply(BROUGHT.reversed())
    assert diary.dates() == []


def test_it_is_the_same_from_the_journal_and_in_an_undo_record() -> None:
    diary = Diary()
    diary.apply(BROUGHT)
    assert rebased(decode_edit(encode_edit(BROUGHT)), Diary()) == BROUGHT
    assert difference(Diary(), diary) == BROUGHT
    assert difference(diary, Diary()) == BROUGHT.reversed()
    check_edit(encode_edit(BROUGHT))


@pytest.mark.parametrize("fields", [{"scores": {}}, {"offset": 5}, {"note": ["x", 0]}])
def test_it_never_stands_where_something_known_belongs(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="unknown"):
        check_edit([["unknown", "20261122", fields]])


def test_an_answer_that_was_cleared_stays_cleared_when_another_follows(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0, name="pain"))
    with open_diary(folder) as file:
        pain = file.diary.day(DAY).answers["pain"]
        record(file, Edit((AnswerChange(DAY, "pain", pain, None),)))
        record(file, rated(file.diary, 0))
    assert set(reopened(folder).day(DAY).answers) == {"fatigue"}
