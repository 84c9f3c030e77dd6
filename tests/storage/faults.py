"""System calls that fail, one at a time, while a diary lives through everything it can do."""

from __future__ import annotations

import errno
import functools
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from ldn_desktop.diary import Diary, Edit
from ldn_desktop.storage import (
    DiaryFile,
    backups,
    decrypt,
    encrypt,
    open_diary,
    prepare,
    requests,
)
from ldn_desktop.storage.changes import decode_edit, encode_edit
from ldn_desktop.words import Refused
from tests.storage.making import noted, rated

PASSPHRASE = "three calm geese"
CALLS = ("open", "write", "fsync", "replace", "unlink", "ftruncate", "mkdir", "close", "stat")
ERRORS = ("EIO", "ENOSPC", "EROFS", "EACCES", "EINTR", "EMFILE")
SHORT = "short write"
FAULTS = (*ERRORS, SHORT)


@dataclass
class Lived:
    """What was made of a life with a fault in it."""

    calls: int = 0
    fired: bool = False
    acknowledged: list[Edit] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Failing:
    """System calls below `root` of which the one with that number fails, and all after it if
    `lasting`."""

    def __init__(self, lived: Lived, root: Path, number: int, fault: str, lasting: bool) -> None:
        self._lived, self._root, self._fault = lived, str(root), fault
        self._number, self._lasting = number, lasting
        self._real = {name: getattr(os, name) for name in CALLS}
        self._handles: set[int] = set()

    def __enter__(self) -> None:
        for name in CALLS:
            setattr(os, name, functools.partial(self._call, name))

    def __exit__(self, *_error: object) -> None:
        for name in CALLS:
            setattr(os, name, self._real[name])

    def _call(self, name: str, given: Any, *more: Any, **named: Any) -> Any:
        if not self._concerns(name, given):
            return self._real[name](given, *more, **named)
        self._lived.calls += 1
        calls = self._lived.calls
        if calls == self._number or (self._lasting and calls > self._number):
            self._lived.fired = True
            if self._fault != SHORT:
                self._fail(name, given)
            if name == "write":
                more = (bytes(more[0])[: max(1, len(more[0]) // 2)],)
        result = self._real[name](given, *more, **named)
        if name == "open":
            self._handles.add(result)
        return result

    def _concerns(self, name: str, given: Any) -> bool:
        if name in {"write", "fsync", "ftruncate", "close"}:
            return given in self._handles
        return isinstance(given, (str, os.PathLike)) and str(given).startswith(self._root)

    def _fail(self, name: str, given: Any) -> NoReturn:
        if name == "close":
            # The handle is gone all the same.
            self._real[name](given)
        number = getattr(errno, self._fault)
        raise OSError(number, os.strerror(number))


def live(
    root: Path, number: int, fault: str, *, lasting: bool, lived: Lived | None = None
) -> Lived:
    """A life with one fault. Raises whatever is no Refused: a person must never see that."""
    lived = lived or Lived()
    folder = root / "home" / "diary"
    with Failing(lived, root, number, fault, lasting):
        for chapter in (_first, _second, _secret, _plain):
            _try(lived, functools.partial(chapter, lived, folder))
    return lived


def _try(lived: Lived, work: Callable[[], object]) -> bool:
    try:
        work()
    except Refused as refused:
        lived.refused.append(str(refused))
        return False
    return True


def _edit(lived: Lived, file: DiaryFile, edit: Edit) -> None:
    if _try(lived, lambda: file.record(edit)):
        lived.acknowledged.append(edit)
        file.diary.apply(edit)


def _first(lived: Lived, folder: Path) -> None:
    with open_diary(folder) as file:
        for number in range(3):
            _edit(lived, file, rated(file.diary, number))
        _try(lived, file.fold)
        _edit(lived, file, noted(file.diary))
        _try(lived, file.back_up)
        _edit(lived, file, rated(file.diary, 0, 7.5))


def _second(lived: Lived, folder: Path) -> None:
    with open_diary(folder) as file:
        _edit(lived, file, rated(file.diary, 0, 0.0))
        sent = _try(lived, lambda: requests.send(folder, rated(file.diary, 4), None))
        for request in file.requests() if sent else ():
            _edit(lived, file, request.edit)
            _try(lived, request.done)
        _try(lived, lambda: file.keep_undo(rated(file.diary, 6), "Import"))
        _edit(lived, file, rated(file.diary, 6))


def _secret(lived: Lived, folder: Path) -> None:
    preparation = prepare(PASSPHRASE)
    typed = [preparation.words[place - 1] for place in preparation.asked]
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        _edit(lived, file, noted(file.diary, "Before", 2))
        _try(lived, lambda: encrypt(file, preparation, typed))
        _edit(lived, file, noted(file.diary, "After", 3))


def _plain(lived: Lived, folder: Path) -> None:
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        _edit(lived, file, noted(file.diary, "Again", 4))
        _try(lived, lambda: decrypt(file))
        _edit(lived, file, noted(file.diary, "At last", 5))


def lost(root: Path, lived: Lived) -> str:
    """What a start without faults finds amiss; nothing where every promise was kept."""
    try:
        with open_diary(root / "home" / "diary", passphrase=PASSPHRASE) as file:
            diary, notices = file.diary, file.notices
            made = backups.listed(file.folder, file.key)
    except Refused as refused:
        return f"does not open: {refused}"
    if any("damaged" in notice for notice in notices) or not all(one.sound for one in made):
        return f"damage: {notices}"
    wanted = Diary()
    for edit in lived.acknowledged:
        wanted.apply(decode_edit(encode_edit(edit)))
    for when in wanted.dates():
        for name, answer in wanted.day(when).answers.items():
            if diary.day(when).answers.get(name) != answer:
                return f"{when} {name} is lost"
    return ""
