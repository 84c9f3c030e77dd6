"""The keys of a shared diary, as this computer stores them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import msgspec

from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.shared_log.config import Config

_CONTEXT = b"key of the shared diary"


def stored_keys(config: Config, own: Key | None) -> list[Key]:
    """The keys of the shared diary; none for a plain one, or where `own` opens them not."""
    for stored in (config.keys, config.next_keys):
        content: bytes | None = stored.encode()
        if stored and own is not None:
            content = own.decrypt_text(stored, _CONTEXT)
        with suppress(ValueError):
            return msgspec.json.decode(content or b"", type=list[Key])
    return []


def wrapped_keys(keys: Sequence[Key], own: Key | None) -> str:
    """`keys` as they are stored: encrypted with `own` where the diary is."""
    if not keys:
        return ""
    content = msgspec.json.encode(keys)
    return content.decode() if own is None else own.encrypt_text(content, _CONTEXT)
