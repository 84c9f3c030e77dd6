"""A folder that may not be written to, is moved, replaced, or lies behind a link."""

from __future__ import annotations

import errno
import functools
import os
import shutil
from pathlib import Path

import pytest

from ldn_desktop.errors import UserError
from ldn_desktop.storage import ReadOnlyError, SaveError, new_diary, open_diary
from ldn_desktop.storage import record as record_at_once
from ldn_desktop.storage.disk import durable_io, lock
from ldn_desktop.storage.journal import records
from tests.support.storage.faults.injected_faults import failing
from tests.support.storage.making import (
    DAY,
    died,
    noted,
    rated,
    record,
    reopened,
    same,
    small,
    texts,
)
from tests.support.systems import modes, not_root, open_files, symlinks


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_folder_that_takes_no_files_opens_to_be_read_and_says_so_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    died(file)
    before = texts(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", failing(number, os.open, lambda path: ".ldn-" in str(path)))
        with open_diary(folder) as file:
            assert file.read_only
            assert file.diary.dates() == [DAY]
            assert "nothing new can be saved" in file.notices[0]
            assert str(folder) in file.notices[0]
            with pytest.raises(ReadOnlyError):
                file.record(rated(file.diary, 1))
        with pytest.raises(ReadOnlyError):
            record_at_once(folder, lambda diary: rated(diary, 1))
    assert texts(folder) == before
    with open_diary(folder) as file:
        assert not file.read_only
        assert file.notices == []


@modes
@not_root
def test_a_folder_without_the_right_to_write_opens_to_be_read(folder: Path) -> None:
    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    died(file)
    folder.chmod(0o500)
    try:
        with open_diary(folder) as file:
            assert file.read_only
            assert file.diary.dates() == [DAY]
            assert "nothing new can be saved" in file.notices[0]
    finally:
        folder.chmod(0o700)
    assert reopened(folder).dates() == [DAY]


def test_a_lock_that_may_not_be_made_opens_what_is_there_to_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    refusing = failing(errno.EROFS, os.open, lambda path: Path(path).name == lock.FILE_NAME)
    monkeypatch.setattr(os, "open", refusing)
    with open_diary(folder) as file:
        assert file.read_only
        assert same(file.diary, small())
    with pytest.raises(SaveError, match="does not have permission to write"):
        open_diary(folder.parent)


def test_a_full_disk_is_no_reason_to_refuse_answers_before_they_are_tried(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    with monkeypatch.context() as patch:
        refusing = failing(errno.ENOSPC, os.open, lambda path: ".ldn-" in str(path))
        patch.setattr(os, "open", refusing)
        file = open_diary(folder)
        assert not file.read_only
        with pytest.raises(SaveError, match="disk is full"):
            file.record(rated(file.diary, 0, 0.0))
    record(file, rated(file.diary, 0, 0.0))
    file.close()
    assert reopened(folder).day(DAY).value("fatigue") == 0.0


def test_a_trial_leaves_nothing_behind(folder: Path) -> None:
    with open_diary(folder):
        assert not list(durable_io.leftovers(folder))


def test_a_journal_without_the_right_to_write_is_written_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    died(file)
    path, real = folder / "diary.journal", os.open
    refused: list[Path] = []

    def forbidden_once(given: Path, flags: int, *mode: int) -> int:
        if Path(given) == path and not refused:
            refused.append(given)
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(given, flags, *mode)

    before = path.stat().st_ino
    with open_diary(folder) as file:
        monkeypatch.setattr(os, "open", forbidden_once)
        record(file, rated(file.diary, 1))
        monkeypatch.undo()
        assert path.stat().st_ino != before
        assert [line.sequence for line in records.read(path).records] == [1, 2]


def test_backups_nobody_may_look_at_are_not_taken_for_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    reopened(folder)
    for path in (folder / "diary.json", folder / "diary.journal"):
        path.unlink()
    before = texts(folder)
    refusing = failing(errno.EACCES, os.listdir, lambda path: Path(path).name == "backups")
    with monkeypatch.context() as patch:
        patch.setattr(os, "listdir", refusing)
        with pytest.raises(UserError, match="cannot be read"):
            open_diary(folder)
    assert texts(folder) == before
    assert same(reopened(folder), small())


def test_a_file_named_as_the_folder_of_backups_costs_the_backups_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "backups").write_text("mine", "utf-8")
    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    with pytest.raises(SaveError, match="is a file"):
        file.close()
    assert (folder / "backups").read_text("utf-8") == "mine"
    (folder / "backups").unlink()
    assert reopened(folder).dates() == [DAY]


def test_the_folder_of_backups_may_go_while_the_diary_is_open(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        file.back_up()
        shutil.rmtree(folder / "backups")
        record(file, rated(file.diary, 0, 0.0))
        assert file.backups() == []
    with open_diary(folder) as file:
        assert [backup.sound for backup in file.backups()] == [True]


def test_a_folder_moved_while_open_is_told_and_saving_resumes_when_it_is_back(
    folder: Path, tmp_path: Path
) -> None:
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        folder.rename(tmp_path / "elsewhere")
        with pytest.raises(SaveError, match="was moved"):
            file.record(rated(file.diary, 1))
        assert not folder.exists()
        (tmp_path / "elsewhere").rename(folder)
        record(file, rated(file.diary, 1))
    assert len(reopened(folder).dates()) == 2


def test_another_diary_in_the_place_of_an_open_one_is_not_written_to(
    folder: Path, tmp_path: Path
) -> None:
    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    folder.rename(tmp_path / "elsewhere")
    new_diary(folder, small())
    with open_diary(folder) as other:
        record(other, noted(other.diary))
        before = texts(folder)
        edit = rated(file.diary, 1)
        for saving in (functools.partial(file.record, edit), file.checkpoint, file.back_up):
            with pytest.raises(SaveError, match="was moved"):
                saving()
        assert texts(folder) == before
    with pytest.raises(SaveError, match="was moved"):
        file.close()
    assert reopened(tmp_path / "elsewhere").dates() == [DAY]
    assert reopened(folder).day(DAY).note


def test_an_empty_folder_in_the_place_of_an_open_one_stays_empty(
    folder: Path, tmp_path: Path
) -> None:
    with open_diary(folder) as file:
        folder.rename(tmp_path / "elsewhere")
        folder.mkdir()
        with pytest.raises(SaveError, match="was moved"):
            file.record(rated(file.diary, 0))
        assert list(folder.iterdir()) == []
        folder.rmdir()
        (tmp_path / "elsewhere").rename(folder)
        record(file, rated(file.diary, 0))
    assert reopened(folder).dates() == [DAY]


def test_another_diary_file_in_the_place_of_this_one_is_not_written_to(
    folder: Path, tmp_path: Path
) -> None:
    new_diary(tmp_path / "other", small())
    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    file.checkpoint()
    mine = (folder / "diary.json").read_bytes()
    shutil.copy(tmp_path / "other" / "diary.json", folder / "diary.json")
    other = (folder / "diary.json").read_bytes()
    record(file, rated(file.diary, 1))
    with pytest.raises(SaveError, match="a different diary"):
        file.checkpoint()
    assert (folder / "diary.json").read_bytes() == other
    (folder / "diary.json").write_bytes(mine)
    file.close()
    assert len(reopened(folder).dates()) == 2


@open_files
def test_a_lock_file_that_was_removed_is_made_again(folder: Path) -> None:
    with open_diary(folder) as file:
        (folder / lock.FILE_NAME).unlink()
        record(file, rated(file.diary, 0))
        with pytest.raises(UserError, match="already open"):
            open_diary(folder)
        record(file, rated(file.diary, 1))
    assert len(reopened(folder).dates()) == 2


@open_files
def test_who_lost_the_lock_to_another_program_writes_no_more(folder: Path) -> None:
    file = open_diary(folder)
    record(file, rated(file.diary, 0))
    file.checkpoint()
    (folder / lock.FILE_NAME).unlink()
    with open_diary(folder) as other:
        with pytest.raises(SaveError, match="was moved or changed"):
            file.record(rated(file.diary, 1))
        record(other, rated(other.diary, 2))
    with pytest.raises(SaveError):
        file.close()
    assert len(reopened(folder).dates()) == 2


@open_files
def test_a_lock_another_program_takes_at_that_moment_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(_handle: int) -> None:
        raise BlockingIOError

    file = open_diary(folder)
    (folder / lock.FILE_NAME).unlink()
    with monkeypatch.context() as patch:
        patch.setattr(lock, "acquire", taken)
        with pytest.raises(SaveError, match="was moved or changed"):
            file.record(rated(file.diary, 0))
    (folder / lock.FILE_NAME).unlink()
    record(file, rated(file.diary, 0))
    file.close()
    with pytest.raises(ReadOnlyError):
        file.record(rated(file.diary, 1))


@symlinks
def test_a_folder_behind_a_link_or_with_any_letters_is_as_good(tmp_path: Path) -> None:
    folder = tmp_path / "Tagebuch für Zoë 日記 🙂"
    (tmp_path / "link").symlink_to(folder)
    new_diary(folder, small())
    with open_diary(tmp_path / "link") as file:
        record(file, noted(file.diary))
        file.back_up()
        with pytest.raises(UserError, match="already open"):
            open_diary(folder)
    assert reopened(folder).day(DAY).note
    assert (tmp_path / "link").is_symlink()


@symlinks
def test_a_link_to_a_folder_that_is_away_makes_no_new_diary(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "away")
    with pytest.raises(SaveError):
        open_diary(tmp_path / "link")
    assert not (tmp_path / "away").exists()


@symlinks
def test_a_link_to_a_file_that_is_away_is_no_new_diary(folder: Path, tmp_path: Path) -> None:
    new_diary(folder, small())
    (folder / "diary.json").rename(tmp_path / "away.json")
    (folder / "diary.json").symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(UserError, match="not changed"):
        open_diary(folder)
    assert (folder / "diary.json").is_symlink()
    (tmp_path / "away.json").rename(tmp_path / "elsewhere.json")
    assert same(reopened(folder), small())
