"""A diary's life with a fault in it: everything that storage does, once."""

from __future__ import annotations

import functools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from ldn_desktop import interchange
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.interchange import export
from ldn_desktop.storage import (
    DiaryFile,
    decrypt,
    encrypt,
    loading,
    open_diary,
    prepare,
)
from ldn_desktop.storage.codec import container, migration
from ldn_desktop.storage.codec.documents import Tables
from ldn_desktop.storage.codec.edits import decode_edit, encode_edit
from ldn_desktop.storage.instance import inbox
from tests.support.storage.faults.injected_faults import Failing
from tests.support.storage.making import noted, rated

PASSPHRASE = "three calm geese"
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@dataclass
class Lived:
    """What was made of a life with a fault in it."""

    calls: int = 0
    fired: str = ""
    edits: list[tuple[bool, Edit]] = field(default_factory=list)
    """Every edit in order: False when it was tried, True once it was acknowledged."""
    messages: list[str] = field(default_factory=list)

    @property
    def acknowledged(self) -> list[Edit]:
        return [edit for stored, edit in self.edits if stored]

    @property
    def tried(self) -> list[Edit]:
        return [edit for stored, edit in self.edits if not stored]

    def add(self, is_acknowledged: bool, edit: Edit) -> None:
        self.edits.append((is_acknowledged, edit))


def prepared(root: Path) -> Path:
    """The home below `root` of a life to come, with a file to be imported."""
    home = root / "home"
    home.mkdir(parents=True)
    export.write(demo_diary(date(2025, 6, 1), days=3), home / "bring.csv")
    export.write(Diary(), home / "export.json")
    return home


@dataclass(frozen=True)
class Bookmark:
    """A life before one of its chapters, when nothing had failed yet."""

    home: Path
    chapter: int
    calls: int
    edits: list[tuple[bool, Edit]]

    def lay_down(self, root: Path) -> Path:
        """The home below `root`, as it was then."""
        shutil.copytree(self.home, root / "home")
        return root / "home"


def live(
    root: Path,
    number: int,
    fault: str,
    *,
    lasting: bool,
    lived: Lived | None = None,
    start: Bookmark | None = None,
) -> Lived:
    """A life with one fault; from `start` on, which saves what comes before.

    Raises whatever is no UserError: a person must never see that.
    """
    lived = lived or Lived()
    if start is None:
        home, chapter = prepared(root), 0
    else:
        home, chapter, number = start.lay_down(root), start.chapter, number - start.calls
    failing = Failing(root, number, fault, lasting=lasting)
    with failing.at_work():
        live_through(lived, home, chapter)
    lived.calls, lived.fired = failing.calls, failing.fired
    return lived


def live_through(lived: Lived, home: Path, first: int = 0) -> None:
    """Everything once, from chapter `first` on, in a `home` that was prepared."""
    for chapter in CHAPTERS[first:]:
        _try(lived, functools.partial(chapter, lived, home / "diary"))


def bookmarks(root: Path, fault: str) -> list[Bookmark]:
    """One before each chapter of a life below `root` that has no fault."""
    lived, home = Lived(), prepared(root)
    failing, found = Failing(root, 0, fault, lasting=False), []
    for number, chapter in enumerate(CHAPTERS):
        copy = root / f"before {number}"
        shutil.copytree(home, copy)
        found.append(Bookmark(copy, number, failing.calls, list(lived.edits)))
        with failing.at_work():
            assert _try(lived, functools.partial(chapter, lived, home / "diary"))
    assert lived.messages == []
    return found


@contextmanager
def newer_program() -> Iterator[None]:
    """A program to whom today's format is an older one."""

    def step(tables: Tables) -> Tables:
        tables["about"]["1"]["brought_up_to_date"] = True
        return tables

    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(migration, "MIGRATIONS", {1: step}))
        for module in (migration, container, loading):
            patches.enter_context(mock.patch.object(module, "FORMAT", 2))
        yield


def _try(lived: Lived, work: Callable[[], object]) -> bool:
    try:
        work()
    except UserError as refused:
        lived.messages.append(str(refused))
        return False
    return True


@contextmanager
def _opened(lived: Lived, folder: Path, passphrase: str | None = None) -> Iterator[DiaryFile]:
    with open_diary(folder, passphrase=passphrase) as file:
        lived.messages += file.notices
        yield file


