"""Switching encryption on, off or to another passphrase takes nothing away and says what failed."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ldn_desktop.storage import (
    SaveError,
    change_passphrase,
    decrypt,
    encrypt,
    new_diary,
    open_diary,
    prepare,
)
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption import key
from tests.support.storage.making import (
    CANARY,
    PowerCut,
    noted,
    rated,
    record,
    same,
    small,
    texts,
    typed,
)

PASSPHRASE = "three calm geese"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("light_keys")


def _encrypted(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        record(file, noted(file.diary))
        file.back_up()
        preparation = prepare(PASSPHRASE)
        encrypt(file, preparation, typed(preparation))


def test_another_passphrase_leaves_the_backups_there(folder: Path) -> None:
    _encrypted(folder)
    before = backups.paths(folder)
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        change_passphrase(file, "five brave swans")
        assert set(backups.paths(folder)) >= set(before)
        assert all(backup.sound for backup in file.backups())


def test_a_file_nobody_here_can_open_is_left_as_it_is(folder: Path) -> None:
    stranger = key.Key(secrets.token_bytes(32), ({"by": "nobody"},)).encrypt(b"text")
    new_diary(folder, small())
    stored = backups.create(folder, stranger, NOW)
    with open_diary(folder) as file:
        preparation = prepare(PASSPHRASE)
        encrypt(file, preparation, typed(preparation))
        assert stored.read_bytes() == stranger
        decrypt(file)
        assert stored.read_bytes() == stranger


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("after", range(3))
def test_a_disk_that_refuses_is_told_and_the_diary_stays_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, on: bool, after: int
) -> None:
    if on:
        new_diary(folder, small())
    else:
        _encrypted(folder)
    preparation = prepare(PASSPHRASE)
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        record(file, rated(file.diary, 0))
        real, left = durable_io.atomic_write, [after]

        def refusing(path: Path, content: bytes) -> None:
            left[0] -= 1
            # Once: what follows must not be what tells of it.
            if left[0] == -1:
                raise SaveError("The disk is full.")
            real(path, content)

        monkeypatch.setattr(durable_io, "atomic_write", refusing)
        with pytest.raises(SaveError, match="full"):
            encrypt(file, preparation, typed(preparation)) if on else decrypt(file)
        monkeypatch.undo()
        record(file, rated(file.diary, 1))
        expected = file.diary
    with open_diary(folder, passphrase=PASSPHRASE) as again:
        assert same(again.diary, expected)
        assert again.notices == []


def test_a_power_cut_before_the_first_backup_leaves_no_note_readable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = durable_io.atomic_write

    def cut(path: Path, content: bytes) -> None:
        if path.name == "diary.journal":
            raise PowerCut
        real(path, content)

    file = open_diary(folder)
    record(file, noted(file.diary))
    preparation = prepare(PASSPHRASE)
    with monkeypatch.context() as patch:
        patch.setattr(durable_io, "atomic_write", cut)
        with pytest.raises(PowerCut):
            encrypt(file, preparation, typed(preparation))
    assert file._lock
    file._lock.release()
    with open_diary(folder, passphrase=PASSPHRASE) as again:
        assert same(again.diary, file.diary)
        assert not any(CANARY.encode() in text for text in texts(folder).values())
