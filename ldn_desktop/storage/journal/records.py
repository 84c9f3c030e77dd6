"""Lines of the journal, of requests and undo records: JSON arrays that end in a checksum."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ldn_desktop.diary.model import Edit
from ldn_desktop.storage.codec.container import to_json
from ldn_desktop.storage.codec.edits import decode_edit
from ldn_desktop.storage.codec.encrypted_container import newer
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key, first_line

TITLE = "ldn-desktop journal"
VERSION = 1
_TAIL = len(b',"0123456789abcdef"]')


class Head(Struct, frozen=True):
    """The first line of a journal."""

    diary_id: str = ""
    begins: int = -1
    """Its lines follow this sequence: everything up to it stands in a backup. −1: unknown."""
    wraps: Sequence[dict[str, Any]] = ()
    """How the key of an encrypted journal is wrapped; empty for a plain one."""

    def encoded(self) -> bytes:
        return with_sum([TITLE, VERSION, self.diary_id, self.begins, list(self.wraps)])


class Line(Struct, frozen=True):
    """One edit of the journal, in order of `sequence`, recorded at `when` (UTC)."""

    sequence: int
    when: str
    changes: list[Any]

    @property
    def edit(self) -> Edit:
        return decode_edit(self.changes)

    def encoded(self, key: Key | None) -> bytes:
        """As it stands in the journal. Raises UnstorableValueError for what no text can hold."""
        if key is None:
            return with_sum([self.sequence, self.when, self.changes])
        hidden = key.seal_line(to_json([self.when, self.changes]), self.sequence)
        return with_sum([self.sequence, hidden])


class Found(Struct, frozen=True):
    """What a journal held when it was read."""

    head: Head = Head()
    lines: Sequence[Line] = ()
    rows: Sequence[bytes] = ()
    """`lines` as they stand in the file, each with its line end."""
    torn: bool = False
    """Its last line never became whole: it was never reported as saved."""
    damaged: bool = False
    """A line is broken that once was whole, or the first line is missing."""
    foreign: bool = False
    """It belongs to another diary: its lines were left out."""

    @property
    def sound(self) -> bool:
        return not self.torn and not self.damaged

    @property
    def last(self) -> int:
        """Sequence of the newest line, 0 where there is none."""
        return max((line.sequence for line in self.lines), default=0)

    def as_it_should_be(self, wraps: Sequence[dict[str, Any]]) -> bool:
        """Whether it may be written on: sound, of this diary, protected by `wraps`."""
        as_protected = self.head.begins < 0 or list(self.head.wraps) == list(wraps)
        return self.sound and not self.foreign and as_protected

    def after(self, sequence: int) -> list[Line]:
        """Lines newer than `sequence`."""
        return [line for line in self.lines if line.sequence > sequence]


def with_sum(content: list[Any]) -> bytes:
    """`content` as one line whose last entry is its checksum."""
    body = to_json(content)[:-1]
    return body + b',"' + _sum(body) + b'"]\n'


def without_sum(row: bytes) -> list[Any] | None:
    """The array of `row`, a line without its line end; None where the line is not whole."""
    body, tail = row[:-_TAIL], row[-_TAIL:]
    if tail != b',"' + _sum(body) + b'"]':
        return None
    with contextlib.suppress(ValueError, RecursionError):
        return msgspec.json.decode(body + b"]", type=list[Any])
    return None


def read(path: Path, key: Key | None = None) -> Found:
    """The journal at `path`; `key` opens the lines of an encrypted one.

    A broken line is told, never guessed at. Raises UserError when the file cannot be read,
    NewerFormatError when only a newer version of the program can.
    """
    content = durable_io.read_bytes(path)
    if content is None:
        return Found()
    *rows, tail = content.split(b"\n")
    # A line whose line end alone was lost, or flipped, is still vouched for by its checksum.
    whole = next((row for row in (tail, tail[:-1]) if without_sum(row)), b"")
    rows += [whole] if whole else []
    parsed = [(parsed_row(row, key), row + b"\n") for row in rows]
    first, _row = next(iter(parsed), (None, b""))
    good = [(line, row) for line, row in parsed if isinstance(line, Line)]
    return Found(
        head=first if isinstance(first, Head) else Head(),
        lines=[line for line, _row in good],
        rows=[row for _line, row in good],
        torn=bool(tail) and not whole,
        damaged=not isinstance(first, Head) or not all(one for one, _row in parsed),
    )


def wraps(path: Path) -> Sequence[dict[str, Any]]:
    """How the key of the journal at `path` is wrapped; empty for a plain or missing one."""
    first = parsed_row(first_line(path).rstrip(b"\n"), None)
    return first.wraps if isinstance(first, Head) else ()


def parsed_row(row: bytes, key: Key | None) -> Line | Head | None:
    match without_sum(row):
        case [str(title), int(version), *_] if title == TITLE and version > VERSION:
            raise newer()
        case [str(title), int(), str(diary_id), int(begins), list(wraps)] if title == TITLE:
            return Head(diary_id, begins, wraps)
        case [int(sequence), str(when), list(changes)]:
            return Line(sequence, when, changes)
        case [int(sequence), str(hidden)] if key is not None:
            plain = key.open_line(hidden, sequence)
            return None if plain is None else Line(sequence, *msgspec.json.decode(plain))
        case _:
            return None


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:16].encode()
