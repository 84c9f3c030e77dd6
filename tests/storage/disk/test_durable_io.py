"""Files and folders: private, whole, of a size that fits, named so that nothing is replaced."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

from ldn_desktop import atomic_write
from ldn_desktop.errors import UserError
from ldn_desktop.storage import SaveError, new_diary, open_diary
from ldn_desktop.storage.disk import durable_io
from tests.support.storage.making import (
    noted,
    record,
    reopened,
    same,
    small,
)
from tests.support.systems import modes, posix_only


def _loaded_anew(monkeypatch: pytest.MonkeyPatch, flag: int | None) -> ModuleType:
    if flag is None:
        monkeypatch.delattr(os, "O_BINARY", raising=False)
    else:
        monkeypatch.setattr(os, "O_BINARY", flag, raising=False)
    spec = importlib.util.spec_from_file_location("files_there", Path(str(atomic_write.__file__)))
    assert spec
    assert spec.loader
    there = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(there)
    return there


def test_windows_is_asked_to_write_bytes_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, asked, real = _loaded_anew(monkeypatch, 1 << 15), [], os.open

    def noting(path: Path, flags: int, *mode: int) -> int:
        asked.append(flags)
        return real(path, flags & ~(1 << 15), *mode)

    monkeypatch.setattr(os, "open", noting)
    there.atomic_write(tmp_path / "file", b"a\nb")
    assert asked[0] & (1 << 15)
    assert _loaded_anew(monkeypatch, None).BINARY == 0


def test_a_folder_that_another_start_makes_at_the_same_moment_is_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.mkdir

    def overtaken(path: Path, mode: int = 0o777) -> None:
        real(path, mode)
        real(path, mode)

    monkeypatch.setattr(os, "mkdir", overtaken)
    durable_io.private_folder(folder)
    assert folder.is_dir()


@modes
def test_a_folder_can_be_used_whatever_the_umask_takes_away(folder: Path) -> None:
    before = os.umask(0o777)
    try:
        durable_io.private_folder(folder)
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_diary_of_many_long_notes_is_not_too_large(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        for number in range(200):
            record(file, noted(file.diary, "A long day. " * 1600, number))
    assert (folder / "diary.json").stat().st_size > 3_000_000
    assert same(reopened(folder), file.diary)


def test_more_than_256_mebibytes_are_not_read_into_memory(folder: Path) -> None:
    folder.mkdir()
    (folder / "diary.json").touch()
    os.truncate(folder / "diary.json", 256 * 1024 * 1024 + 1)
    with pytest.raises(UserError, match="too large to be a diary"):
        open_diary(folder)


def test_as_much_as_the_limit_says_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    monkeypatch.setattr(durable_io, "MAX_FILE_SIZE", 5)
    assert durable_io.read_bytes(tmp_path / "file") == b"12345"


def test_a_name_that_is_taken_gets_the_next_number(tmp_path: Path) -> None:
    for name in ("day.json", "day-2.json", "day-3.json"):
        free = durable_io.free_name(tmp_path / "day.json")
        assert free.name == name
        free.touch()


def test_a_disk_that_makes_no_new_file_is_found_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    real = os.open

    def as_read_only(path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT and not Path(path).exists():
            raise OSError(30, "Read-only file system")
        return real(path, flags, *mode)

    monkeypatch.setattr(os, "open", as_read_only)
    with open_diary(folder) as file:
        assert file.read_only
        assert "does not have permission to write" in file.notices[0]


@posix_only
def test_a_folder_whose_sync_fails_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    folder.mkdir()
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(SaveError, match="the disk reports an error"):
        durable_io.remove(folder / "file")
