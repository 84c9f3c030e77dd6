"""What Windows, macOS and a new format ask for."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
import types
from pathlib import Path

import pytest

from ldn_desktop import atomic_write
from ldn_desktop.diary.model import Edit
from ldn_desktop.errors import UserError
from ldn_desktop.storage import (
    AlreadyOpenError,
    NewerFormatError,
    ReadOnlyError,
    SaveError,
    check,
    new_diary,
    open_diary,
)
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.codec import container, migration
from ldn_desktop.storage.codec.container import (
    UnreadableError,
    decode_container,
    encode_container,
    in_current_format,
)
from ldn_desktop.storage.codec.documents import Tables, encode
from ldn_desktop.storage.codec.migration import migrated
from ldn_desktop.storage.disk import durable_io, lock, lock_windows
from ldn_desktop.storage.instance import inbox
from tests.support.storage.making import (
    DAY,
    rated,
    record,
    reopened,
    small,
)
from tests.support.systems import WINDOWS, posix_only


def test_windows_locks_one_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int, int]] = []
    fake = types.ModuleType("msvcrt")
    fake.LK_NBLCK = 2  # type: ignore[attr-defined]
    fake.locking = lambda *given: asked.append(given)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    lock_windows.acquire(7)
    assert asked == [(7, 2, 1)]
    assert lock_windows.LockedError is PermissionError


@posix_only  # Windows has it already
def test_windows_takes_its_own_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("lock_there", Path(str(lock.__file__)))
    assert spec
    assert spec.loader
    there = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(there)
    assert there.acquire is lock_windows.acquire
    assert vars(lock)["acquire"] is not lock_windows.acquire


@pytest.mark.parametrize(
    ("error", "refused", "words"),
    [
        (PermissionError(13, "Permission denied"), AlreadyOpenError, "already open"),
        (OSError(22, "Invalid argument"), UserError, "two programs"),
    ],
)
def test_a_byte_that_windows_cannot_lock_is_told(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    refused: type[UserError],
    words: str,
) -> None:
    def locking(*_given: int) -> None:
        raise error

    fake = types.ModuleType("msvcrt")
    fake.LK_NBLCK = 2  # type: ignore[attr-defined]
    fake.locking = locking  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(lock, "acquire", lock_windows.acquire)
    monkeypatch.setattr(lock, "LockedError", lock_windows.LockedError)
    new_folder = folder / "new"
    new_folder.mkdir(parents=True)
    with pytest.raises(refused, match=words):
        open_diary(new_folder)
    assert [path.name for path in new_folder.iterdir()] == ["diary.lock"]


NAME = "a-folder-with-a-name-of-forty-letters-or-so\\"
LONG, LONGER = NAME * 5, NAME * 6
EDGE = "C:\\" + "x" * (durable_io.LONGEST_WITHOUT_PREFIX - 3)


@pytest.mark.parametrize(
    ("path", "add_long_path_prefix"),
    [
        ("C:\\Users\\Zoë\\AppData\\ldn-desktop", "C:\\Users\\Zoë\\AppData\\ldn-desktop"),
        (f"C:\\{LONG}diary", f"\\\\?\\C:\\{LONG}diary"),
        (f"C:/{LONGER}..\\diary", f"\\\\?\\C:\\{LONG}diary"),
        (f"\\\\server\\share\\{LONG}diary", f"\\\\?\\UNC\\server\\share\\{LONG}diary"),
        (f"\\\\?\\C:\\{LONG}diary", f"\\\\?\\C:\\{LONG}diary"),
        (EDGE, EDGE),
        (f"{EDGE}x", f"\\\\?\\{EDGE}x"),
    ],
)
def test_windows_is_told_of_a_path_too_long_for_it(path: str, add_long_path_prefix: str) -> None:
    assert durable_io.add_long_path_prefix(path) == add_long_path_prefix


def test_every_name_in_a_diary_fits_below_the_longest_unmarked_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    real = Path.with_name

    def with_name(path: Path, name: str) -> Path:
        written.append(real(path, name))  # unfinished files have the longest names there are
        return written[-1]

    monkeypatch.setattr(Path, "with_name", with_name)
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file.back_up()
        file.add_undo(rated(file.diary, 1), "Import")
    longest = max(len(str(path)) - len(str(folder)) for path in written)
    assert longest + durable_io.LONGEST_WITHOUT_PREFIX < 260


def test_on_windows_every_way_into_a_diary_marks_its_path(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable_io, "WINDOWS", True)
    monkeypatch.setattr(durable_io, "add_long_path_prefix", lambda path: f"{path}-marked")
    marked = folder.with_name("diary-marked")
    new_diary(folder, small())
    assert (marked / "diary.json").exists()
    assert check(folder).sound
    with open_diary(folder) as file:
        assert file.folder == marked
        assert inbox.send(folder, Edit(()), None).parent == marked / "requests"
    assert not folder.exists()


def test_a_drive_that_is_away_is_refused_in_a_sentence() -> None:
    class OnDriveAway(type(Path())):  # type: ignore[misc]
        """A path of which not even the drive is there."""

        def exists(self) -> bool:
            return False

    with pytest.raises(SaveError, match="cannot be found"):
        open_diary(Path("Q:/away/diary") if WINDOWS else OnDriveAway("/away/diary"))


def test_a_diary_on_a_drive_that_is_away_is_not_shown_as_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "anchor", str(tmp_path / "no drive"))
    with pytest.raises(SaveError, match="no drive cannot be found"):
        open_diary(tmp_path / "no drive" / "diary", read_only=True)


def test_a_file_that_windows_marked_as_read_only_is_read_and_never_written_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    (folder / "diary.json").chmod(0o444)
    with monkeypatch.context() as patch:
        patch.setattr(durable_io, "WINDOWS", True)
        patch.setattr(durable_io, "add_long_path_prefix", lambda path: path)
        with open_diary(folder) as file:
            assert file.diary.dates() == small().dates()
            (notice,) = file.notices
            assert "diary.json is marked as read-only" in notice
            with pytest.raises(ReadOnlyError):
                record(file, rated(file.diary, 0))
        (folder / "diary.json").chmod(0o644)
        with open_diary(folder) as file:
            assert not file.read_only


def test_a_trial_that_a_scanner_holds_is_no_reason_to_refuse_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())

    def held(*_given: object, **_named: object) -> None:
        raise _ScannerError(32)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", held)
        file = open_diary(folder)
    assert not file.read_only
    file.close()
    assert list(durable_io.leftovers(folder))
    reopened(folder)
    assert not list(durable_io.leftovers(folder))


class _ScannerError(PermissionError):
    """What Windows raises while another program looks at the file."""

    def __init__(self, number: int) -> None:
        super().__init__(13, "Access is denied")
        self.winerror = number


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_scanner_that_holds_the_file_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real, held = os.replace, [3]
    waited: list[float] = []

    def replace(source: Path, target: Path) -> None:
        if held[0]:
            held[0] -= 1
            raise _ScannerError(number)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", waited.append)
    durable_io.atomic_write(folder.parent / "file", b"text")
    assert (folder.parent / "file").read_bytes() == b"text"
    assert waited == [0.05, 0.1, 0.2]


@pytest.mark.parametrize(("number", "tries"), [(32, 7), (6, 1)])
def test_a_scanner_that_never_lets_go_leaves_the_journal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, tries: int
) -> None:
    tried: list[Path] = []

    def replace(source: Path, _target: Path) -> None:
        tried.append(source)
        raise _ScannerError(number)

    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    text = (folder / "diary.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        patch.setattr(time, "sleep", lambda _seconds: None)
        with pytest.raises(SaveError):
            file.checkpoint()
    assert len(tried) == tries
    assert sum(atomic_write.RETRY_DELAYS) < 4
    assert (folder / "diary.json").read_bytes() == text
    assert not list(durable_io.leftovers(folder))
    file.close()
    assert len(reopened(folder).dates()) == 1


def test_windows_has_no_folders_to_sync(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_write, "CAN_SYNC_FOLDERS", False)
    atomic_write.sync_folder(folder / "not there")


@posix_only
def test_macos_flushes_the_cache_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda *given: asked.append(given))
    durable_io.atomic_write(tmp_path / "file", b"text")
    assert [command for _handle, command in asked] == [51, 51]


def test_an_older_format_is_backed_up_before_it_is_brought_up_to_date(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    old = (folder / "diary.json").read_bytes()

    def step(tables: Tables) -> Tables:
        for document in tables["days"].values():
            document["note"] = ["Brought up to date.", 1]
        return tables

    for module in (migration, container):
        monkeypatch.setattr(module, "FORMAT", 2)
    monkeypatch.setattr(container, "FORMAT", 2)
    from ldn_desktop.storage import loading

    monkeypatch.setattr(loading, "FORMAT", 2)
    monkeypatch.setattr(migration, "MIGRATIONS", {1: step})
    with open_diary(folder, read_only=True) as file:
        assert file.diary.day(DAY).note == "Brought up to date."
        assert (folder / "diary.json").read_bytes() == old
    with open_diary(folder) as file:
        assert file.notices == []
        assert file.diary.day(DAY).note == "Brought up to date."
        assert all(backup.sound for backup in file.backups())
    assert old in [path.read_bytes() for path in backups.paths(folder)]
    contents = decode_container((folder / "diary.json").read_bytes())
    assert contents.format == 2
    with open_diary(folder) as file:
        assert file.notices == []


def test_a_format_that_never_was_is_damage() -> None:
    contents = decode_container(encode_container(encode(small()), {}))
    with pytest.raises(UnreadableError, match="format -3"):
        in_current_format(container.Contents({"format": -3}, contents.raw, True))
    with pytest.raises(KeyError):
        migrated({}, 0, {})
    assert migrated({"days": {}}, 0, {0: lambda tables: {**tables, "new": {}}}) == {
        "days": {},
        "new": {},
    }
    assert issubclass(NewerFormatError, UserError)
