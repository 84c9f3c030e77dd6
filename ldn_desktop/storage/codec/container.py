"""The diary file's text: tables under a checksum that vouches for all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, NoReturn

import msgspec
from msgspec import Struct

from ldn_desktop import __version__
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _
from ldn_desktop.storage.codec import validation
from ldn_desktop.storage.codec.documents import (
    DAYS,
    FORMAT,
    META,
    TABLES,
    Document,
    StoredDays,
    Tables,
    decode,
)
from ldn_desktop.storage.errors import UnstorableValueError

_SUM_MARK = b'"sha256":"'
_NO_SUM = "0" * 64
_SUM_WITHIN = 200
"""The checksum stands within so many first bytes: what follows it may quote anything."""

_raw_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


class UnreadableError(Exception):
    """Not the text of a diary, or not all of it."""


class Contents(Struct, frozen=True):
    """A diary file that was read: its tables still as text, its `meta` without the checksum."""

    meta: Document
    raw: Mapping[str, Mapping[str, msgspec.Raw]]
    vouched: bool
    """The checksum matches. Otherwise every rule was checked, and something changed the file
    outside of the program."""

    @property
    def format(self) -> int:
        return int(self.meta.get("format", FORMAT))

    @property
    def folded(self) -> int:
        """Sequence of the newest journal line that is in these tables."""
        return int(self.meta.get("folded", 0))

    @property
    def days(self) -> int:
        """Number of days with a record."""
        return len(self.raw.get(DAYS, {}))

    def tables(self) -> Tables:
        """Every table but `_meta`, decoded."""
        # One by one: decoding twenty years at once would halt every other thread for 20 ms.
        return {
            name: {key: msgspec.json.decode(doc) for key, doc in table.items()}
            for name, table in self.raw.items()
        }

    def diary(self) -> Diary:
        """The diary, its days decoded when they are first asked for."""
        small = {
            name: {key: msgspec.json.decode(doc) for key, doc in table.items()}
            for name, table in self.raw.items()
            if name in TABLES and name != DAYS
        }
        return decode(small, StoredDays(self.raw.get(DAYS, {})))


def write_text(tables: Tables, meta: Document) -> bytes:
    """The text of `tables`, sealed. Raises UnstorableValueError for what no JSON text can hold."""
    head = {"format": FORMAT, "sha256": _NO_SUM, "program": f"LDN Desktop {__version__}"}
    rest = {key: meta[key] for key in meta if key not in head}
    ordered = {META: {"1": {**head, **rest}}, **_in_order(tables)}
    text = to_json(ordered)
    at = text.index(_SUM_MARK) + len(_SUM_MARK)
    text = text[:at] + _sum(text, at) + text[at + 64 :]
    check_as_written(text, {name: ordered[name] for name in ordered if name != META})
    return text


def check_as_written(text: bytes, tables: Tables) -> None:
    """Parse `text` back. Raises UnstorableValueError unless it says the very same as `tables`."""
    contents = read_text(text)
    if not contents.vouched or contents.tables() != tables:
        raise UnstorableValueError(not_kept())


def read_text(text: bytes) -> Contents:
    """The tables in `text`. Raises UnreadableError unless it is a whole diary whose rules hold."""
    vouched = _is_vouched(text)
    if not vouched:
        _check_strictly(text)
    try:
        raw = _raw_tables.decode(text)
        meta = msgspec.json.decode(raw.pop(META)["1"], type=dict[str, Any])
    except (ValueError, KeyError, RecursionError) as error:
        raise UnreadableError(str(error)) from None
    meta.pop("sha256", None)
    return Contents(meta, raw, vouched)


def to_json(whole: Any) -> bytes:
    """`whole` as compact JSON. Raises UnstorableValueError for what no JSON text can hold."""
    try:
        return msgspec.json.encode(whole)
    except (TypeError, ValueError, OverflowError, RecursionError):
        raise UnstorableValueError(not_kept()) from None


def not_kept() -> str:
    """Why an answer cannot be stored."""
    return _("This answer has a character or a number that cannot be stored. Please change it.")


def _in_order(tables: Tables) -> Tables:
    known = {name: tables.get(name, {}) for name in TABLES if name != META}
    others = {name: tables[name] for name in tables if name not in TABLES}
    ordered = {**others, **known}
    ordered[DAYS] = dict(sorted(ordered[DAYS].items()))
    return ordered


def _is_vouched(text: bytes) -> bool:
    before, mark, _rest = text[:_SUM_WITHIN].partition(_SUM_MARK)
    at = len(before) + len(mark)
    return bool(mark) and text[at : at + 64] == _sum(text, at)


def _sum(text: bytes, at: int) -> bytes:
    """SHA-256 of `text` with the 64 digits at `at` taken as zeros."""
    view = memoryview(text)
    digest = hashlib.sha256(view[:at])
    digest.update(_NO_SUM.encode())
    digest.update(view[at + 64 :])
    return digest.hexdigest().encode()


def _check_strictly(text: bytes) -> None:
    """Raises UnreadableError for all that Python's JSON would let pass, and for broken rules."""
    import json  # for what was changed outside alone: no start waits for it

    try:
        tables = json.loads(
            text.decode(), object_pairs_hook=_no_doubles, parse_constant=_no_constants
        )
        validation.check_tables(tables)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from None


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a key stands twice")
    return read


def _no_constants(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
