"""The diary file's bytes, encrypted or not, of this format or an older one, as contents."""

from __future__ import annotations

import re

from ldn_desktop.i18n import _
from ldn_desktop.storage.codec.container import Contents, UnreadableError, read_text, write_text
from ldn_desktop.storage.codec.documents import FORMAT, Document, Tables
from ldn_desktop.storage.encryption.key import VERSION, Key, is_encrypted
from ldn_desktop.storage.errors import NewerFormatError, needs_passphrase

_PLAIN_FORMAT = rb'\s*\{\s*"_meta":\s*\{\s*"1":\s*\{\s*"format":\s*(\d{1,9})'
_ENCRYPTED_VERSION = rb'\{"ldn-desktop":"encrypted diary","version":(\d{1,9})'


def read_protected(content: bytes, key: Key | None) -> Contents:
    """The contents of a diary file or a backup.

    Raises UnreadableError for anything broken, PassphraseNeededError where `key` is missing, and
    NewerFormatError for what only a newer version of the program can read.
    """
    if not is_encrypted(content):
        return _read(content)
    if _is_above(VERSION, _ENCRYPTED_VERSION, content):
        raise newer()
    if key is None:
        raise needs_passphrase()
    text = key.open(content)
    if text is None:
        raise UnreadableError("changed since it was encrypted")
    return _read(text)


def of_today(contents: Contents) -> Contents:
    """`contents` in today's format. Raises UnreadableError for a format that never was."""
    if contents.format >= FORMAT:
        return contents
    from ldn_desktop.storage.codec import migration  # no diary of today's format waits for it

    try:
        tables = migration.migrated(contents.tables(), contents.format)
    except KeyError:
        raise UnreadableError(f"format {contents.format}") from None
    return as_contents(tables, contents.meta)


def as_contents(tables: Tables, meta: Document) -> Contents:
    """`tables` as if they had been read from a sound file."""
    return read_text(write_text(tables, meta))


def newer() -> NewerFormatError:
    return NewerFormatError(
        _("This diary was written by a newer LDN Desktop. Please open it with that version.")
    )


def _read(text: bytes) -> Contents:
    try:
        return read_text(text)
    except UnreadableError:
        # Never taken for damage: what this version cannot read must not be replaced.
        if _is_above(FORMAT, _PLAIN_FORMAT, text):
            raise newer() from None
        raise


def _is_above(known: int, pattern: bytes, content: bytes) -> bool:
    found = re.match(pattern, content)
    return found is not None and int(found[1]) > known
