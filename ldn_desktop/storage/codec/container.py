"""The container of a diary file: tables under a checksum, plain or encrypted, of any format."""

from __future__ import annotations

import hashlib
import re
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
    OPTIONAL_TABLES,
    TABLES,
    Document,
    StoredDays,
    Tables,
    decode,
)
from ldn_desktop.storage.encryption.key import VERSION, Key, is_encrypted
from ldn_desktop.storage.errors import NewerFormatError, UnstorableValueError, passphrase_needed

_CHECKSUM_FIELD = b'"sha256":"'
_ZERO_CHECKSUM = "0" * 64
_CHECKSUM_SEARCH_BYTES = 200
"""The checksum stands within so many first bytes: what follows it may quote anything."""

_PLAIN_FORMAT = rb'\s*\{\s*"_meta":\s*\{\s*"1":\s*\{\s*"format":\s*(\d{1,9})'
_ENCRYPTED_VERSION = rb'\{"ldn-desktop":"encrypted diary","version":(\d{1,9})'

_raw_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


class UnreadableError(Exception):
    """Not a diary, or an incomplete one."""


class Contents(Struct, frozen=True):
    """A diary file that was read: its tables still as text, its `meta` without the checksum."""

    meta: Document
    raw: Mapping[str, Mapping[str, msgspec.Raw]]
    checksum_ok: bool
    """The checksum matches. Otherwise every rule was checked, and something changed the file
    outside of the program."""

    @property
    def format(self) -> int:
        return int(self.meta.get("format", FORMAT))

    @property
    def sequence(self) -> int:
        """Sequence of the newest journal record included in these tables."""
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


def read_container(content: bytes, key: Key | None) -> Contents:
    """The contents of a diary file or a backup.

    Raises UnreadableError for anything broken, PassphraseNeededError where `key` is missing, and
    NewerFormatError for what only a newer version of the program can read.
    """
    if not is_encrypted(content):
        return _decode(content)
    if _is_above(VERSION, _ENCRYPTED_VERSION, content):
        raise newer_format_error()
    if key is None:
        raise passphrase_needed()
    text = key.decrypt(content)
    if text is None:
        raise UnreadableError("changed since it was encrypted")
    return _decode(text)


def in_current_format(contents: Contents) -> Contents:
    """`contents` in today's format. Raises UnreadableError for a format that never was."""
    if contents.format >= FORMAT:
        return contents
    from ldn_desktop.storage.codec import migration  # no diary of today's format waits for it

    try:
        tables = migration.migrated(contents.tables(), contents.format)
    except KeyError:
        raise UnreadableError(f"format {contents.format}") from None
    return to_contents(tables, contents.meta)


def to_contents(tables: Tables, meta: Document) -> Contents:
    """`tables` as if they had been read from a sound file."""
    return decode_container(encode_container(tables, meta))


def newer_format_error() -> NewerFormatError:
    return NewerFormatError(
        _(
            "This diary was written by a newer version of LDN Desktop. Please open it with "
            "that version."
        )
    )


def encode_container(tables: Tables, meta: Document) -> bytes:
    """The text of `tables` with its checksum. Raises UnstorableValueError for invalid values."""
    head = {"format": FORMAT, "sha256": _ZERO_CHECKSUM, "program": f"LDN Desktop {__version__}"}
    rest = {key: meta[key] for key in meta if key not in head}
    ordered = {META: {"1": {**head, **rest}}, **_ordered(tables)}
    text = to_json(ordered)
    at = text.index(_CHECKSUM_FIELD) + len(_CHECKSUM_FIELD)
    text = text[:at] + _checksum(text, at) + text[at + 64 :]
    verify_round_trip(text, {name: ordered[name] for name in ordered if name != META})
    return text


def verify_round_trip(text: bytes, tables: Tables) -> None:
    """Parse `text` back. Raises UnstorableValueError unless it says the very same as `tables`."""
    contents = decode_container(text)
    if not contents.checksum_ok or contents.tables() != tables:
        raise UnstorableValueError(unstorable_value())


def decode_container(text: bytes) -> Contents:
    """The tables in `text`. Raises UnreadableError unless it is a whole diary whose rules hold."""
    checksum_ok = _checksum_matches(text)
    if not checksum_ok:
        _validate_strictly(text)
    try:
        raw = _raw_tables.decode(text)
        meta = msgspec.json.decode(raw.pop(META)["1"], type=dict[str, Any])
    except (ValueError, KeyError, RecursionError) as error:
        raise UnreadableError(str(error)) from None
    meta.pop("sha256", None)
    return Contents(meta, raw, checksum_ok)


def to_json(whole: Any) -> bytes:
    """`whole` as compact JSON. Raises UnstorableValueError for what no JSON text can hold."""
    try:
        return msgspec.json.encode(whole)
    except (TypeError, ValueError, OverflowError, RecursionError):
        raise UnstorableValueError(unstorable_value()) from None


def unstorable_value() -> str:
    """Why an answer cannot be stored."""
    return _("This answer has a character or a number that cannot be saved. Please change it.")


def _decode(text: bytes) -> Contents:
    try:
        return decode_container(text)
    except UnreadableError:
        # Never taken for damage: what this version cannot read must not be replaced.
        if _is_above(FORMAT, _PLAIN_FORMAT, text):
            raise newer_format_error() from None
        raise


def _is_above(known: int, pattern: bytes, content: bytes) -> bool:
    found = re.match(pattern, content)
    return found is not None and int(found[1]) > known


def _ordered(tables: Tables) -> Tables:
    stored = [name for name in TABLES if tables.get(name) or name not in OPTIONAL_TABLES]
    known = {name: tables.get(name, {}) for name in stored if name != META}
    others = {name: tables[name] for name in tables if name not in TABLES}
    ordered = {**others, **known}
    ordered[DAYS] = dict(sorted(ordered[DAYS].items()))
    return ordered


def _checksum_matches(text: bytes) -> bool:
    before, mark, _rest = text[:_CHECKSUM_SEARCH_BYTES].partition(_CHECKSUM_FIELD)
    at = len(before) + len(mark)
    return bool(mark) and text[at : at + 64] == _checksum(text, at)


def _checksum(text: bytes, at: int) -> bytes:
    """SHA-256 of `text` with the 64 digits at `at` taken as zeros."""
    view = memoryview(text)
    digest = hashlib.sha256(view[:at])
    digest.update(_ZERO_CHECKSUM.encode())
    digest.update(view[at + 64 :])
    return digest.hexdigest().encode()


def _validate_strictly(text: bytes) -> None:
    """Raises UnreadableError for all that Python's JSON would let pass, and for broken rules."""
    import json  # for what was changed outside alone: no start waits for it

    try:
        tables = json.loads(
            text.decode(),
            object_pairs_hook=_reject_duplicate_keys,
            parse_constant=_reject_constants,
        )
        validation.check_tables(tables)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from None


def _reject_duplicate_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a key stands twice")
    return read


def _reject_constants(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
