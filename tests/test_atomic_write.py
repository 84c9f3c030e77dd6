"""What the program writes is there whole, private and durable, or was never touched."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ldn_desktop import atomic_write, output_file
from ldn_desktop.errors import UserError
from ldn_desktop.storage import new_diary, open_diary
from tests.support.storage.making import rated, record, small
from tests.support.systems import (
    WINDOWS,
    linux_only,
    modes,
    posix_only,
    symlinks,
)


def _refused(*_given: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, _refused)
        with pytest.raises(OSError, match="No space"):
            atomic_write.atomic_write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@modes
def test_a_file_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        atomic_write.atomic_write(tmp_path / "file", b"text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


@linux_only
def test_a_replaced_file_is_synced_under_its_new_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    real = os.fsync

    def noting(handle: int) -> None:
        names.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        real(handle)

    monkeypatch.setattr(os, "fsync", noting)
    atomic_write.atomic_write(tmp_path / "file", b"text")
    unfinished, *after = names
    assert unfinished.startswith(atomic_write.TEMPORARY_PREFIX)
    assert after == ["file", tmp_path.name]


@symlinks
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "file"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(Path("there", "file"))
    atomic_write.atomic_write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@symlinks
def test_a_link_to_itself_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("link")
    with pytest.raises(OSError, match="link"):
        atomic_write.atomic_write(tmp_path / "link", b"text")


@posix_only
def test_a_pipe_is_refused_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    with pytest.raises(UserError, match="could not be written: Invalid argument"):
        output_file.write(path, b"text")
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="it is a folder"):
        output_file.write(tmp_path, b"text")


def test_no_file_of_a_diary_is_replaced_by_an_export(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    new_diary(folder, small())
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        file.add_undo(rated(file.diary, 1), "Import")
        file.back_up()
        record(file, rated(file.diary, 2))
    (backup, *_older) = (folder / "backups").iterdir()
    (folder / "backups" / "mine.csv").write_text("date\n", "utf-8")
    copy = tmp_path / "elsewhere.csv"
    copy.write_bytes((folder / "diary.json").read_bytes())
    link = tmp_path / "link.csv"
    if WINDOWS:
        copy, link = link, copy  # a link needs a right there; a second copy takes its place
        copy.write_bytes((folder / "diary.json").read_bytes())
    else:
        link.symlink_to(folder / "diary.journal")
    names = ("diary.json", "diary.journal", "diary.undo", "diary.lock", "backups/mine.csv")
    for path in (*(folder / name for name in names), backup, copy, link):
        before = path.read_bytes()
        with pytest.raises(UserError, match="is itself a diary"):
            output_file.write(path, b"text")
        assert path.read_bytes() == before


def test_an_older_export_is_replaced_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    path.write_bytes(b'{\n "format": "LDN Desktop diary",\n')
    output_file.write(path, b"text")
    assert path.read_bytes() == b"text"
    path.unlink()
    (tmp_path / "backups").mkdir()
    output_file.write(tmp_path / "backups" / "of mine.csv", b"text")
    output_file.write(tmp_path / "backups" / "of mine.csv", b"again")
