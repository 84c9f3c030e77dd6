"""Marks in the file, in the journal, after salvage, encrypted, and beside version 0.1."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from ldn_desktop.diary.marks import new_mark, remove_mark, set_mark, stop_mark
from ldn_desktop.diary.model import Answer, Diary, Edit, MarkKind
from ldn_desktop.storage import encrypt, new_diary, open_diary, prepare
from ldn_desktop.storage.codec.edits import (
    check_edit,
    decode_edit,
    difference,
    encode_edit,
    rebased,
)
from ldn_desktop.storage.codec.validation import check_mark
from ldn_desktop.storage.journal import records
from tests.support.storage.making import (
    DAY,
    died,
    noted,
    rated,
    record,
    reopened,
    same,
    small,
)

MELATONIN = {"kind": "medicine", "name": "Melatonin", "start": "2026-05-03"}
PASSPHRASE = "three calm geese"


def marked(diary: Diary, name: str = "Melatonin", days: int = 0) -> Edit:
    start = DAY - timedelta(days)
    return set_mark(diary, new_mark(diary, MarkKind.MEDICINE, name, start, origin="Bearable"))


def head(folder: Path) -> int:
    return records.read(folder / "diary.journal").head.version


def test_a_mark_survives_journal_and_checkpoint(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, marked(file.diary, "漢方薬"))
        record(file, marked(file.diary, days=40))
        record(file, stop_mark(file.diary, file.diary.marks[0], DAY))
        expected = file.diary
    assert same(reopened(folder), expected)
    with TinyDB(folder / "diary.json", encoding="utf-8") as database:
        names = {document["name"] for document in database.table("marks").all()}
    assert names == {"漢方薬", "Melatonin"}


def test_a_mark_survives_a_kill_before_the_checkpoint(folder: Path) -> None:
    file = open_diary(folder)
    record(file, marked(file.diary))
    died(file)
    assert [mark.name for mark in reopened(folder).marks] == ["Melatonin"]


def test_a_diary_without_marks_is_written_as_before(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        made = marked(file.diary)
        record(file, made)
        record(file, made.reversed())
    assert "marks" not in json.loads((folder / "diary.json").read_text("utf-8"))


def test_the_journal_says_two_from_the_first_change_that_is_new(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        assert head(folder) == 1
        record(file, marked(file.diary))
        assert head(folder) == 2
        assert len(records.read(folder / "diary.journal").records) >= 2
    assert same(reopened(folder), file.diary)
    with open_diary(folder) as file:
        record(file, noted(file.diary))
        file.back_up()
    assert head(folder) == 2  # the undo log may hold such a change


def test_the_time_of_a_dose_is_such_a_change(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, file.diary.answer(DAY, "dose-time", Answer("Evening", 1200)))
        assert head(folder) == 2
    assert reopened(folder).day(DAY).value("dose-time") == "evening"


def test_a_journal_whose_header_is_lost_still_knows_what_it_holds(folder: Path) -> None:
    file = open_diary(folder)
    record(file, marked(file.diary))
    died(file)
    path = folder / "diary.journal"
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    with open_diary(folder) as file:
        assert [mark.name for mark in file.diary.marks] == ["Melatonin"]
        record(file, rated(file.diary, 1))
    assert head(folder) == 2


def test_an_encrypted_diary_shows_no_name(folder: Path) -> None:
    with open_diary(folder) as file:
        preparation = prepare(PASSPHRASE)
        typed = [preparation.words[position - 1] for position in preparation.asked_positions]
        encrypt(file, preparation, typed)
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        record(file, marked(file.diary))
    for path in folder.rglob("*"):
        assert not path.is_file() or b"Melatonin" not in path.read_bytes()
    assert [mark.name for mark in reopened(folder, PASSPHRASE).marks] == ["Melatonin"]


def test_a_backup_brings_marks_back(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, marked(file.diary))
        file.checkpoint()
        file.back_up()
        backup = file.backups()[0]
        record(file, remove_mark(file.diary.marks[0]))
        edit = file.restore_edit(backup)
        assert file.diary.marks == []
        record(file, edit)
        assert [mark.name for mark in file.diary.marks] == ["Melatonin"]


def test_an_import_with_marks_can_be_undone_after_a_restart(folder: Path) -> None:
    with open_diary(folder) as file:
        edit = marked(file.diary)
        file.add_undo(edit, "Import")
        record(file, edit)
    with open_diary(folder) as file:
        (undo,) = file.undo_entries()
        record(file, undo.edit(file.diary))
        assert file.diary.marks == []


def test_it_is_the_same_from_the_journal_and_between_two_diaries() -> None:
    diary = Diary()
    edit = marked(diary)
    diary.apply(edit)
    assert rebased(decode_edit(encode_edit(edit)), Diary()) == edit
    assert difference(Diary(), diary) == edit
    check_edit(encode_edit(edit))
    check_edit(encode_edit(edit.reversed()))


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("x", {}),
        ("0", {}),
        ("1" * 16, {}),
        ("7", {"kind": "opinion"}),
        ("7", {"name": 3}),
        ("7", {"name": " "}),
        ("7", {"name": "a" * 61}),
        ("7", {"start": "1899-12-31"}),
        ("7", {"start": "3 May"}),
        ("7", {"stop": "2026-05-02"}),
        ("7", {"stop": None}),
    ],
)
def test_what_no_diary_may_hold_is_known(key: str, change: dict[str, Any]) -> None:
    check_mark("7", MELATONIN)
    with pytest.raises(ValueError):  # noqa: PT011  # each has words of its own
        check_mark(key, {**MELATONIN, **change})


def test_a_file_changed_by_hand_may_hold_a_mark(folder: Path) -> None:
    new_diary(folder, small())
    path = folder / "diary.json"
    tables = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**tables, "marks": {"7": MELATONIN}}), "utf-8")
    with open_diary(folder) as file:
        assert file.changed_outside
        (mark,) = file.diary.marks
    assert (mark.id, mark.name, mark.start) == (7, "Melatonin", date(2026, 5, 3))


def test_fields_of_a_newer_version_stay_in_a_mark(folder: Path) -> None:
    with open_diary(folder) as file:
        made = new_mark(file.diary, MarkKind.EVENT, "Moved", DAY)
        record(file, set_mark(file.diary, made._replace(extra={"colour": [1]})))
        record(file, set_mark(file.diary, file.diary.marks[0]._replace(name="Other")))
    assert reopened(folder).marks[0].extra == {"colour": [1]}
