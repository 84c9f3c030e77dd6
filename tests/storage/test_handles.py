"""No file stays open: a handle that is never closed keeps a lock, or a disk from being removed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ldn_desktop.errors import UserError
from ldn_desktop.storage import (
    AlreadyOpenError,
    SaveError,
    decrypt,
    encrypt,
    open_diary,
    prepare,
)
from tests.support.storage.making import limit_writes, noted, rated, record
from tests.support.systems import LOCK_CALL, posix_only

HANDLES = Path("/dev/fd")

pytestmark = [pytest.mark.usefixtures("light_keys"), posix_only]


@contextmanager
def _all_closed() -> Iterator[None]:
    before = set(HANDLES.iterdir())
    yield
    assert set(HANDLES.iterdir()) == before


def test_a_closed_diary_holds_no_file_open(folder: Path) -> None:
    with _all_closed(), open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file.back_up()
        record(file, rated(file.diary, 1))
        file.add_undo(noted(file.diary), "Import")


def test_a_journal_that_vanished_holds_no_file_open(folder: Path) -> None:
    with _all_closed(), open_diary(folder) as file:
        for number in range(3):
            record(file, rated(file.diary, number))
            (folder / "diary.journal").unlink()


def test_a_lock_that_was_taken_again_holds_no_file_open(folder: Path) -> None:
    with _all_closed(), open_diary(folder) as file:
        (folder / "diary.lock").unlink()
        record(file, rated(file.diary, 0))


def test_no_file_is_replaced_while_it_is_open_as_windows_forbids(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def as_on_windows(source: Path, target: Path) -> None:
        if target.exists() and any(os.path.samestat(target.stat(), one) for one in _held()):
            raise PermissionError(13, "Access is denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", as_on_windows)
    preparation = prepare("three calm geese")
    typed = [preparation.words[position - 1] for position in preparation.asked_positions]
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file.back_up()
        record(file, rated(file.diary, 1))
        encrypt(file, preparation, typed)
        record(file, rated(file.diary, 2))
        file.back_up()
        record(file, rated(file.diary, 3))
        decrypt(file)
        record(file, rated(file.diary, 4))


def _held() -> Iterator[os.stat_result]:
    for path in HANDLES.iterdir():
        # The one that reads this folder is gone by now.
        with contextlib.suppress(OSError):
            yield path.stat()


def test_a_diary_that_is_open_elsewhere_holds_no_file_open_here(folder: Path) -> None:
    with open_diary(folder), _all_closed(), pytest.raises(AlreadyOpenError):
        open_diary(folder)


def test_a_place_that_cannot_lock_holds_no_file_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_given: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(*LOCK_CALL, unsupported)
    with _all_closed(), pytest.raises(UserError, match="two programs"):
        open_diary(folder)


def test_switching_encryption_on_and_off_holds_no_file_open(folder: Path) -> None:
    preparation = prepare("three calm geese")
    typed = [preparation.words[position - 1] for position in preparation.asked_positions]
    with _all_closed(), open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        encrypt(file, preparation, typed)
        record(file, rated(file.diary, 1))
        decrypt(file)
        record(file, rated(file.diary, 2))


@pytest.mark.parametrize("after", range(4))
def test_a_switch_the_disk_refuses_holds_no_file_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    preparation = prepare("three calm geese")
    typed = [preparation.words[position - 1] for position in preparation.asked_positions]
    with _all_closed(), open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        limit_writes(monkeypatch, after, SaveError)
        with contextlib.suppress(SaveError):
            encrypt(file, preparation, typed)
        monkeypatch.undo()
