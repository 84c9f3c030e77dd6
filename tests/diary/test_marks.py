"""Marks: what they may be called, when they may be, and what is in force on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop.diary import marks
from ldn_desktop.diary.model import (
    Diary,
    Edit,
    Mark,
    MarkChange,
    MarkKind,
)
from ldn_desktop.errors import UserError

START = date(2026, 5, 3)


def added(
    diary: Diary,
    name: str,
    start: date = START,
    stop: date | None = None,
    kind: MarkKind = MarkKind.MEDICINE,
) -> Mark:
    found = marks.new_mark(diary, kind, name, start, stop)
    diary.apply(marks.set_mark(diary, found))
    return found


def test_a_mark_is_added_changed_stopped_and_removed() -> None:
    diary = Diary()
    first = added(diary, "Melatonin")
    diary.apply(marks.set_mark(diary, first._replace(name="Melatonin 2 mg")))
    assert [mark.name for mark in diary.marks] == ["Melatonin 2 mg"]
    stop = START + timedelta(30)
    edit = marks.stop_mark(diary, diary.marks[0], stop)
    diary.apply(edit)
    assert [mark.stop for mark in diary.marks] == [stop]
    diary.apply(edit.reversed())
    assert [mark.stop for mark in diary.marks] == [None]
    diary.apply(marks.remove_mark(diary.marks[0]))
    assert diary.marks == []


def test_marks_do_not_make_days_of_the_diary() -> None:
    diary = Diary()
    added(diary, "Melatonin", date(1990, 1, 1))
    assert diary.dates() == []
    moved = marks.new_mark(diary, MarkKind.EVENT, "Moved", START)
    assert marks.set_mark(diary, moved).dates == set()


@pytest.mark.parametrize("name", ["漢方薬", "Вітамін D", "دواء", "מלטונין", "Ωmega-3", "a" * 60])
def test_a_name_may_be_in_any_script(name: str) -> None:
    diary = Diary()
    assert added(diary, f"  {name}\n").name == name


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "1 to 60"),
        ("\u200b \n", "1 to 60"),
        ("a" * 61, "has 61"),
        ("a\x07b", "cannot be saved"),
    ],
)
def test_an_impossible_name_is_refused_in_a_sentence(name: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        added(Diary(), name)


def test_kinds_that_say_enough_need_no_name() -> None:
    diary = Diary()
    found = added(diary, " ", kind=MarkKind.INFECTION)
    assert (found.name, marks.name_of(found)) == ("", "Infection")


def test_a_stop_before_the_start_is_refused_with_both_dates() -> None:
    diary = Diary()
    with pytest.raises(UserError, match=r"stopped on 2 May 2026, before it started on 3 May"):
        added(diary, "Melatonin", stop=START - timedelta(1))
    found = added(diary, "Melatonin")
    with pytest.raises(UserError, match="cannot have stopped"):
        marks.stop_mark(diary, found, START - timedelta(1))
    diary.apply(marks.stop_mark(diary, found, START))
    assert diary.marks[0].stop == START


def test_a_date_before_1900_is_refused() -> None:
    with pytest.raises(UserError, match="1900"):
        added(Diary(), "Melatonin", date(1899, 12, 31))


def test_no_more_than_five_hundred_are_stored() -> None:
    diary = Diary()
    for number in range(marks.MOST_MARKS):
        added(diary, "Aspirin", START + timedelta(number))
    assert len({mark.id for mark in diary.marks}) == marks.MOST_MARKS == 500
    with pytest.raises(UserError, match="up to 500 medicines and events"):
        added(diary, "Melatonin")
    diary.apply(marks.set_mark(diary, diary.marks[0]._replace(name="Ibuprofen")))
    assert "Ibuprofen" in [mark.name for mark in diary.marks]


def test_the_same_mark_twice_is_refused_and_never_doubled() -> None:
    diary = Diary()
    added(diary, "Melatonin")
    with pytest.raises(UserError, match="already there"):
        added(diary, "melatonin")
    other = added(diary, "Vitamin D")
    with pytest.raises(UserError, match="already there"):
        marks.set_mark(diary, other._replace(name="MELATONIN"))


def test_two_computers_give_the_same_mark_the_same_id() -> None:
    assert added(Diary(), "Melatonin") == added(Diary(), "Melatonin")


def test_an_id_in_use_is_never_given_again() -> None:
    diary = Diary()
    first = marks.new_mark(diary, MarkKind.MEDICINE, "Melatonin", START)
    taken = first._replace(name="Something else", start=START - timedelta(9))
    diary.apply(Edit((MarkChange(first.id, None, taken),)))
    assert added(diary, "Melatonin").id != first.id


def test_what_is_in_force_on_a_day() -> None:
    diary = Diary()
    added(diary, "Going on")
    added(diary, "Ended", stop=START + timedelta(2))
    added(diary, "One day", kind=MarkKind.EVENT)
    added(diary, "Jab", kind=MarkKind.VACCINATION)

    def names(days: int) -> list[str]:
        return [mark.name for mark in marks.marks_on(diary, START + timedelta(days))]

    assert names(-1) == []
    assert sorted(names(0)) == ["Ended", "Going on", "Jab", "One day"]
    assert sorted(names(2)) == ["Ended", "Going on"]
    assert names(3) == ["Going on"]
    assert marks.end_of(diary.marks[0], START - timedelta(5)) >= diary.marks[0].start


def test_what_began_or_stopped_between_two_dates() -> None:
    diary = Diary()
    added(diary, "Before and after", START - timedelta(50), START + timedelta(50))
    added(diary, "Began", START)
    added(diary, "Stopped", START - timedelta(50), START + timedelta(3))
    found = marks.began_or_ended(diary.marks, START, START + timedelta(10))
    assert sorted(mark.name for mark in found) == ["Began", "Stopped"]


def test_what_the_person_changed_is_no_longer_an_import() -> None:
    diary = Diary()
    found = marks.new_mark(diary, MarkKind.PERIOD, "", START, origin="Visible")
    diary.apply(marks.set_mark(diary, found))
    assert diary.marks[0].origin == "Visible"
    diary.apply(marks.stop_mark(diary, found, START + timedelta(4)))
    assert diary.marks[0].origin == ""
