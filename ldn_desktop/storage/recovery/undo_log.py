"""Undo records: what takes an import or a restored backup back, also after a restart."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from ldn_desktop.diary.model import Change, Diary, Edit
from ldn_desktop.storage.codec.edits import decode_edit, encode_edit, since
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.journal.records import Line, parsed_row, without_sum

FILE_NAME = "diary.undo"
MOST = 5
"""Older ones are forgotten: every one of them is in the backups too."""


class Undo(Struct, frozen=True):
    """One large edit that can be taken back."""

    number: int
    title: str
    when: str
    """Time it was made, in UTC, as 2026-11-22T21:50:03Z."""
    done: Edit
    back: Edit

    def edit(self, diary: Diary) -> Edit:
        """The edit that takes it back from `diary`, where nothing newer was entered since."""
        left: list[Change] = []
        pairs = zip(self.done.changes, reversed(self.back.changes), strict=True)
        for done, back in pairs:
            as_it_is = since(Edit((back,)), diary).changes
            if as_it_is and as_it_is[0].before == done.after:
                left.append(as_it_is[0])
        return Edit(tuple(reversed(left)))


def keep(folder: Path, edit: Edit, title: str, key: Key | None) -> None:
    """Remember how to take `edit` back. Raises SaveError."""
    rows = _lines(folder, key)
    number = rows[-1].sequence + 1 if rows else 1
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rows.append(Line(number, when, [title, encode_edit(edit), encode_edit(edit.reversed())]))
    _write(folder, rows[-MOST:], key)


def kept(folder: Path, key: Key | None) -> list[Undo]:
    """What can be taken back, newest first."""
    return [
        Undo(row.sequence, title, row.when, decode_edit(done), decode_edit(back))
        for row in reversed(_lines(folder, key))
        for title, done, back in [row.changes]
    ]


def forget(folder: Path, gone: Undo, key: Key | None) -> None:
    """Forget `gone`. Raises SaveError."""
    _write(folder, [row for row in _lines(folder, key) if row.sequence != gone.number], key)


def protect(folder: Path, key: Key | None, *, opened_with: Key | None) -> None:
    """Write the records again, encrypted with `key`, or plain without one."""
    content = durable_io.read_bytes(folder / FILE_NAME) or b""
    kept_rows = [without_sum(row) for row in content.split(b"\n")]
    if any(row and _is_hidden(row) != (key is not None) for row in kept_rows):
        _write(folder, _lines(folder, opened_with), key)


def _is_hidden(row: list[Any]) -> bool:
    return len(row) == 2


def _lines(folder: Path, key: Key | None) -> list[Line]:
    content = durable_io.read_bytes(folder / FILE_NAME) or b""
    rows = (parsed_row(row, key) for row in content.split(b"\n"))
    return [row for row in rows if isinstance(row, Line)]


def _write(folder: Path, rows: list[Line], key: Key | None) -> None:
    durable_io.write_whole(folder / FILE_NAME, b"".join(row.encoded(key) for row in rows))
