"""Opening: one writer, private files, and a clear sentence for everything else."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ldn_desktop import atomic_write
from ldn_desktop.errors import UserError
from ldn_desktop.storage import (
    AlreadyOpenError,
    SaveError,
    check,
    errors,
    new_diary,
    open_diary,
)
from ldn_desktop.storage.codec.container import decode_container
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.disk.lock import Lock
from tests.support.storage.making import (
    DAY,
    noted,
    rated,
    record,
    reopened,
    same,
    small,
    texts,
)
from tests.support.systems import LOCK_CALL, modes, open_files, posix_only, symlinks


def test_a_new_folder_is_made_with_every_parent(tmp_path: Path) -> None:
    folder = tmp_path / "one" / "two"
    assert reopened(folder).dates() == []
    assert (folder / "diary.json").exists()


def test_looking_into_nothing_makes_nothing(folder: Path) -> None:
    with open_diary(folder, read_only=True) as file:
        assert file.diary.dates() == []
        assert file.read_only
        with pytest.raises(UserError, match="for reading only"):
            file.record(rated(file.diary, 0))
    assert not folder.exists()


def test_a_folder_that_nobody_may_look_into_is_refused_in_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())

    def forbidden(self: Path, **_wishes: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "stat", forbidden)
    with pytest.raises(UserError, match="cannot be read"):
        open_diary(folder, read_only=True)


@modes
def test_everything_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = tmp_path / "parent" / "diary"
        new_diary(folder, small())
        with open_diary(folder) as file:
            record(file, noted(file.diary))
            file.back_up()
            file.add_undo(noted(file.diary), "Import")
    finally:
        os.umask(before)
    for path in (folder.parent, folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_second_writer_is_turned_away(folder: Path) -> None:
    with open_diary(folder) as file:
        for opening in (lambda: open_diary(folder), lambda: new_diary(folder, small())):
            with pytest.raises(AlreadyOpenError, match="already open"):
                opening()
        record(file, rated(file.diary, 0))
    file.close()
    assert len(reopened(folder).dates()) == 1


def test_a_lock_left_by_a_dead_program_is_no_lock(folder: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from ldn_desktop.storage import open_diary\n"
        "file = open_diary(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], check=False)
    assert done.returncode in (-9, 9)  # as POSIX and as Windows say it
    assert (folder / "diary.lock").exists()
    assert reopened(folder).dates() == []


def test_the_lock_is_let_go_of_where_opening_fails(folder: Path) -> None:
    folder.mkdir()
    (folder / "diary.json").write_text("no diary", "utf-8")
    for _time in range(2):
        with pytest.raises(UserError, match="not a diary"):
            open_diary(folder)
    held = Lock(folder)
    held.release()
    held.release()


def test_a_place_that_cannot_lock_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_given: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(*LOCK_CALL, unsupported)
    with pytest.raises(UserError, match="two programs"):
        open_diary(folder)


@posix_only
def test_a_lock_file_that_cannot_be_made_is_explained(folder: Path) -> None:
    (folder / "diary.lock").mkdir(parents=True)
    with pytest.raises(SaveError, match="could not be saved to the disk"):
        open_diary(folder)


def test_removing_what_cannot_be_removed_is_explained(folder: Path) -> None:
    folder.mkdir()
    durable_io.remove(folder / "not there")
    with pytest.raises(SaveError):
        durable_io.remove(folder)


@open_files
def test_a_journal_that_cannot_be_opened_is_explained(folder: Path) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        stored = (folder / "diary.journal").read_bytes()
        (folder / "diary.journal").unlink()
        (folder / "diary.journal").mkdir()
        with pytest.raises(UserError):
            file.record(rated(file.diary, 1))
        (folder / "diary.journal").rmdir()
        record(file, rated(file.diary, 1))
        assert (folder / "diary.journal").read_bytes().startswith(stored)


def test_a_journal_the_system_will_not_open_is_explained(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refused(path: Path, flags: int, *mode: int) -> int:
        if Path(path).name == "diary.journal":
            raise OSError(24, "Too many open files")
        return real(path, flags, *mode)

    with open_diary(folder) as file:
        monkeypatch.setattr(os, "open", refused)
        text = f"It could not be saved to the disk (Too many open files). Please check {folder}."
        with pytest.raises(SaveError, match=f"^{re.escape(text)}$"):
            file.record(rated(file.diary, 0))
        monkeypatch.undo()
        record(file, rated(file.diary, 0))
    assert reopened(folder).dates() == [DAY]


def test_a_diary_is_never_written_over_by_a_new_one(folder: Path) -> None:
    new_diary(folder, small())
    with pytest.raises(UserError, match="already a diary in"):
        new_diary(folder, small())
    assert same(reopened(folder), small())


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("mine", "utf-8")
    for position in (path, path / "below"):
        with pytest.raises(UserError, match="is a file"):
            open_diary(position)
    with open_diary(path, read_only=True) as file:
        assert file.diary.dates() == []
    assert path.read_text("utf-8") == "mine"


def test_a_folder_where_the_file_should_be_is_refused(folder: Path) -> None:
    path = folder / "diary.json"
    path.mkdir(parents=True)
    text = f"{path} cannot be read (it is a folder). Nothing was changed."
    with pytest.raises(UserError, match=f"^{re.escape(text)}$"):
        open_diary(folder)


def test_a_refusal_without_a_reason_is_told_as_it_is(tmp_path: Path) -> None:
    odd = OSError("out of order")
    assert "(out of order)" in str(errors.save_error(odd, tmp_path / "file"))
    assert "(out of order)" in str(errors.read_error(odd, tmp_path / "file"))


def test_a_file_too_large_for_any_diary_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    monkeypatch.setattr(durable_io, "MAX_FILE_SIZE", 100)
    with pytest.raises(UserError, match="too large"):
        open_diary(folder)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (28, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (27, "disk is full"),
        (13, "does not have permission to write"),
        (1, "does not have permission to write"),
        (30, "does not have permission to write"),
        (5, "could not be saved to the disk"),
    ],
)
@pytest.mark.parametrize("name", ["open", "mkdir"])
def test_a_disk_that_refuses_is_explained(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, words: str
) -> None:
    def refused(*_given: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, refused)
    with pytest.raises(SaveError, match=words):
        open_diary(folder)


@posix_only
@pytest.mark.parametrize("name", ["diary.json", "diary.journal", "diary.undo"])
def test_a_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for(
    folder: Path, name: str
) -> None:
    new_diary(folder, small())
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    with pytest.raises(UserError, match="Invalid argument"), open_diary(folder) as file:
        file.undo_entries()


@posix_only
def test_pipes_among_backups_and_requests_are_passed_over(folder: Path) -> None:
    reopened(folder)
    (folder / "backups").mkdir()
    for name in ("backups/diary-2026-11-22T215003Z.json", "requests/1.request"):
        os.mkfifo(folder / name)
    with open_diary(folder) as file:
        assert file.requests() == []
        assert not file.backups()[0].sound
    assert len(list(folder.glob("diary.damaged*.request"))) == 1


@modes
def test_a_disk_that_keeps_no_file_private_is_named_once(folder: Path) -> None:
    reopened(folder)
    assert not any("private" in sentence for sentence in check(folder).sentences)
    (folder / "diary.json").chmod(0o644)
    found = check(folder)
    assert found.sound
    assert any("cannot be made private" in sentence for sentence in found.sentences)
    with open_diary(folder) as file:
        assert file.notices == []


@modes
def test_a_new_diary_on_such_a_disk_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_write, "PRIVATE_FILE", 0o644)
    with open_diary(folder) as file:
        assert any("cannot be made private" in notice for notice in file.notices)
    with open_diary(folder) as again:
        assert again.notices == []


@symlinks
def test_a_linked_diary_file_is_written_where_the_link_leads(folder: Path, tmp_path: Path) -> None:
    new_diary(folder, small())
    target = tmp_path / "elsewhere" / "my diary.json"
    target.parent.mkdir()
    (folder / "diary.json").rename(target)
    (folder / "diary.json").symlink_to(target)
    (target.parent / ".ldn-my diary.json-0123").write_text("left by a crash", "utf-8")
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
    assert (folder / "diary.json").is_symlink()
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert decode_container(target.read_bytes()).diary().day(DAY).value("fatigue") == 5


def test_unfinished_files_of_a_crash_are_removed(folder: Path) -> None:
    new_diary(folder, small())
    left = folder / ".ldn-diary.json-0a0b0c"
    left.write_text("private", "utf-8")
    reopened(folder)
    assert not left.exists()
    left.mkdir()
    reopened(folder)


def test_a_disk_that_refuses_to_be_put_right_still_shows_the_diary(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file.back_up()
    (folder / "diary.json").write_bytes(b"")
    real = os.replace

    def refused(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refused)
        file = open_diary(folder)
        assert len(file.diary.dates()) == 1
        assert any("disk is full" in notice for notice in file.notices)
        with pytest.raises(SaveError):
            file.close()
    assert real is os.replace
    assert (folder / "diary.json").read_bytes() == b""
    assert len(reopened(folder).dates()) == 1
    assert list(folder.glob("diary.damaged*"))


def test_opening_writes_nothing_where_all_is_well(folder: Path) -> None:
    new_diary(folder, small())
    reopened(folder)
    before = {name: (folder / name).stat().st_mtime_ns for name in texts(folder)}
    reopened(folder)
    assert {name: (folder / name).stat().st_mtime_ns for name in texts(folder)} == before
