"""The key of an encrypted diary: what it encrypts, nobody reads or changes without it."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ldn_desktop.atomic_write import check_regular
from ldn_desktop.storage.disk import durable_io

MARK = "ldn-desktop"
_TITLE = "encrypted diary"
VERSION = 1
_NONCE_BYTES = 12
_START = b'{"ldn-desktop":"encrypted diary"'


class Key(Struct, frozen=True):
    """32 random bytes that encrypt the diary, and how each way to them is wrapped.

    `wraps` are stored unencrypted in every file: one for the passphrase, one for the recovery code.
    """

    secret: bytes
    wraps: tuple[dict[str, Any], ...]

    def __repr__(self) -> str:
        return f"Key({len(self.wraps)} wraps)"

    def encrypt(self, text: bytes) -> bytes:
        """`text` encrypted, with all that is needed to open it again but the passphrase."""
        head = {MARK: _TITLE, "version": VERSION, "keys": self.wraps}
        line = msgspec.json.encode(head) + b"\n"
        return line + self._encrypt(text, line)

    def decrypt(self, ciphertext: bytes) -> bytes | None:
        """The text in `ciphertext`; None where a byte was changed or the key is another."""
        end = ciphertext.find(b"\n") + 1
        return self._decrypt(ciphertext[end:], ciphertext[:end])

    def encrypt_record(self, text: bytes, sequence: int) -> str:
        """One record of the journal, bound to its sequence."""
        return self.encrypt_text(text, b"line %d" % sequence)

    def decrypt_record(self, encoded: str, sequence: int) -> bytes | None:
        """The text of one record; None where it was changed or stands elsewhere."""
        return self.decrypt_text(encoded, b"line %d" % sequence)

    def encrypt_text(self, text: bytes, context: bytes) -> str:
        """`text` encrypted, in base64; it opens only with the same `context`."""
        return base64.b64encode(self._encrypt(text, context)).decode()

    def decrypt_text(self, encoded: str, context: bytes) -> bytes | None:
        """What `encrypt_text` was given; None for anything else."""
        try:
            ciphertext = base64.b64decode(encoded)
        except ValueError:
            return None
        return self._decrypt(ciphertext, context)

    def _encrypt(self, text: bytes, context: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # 45 ms

        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self.secret).encrypt(nonce, text, context)

    def _decrypt(self, ciphertext: bytes, context: bytes) -> bytes | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce, rest = ciphertext[:_NONCE_BYTES], ciphertext[_NONCE_BYTES:]
        try:
            return AESGCM(self.secret).decrypt(nonce, rest, context)
        except (InvalidTag, ValueError):
            return None


def is_encrypted(content: bytes) -> bool:
    """Whether `content` is a file that a `Key` encrypted."""
    return content.startswith(_START)


def read_first_line(path: Path) -> bytes:
    """The start of the file at `path`, up to its first line end; nothing where it is missing."""
    try:
        check_regular(path)
        with path.open("rb") as file:
            return file.readline(durable_io.MAX_FIRST_LINE)
    except OSError:
        return b""


def wraps_of(content: bytes) -> tuple[dict[str, Any], ...]:
    """How the key of an encrypted file is wrapped; empty where its first line is broken."""
    try:
        head = msgspec.json.decode(content[: content.find(b"\n")], type=dict[str, Any])
        return tuple(wrap for wrap in head["keys"] if isinstance(wrap, dict))
    except (ValueError, KeyError, TypeError):
        return ()
