"""What a newer version wrote into a day can be brought in, taken back and restored."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.diary.model import (
    About,
    AboutChange,
    AnswerChange,
    Change,
    Diary,
    DoseStep,
    DoseStepChange,
    Edit,
    Mark,
    MarkChange,
    MarkKind,
    UnknownChange,
)
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
ASPIRIN = Mark(7, MarkKind.MEDICINE, "Aspirin", DAY)
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


@pytest.mark.parametrize(
    "change",
    [
        AboutChange(About(), About(extra={"ask_dose_time": True})),
        DoseStepChange(DAY, DoseStep(DAY, 0.0), DoseStep(DAY, 0.0, extra={"pause": True})),
        MarkChange(7, ASPIRIN, ASPIRIN._replace(extra={"newer": True})),
    ],
)
def test_what_stands_beside_the_fields_goes_when_it_is_taken_back(
    folder: Path, change: Change
) -> None:
    edit = Edit((change,))
    with open_diary(folder) as file:
        record(file, Edit((DoseStepChange(DAY, None, DoseStep(DAY, 0.0)),)))
        record(file, Edit((MarkChange(7, None, ASPIRIN),)))
        before = file.diary
    with open_diary(folder) as file:
        record(file, edit)
    with open_diary(folder) as file:
        assert not same(file.diary, before)
        record(file, edit.reversed())
    with open_diary(folder) as file:
        assert file.notices == []
        assert same(file.diary, before)


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
