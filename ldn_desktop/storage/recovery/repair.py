"""Repair of a diary's folder: damaged files are preserved, plain ones encrypted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key, is_encrypted, wraps_of
from ldn_desktop.storage.journal import journal
from ldn_desktop.storage.loading import DAMAGED, Loaded
from ldn_desktop.storage.recovery import large_edits, other_copies

FOREIGN = "diary.other"
"""Prefix of the names of journals that belong to another diary."""


def preserve_damaged(folder: Path, loaded: Loaded, key: Key | None) -> None:
    """Preserve a copy of all that is damaged, foreign, of an older format, or changed outside.

    Nothing it was read from is touched. Raises SaveError.
    """
    now = datetime.now(UTC)
    if loaded.damaged is not None:
        _preserve(folder / f"{DAMAGED}-{date.today()}.json", loaded.damaged, key)  # noqa: DTZ011
    if loaded.older_format is not None:
        backups.create(folder, loaded.older_format, now)
    if loaded.changed_outside:
        from ldn_desktop.storage.recovery.recovery import back_up_before_outside_change

        back_up_before_outside_change(folder, loaded.journal, key, now)
    if loaded.journal.damaged or loaded.journal.foreign or loaded.mixed:
        content = durable_io.read_bytes(folder / journal.FILE_NAME) or b""
        name = DAMAGED if loaded.journal.damaged else FOREIGN
        _preserve(folder / f"{name}-{date.today()}.journal", content, key)  # noqa: DTZ011


def reencrypt(folder: Path, key: Key | None, *, opened_with: Key | None) -> None:
    """Encrypt every file beside the diary file and the journal with `key`, or decrypt it.

    Copies that sync tools and editors left in the folder are files of the diary too. A file that
    `opened_with` does not open is left: it is encrypted. Raises SaveError.
    """
    for path in [*backups.paths(folder), *_preserved_files(folder), *other_copies.find(folder)]:
        if not path.is_file():
            continue
        content = durable_io.read_bytes(path) or b""
        if not _has_key(content, key):
            text = (
                opened_with.decrypt(content) if opened_with and is_encrypted(content) else content
            )
            if text is not None:
                durable_io.atomic_write(path, key.encrypt(text) if key else text)
    large_edits.reencrypt(folder, key, opened_with=opened_with)


def _has_key(content: bytes, key: Key | None) -> bool:
    if key is None:
        return not is_encrypted(content)
    return wraps_of(content) == key.wraps


def _preserved_files(folder: Path) -> list[Path]:
    return [path for stem in (DAMAGED, FOREIGN) for path in durable_io.matching(folder, f"{stem}*")]


def _preserve(path: Path, content: bytes, key: Key | None) -> None:
    """Write `content` to `path` or a free name like it, unless a copy exists already."""
    alike = durable_io.matching(path.parent, f"{path.stem}*{path.suffix}")
    if not any(_has_content(other, content, key) for other in alike):
        durable_io.atomic_write(
            durable_io.free_name(path), key.encrypt(content) if key else content
        )


def _has_content(path: Path, content: bytes, key: Key | None) -> bool:
    stored = durable_io.read_bytes(path) or b""
    return stored == content or (key is not None and key.decrypt(stored) == content)
