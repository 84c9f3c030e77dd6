"""Encrypting a diary: the key, the two ways to it, and switching it on and off."""

from __future__ import annotations

import base64
import hmac
import secrets
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.encryption import recovery_code
from ldn_desktop.storage.encryption.key import Key, read_first_line, wraps_of
from ldn_desktop.storage.errors import WrongPassphraseError, passphrase_needed
from ldn_desktop.storage.journal import journal, records
from ldn_desktop.storage.loading import FILE_NAME

if TYPE_CHECKING:
    from ldn_desktop.storage.diary_file import DiaryFile

PASSPHRASE, RECOVERY_CODE = "passphrase", "recovery code"
SHORTEST_PASSPHRASE = 8

ROUNDS, LANES = 3, 4
MIN_MEMORY, MAX_MEMORY = 64 * 1024, 256 * 1024
"""KiB that one try at the passphrase takes: about a second on this computer."""
_MEMORY_LIMIT = 1024 * 1024
_SECRET_BYTES, _SALT_BYTES, _NONCE_BYTES = 32, 16, 12


class Preparation(Struct, frozen=True):
    """A key that is ready, and what the person has to keep before it is used."""

    key: Key
    words: tuple[str, ...]
    """The recovery code: opens the diary without the passphrase, for whoever has it."""
    asked_positions: tuple[int, int]
    """Places, from 1, of the two words to type back from the sheet."""

    def sheet(self, folder: Path) -> list[str]:
        """The recovery sheet as lines to print: four words in each row of the code."""
        rows = [self.words[at : at + 4] for at in range(0, len(self.words), 4)]
        code = [
            "   ".join(f"{4 * number + position:2} {word}" for position, word in enumerate(row, 1))
            for number, row in enumerate(rows)
        ]
        return [
            _("Recovery sheet for an LDN Desktop diary"),
            _("Diary: {folder}").format(folder=folder),
            _("These words open the diary if you forget the passphrase:"),
            *code,
            _("Keep this page with your important papers. Anyone who has it can read the diary."),
            _("Without the passphrase or this page, nobody can open the diary again."),
        ]

    def check_typed(self, typed: Sequence[str]) -> None:
        """Raises UserError unless `typed` are the two words that were asked for."""
        expected = " ".join(self.words[position - 1] for position in self.asked_positions)
        if not hmac.compare_digest(" ".join(typed).casefold().encode(), expected.encode()):
            raise UserError(
                _(
                    "These are not words {first} and {second} of the recovery sheet. Nothing was "
                    "encrypted. Please check the sheet."
                ).format(first=self.asked_positions[0], second=self.asked_positions[1])
            )


def prepare(passphrase: str) -> Preparation:
    """A new key for `passphrase`, of 8 characters at least, and its recovery code.

    Takes about two seconds: finding out how much memory makes one try last one.
    """
    secret = secrets.token_bytes(_SECRET_BYTES)
    memory = _tune_memory()
    entropy = secrets.token_bytes(recovery_code.ENTROPY_BYTES)
    wraps = (
        _wrap(secret, PASSPHRASE, _normalised(_check_length(passphrase)), memory),
        _wrap(secret, RECOVERY_CODE, entropy, memory),
    )
    words = recovery_code.words_for(entropy)
    first, second = sorted(secrets.SystemRandom().sample(range(1, len(words) + 1), 2))
    return Preparation(Key(secret, wraps), words, (first, second))


def encrypt(
    file: DiaryFile,
    preparation: Preparation,
    typed: Sequence[str],
    *,
    remove_backups: bool = False,
) -> None:
    """Encrypt the diary and all beside it, once two words of the saved sheet are `typed` back.

    Older backups are encrypted too, or removed where the person chose so. Raises UserError for
    other words or a diary that is encrypted already, SaveError.
    """
    if file.encrypted:
        raise UserError(_("This diary is already encrypted."))
    preparation.check_typed(typed)
    file.change_key(preparation.key, remove_backups=remove_backups)


def decrypt(file: DiaryFile) -> None:
    """Turn encryption off: the diary and all beside it become plain. Raises SaveError."""
    if not file.encrypted:
        raise UserError(_("This diary is not encrypted."))
    file.change_key(None)


def change_passphrase(file: DiaryFile, passphrase: str) -> None:
    """Give the diary another passphrase; the recovery sheet stays good. Raises SaveError."""
    if file.key is None:
        raise UserError(_("This diary is not encrypted."))
    secret_input = _normalised(_check_length(passphrase))
    wrap = _wrap(file.key.secret, PASSPHRASE, secret_input, _tune_memory())
    others = tuple(old for old in file.key.wraps if old.get("by") != PASSPHRASE)
    file.change_key(Key(file.key.secret, (wrap, *others)))


