"""Putting a folder right: what is broken is kept aside, what is plain is encrypted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key, is_encrypted, wraps_of
from ldn_desktop.storage.journal import journal
from ldn_desktop.storage.loading import DAMAGED, Loaded
from ldn_desktop.storage.recovery import undo_log

OTHER = "diary.other"
"""How the names of journals begin that belong to another diary."""


def keep_aside(folder: Path, loaded: Loaded, key: Key | None) -> None:
    """Keep a copy of all that is broken, foreign, older, or about to be taken over.

    Nothing it was read from is touched. Raises SaveError.
    """
    now = datetime.now(UTC)
    if loaded.broken is not None:
        _copy(folder / f"{DAMAGED}-{date.today()}.json", loaded.broken, key)  # noqa: DTZ011
    if loaded.older is not None:
        backups.make(folder, loaded.older, now)
    if loaded.changed_outside:
        from ldn_desktop.storage.recovery.recovery import before_outside_change

        before_outside_change(folder, loaded.journal, key, now)
    if loaded.journal.damaged or loaded.journal.foreign:
        content = durable_io.read_bytes(folder / journal.FILE_NAME) or b""
        name = OTHER if loaded.journal.foreign else DAMAGED
        _copy(folder / f"{name}-{date.today()}.journal", content, key)  # noqa: DTZ011


def protect(folder: Path, key: Key | None, *, opened_with: Key | None) -> None:
    """Make every file beside the diary file and the journal as protected as `key` says.

    A file that `opened_with` does not open is left: it is encrypted. Raises SaveError.
    """
    for path in [*backups.paths(folder), *_aside(folder)]:
        content = durable_io.read_bytes(path) or b""
        if not _is_protected(content, key):
            text = opened_with.open(content) if opened_with and is_encrypted(content) else content
            if text is not None:
                durable_io.write_whole(path, key.seal(text) if key else text)
    undo_log.protect(folder, key, opened_with=opened_with)


def _is_protected(content: bytes, key: Key | None) -> bool:
    if key is None:
        return not is_encrypted(content)
    return wraps_of(content) == key.wraps


def _aside(folder: Path) -> list[Path]:
    return [path for stem in (DAMAGED, OTHER) for path in durable_io.matching(folder, f"{stem}*")]


def _copy(path: Path, content: bytes, key: Key | None) -> None:
    """Keep `content` at `path` or a free name near it, unless the same is there already."""
    alike = durable_io.matching(path.parent, f"{path.stem}*{path.suffix}")
    if not any(_holds(other, content, key) for other in alike):
        durable_io.write_whole(durable_io.free_name(path), key.seal(content) if key else content)


def _holds(path: Path, content: bytes, key: Key | None) -> bool:
    kept = durable_io.read_bytes(path) or b""
    return kept == content or (key is not None and key.open(kept) == content)