def _edit(lived: Lived, file: DiaryFile, edit: Edit) -> bool:
    lived.add(False, edit)
    stored = _try(lived, lambda: file.record(edit))
    if stored:
        lived.add(True, edit)
        file.diary.apply(edit)
    return stored


def _first(lived: Lived, folder: Path) -> None:
    with _opened(lived, folder) as file:
        for number in range(3):
            _edit(lived, file, rated(file.diary, number))
        _try(lived, file.checkpoint)
        _edit(lived, file, noted(file.diary))
        _try(lived, file.back_up)
        _edit(lived, file, rated(file.diary, 0, 7.5))


def _second(lived: Lived, folder: Path) -> None:
    with _opened(lived, folder) as file:
        _edit(lived, file, rated(file.diary, 0, 0.0))
        asked_positions = rated(file.diary, 14)
        lived.add(False, asked_positions)
        # What was left for the window is promised to get into the diary.
        if _try(lived, lambda: inbox.send(folder, asked_positions, None)):
            lived.add(True, asked_positions)
        _try(lived, functools.partial(_take, lived, file))


def _take(lived: Lived, file: DiaryFile) -> None:
    for request in file.requests():
        if _edit(lived, file, request.edit):
            _try(lived, request.done)
            # A request obeyed twice would undo this.
            _edit(lived, file, rated(file.diary, 14, 7.5))


def _import(lived: Lived, folder: Path) -> None:
    preview = interchange.read(folder.parent / "bring.csv", Diary(), now=NOW)
    with _opened(lived, folder) as file:
        if _try(lived, lambda: file.add_undo(preview.edit, "Import")):
            _edit(lived, file, preview.edit)


def _restore(lived: Lived, folder: Path) -> None:
    with _opened(lived, folder) as file:
        oldest = file.backups()[-1:]
        for backup in oldest:
            edit = file.restore_edit(backup)
            file.add_undo(edit, "Restored")
            _edit(lived, file, edit)
            for undo in file.undo_entries()[:1]:
                _edit(lived, file, undo.edit(file.diary))
                _try(lived, functools.partial(file.remove_undo, undo))


def _export(lived: Lived, folder: Path) -> None:
    with open_diary(folder, read_only=True) as file:
        for name in ("export.json", "export.csv"):
            target = folder.parent / name
            _try(lived, functools.partial(export.write, file.diary, target))


def _secret(lived: Lived, folder: Path) -> None:
    preparation = prepare(PASSPHRASE)
    typed = [preparation.words[position - 1] for position in preparation.asked_positions]
    with _opened(lived, folder, PASSPHRASE) as file:
        _edit(lived, file, noted(file.diary, "Before", 2))
        _try(lived, lambda: encrypt(file, preparation, typed))
        _edit(lived, file, noted(file.diary, "After", 3))


def _plain(lived: Lived, folder: Path) -> None:
    with _opened(lived, folder, PASSPHRASE) as file:
        _edit(lived, file, noted(file.diary, "Again", 4))
        _try(lived, lambda: decrypt(file))
        _edit(lived, file, noted(file.diary, "At last", 5))


def _migrated(lived: Lived, folder: Path) -> None:
    with newer_program(), _opened(lived, folder, PASSPHRASE) as file:
        _edit(lived, file, noted(file.diary, "In a newer program", 6))


CHAPTERS = (_first, _second, _import, _restore, _export, _secret, _plain, _migrated)


class ReportedLife(Lived):
    """A life in a process of its own, that tells of each edit the moment it is known what
    became of it, and of the messages in the end."""

    def __init__(self, handle: int) -> None:
        super().__init__()
        self._handle = handle

    def add(self, is_acknowledged: bool, edit: Edit) -> None:
        self._tell([is_acknowledged, encode_edit(edit)])
        super().add(is_acknowledged, edit)

    def end(self) -> None:
        self._tell(self.messages)
        self._tell("ended")

    def _tell(self, what: Any) -> None:
        line = json.dumps(what).encode() + b"\n"
        try:
            os.write(self._handle, line)
        except OSError:
            # The fault met the telling, which is no part of the life.
            os.write(self._handle, line)


def parsed(output: bytes) -> tuple[Lived, bool]:
    """The life that a process reported, and whether it came to its end."""
    lived, ended = Lived(), False
    for line in map(json.loads, output.splitlines()):
        match line:
            case [bool(is_acknowledged), list(edit)]:
                lived.add(is_acknowledged, decode_edit(edit))
            case [*messages]:
                lived.messages = messages
            case "ended":
                ended = True
    return lived, ended
