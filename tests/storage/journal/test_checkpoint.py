"""Checkpoints: the file equals a new one, and what one leaves half done is recognised."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from ldn_desktop.diary.model import About, Diary, DoseStep
from ldn_desktop.diary.symptoms import Symptom, SymptomKind
from ldn_desktop.storage import DiaryFile, SaveError, new_diary, open_diary
from ldn_desktop.storage.backups import backups, retention
from ldn_desktop.storage.codec.container import decode_container
from ldn_desktop.storage.codec.documents import Tables
from ldn_desktop.storage.codec.edits import difference
from tests.support.storage.making import (
    DAY,
    rated,
    record,
    reopened,
    same,
    small,
)


def _tables(folder: Path) -> Tables:
    return decode_container((folder / "diary.json").read_bytes()).tables()


def _crash(file: DiaryFile) -> None:
    file._journal.close()
    assert file._lock
    file._lock.release()


def _refuse(*_given: object) -> None:
    raise SaveError("The disk is full.")


def test_checkpointing_writes_what_a_new_diary_of_the_same_would_be(tmp_path: Path) -> None:
    own = [
        Symptom(f"own_{n}", f"Own {n}", SymptomKind.SIDE_EFFECT, order=n, own=True)
        for n in range(3)
    ]
    steps = [DoseStep(DAY - timedelta(days=60 - 30 * n), 1.5 * n, n == 2) for n in range(3)]
    expected = Diary({day.date: day for day in small().days()}, steps, own, About(6, invented=True))
    new_diary(tmp_path / "new", expected)
    with open_diary(tmp_path / "folded") as file:
        for change in difference(file.diary, expected).changes:
            record(file, type(rated(expected, 99))((change,)))
            file.checkpoint()
    assert _tables(tmp_path / "folded") == _tables(tmp_path / "new")


def test_a_broken_file_is_mended_when_it_is_opened(folder: Path) -> None:
    new_diary(folder, small())
    whole = reopened(folder)
    (folder / "diary.json").write_bytes(b"")
    with open_diary(folder):
        assert same(decode_container((folder / "diary.json").read_bytes()).diary(), whole)


def test_what_is_checkpointed_is_not_checkpointed_again(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file.checkpoint()
        record(file, rated(file.diary, 1))
    assert (folder / "diary.journal").read_bytes().count(b"\n") == 2
    before = (folder / "diary.json").stat().st_mtime_ns
    reopened(folder)
    assert (folder / "diary.json").stat().st_mtime_ns == before


def test_a_backup_lets_go_of_what_is_no_longer_retained(folder: Path) -> None:
    new_diary(folder, small())
    now = datetime.now(UTC).replace(microsecond=0)
    old = [now - timedelta(days=3 * number) for number in range(1, 200)]
    for number, time in enumerate(old):
        backups.create(folder, b"%d" % number, time)
    with open_diary(folder) as file:
        file.back_up()
    made = {backups._created(path) for path in backups.paths(folder)}
    assert made - {max(made)} == retention.retained([*old, max(made)], max(made)) - {max(made)}
    assert len(made) < 40


def test_a_journal_written_again_still_brings_everything_back_before_the_first_backup(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    with monkeypatch.context() as patch:
        patch.setattr(backups, "create", _refuse)
        with pytest.raises(SaveError):
            file.checkpoint()
    _crash(file)
    again = open_diary(folder)
    with monkeypatch.context() as patch:
        patch.setattr(backups, "create", _refuse)
        (folder / "diary.journal").unlink()
        record(again, rated(again.diary, 1))
    _crash(again)
    (folder / "diary.json").unlink()
    with open_diary(folder) as file:
        assert same(file.diary, again.diary)
        assert "Everything was restored" in file.notices[0]


def test_a_change_taken_over_that_is_in_no_backup_yet_is_missed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0, 10.0))
    with TinyDB(folder / "diary.json", encoding="utf-8") as database:
        database.table("days").update({"note": ["By hand.", 600]}, doc_ids=[20261122])
    file = open_diary(folder)
    with monkeypatch.context() as patch:
        patch.setattr(backups, "create", _refuse)
        with pytest.raises(SaveError):
            file.accept_outside_change()
    _crash(file)
    (folder / "diary.json").write_bytes(b"")
    with open_diary(folder) as file:
        assert "may be missing" in file.notices[0]
