"""Open diaries that share a folder, as a window uses them."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from ldn_desktop.diary.model import Edit
from ldn_desktop.storage import DiaryFile, encrypt, open_diary, prepare
from ldn_desktop.storage.codec.documents import encode
from tests.support.storage.faults.crash_model import KilledError
from tests.support.storage.making import DAY, typed

FATIGUE = ("answer", "20261122", "fatigue")
PASSPHRASE = "three calm geese"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The empty folder that is going to be shared."""
    folder = tmp_path / "shared folder"
    folder.mkdir()
    return folder


def exchange(*files: DiaryFile) -> Edit:
    """Exchange as windows do, one after the other: their diaries show what came.

    Returns what came to the last of them.
    """
    edit = Edit(())
    for file in files:
        sharing = file.sharing()
        assert sharing is not None
        edit = sharing.exchange().edit
        file.diary.apply(edit)
        file.acknowledge()
    return edit


def alike(*files: DiaryFile) -> bool:
    return all(encode(file.diary) == encode(files[0].diary) for file in files)


def values(file: DiaryFile) -> set[float]:
    """The fatigue that is shown and what stands beside it."""
    sharing = file.sharing()
    assert sharing is not None
    found = {change[0] for change in sharing.status().conflicts.get(FATIGUE, [])}
    return {file.diary.day(DAY).value("fatigue") or -1, *found}


def encrypted(folder: Path, passphrase: str = PASSPHRASE) -> DiaryFile:
    """A new diary, open and encrypted."""
    file = open_diary(folder)
    preparation = prepare(passphrase)
    encrypt(file, preparation, typed(preparation))
    return file


def killed_while(number: int, work: Callable[[], object]) -> bool:
    """Whether the program was killed before its call `number` that changes a disk."""
    calls = 0

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            nonlocal calls
            calls += 1
            if calls >= number:
                raise KilledError
            return real(*given, **named)

        return call

    with ExitStack() as patches:
        for name in ("write", "fsync", "replace", "unlink", "mkdir", "ftruncate"):
            patches.enter_context(mock.patch.object(os, name, dying(getattr(os, name))))
        try:
            work()
        except KilledError:
            return True
    return False


def fill_up(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no room for another file in the folder, until the patch is undone."""
    real = os.open

    def refused(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_CREAT and Path(str(path)).parent == shared:
            raise OSError(28, "No space left on device")
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", refused)
