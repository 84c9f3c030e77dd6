"""The undo log: how to undo an import or a restored backup, also after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from ldn_desktop.diary.model import Change, Diary, Edit
from ldn_desktop.storage.codec.edits import decode_edit, encode_edit, rebased
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.journal.records import Record, parse_line, verify_line

FILE_NAME = "diary.undo"
MAX_ENTRIES = 5
"""Older ones are dropped: the backups have them too."""


class LargeEdit(Struct, frozen=True):
    """One large edit that can be undone."""

    number: int
    title: str
    when: str
    """Time it was made, in UTC, as 2026-11-22T21:50:03Z."""
    done: Edit
    reverse: Edit

    def edit(self, diary: Diary) -> Edit:
        """The edit that undoes it in `diary`, except where something newer was entered since."""
        return Edit(tuple(self._left(diary))[::-1])

    def is_undone(self, diary: Diary) -> bool:
        """Whether nothing of it is left to undo in `diary`."""
        return next(self._left(diary), None) is None

    def _left(self, diary: Diary) -> Iterator[Change]:
        pairs = zip(self.done.changes, reversed(self.reverse.changes), strict=True)
        for done, reverse in pairs:
            current = rebased(Edit((reverse,)), diary).changes
            if current and current[0].before == done.after:
                yield current[0]


def add(folder: Path, edit: Edit, title: str, key: Key | None) -> None:
    """Store how to undo `edit`. Raises SaveError."""
    records = _read(folder, key)
    number = records[-1].sequence + 1 if records else 1
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    records.append(Record(number, when, [title, encode_edit(edit), encode_edit(edit.reversed())]))
    _write(folder, records[-MAX_ENTRIES:], key)


def entries(folder: Path, key: Key | None) -> list[LargeEdit]:
    """What can be undone, newest first."""
    return [
        LargeEdit(line.sequence, title, line.when, decode_edit(done), decode_edit(reverse))
        for line in reversed(_read(folder, key))
        for title, done, reverse in [line.changes]
    ]


def remove(folder: Path, removed: LargeEdit, key: Key | None) -> None:
    """Remove `removed`. Raises SaveError."""
    _write(folder, [line for line in _read(folder, key) if line.sequence != removed.number], key)


def reencrypt(folder: Path, key: Key | None, *, opened_with: Key | None) -> None:
    """Write the records again, encrypted with `key`, or plain without one."""
    content = durable_io.read_bytes(folder / FILE_NAME) or b""
    arrays = [verify_line(line) for line in content.split(b"\n")]
    if any(line and _is_encrypted(line) != (key is not None) for line in arrays):
        _write(folder, _read(folder, opened_with), key)


def _is_encrypted(line: list[Any]) -> bool:
    return len(line) == 2


def _read(folder: Path, key: Key | None) -> list[Record]:
    content = durable_io.read_bytes(folder / FILE_NAME) or b""
    records = (parse_line(line, key) for line in content.split(b"\n"))
    return [line for line in records if isinstance(line, Record)]


def _write(folder: Path, records: list[Record], key: Key | None) -> None:
    durable_io.atomic_write(folder / FILE_NAME, b"".join(line.encode(key) for line in records))
