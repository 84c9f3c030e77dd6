"""Files of one diary from different moments or computers: nothing is missing without a word."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.storage import check, open_diary
from ldn_desktop.storage.codec.container import decode_container
from ldn_desktop.storage.codec.documents import Tables, encode
from ldn_desktop.storage.journal.records import JournalContents
from tests.support.storage.making import (
    DAY,
    died,
    noted,
    rated,
    record,
    reopened,
    texts,
)


@dataclass(frozen=True)
class Moment:
    """A folder at one moment of a life, and the tables of the diary then."""

    files: dict[str, bytes]
    tables: Tables
    edits: int

    @property
    def in_file(self) -> int:
        """Number of the newest edit in the diary file."""
        return decode_container(self.files["diary.json"]).sequence

    @property
    def in_journal(self) -> int:
        """Number of the newest edit that the journal knows of."""
        head, *lines = self.files["diary.journal"].splitlines()
        return int(json.loads(lines[-1])[0] if lines else json.loads(head)[3])


def _life(folder: Path) -> Iterator[Moment]:
    """Answers, checkpoints, backups and a cleared answer, looked at after each step."""
    file = open_diary(folder)
    edits = 0
    for step in "aacaabacaxab":
        match step:
            case "a":
                record(file, rated(file.diary, edits, 2.5 * (edits % 4 + 1)))
                edits += 1
            case "x":
                record(file, rated_away(file.diary, 0))
                edits += 1
            case "c":
                file.checkpoint()
            case "b":
                file.back_up()
        yield Moment(dict(texts(folder)), encode(file.diary), edits)
    file.close()


def rated_away(diary: Diary, number: int) -> Edit:
    """The edit that clears an answer of `rated`."""
    return diary.answer(DAY - timedelta(days=number), "fatigue", None)


def _combined(folder: Path, file: Moment, journal: Moment, backups: Moment) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    parts = {
        "diary.json": file.files["diary.json"],
        "diary.journal": journal.files["diary.journal"],
    }
    parts |= {name: text for name, text in backups.files.items() if name.startswith("backups/")}
    for name, text in parts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    return folder


def test_no_combination_of_moments_has_a_silent_hole(tmp_path: Path) -> None:
    moments = list(_life(tmp_path / "life"))
    texts = {moment.edits: moment.tables for moment in moments}
    reported = 0
    for file, journal, backups in itertools.product(moments, moments, moments[2::3]):
        folder = _combined(tmp_path / "mixed", file, journal, backups)
        with open_diary(folder, read_only=True) as opened:
            diary, notices = encode(opened.diary), opened.notices
        newest = max(file.in_file, journal.in_journal)
        assert diary == texts[newest] or any("older" in n or "missing" in n for n in notices)
        assert not (notices and file is journal)
        reported += bool(notices)
    assert reported


def _two_computers(tmp_path: Path) -> tuple[Path, Path]:
    """The same diary on two computers, each with an answer of its own, in the file or not."""
    one, other = tmp_path / "one", tmp_path / "other"
    with open_diary(one) as file:
        record(file, rated(file.diary, 0))
    shutil.copytree(one, other)
    with open_diary(one) as file:
        record(file, noted(file.diary, "Of one", 1))
        record(file, rated(file.diary, 2, 2.5))
    file = open_diary(other)
    record(file, noted(file.diary, "Of the other", 3))
    record(file, rated(file.diary, 2, 7.5))
    died(file)
    return one, other


def test_answers_of_a_journal_from_another_computer_are_added(tmp_path: Path) -> None:
    one, other = _two_computers(tmp_path)
    foreign = (other / "diary.journal").read_bytes()
    (one / "diary.journal").write_bytes(foreign)
    found = check(one)
    assert not found.sound
    assert any("two copies of this diary" in sentence for sentence in found.sentences)
    with open_diary(one) as file:
        (notice,) = file.notices
    assert "added from the latest changes: 1." in notice
    assert "where the one in the diary file was kept: 1." in notice
    diary = reopened(one)
    assert [diary.day(when).note for when in diary.dates()].count("Of the other") == 1
    assert [diary.day(when).note for when in diary.dates()].count("Of one") == 1
    assert [path.read_bytes() for path in one.glob("diary.other-*.journal")] == [foreign]
    assert check(one).sound


def test_that_is_said_once_and_holds_after_damage(tmp_path: Path) -> None:
    one, other = _two_computers(tmp_path)
    shutil.copy(other / "diary.journal", one / "diary.journal")
    diary = reopened(one)
    with open_diary(one) as again:
        assert again.notices == []
    (one / "diary.json").write_bytes(b"")
    assert list(reopened(one).days()) == list(diary.days())


def test_a_lost_line_in_the_middle_of_a_journal_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    file = open_diary(folder)
    for number in range(4):
        record(file, rated(file.diary, number))
    died(file)
    head, first, _second, *rest = (folder / "diary.journal").read_bytes().splitlines(keepends=True)
    (folder / "diary.journal").write_bytes(b"".join([head, first, *rest]))
    found = check(folder)
    assert not found.sound
    assert any(
        "a gap between the diary file and your latest changes" in sentence
        for sentence in found.sentences
    )
    assert len(reopened(folder).dates()) == 3
    assert check(folder).sound


def test_a_line_lost_from_a_journal_that_the_file_includes_is_no_loss(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    file.back_up()
    for number in range(1, 4):
        record(file, rated(file.diary, number))
    file.checkpoint()
    died(file)
    head, first, _second, *rest = (folder / "diary.journal").read_bytes().splitlines(True)
    (folder / "diary.journal").write_bytes(b"".join([head, first, *rest]))
    assert check(folder).sound
    assert len(reopened(folder).dates()) == 4


def test_an_older_file_put_back_while_the_window_is_open_costs_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file.back_up()
        older = (folder / "diary.json").read_bytes()
        record(file, rated(file.diary, 1))
        file.back_up()
        (folder / "diary.json").write_bytes(older)
        record(file, rated(file.diary, 2))
        file.checkpoint()
    assert len(reopened(folder).dates()) == 3


def test_an_answer_changed_outside_is_not_taken_for_a_hole(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    file = open_diary(folder)
    record(file, rated(file.diary, 0, 5.0))
    file.checkpoint()
    died(file)
    text = (folder / "diary.json").read_bytes()
    (folder / "diary.json").write_bytes(text.replace(b"[5,", b"[7,"))
    with open_diary(folder) as again:
        assert again.changed_outside
        assert "outside this program" in again.notices[0]
        again.accept_outside_change()
    assert reopened(folder).day(reopened(folder).dates()[0]).value("fatigue") == 7
    assert check(folder).sound


@pytest.mark.parametrize(("sequence", "follows"), [(0, False), (1, True), (5, True)])
def test_no_journal_follows_on_what_it_lacks_the_beginning_of(
    tmp_path: Path, sequence: int, follows: bool
) -> None:
    from ldn_desktop.storage.journal import records

    folder = tmp_path / "diary"
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file.back_up()
        assert records.read(folder / "diary.journal").follows(sequence) is follows
    assert JournalContents().follows(3)
