"""The key of an encrypted diary: what it seals, nobody reads or changes without it."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ldn_desktop.storage.disk import durable_io

MARK = "ldn-desktop"
_TITLE = "encrypted diary"
VERSION = 1
_NONCE_BYTES = 12
_START = b'{"ldn-desktop":"encrypted diary"'


class Key(Struct, frozen=True):
    """32 random bytes that encrypt the diary, and how each way to them is wrapped.

    `wraps` stand openly in every file: one for the passphrase, one for the recovery code.
    """

    secret: bytes
    wraps: tuple[dict[str, Any], ...]

    def __repr__(self) -> str:
        return f"Key({len(self.wraps)} wraps)"

    def seal(self, text: bytes) -> bytes:
        """`text` encrypted, with all that is needed to open it again but the passphrase."""
        head = {MARK: _TITLE, "version": VERSION, "keys": self.wraps}
        line = msgspec.json.encode(head) + b"\n"
        return line + self._encrypt(text, line)

    def open(self, sealed: bytes) -> bytes | None:
        """The text in `sealed`; None where a byte was changed or the key is another."""
        end = sealed.find(b"\n") + 1
        return self._decrypt(sealed[end:], sealed[:end])

    def seal_line(self, text: bytes, sequence: int) -> str:
        """One line of the journal; it opens in no other place of it."""
        return base64.b64encode(self._encrypt(text, b"line %d" % sequence)).decode()

    def open_line(self, hidden: str, sequence: int) -> bytes | None:
        try:
            sealed = base64.b64decode(hidden)
        except ValueError:
            return None
        return self._decrypt(sealed, b"line %d" % sequence)

    def _encrypt(self, text: bytes, context: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # 45 ms

        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self.secret).encrypt(nonce, text, context)

    def _decrypt(self, sealed: bytes, context: bytes) -> bytes | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce, hidden = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return AESGCM(self.secret).decrypt(nonce, hidden, context)
        except (InvalidTag, ValueError):
            return None


def is_encrypted(content: bytes) -> bool:
    """Whether `content` is a file that a `Key` sealed."""
    return content.startswith(_START)


def first_line(path: Path) -> bytes:
    """The start of the file at `path`, up to its first line end; nothing where it is missing."""
    try:
        with path.open("rb") as file:
            return file.readline(durable_io.FIRST_LINE)
    except OSError:
        return b""


def wraps_of(content: bytes) -> tuple[dict[str, Any], ...]:
    """How the key of an encrypted file is wrapped; empty where its first line is broken."""
    try:
        head = msgspec.json.decode(content[: content.find(b"\n")], type=dict[str, Any])
        return tuple(wrap for wrap in head["keys"] if isinstance(wrap, dict))
    except (ValueError, KeyError, TypeError):
        return ()
