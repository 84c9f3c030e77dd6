"""A folder that cannot be shared is refused in one sentence, and nothing of sharing is begun."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.errors import UserError
from ldn_desktop.storage import open_diary
from ldn_desktop.storage.disk import durable_io
from tests.support.sharing import unusable_folders
from tests.support.sharing.shared_files import exchange
from tests.support.storage.making import rated, record, texts


@pytest.mark.parametrize(
    "spoil",
    [
        unusable_folders.vanished,
        unusable_folders.a_file,
        unusable_folders.of_a_newer_version,
        unusable_folders.of_several_diaries,
    ],
)
def test_a_folder_that_cannot_be_used_is_not_begun(
    tmp_path: Path, shared: Path, spoil: Callable[[Path], str]
) -> None:
    with open_diary(tmp_path / "other") as other:
        other.join(shared)
        exchange(other)
    message = spoil(shared).replace("also started sharing", "more than one diary")
    with open_diary(tmp_path / "one") as one:
        record(one, rated(one.diary, 0))
        one.checkpoint()
        before = texts(one.folder)
        with pytest.raises(UserError, match=message):
            one.join(shared)
        assert texts(one.folder) == before
        assert one.sharing() is None


def test_a_folder_that_nobody_may_write_to_is_not_begun_and_another_one_can_be(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refused(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_CREAT and Path(str(path)).parent == shared:
            raise OSError(30, "Read-only file system")
        return real(path, flags, *more, **named)

    with open_diary(tmp_path / "one") as one:
        record(one, rated(one.diary, 0))
        one.checkpoint()
        before = texts(one.folder)
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", refused)
            with pytest.raises(UserError, match="does not have permission to write"):
                one.join(shared)
        assert texts(one.folder) == before
        assert texts(shared) == {}
        assert one.sharing() is None
        (tmp_path / "another folder").mkdir()
        one.join(tmp_path / "another folder")
        exchange(one)


def test_a_film_in_the_folder_is_passed_over(tmp_path: Path, shared: Path) -> None:
    with (shared / "film.mp4").open("wb") as film:
        film.truncate(durable_io.MAX_FILE_SIZE + 1)
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        record(other, rated(other.diary, 0))
        for file in (one, other):
            file.join(shared)
            exchange(file)
        assert exchange(one).changes
