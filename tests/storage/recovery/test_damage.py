"""Damage is never taken for a new diary, and never passes unseen."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from ldn_desktop.errors import UserError
from ldn_desktop.storage import NewerFormatError, NotADiaryError, new_diary, open_diary
from ldn_desktop.storage.codec.container import encode_container
from ldn_desktop.storage.codec.documents import encode
from tests.support.storage.making import (
    DAY,
    rated,
    record,
    reopened,
    same,
    small,
    texts,
)


def _damage(folder: Path, change: Callable[[bytes], bytes]) -> None:
    path = folder / "diary.json"
    path.write_bytes(change(path.read_bytes()))


def _with_history(folder: Path) -> None:
    """A diary with a backup, newer answers in the file, and one in the journal alone."""
    new_diary(folder, small())
    with open_diary(folder) as file:
        file.back_up()
        record(file, rated(file.diary, 0, 10.0))
        file.checkpoint()
        record(file, rated(file.diary, 1, 10.0))


@pytest.mark.parametrize(
    "change",
    [
        lambda _text: b"",
        lambda text: text[: len(text) // 2],
        lambda text: text[:-1],
        lambda text: b"\x00" * len(text),
        lambda text: b"\xff" + text,
        lambda text: text.replace(b"days", b"dayz"),
        lambda text: text.replace(b"[10,", b"[90,"),
        lambda _text: b"[]",
        lambda _text: b'{"_meta":5}',
        lambda _text: b"[" * 100_000,
    ],
)
def test_a_broken_file_comes_back_whole_from_backup_and_journal(
    folder: Path, change: Callable[[bytes], bytes]
) -> None:
    _with_history(folder)
    expected = reopened(folder)
    _damage(folder, change)
    broken = (folder / "diary.json").read_bytes()
    with open_diary(folder) as file:
        assert same(file.diary, expected)
        assert "damaged" in file.notices[0]
        assert "Everything was restored: 12 days." in file.notices[0]
    assert [path.read_bytes() for path in folder.glob("diary.damaged-*.json")] == [broken]
    with open_diary(folder) as file:
        assert same(file.diary, expected)
        assert file.notices == []


def test_a_missing_file_comes_back(folder: Path) -> None:
    _with_history(folder)
    expected = reopened(folder)
    (folder / "diary.json").unlink()
    with open_diary(folder) as file:
        assert same(file.diary, expected)
        assert "missing" in file.notices[0]
    assert not list(folder.glob("diary.damaged*"))


def test_reading_only_brings_back_without_writing(folder: Path) -> None:
    _with_history(folder)
    expected = reopened(folder)
    _damage(folder, lambda text: text[:99])
    before = texts(folder)
    with open_diary(folder, read_only=True) as file:
        assert same(file.diary, expected)
        assert file.notices
    assert texts(folder) == before


def test_without_a_backup_every_whole_day_comes_back_at_every_cut(folder: Path) -> None:
    new_diary(folder, small())
    (folder / "diary.lock").unlink()
    text = (folder / "diary.json").read_bytes()
    ends = {text.index(b'"%s":' % key.encode()): key for key in encode(small())["days"]}
    for length in range(0, len(text), 7):
        (folder / "diary.json").write_bytes(text[:length])
        whole = [key for start, key in ends.items() if _whole_at(text, start, length)]
        try:
            with open_diary(folder, read_only=True) as file:
                assert len(file.diary.dates()) == len(whole)
                assert "damaged" in file.notices[0]
        except NotADiaryError:
            assert not whole


def _whole_at(text: bytes, start: int, length: int) -> bool:
    day = text[start + 11 :].decode()
    end = start + 11 + json.JSONDecoder().raw_decode(day)[1]
    return end <= length


def test_what_could_be_read_is_said_to_be_all_that_is_known(folder: Path) -> None:
    new_diary(folder, small())
    _damage(folder, lambda text: text[:-40])
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == 11
        assert "11 days were restored. The newest answers may be missing" in file.notices[0]
    with open_diary(folder) as file:
        assert file.notices == []
        record(file, rated(file.diary, 0))
    assert len(reopened(folder).dates()) == 12


def test_after_a_salvage_a_second_damage_still_comes_back(folder: Path) -> None:
    new_diary(folder, small())
    _damage(folder, lambda text: text[:-40])
    expected = reopened(folder)
    _damage(folder, lambda text: text[:200])
    with open_diary(folder) as file:
        assert same(file.diary, expected)
        assert "Everything" in file.notices[0]


def test_the_journal_alone_brings_everything_back_before_the_first_backup(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file._journal.close()
        (folder / "diary.json").unlink()
        record(file, rated(file.diary, 1))
    with open_diary(folder, read_only=True) as seen:
        assert len(seen.diary.dates()) == 2


def test_a_journal_that_follows_on_a_backup_nobody_has_is_not_everything(folder: Path) -> None:
    new_diary(folder, small())
    file = open_diary(folder)
    record(file, rated(file.diary, 99))
    file._journal.close()
    assert file._lock
    file._lock.release()
    (folder / "diary.json").unlink()
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == 1
        assert "1 day was restored. The newest answers may be missing" in file.notices[0]


def test_a_backup_that_is_broken_too_is_passed_over(folder: Path) -> None:
    _with_history(folder)
    for path in (folder / "backups").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    expected = reopened(folder)
    _damage(folder, lambda text: text[:-1])
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == len(expected.dates()) - 1 or same(file.diary, expected)
        assert "may be missing" in file.notices[0]


def test_the_newest_damaged_copy_serves_where_the_file_vanished_too(folder: Path) -> None:
    new_diary(folder, small())
    text = (folder / "diary.json").read_bytes()
    (folder / "diary.json").unlink()
    (folder / "diary.damaged-2026-11-20.json").write_bytes(text[:-40])
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == 11


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b'{"name": "package.json", "version": "1.0"}',
        b'{"_default": {"1": {"a": 1}}}',
        b"not json at all",
        b'"text"',
    ],
)
def test_a_file_that_is_something_else_is_not_touched(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "diary.json").write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(NotADiaryError, match="was not changed"):
            open_diary(folder, read_only=read_only)
    assert texts(folder) == {"diary.json": content}


def test_damage_while_the_window_is_open_is_repaired_when_checkpointing(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file.back_up()
        record(file, rated(file.diary, 1))
        _damage(folder, lambda text: text[:50])
    assert len(reopened(folder).dates()) == 2
    assert list(folder.glob("diary.damaged-*.json"))


def test_a_change_made_with_another_program_is_told_and_kept(folder: Path) -> None:
    _with_history(folder)
    before = reopened(folder)
    with TinyDB(folder / "diary.json", encoding="utf-8") as database:
        database.table("days").update({"note": ["By hand.", 600]}, doc_ids=[20261122])
    for _start in range(2):
        with open_diary(folder) as file:
            assert file.changed_outside
            assert "changed outside" in file.notices[0]
            assert file.diary.day(DAY).note == "By hand."
    with open_diary(folder) as file:
        file.accept_outside_change()
        assert not file.changed_outside
    with open_diary(folder) as file:
        assert not file.changed_outside
        assert file.diary.day(DAY).note == "By hand."
        backups = file.backups()
        edit = file.restore_edit(backups[1])
        record(file, edit)
        assert same(file.diary, before)


def test_a_kept_change_survives_damage_that_follows(folder: Path) -> None:
    _with_history(folder)
    with TinyDB(folder / "diary.json", encoding="utf-8") as database:
        database.table("days").update({"note": ["By hand.", 600]}, doc_ids=[20261122])
    with open_diary(folder) as file:
        file.accept_outside_change()
    _damage(folder, lambda _text: b"")
    assert reopened(folder).day(DAY).note == "By hand."


def test_an_edit_keeps_a_change_made_outside_and_what_was_before_it(folder: Path) -> None:
    _with_history(folder)
    before = reopened(folder)
    with TinyDB(folder / "diary.json", encoding="utf-8") as database:
        database.table("days").update({"note": ["By hand.", 600]}, doc_ids=[20261122])
    with open_diary(folder) as file:
        edit = rated(file.diary, 3, 0.0)
        record(file, edit)
    assert reopened(folder).day(DAY).note == "By hand."
    before.apply(edit)
    with open_diary(folder) as file:
        olds = [file.restore_edit(backup) for backup in file.backups()]
        file.diary.apply(olds[1])
        assert same(file.diary, before)


def test_a_flipped_bit_is_never_silent(folder: Path) -> None:
    _with_history(folder)
    path = folder / "diary.json"
    text, expected = path.read_bytes(), reopened(folder)
    chance = random.Random(5)
    for _time in range(300):
        flipped = bytearray(text)
        position = chance.randrange(len(text) * 8)
        flipped[position // 8] ^= 1 << position % 8
        path.write_bytes(flipped)
        with open_diary(folder, read_only=True) as file:
            assert file.notices or same(file.diary, expected)
            assert file.notices


def test_a_change_before_the_first_backup_is_kept_without_one(folder: Path) -> None:
    new_diary(folder, small())
    with TinyDB(folder / "diary.json", encoding="utf-8") as database:
        database.table("days").update({"note": ["By hand.", 600]}, doc_ids=[20261122])
    with open_diary(folder) as file:
        file.accept_outside_change()
        assert len(file.backups()) == 1
    assert reopened(folder).day(DAY).note == "By hand."


def test_a_newer_format_opens_to_be_read_and_is_not_written(folder: Path) -> None:
    new_diary(folder, small())
    tables = json.loads((folder / "diary.json").read_text("utf-8"))
    del tables["_meta"]
    text = encode_container(tables, {"id": "a", "folded": 1})
    newer = text.replace(b'"format":1', b'"format":2')
    (folder / "diary.json").write_bytes(_resealed(newer))
    before = texts(folder)
    with open_diary(folder) as file:
        assert file.read_only
        assert "newer" in file.notices[0]
        with open_diary(folder) as another:
            assert another.read_only
        assert same(file.diary, small())
        with pytest.raises(UserError, match="for reading only"):
            file.record(rated(file.diary, 0))
        with pytest.raises(UserError, match="for reading only"):
            file.checkpoint()
    assert texts(folder) == before


def test_a_newer_format_nobody_here_can_read_is_not_taken_for_damage(folder: Path) -> None:
    _with_history(folder)
    (folder / "diary.json").write_bytes(b'{"_meta": {"1": {"format": 2}}, "days": 5}')
    before = texts(folder)
    with pytest.raises(NewerFormatError, match="newer version of LDN Desktop"):
        open_diary(folder)
    assert texts(folder) == before


def _resealed(text: bytes) -> bytes:
    from ldn_desktop.storage.codec import container

    at = text.index(b'"sha256":"') + 10
    return text[:at] + container._checksum(text, at) + text[at + 64 :]
