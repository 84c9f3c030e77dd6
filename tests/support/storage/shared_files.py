"""Open diaries that share a folder, as a window uses them."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

from ldn_desktop.diary.model import Edit
from ldn_desktop.storage import DiaryFile, encrypt, open_diary, prepare
from ldn_desktop.storage.codec.documents import encode
from tests.support.storage.crash_model import KilledError
from tests.support.storage.making import DAY, typed

FATIGUE = ("answer", "20261122", "fatigue")
PASSPHRASE = "three calm geese"


def exchange(file: DiaryFile) -> Edit:
    """As a window does: the diary in memory shows what came."""
    sharing = file.sharing()
    assert sharing is not None
    exchanged = sharing.exchange()
    file.diary.apply(exchanged.edit)
    file.acknowledge()
    return exchanged.edit


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
