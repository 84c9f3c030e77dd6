"""Disks that fail or cannot do everything, clocks set back: what a person's computer does."""

from __future__ import annotations

import errno
import os
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from ldn_desktop.errors import UserError
from ldn_desktop.storage import SaveError, Writer, new_diary, open_diary
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.instance import inbox
from ldn_desktop.storage.journal import records
from tests.support.storage.faults.injected_faults import failing
from tests.support.storage.making import (
    DAY,
    died,
    rated,
    record,
    reopened,
    small,
    texts,
)
from tests.support.systems import LOCK_CALL, posix_only


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_disk_that_cannot_sync_folders_is_no_broken_disk(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real = os.fsync

    def sync(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").is_dir():
            raise OSError(number, os.strerror(number))
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
    assert reopened(folder).dates() == [DAY]


@posix_only
def test_a_disk_that_cannot_flush_its_cache_on_macos_is_synced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def refused(*_given: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    synced: list[int] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", refused)
    monkeypatch.setattr(os, "fsync", synced.append)
    durable_io.atomic_write(tmp_path / "file", b"text")
    assert len(synced) == 3


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.EIO])
def test_a_disk_that_cannot_lock_is_refused_before_anything_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refused(*_given: object) -> None:
        raise OSError(number, os.strerror(number))

    new_diary(folder, small())
    before = texts(folder)
    monkeypatch.setattr(*LOCK_CALL, refused)
    with pytest.raises(UserError, match="two programs"):
        open_diary(folder)
    assert texts(folder) == before


def test_after_a_failed_sync_the_journal_is_written_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    path = folder / "diary.journal"
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        doubtful = path.stat().st_ino
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refused)
            with pytest.raises(SaveError):
                file.record(rated(file.diary, 1))
        record(file, rated(file.diary, 1))
        trusted = path.stat().st_ino
        assert trusted != doubtful
        record(file, rated(file.diary, 2))
        assert path.stat().st_ino == trusted


def test_a_journal_found_that_cannot_be_synced_is_written_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    died(file)
    path = folder / "diary.journal"
    doubtful = path.stat().st_ino
    with open_diary(folder) as file:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refused)
            with pytest.raises(SaveError):
                file.record(rated(file.diary, 1))
        assert len(records.read(path).records) == 1
        record(file, rated(file.diary, 1))
        assert path.stat().st_ino != doubtful
        assert len(records.read(path).records) == 2


def test_an_answer_refused_by_a_full_disk_is_saved_once_there_is_room(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, full = os.write, threading.Event()
    failed, saved = threading.Event(), threading.Event()

    def write(handle: int, content: bytes) -> int:
        if full.is_set():
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, content)

    monkeypatch.setattr(os, "write", write)
    with open_diary(folder) as file:
        full.set()
        writer = Writer(
            file, lambda _edit, _when: saved.set(), lambda _message: failed.set(), retry_delay=0.01
        )
        writer.record(rated(file.diary, 0))
        assert failed.wait(60)
        full.clear()
        assert saved.wait(60)
        assert writer.close() == []
    assert reopened(folder).dates() == [DAY]


def test_a_request_that_could_not_be_removed_is_not_obeyed_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with open_diary(folder) as file:
        sent = inbox.send(folder, rated(file.diary, 0, 2.5), None)
        (asked,) = file.requests()
        record(file, asked.edit)
        with monkeypatch.context() as patch:
            patch.setattr(os, "unlink", refused)
            with pytest.raises(SaveError):
                asked.done()
        record(file, rated(file.diary, 0, 7.5))
        assert sent.exists()
        assert file.requests() == []
        assert not sent.exists()
    assert reopened(folder).day(DAY).value("fatigue") == 7.5


def test_a_journal_whose_handle_went_stale_is_opened_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        held = file._journal._handle
        with monkeypatch.context() as patch:
            patch.setattr(os, "fstat", failing(errno.ESTALE, os.fstat, held.__eq__))
            record(file, rated(file.diary, 1))
        record(file, rated(file.diary, 2))
    assert len(reopened(folder).dates()) == 3


def test_a_clock_set_back_makes_no_backup_at_every_checkpoint(folder: Path) -> None:
    new_diary(folder, small())
    reopened(folder)
    (newest,) = backups.paths(folder)
    newest.rename(backups.new_path(folder, backups._created(newest) + timedelta(days=3)))
    for number in range(4):
        with open_diary(folder) as file:
            record(file, rated(file.diary, number, 0.0))
    assert len(backups.paths(folder)) == 2


def test_a_journal_with_a_tail_of_zeros_is_a_torn_one(folder: Path) -> None:
    file = open_diary(folder)
    for number in range(3):
        record(file, rated(file.diary, number))
    died(file)
    path = folder / "diary.journal"
    path.write_bytes(path.read_bytes() + bytes(4096))
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == 3
        assert "could not be saved completely" in file.notices[0]
        record(file, rated(file.diary, 3))
    with open_diary(folder) as file:
        assert len(file.diary.dates()) == 4
        assert file.notices == []
