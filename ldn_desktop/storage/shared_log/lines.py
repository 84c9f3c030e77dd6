"""Lines of a shared log: what one device recorded, named by a sum over all it recorded before.

docs/formats/shared-log.md describes them byte by byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ldn_desktop.storage.codec.container import to_json
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.journal.records import encode_line, verify_line

TITLE = "ldn-desktop shared log"
VERSION = 1
NAME_DIGITS = 24
"""Hexadecimal digits of a line's name: 96 bits of SHA-256."""
HASH_DIGITS = 32


class Head(Struct, frozen=True):
    """The first line of a segment: whose lines follow, and on which line."""

    share: str
    """Names the shared diary: equal on every computer."""
    device: str
    first: int
    """Number of the first line that follows."""
    previous: str
    """Name of the line before that, empty for number 1."""
    wraps: Sequence[dict[str, Any]] = ()
    """How the key is wrapped; empty for a plain log."""
    also: Sequence[str] = ()
    """Other names of the shared diary, which computers gave it that began apart."""

    @property
    def names(self) -> frozenset[str]:
        """Every name of the shared diary that this segment knows."""
        return frozenset({self.share, *self.also})

    def encode(self) -> bytes:
        where = [self.share, self.device, self.first, self.previous]
        also = [list(self.also)] if self.also else []
        return encode_line([TITLE, VERSION, *where, list(self.wraps), *also])


class Line(Struct, frozen=True):
    """One edit of one device."""

    device: str
    number: int
    """Counts the lines of the device, from 1."""
    stamp: int
    """Milliseconds since 1970 in UTC, by the device's clock: only breaks ties."""
    seen: Mapping[str, int]
    """By device, up to which number its lines were known; only what changed since."""
    hash: str
    """Of `body`, so that a body can be redacted and the names stay."""
    body: Any
    """The changes; base64 of their ciphertext; None where it was redacted."""
    previous: str
    name: str

    def encode(self) -> bytes:
        """As it stands in a segment. Raises UnstorableValueError for what no text can hold."""
        return (
            to_json([self.number, self.stamp, self.seen, self.hash, self.body, self.name]) + b"\n"
        )


def new_line(
    head: Head, stamp: int, seen: Mapping[str, int], changes: Any, key: Key | None
) -> Line:
    """The first line after `head`: records `changes`, encrypted with `key` if given."""
    line = Line(head.device, head.first, stamp, seen, "", changes, head.previous, "")
    if key is not None:
        line = replace(line, body=key.encrypt_text(to_json(changes), _context(line)))
    line = replace(line, hash=_hash(line.body))
    return replace(line, name=_name(line))


def changes_of(line: Line, key: Key | None) -> list[Any] | None:
    """The changes of `line`; None where it was redacted, or another key encrypted it."""
    if not isinstance(line.body, str):
        return line.body if isinstance(line.body, list) else None
    text = None if key is None else key.decrypt_text(line.body, _context(line))
    return None if text is None else msgspec.json.decode(text, type=list[Any])


def changes_under(line: Line, keys: Iterable[Key | None]) -> list[Any] | None:
    """`changes_of` with the first of `keys` that opens the line."""
    opened = (changes_of(line, key) for key in keys)
    return next((changes for changes in opened if changes is not None), None)


def decode_head(row: bytes) -> Head | int | None:
    """The head in `row`, a line without its end; its version where that is newer; else None."""
    match verify_line(row):
        case [str(title), int(version), *_] if title == TITLE and version > VERSION:
            return version
        case [
            str(title),
            int(),
            str(share),
            str(device),
            int(first),
            str(previous),
            list(wraps),
            *more,
        ] if title == TITLE and first > 0:
            return Head(share, device, first, previous, wraps, _other_names(more))
        case _:
            return None


def decode_line(row: bytes, device: str, number: int, previous: str) -> Line | None:
    """The line in `row`, if it is number `number` of `device` and follows on `previous`."""
    try:
        content = msgspec.json.decode(row, type=list[Any])
    except (ValueError, RecursionError):
        return None
    match content:
        case [int(found), int(stamp), dict(seen), str(digest), body, str(name)] if found == number:
            line = Line(device, number, stamp, seen, digest, body, previous, name)
        case _:
            return None
    numbers_known = all(isinstance(until, int) for until in seen.values())
    body_as_named = body is None or _hash(body) == digest
    return line if numbers_known and body_as_named and name == _name(line) else None


def _other_names(entries: list[Any]) -> Sequence[str]:
    match entries:
        case [[*names]] if all(isinstance(name, str) for name in names):
            return names
        case _:
            return ()


def _hash(body: Any) -> str:
    return hashlib.sha256(to_json(body)).hexdigest()[:HASH_DIGITS]


def _name(line: Line) -> str:
    content = [line.device, line.number, line.stamp, line.seen, line.hash, line.previous]
    return hashlib.sha256(to_json(content)).hexdigest()[:NAME_DIGITS]


def _context(line: Line) -> bytes:
    """What the ciphertext is bound to: it opens in no other line."""
    return to_json([line.device, line.number, line.stamp, line.seen, line.previous])
