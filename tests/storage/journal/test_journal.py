"""The journal: one line an edit, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ldn_desktop.diary.model import Answer
from ldn_desktop.storage import NewerFormatError, SaveError, new_diary, open_diary
from ldn_desktop.storage.journal import records
from ldn_desktop.storage.journal.records import encode_line, verify_line
from tests.support.storage.making import (
    DAY,
    noted,
    rated,
    record,
    reopened,
    same,
    small,
)
from tests.support.systems import open_files


def _unfolded(folder: Path, edits: int = 3) -> Path:
    """A folder whose newest `edits` stand in the journal alone, as after a crash."""
    file = open_diary(folder)
    for number in range(edits):
        record(file, rated(file.diary, number))
    file._journal.close()
    assert file._lock
    file._lock.release()
    return folder / "diary.journal"


def test_edits_that_were_never_checkpointed_are_read_from_the_journal(folder: Path) -> None:
    _unfolded(folder)
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == 3
        assert file.notices == []


def test_a_torn_last_line_is_dropped(folder: Path) -> None:
    path = _unfolded(folder)
    whole = path.read_bytes()
    first_two = whole[: whole.rstrip(b"\n").rindex(b"\n") + 1]
    for length in range(len(first_two) + 1, len(whole) - 1):
        path.write_bytes(whole[:length])
        with open_diary(folder, read_only=True) as file:
            assert len(file.diary.dates()) == 2
            assert "could not be saved completely" in file.notices[0]
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == 2
        record(file, rated(file.diary, 9))
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == 3
        assert file.notices == []


def test_a_line_is_read_whose_line_end_alone_is_lost_or_flipped(folder: Path) -> None:
    path = _unfolded(folder)
    whole = path.read_bytes()
    for text in (whole[:-1], whole[:-1] + b"\x0b"):
        path.write_bytes(text)
        with open_diary(folder, read_only=True) as file:
            assert len(file.diary.dates()) == 3
            assert file.notices == []


def test_a_line_broken_in_the_middle_is_told_and_kept_aside(folder: Path) -> None:
    path = _unfolded(folder)
    broken = path.read_bytes().replace(b'"20261121"', b'"20261120"')
    path.write_bytes(broken)
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == 2
        assert "damaged" in file.notices[0]
    (stored,) = folder.glob("diary.damaged-*.journal")
    assert stored.read_bytes() == broken
    with open_diary(folder) as file:
        assert file.notices == []


def test_a_last_line_that_was_whole_once_is_not_taken_for_a_torn_one(folder: Path) -> None:
    path = _unfolded(folder)
    path.write_bytes(path.read_bytes().replace(b'"20261120"', b'"20261129"'))
    with open_diary(folder) as file:
        assert "damaged" in file.notices[0]
    assert list(folder.glob("diary.damaged-*.journal"))


def test_reading_a_line_twice_changes_nothing(folder: Path) -> None:
    path = _unfolded(folder)
    head, *rows = path.read_bytes().splitlines(keepends=True)
    once = reopened(folder)
    path.write_bytes(b"".join([head, *rows, *rows]))
    assert same(reopened(folder), once)


def test_a_checkpointed_line_is_not_applied_again(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0, 2.5))
        old = (folder / "diary.journal").read_bytes()
        record(file, rated(file.diary, 0, 7.5))
    (folder / "diary.journal").write_bytes(old)
    assert reopened(folder).day(DAY).value("fatigue") == 7.5


def test_a_journal_of_another_diary_is_put_aside(folder: Path, tmp_path: Path) -> None:
    other = _unfolded(tmp_path / "other")
    new_diary(folder, small())
    strange = other.read_bytes()
    (folder / "diary.journal").write_bytes(strange)
    with open_diary(folder) as file:
        assert same(file.diary, small())
        assert "another diary" in file.notices[0]
    (stored,) = folder.glob("diary.other-*.journal")
    assert stored.read_bytes() == strange
    with open_diary(folder) as file:
        assert file.notices == []


def test_a_journal_of_a_newer_program_is_not_guessed_at(folder: Path) -> None:
    _unfolded(folder)
    (folder / "diary.journal").write_bytes(
        encode_line([records.TITLE, records.VERSION + 1, "id", 0, []])
    )
    with pytest.raises(NewerFormatError):
        open_diary(folder)


@open_files
def test_a_journal_that_vanishes_while_open_is_written_again(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        (folder / "diary.journal").unlink()
        record(file, rated(file.diary, 1))
        assert len(records.read(folder / "diary.journal").records) == 2
        (folder / "diary.journal").unlink()
    assert len(reopened(folder).dates()) == 2


def test_a_journal_changed_by_another_program_while_open_is_written_again(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        with (folder / "diary.journal").open("ab") as journal:
            journal.write(b"rubbish")
        record(file, rated(file.diary, 1))
        found = records.read(folder / "diary.journal")
        assert found.sound
        assert len(found.records) == 2


def test_a_line_that_fails_half_way_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failing = os.write, [True]

    def short(handle: int, data: bytes) -> int:
        if failing and bytes(data).startswith(b"[2,"):
            real(handle, bytes(data)[:9])
            failing.clear()
            raise OSError(28, "No space left on device")
        return real(handle, data)

    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        before = (folder / "diary.journal").read_bytes()
        monkeypatch.setattr(os, "write", short)
        with pytest.raises(SaveError, match="disk is full"):
            file.record(rated(file.diary, 1))
        assert (folder / "diary.journal").read_bytes() == before
        record(file, rated(file.diary, 1))
        assert len(records.read(folder / "diary.journal").records) == 2
    assert len(reopened(folder).dates()) == 2


def test_what_cannot_be_cut_off_is_replaced_before_the_next_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> None:
        raise OSError(5, "Input/output error")

    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refused)
            patch.setattr(os, "ftruncate", refused)
            with pytest.raises(SaveError, match="the disk reports an error"):
                file.record(rated(file.diary, 1))
        record(file, rated(file.diary, 2))
        found = records.read(folder / "diary.journal")
        assert found.sound
        assert [line.sequence for line in found.records] == [1, 2]
    assert len(reopened(folder).dates()) == 2


def test_what_a_failing_disk_did_to_earlier_lines_is_put_right(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "diary.journal"

    def spoiling(_handle: int, _data: bytes) -> int:
        path.write_bytes(path.read_bytes().replace(b"fatigue", b"fatique"))
        raise OSError(5, "Input/output error")

    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", spoiling)
            with pytest.raises(SaveError):
                file.record(rated(file.diary, 1))
        record(file, rated(file.diary, 2))
        found = records.read(path)
        assert found.sound
        assert [line.sequence for line in found.records] == [1, 2]


def test_the_journal_is_opened_once_for_many_lines(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, opened = os.open, []

    def noting(path: Path, *how: int) -> int:
        opened.append(Path(path).name)
        return real(path, *how)

    with open_diary(folder) as file:
        monkeypatch.setattr(os, "open", noting)
        for number in range(9):
            record(file, rated(file.diary, number))
        assert opened.count("diary.journal") == 1


def test_opening_cuts_off_what_was_torn(folder: Path) -> None:
    path = _unfolded(folder)
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    with open_diary(folder):
        assert path.read_bytes() == b"".join(whole.splitlines(keepends=True)[:-1])


def test_every_bit_of_a_line_is_under_its_checksum() -> None:
    assert verify_line(b'[1,no json,"' + records._checksum(b"[1,no json") + b'"]') is None
    row = encode_line([1, "2026-11-22T10:00:00Z", [["answer", "20261122", "pain", [5, 600]]]])[:-1]
    assert verify_line(row)
    for position in range(len(row) * 8):
        flipped = bytearray(row)
        flipped[position // 8] ^= 1 << position % 8
        assert verify_line(bytes(flipped)) is None


def test_a_line_tells_field_value_source_and_time(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, noted(file.diary, "Rested."))
        (line,) = records.read(folder / "diary.journal").records
        assert line.changes == [
            ["answer", "20261122", "note", ["Rested.", 1205, "entered", {"offset": 60}]]
        ]
        assert line.when.endswith("Z")


def test_a_line_says_no_more_than_it_has_to(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, file.diary.answer(DAY, "pain", Answer(5.0, 600)))
        (line,) = records.read(folder / "diary.journal").records
        assert line.changes == [["answer", "20261122", "pain", [5, 600]]]


@pytest.mark.parametrize("left", [b"", b'["ldn-desktop jour'])
def test_a_journal_lost_while_it_was_written_again_comes_back_from_the_spare(
    folder: Path, left: bytes
) -> None:
    path = _unfolded(folder)
    records.spare_path(path).write_bytes(path.read_bytes())
    path.write_bytes(left)
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == 3
        assert file.notices == []
    assert not records.spare_path(path).exists()
    assert len(reopened(folder).dates()) == 3


def test_a_spare_that_is_damaged_too_is_no_help(folder: Path) -> None:
    path = _unfolded(folder)
    records.spare_path(path).write_bytes(b"[")
    path.write_bytes(b"")
    with open_diary(folder) as file:
        assert any("damaged" in notice for notice in file.notices)
    assert not records.spare_path(path).exists()
