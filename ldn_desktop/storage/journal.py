"""The journal: each edit one appended, checksummed, fsynced line."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from ldn_desktop.diary import Edit
from ldn_desktop.storage import files
from ldn_desktop.storage.changes import decode_edit, encode_edit
from ldn_desktop.storage.keys import Key
from ldn_desktop.storage.refusals import CannotKeep, cannot_save
from ldn_desktop.storage.sealed import to_json
from ldn_desktop.words import _

FILE_NAME = "diary.journal"
TITLE = "ldn-desktop journal"
FORMAT = 1
_TAIL = len(b',"0123456789abcdef"]')


@dataclass(frozen=True, slots=True)
class Line:
    """One edit of the journal, in order of `sequence`, recorded at `when` (UTC)."""

    sequence: int
    when: str
    changes: list[Any]

    @property
    def edit(self) -> Edit:
        return decode_edit(self.changes)


@dataclass(frozen=True, slots=True)
class Found:
    """What a journal held when it was read."""

    diary_id: str = ""
    """Of the diary it belongs to; empty where its first line is missing or damaged."""
    lines: Sequence[Line] = ()
    torn: bool = False
    """Its last line never became whole: it was never reported as saved."""
    damaged: bool = False
    """A line is broken that others follow."""
    wraps: Sequence[dict[str, Any]] = field(default=())
    """How the key of an encrypted journal is wrapped; empty for a plain one."""
    exists: bool = True

    @property
    def sound(self) -> bool:
        return not self.torn and not self.damaged

    @property
    def last(self) -> int:
        """Sequence of the newest line, 0 where there is none."""
        return self.lines[-1].sequence if self.lines else 0

    def after(self, sequence: int) -> list[Line]:
        """Lines newer than `sequence`."""
        return [line for line in self.lines if line.sequence > sequence]


def with_sum(body: bytes) -> bytes:
    """`body`, a JSON array without its last bracket, as a whole line with its checksum."""
    return body + b',"' + _sum(body) + b'"]\n'


def without_sum(line: bytes) -> list[Any] | None:
    """The array of `line`, its checksum left out; None where the line is not whole."""
    body, tail = line[:-_TAIL], line[-_TAIL:]
    if tail != with_sum(body)[len(body) : -1]:
        return None
    with contextlib.suppress(ValueError, RecursionError):
        return msgspec.json.decode(body + b"]", type=list[Any])
    return None


def read(path: Path, key: Key | None = None) -> Found:
    """The journal at `path`; `key` opens the lines of an encrypted one.

    Raises Refused when it cannot be read at all. A broken line is told, never guessed at.
    """
    content = files.read_bytes(path)
    if content is None:
        return Found(exists=False)
    *rows, tail = content.split(b"\n")
    # A line whose line end alone was lost, or flipped, is still vouched for by its checksum.
    whole = next((row for row in (tail, tail[:-1]) if without_sum(row)), None)
    parsed = [_parsed(row, key) for row in (*rows, *([whole or tail] if tail else []))]
    good = [place for place, row in enumerate(parsed) if row is not None]
    last_good = good[-1] if good else -1
    header = parsed[0] if parsed and isinstance(parsed[0], list) else None
    return Found(
        diary_id=header[2] if header else "",
        lines=[row for row in parsed if isinstance(row, Line)],
        torn=last_good < len(parsed) - 1,
        damaged=len(good) <= last_good or (bool(parsed) and header is None),
        wraps=header[3] if header and len(header) > 3 else (),
    )


def _parsed(row: bytes, key: Key | None) -> Line | list[Any] | None:
    match without_sum(row):
        case [str(title), int(), str(), *_] as header if title == TITLE:
            return header
        case [int(sequence), str(when), list(changes)]:
            return Line(sequence, when, changes)
        case [int(sequence), str(hidden)] if key is not None:
            plain = key.open_line(hidden, sequence)
            return None if plain is None else Line(sequence, *msgspec.json.decode(plain))
        case _:
            return None


class Journal:
    """The journal of one open diary, for appending."""

    def __init__(self, path: Path, diary_id: str, key: Key | None) -> None:
        self._path, self._diary_id, self._key = path, diary_id, key
        self._handle = -1
        self._length = 0
        self._lines: list[bytes] = []
        """Lines since it was opened: written again should the file vanish under us."""

    def append(self, sequence: int, edit: Edit, now: datetime) -> None:
        """Add `edit`; it is on the disk when this returns.

        Raises CannotSave, and the journal is as it was; CannotKeep where the edit holds
        something no text can hold.
        """
        line = self._line(sequence, edit, now)
        try:
            if not self._still_there():
                self._open()
            self._put(line)
        except OSError as error:
            raise cannot_save(error, self._path) from None
        self._lines.append(line)

    def start(self, lines: Sequence[Line] = ()) -> None:
        """Begin a new journal that holds `lines`. Raises CannotSave; the old one stays then."""
        rows = [self._encoded(line.sequence, [line.when, line.changes]) for line in lines]
        self._renew(rows)

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _put(self, line: bytes) -> None:
        try:
            files.write_all(self._handle, line)
            files.sync(self._handle)
        except OSError:
            self._take_back()
            raise
        self._length += len(line)

    def _take_back(self) -> None:
        """Cut off what was written of a line that failed; the next one must not follow it."""
        try:
            os.ftruncate(self._handle, self._length)
            files.sync(self._handle)
        except OSError:
            # Looked at afresh, and renewed, before anything is appended.
            self.close()

    def _still_there(self) -> bool:
        """Whether the file at our path is the one we hold, at the length we left it."""
        if self._handle < 0:
            return False
        try:
            named = self._path.stat()
        except FileNotFoundError:
            return False
        held = os.fstat(self._handle)
        return os.path.samestat(named, held) and named.st_size == self._length

    def _open(self) -> None:
        """Open what is there, or a new one where that is not what we left."""
        self.close()
        content = files.read_bytes(self._path)
        if content is None or not content.endswith(b"".join([b"\n", *self._lines][-2:])):
            found = read(self._path, self._key)
            ours = {int(msgspec.json.decode(row)[0]) for row in self._lines}
            kept = [line for line in found.lines if line.sequence not in ours]
            rows = [self._encoded(line.sequence, [line.when, line.changes]) for line in kept]
            self._renew([*rows, *self._lines])
            return
        self._hold()

    def _renew(self, rows: list[bytes]) -> None:
        self.close()
        files.write_whole(self._path, b"".join([self._header(), *rows]))
        self._lines = rows
        self._hold()

    def _hold(self) -> None:
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._handle = os.open(self._path, flags)
        self._length = os.fstat(self._handle).st_size

    def _header(self) -> bytes:
        wraps = [list(self._key.wraps)] if self._key else []
        return with_sum(to_json([TITLE, FORMAT, self._diary_id, *wraps])[:-1])

    def _line(self, sequence: int, edit: Edit, now: datetime) -> bytes:
        changes = encode_edit(edit)
        when = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        line = self._encoded(sequence, [when, changes])
        parsed = _parsed(line[:-1], self._key)
        if not isinstance(parsed, Line) or parsed.changes != changes:
            raise CannotKeep(_not_kept())
        return line

    def _encoded(self, sequence: int, content: list[Any]) -> bytes:
        if self._key is None:
            return with_sum(to_json([sequence, *content])[:-1])
        hidden = self._key.seal_line(to_json(content), sequence)
        return with_sum(to_json([sequence, hidden])[:-1])


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:16].encode()


def _not_kept() -> str:
    return _("This answer has a character or a number that cannot be stored. Please change it.")