def unlock(folder: Path, passphrase: str | None) -> Key:
    """The key of the diary in `folder`, by its passphrase or its recovery code.

    Raises PassphraseNeededError without one, WrongPassphraseError for neither.
    """
    if passphrase is None:
        raise passphrase_needed()
    tried: list[Sequence[dict[str, Any]]] = []
    for wraps in _wraps_in(folder):
        # The same almost always: each try takes a second.
        if wraps and wraps not in tried:
            tried.append(wraps)
            secret = _unwrap(wraps, passphrase)
            if secret is not None:
                return Key(secret, wraps)
    raise WrongPassphraseError(recovery_code.hint(passphrase) or _wrong_passphrase())


def key_of(found: Sequence[Sequence[dict[str, Any]]], passphrase: str) -> Key:
    """The key that one of the `found` wraps of a shared folder holds.

    Raises WrongPassphraseError.
    """
    for wraps in found:
        secret = _unwrap(wraps, passphrase)
        if secret is not None:
            return Key(secret, tuple(wraps))
    raise WrongPassphraseError(recovery_code.hint(passphrase) or _wrong_passphrase())


def _wraps_in(folder: Path) -> Iterator[tuple[dict[str, Any], ...]]:
    yield wraps_of(read_first_line(folder / FILE_NAME))
    yield tuple(records.wraps(folder / journal.FILE_NAME))
    for path in backups.paths(folder):
        yield wraps_of(read_first_line(path))


def _wrong_passphrase() -> str:
    return _(
        "This is not the passphrase for this diary, nor the words on its recovery sheet. Nothing "
        "was changed."
    )


def _check_length(passphrase: str) -> str:
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise UserError(
            _("A passphrase needs {n} characters or more. A few words in a row work well.").format(
                n=SHORTEST_PASSPHRASE
            )
        )
    return passphrase


def _normalised(passphrase: str) -> bytes:
    """The same bytes from every keyboard: one letter may be typed as two signs."""
    return unicodedata.normalize("NFKC", passphrase.strip()).encode(errors="surrogatepass")


def _wrap(secret: bytes, by: str, secret_input: bytes, memory: int) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrap: dict[str, Any] = {
        "by": by,
        "kdf": "argon2id",
        "salt": _base64(secrets.token_bytes(_SALT_BYTES)),
        "memory_kib": memory,
        "rounds": ROUNDS,
        "lanes": LANES,
    }
    nonce = secrets.token_bytes(_NONCE_BYTES)
    hidden = AESGCM(_derive(secret_input, wrap)).encrypt(nonce, secret, _context(wrap))
    return {**wrap, "wrapped": _base64(nonce + hidden)}


def _unwrap(wraps: Sequence[dict[str, Any]], passphrase: str) -> bytes | None:
    entropy = recovery_code.entropy_of(passphrase)
    secret_input = {PASSPHRASE: _normalised(passphrase), RECOVERY_CODE: entropy}
    # A whole recovery code is hardly a passphrase too: it is tried first.
    for wrap in sorted(wraps, key=lambda wrap: wrap.get("by") != RECOVERY_CODE):
        word = secret_input.get(str(wrap.get("by")))
        secret = word and _unwrap_one(wrap, word)
        if secret:
            return secret
    return None


def _unwrap_one(wrap: dict[str, Any], secret_input: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        sealed = base64.b64decode(wrap["wrapped"])
        nonce, hidden = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        return AESGCM(_derive(secret_input, wrap)).decrypt(nonce, hidden, _context(wrap))
    except (InvalidTag, ValueError, KeyError, TypeError, OverflowError):
        return None


def _derive(secret_input: bytes, wrap: dict[str, Any]) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    memory = wrap["memory_kib"]
    if memory > _MEMORY_LIMIT or wrap["rounds"] > 20:
        raise ValueError(f"{memory} KiB")
    return Argon2id(
        salt=base64.b64decode(wrap["salt"]),
        length=_SECRET_BYTES,
        iterations=wrap["rounds"],
        lanes=wrap["lanes"],
        memory_cost=memory,
    ).derive(secret_input)


def _tune_memory() -> int:
    """KiB with which one try lasts about a second here, within the bounds."""
    sample = {"salt": _base64(bytes(_SALT_BYTES)), "rounds": ROUNDS, "lanes": LANES}
    start = time.perf_counter()
    _derive(b"how long does one take", {**sample, "memory_kib": MIN_MEMORY})
    seconds = time.perf_counter() - start
    return max(MIN_MEMORY, min(MAX_MEMORY, int(MIN_MEMORY / seconds)))


def _context(wrap: dict[str, Any]) -> bytes:
    return msgspec.json.encode({name: wrap[name] for name in wrap if name != "wrapped"})


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
