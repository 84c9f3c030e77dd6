"""Records of the journal, of requests and of the undo log: JSON arrays that end in a checksum."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ldn_desktop.atomic_write import TEMPORARY_PREFIX
from ldn_desktop.diary.model import Edit
from ldn_desktop.storage.codec.container import newer_format_error, to_json
from ldn_desktop.storage.codec.edits import decode_edit
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key, read_first_line

TITLE = "ldn-desktop journal"
VERSION = 2
"""The newest that is read. A journal begins as 1 and becomes 2 with the first change that version
0.1 of the program cannot read; that one then refuses the diary instead of failing on the line."""
_TAIL = len(b',"0123456789abcdef"]')


class Header(Struct, frozen=True):
    """The first line of a journal."""

    diary_id: str = ""
    starts_after: int = -1
    """Its records follow this sequence: everything up to it is in a backup. −1: unknown."""
    wraps: Sequence[dict[str, Any]] = ()
    """How the key of an encrypted journal is wrapped; empty for a plain one."""
    version: int = 1

    def encode(self) -> bytes:
        return encode_line(
            [TITLE, self.version, self.diary_id, self.starts_after, list(self.wraps)]
        )


class Record(Struct, frozen=True):
    """One edit of the journal, in order of `sequence`, recorded at `when` (UTC)."""

    sequence: int
    when: str
    changes: list[Any]

    @property
    def edit(self) -> Edit:
        return decode_edit(self.changes)

    def encode(self, key: Key | None) -> bytes:
        """The line of the journal. Raises UnstorableValueError for what no text can hold."""
        if key is None:
            return encode_line([self.sequence, self.when, self.changes])
        ciphertext = key.encrypt_record(to_json([self.when, self.changes]), self.sequence)
        return encode_line([self.sequence, ciphertext])


class JournalContents(Struct, frozen=True):
    """The contents of a journal that was read."""

    head: Header = Header()
    records: Sequence[Record] = ()
    raw_lines: Sequence[bytes] = ()
    """`records` as the lines of the file, each with its line end."""
    torn: bool = False
    """Its last line is incomplete: it was never reported as saved."""
    damaged: bool = False
    """A line is corrupt that was complete once, or the header is missing."""
    from_spare: bool = False
    """Its own file was empty or damaged: this was read from the spare copy."""
    foreign: bool = False
    """It belongs to another diary: its records were left out."""

    @property
    def sound(self) -> bool:
        return not self.torn and not self.damaged

    @property
    def last(self) -> int:
        """Sequence of the newest record, 0 if there is none."""
        return max((record.sequence for record in self.records), default=0)

    def can_append(self, wraps: Sequence[dict[str, Any]]) -> bool:
        """Whether records may be appended: sound, of this diary, encrypted as `wraps` says."""
        as_protected = self.head.starts_after < 0 or list(self.head.wraps) == list(wraps)
        return self.sound and not (self.foreign or self.from_spare) and as_protected

    def after(self, sequence: int) -> list[Record]:
        """Records newer than `sequence`."""
        return [record for record in self.records if record.sequence > sequence]

    def follows(self, sequence: int) -> bool:
        """Whether every edit after `sequence` up to its last one is here, none missing."""
        newer = {record.sequence for record in self.after(sequence)}
        return self.head.starts_after <= sequence and len(newer) == max(self.last - sequence, 0)


def encode_line(content: list[Any]) -> bytes:
    """`content` as one line whose last entry is its checksum."""
    body = to_json(content)[:-1]
    return body + b',"' + _checksum(body) + b'"]\n'


def verify_line(line: bytes) -> list[Any] | None:
    """The array of `line`, given without its line end; None if its checksum does not match."""
    body, tail = line[:-_TAIL], line[-_TAIL:]
    if tail != b',"' + _checksum(body) + b'"]':
        return None
    with contextlib.suppress(ValueError, RecursionError):
        return msgspec.json.decode(body + b"]", type=list[Any])
    return None


def read(path: Path, key: Key | None = None) -> JournalContents:
    """The journal at `path`; `key` opens the lines of an encrypted one.

    A corrupt line is reported, never guessed at. Raises UserError when the file cannot be read,
    NewerFormatError when only a newer version of the program can.
    """
    contents = _decode(durable_io.read_bytes(path), key)
    if contents.damaged or contents.head.starts_after < 0:
        spare = _decode(durable_io.read_bytes(spare_path(path)), key)
        if spare.sound and spare.records:
            return replace(spare, from_spare=True)
    return contents


def spare_path(path: Path) -> Path:
    """Where a copy of the journal at `path` is while that is written again."""
    return path.with_name(f"{TEMPORARY_PREFIX}{path.name}-spare")


def _decode(content: bytes | None, key: Key | None) -> JournalContents:
    if content is None:
        return JournalContents()
    *raw_lines, tail = content.split(b"\n")
    # A line whose line end alone was lost, or flipped, still has a matching checksum.
    whole = next((line for line in (tail, tail[:-1]) if verify_line(line)), b"")
    raw_lines += [whole] if whole else []
    parsed = [(parse_line(line, key), line + b"\n") for line in raw_lines]
    first, _row = next(iter(parsed), (None, b""))
    good = [(record, line) for record, line in parsed if isinstance(record, Record)]
    return JournalContents(
        head=first if isinstance(first, Header) else Header(),
        records=[record for record, _row in good],
        raw_lines=[line for _line, line in good],
        torn=bool(tail) and not whole,
        damaged=not isinstance(first, Header) or not all(one for one, _row in parsed),
    )


def wraps(path: Path) -> Sequence[dict[str, Any]]:
    """How the key of the journal at `path` is wrapped; empty for a plain or missing one."""
    first = parse_line(read_first_line(path).rstrip(b"\n"), None)
    return first.wraps if isinstance(first, Header) else ()


def parse_line(line: bytes, key: Key | None) -> Record | Header | None:
    match verify_line(line):
        case [str(title), int(version), *_] if title == TITLE and version > VERSION:
            raise newer_format_error()
        case [
            str(title),
            int(version),
            str(diary_id),
            int(starts_after),
            list(wraps),
        ] if title == TITLE:
            return Header(diary_id, starts_after, wraps, version)
        case [int(sequence), str(when), list(changes)]:
            return Record(sequence, when, changes)
        case [int(sequence), str(ciphertext)] if key is not None:
            plain = key.decrypt_record(ciphertext, sequence)
            return None if plain is None else Record(sequence, *msgspec.json.decode(plain))
        case _:
            return None


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:16].encode()
