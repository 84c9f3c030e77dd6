"""Lives with every fault there is, one after the other, and what is amiss after each."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from ldn_desktop.diary.model import AnswerChange, Diary
from ldn_desktop.errors import UserError
from ldn_desktop.storage import loading, open_diary
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.codec.edits import decode_edit, encode_edit
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.journal import records
from tests.support.storage.faults.fault_life import (
    PASSPHRASE,
    Bookmark,
    Lived,
    ReportedLife,
    bookmarks,
    live,
    newer_program,
    parsed,
)
from tests.support.storage.faults.injected_faults import KILL


def summary(root: Path) -> dict[str, Any]:
    """What a life without faults leaves, read without opening or mending anything."""
    folder = root / "home" / "diary"
    with newer_program():
        loaded = loading.load(folder, None)
        return {
            "not in checkpoint": len(loaded.journal.after(loaded.contents.sequence)),
            "format": loaded.contents.format,
            "older": loaded.older_format is not None,
            "notices": loaded.notices,
            "backups": [one.sound for one in backups.list_backups(folder, None)].count(True),
            "others": sorted({_kind(path) for path in (root / "home").rglob("*")}),
            "exports": [_exported(root / "home" / f"export.{end}") for end in ("json", "csv")],
            "undos": (folder / "diary.undo").read_bytes().count(b"\n"),
            "head": records.read(folder / "diary.journal").head.starts_after >= 0,
        }


def _kind(path: Path) -> str:
    return "a backup" if path.parent.name == backups.FOLDER else path.name


def _exported(path: Path) -> str:
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    if path.suffix == ".json" and text:
        return f"{len(json.loads(text)['days'])} days"
    return f"{text.count(chr(10))} lines"


def amiss(root: Path, lived: Lived) -> str:
    """What a start without faults finds amiss; nothing where every promise holds."""
    with newer_program():
        try:
            with open_diary(root / "home" / "diary", passphrase=PASSPHRASE) as file:
                diary, notices = file.diary, file.notices
                made = backups.list_backups(file.folder, file.key)
        except UserError as refused:
            return f"does not open: {refused}"
    if any("amage" in notice or "missing" in notice for notice in notices):
        return f"damage: {notices}"
    if not all(one.sound for one in made):
        return "a backup is not sound"
    return _unexpected(diary, lived) or _left_behind(root / "home")


def _unexpected(diary: Diary, lived: Lived) -> str:
    """The first answer that is not what was acknowledged last, or refused after it."""
    may_be: dict[tuple[date, str], list[Any]] = {}
    for stored, edit in lived.edits:
        for change in decode_edit(encode_edit(edit)).changes:
            if isinstance(change, AnswerChange):
                position = may_be.setdefault((change.date, change.field), [None])
                # A refused answer may be there all the same: it is tried again by the window.
                position[:] = [change.after] if stored else [*position, change.after]
    for (when, name), answers in may_be.items():
        if diary.day(when).answers.get(name) not in answers:
            return f"{when} {name} is {diary.day(when).answers.get(name)}, not one of {answers}"
    others = {(when, name) for when in diary.dates() for name in diary.day(when).answers}
    strange = others - may_be.keys()
    return f"nobody entered {strange}" if strange else _half(diary, lived)


def _half(diary: Diary, lived: Lived) -> str:
    """Of an edit with many changes either all or none is there: here, the import."""
    for _acknowledged, edit in lived.edits:
        there = [
            diary.day(change.date).answers.get(change.field) == change.after
            for change in decode_edit(encode_edit(edit)).changes
            if isinstance(change, AnswerChange) and change.date.year == 2025
        ]
        if any(there) and not all(there):
            return f"{sum(there)} of {len(there)} answers of one edit are there"
    return ""


def _left_behind(home: Path) -> str:
    """Exports are whole, the old or the new; nothing unfinished lies in the diary."""
    try:
        json.loads((home / "export.json").read_text("utf-8"))
    except ValueError:
        return "half of an export is there"
    left = [path.name for path in durable_io.leftovers(home / "diary")]
    return f"left behind: {left}" if left else ""


def unsaid(root: Path, lived: Lived, sound: dict[str, Any]) -> str:
    """What is not as in a life without faults although no message reported it."""
    if lived.messages:
        return ""
    now = summary(root)
    if lived.acknowledged != lived.tried or now != sound:
        return f"nothing was said, but {[name for name in sound if now[name] != sound[name]]}"
    return ""


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder in memory where there is such a disk: nothing here needs one slow to sync."""
    memory = Path("/dev/shm")
    usable = sys.platform == "linux" and memory.is_dir() and os.access(memory, os.W_OK)
    with tempfile.TemporaryDirectory(dir=memory if usable else None) as folder:
        yield Path(folder)


def every_fault(place: Path, fault: str, *, lasting: bool, step: int = 1) -> tuple[int, list[str]]:
    """Let each call of a life fail that is a multiple of `step`, until none is left.

    How many faults there were, and what was amiss after them.
    """
    marks = bookmarks(place / "sound", fault)
    sound, found, number, fired = summary(place / "sound"), [], step, 0
    while True:
        root, start = place / str(number), _start(marks, number)
        lived = Lived(edits=list(start.edits))
        live(root, number, fault, lasting=lasting, lived=lived, start=start)
        if not lived.fired:
            break
        fired += 1
        what = unsaid(root, lived, sound) or amiss(root, lived)
        if what:
            found.append(f"{number} {lived.fired}: {what}")
        shutil.rmtree(root)
        number += step
    return fired, found


def every_kill(place: Path, step: int = 1) -> tuple[int, list[str]]:
    """As `every_fault`, each life in a process that is killed before that call."""
    marks = bookmarks(place / "sound", KILL)
    found, number, fired = [], step, 0
    while True:
        root = place / str(number)
        lived, killed = _killed(root, number, _start(marks, number))
        if not killed:
            break
        fired += 1
        what = amiss(root, lived)
        if what:
            found.append(f"{number}: {what}")
        shutil.rmtree(root)
        number += step
    return fired, found


def _start(marks: list[Bookmark], number: int) -> Bookmark:
    """The last one before call `number`."""
    return next(mark for mark in reversed(marks) if mark.calls < number)


def _killed(root: Path, number: int, start: Bookmark) -> tuple[Lived, bool]:
    """A life ended before call `number`; False where it had fewer calls."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            reported = ReportedLife(theirs)
            live(root, number, KILL, lasting=False, lived=reported, start=start)
            reported.end()
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        lived, ended = parsed(pipe.read())
    lived.edits[:0] = start.edits
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert killed != ended, "a life that raised something"
    return lived, killed
