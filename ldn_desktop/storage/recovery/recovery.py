"""Recovery of a diary from the newest sound backup, the journal, and complete days of the text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from ldn_desktop.i18n import _, ngettext
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.codec.container import Contents, to_contents
from ldn_desktop.storage.codec.documents import Tables
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.journal.records import JournalContents
from ldn_desktop.storage.recovery.salvage import salvage


class Recovered(Struct, frozen=True):
    """What was recovered, as the base of the journal."""

    contents: Contents
    complete: bool
    """Backup and journal are contiguous: nothing is missing."""
    last_sequence: int
    """Highest sequence that any file in the folder mentions: new ones must be higher."""


def recover(
    folder: Path, damaged: bytes, found: JournalContents, key: Key | None
) -> Recovered | None:
    """The diary of `folder` without its file, of which `damaged` is what is left.

    None if nothing can be recovered.
    """
    backup = backups.most_complete(folder, key)
    base = backup.sequence if backup else 0
    from_text, sequence = salvage(damaged)
    complete = (
        found.sound
        and found.head.starts_after >= 0
        and found.follows(base)
        and sequence <= max(base, found.last)
    )
    tables = backup.tables() if backup else {}
    meta = backup.meta if backup else {"id": found.head.diary_id}
    if not complete:
        tables = _merge_tables(tables, from_text)
    if not (backup or found.records or complete or any(from_text.values())):
        return None
    contents = to_contents(tables, meta)
    return Recovered(contents, complete, max(base, sequence, found.last))


def fill_gap(
    folder: Path, contents: Contents, found: JournalContents, key: Key | None
) -> Recovered:
    """The base on which the journal `found` follows, where `contents`, a sound but older file,
    lacks edits before it: the newest backup if that has more."""
    backup = backups.most_complete(folder, key)
    is_newer = (
        backup is not None
        and backup.meta.get("id") == contents.meta.get("id")
        and backup.sequence > contents.sequence
    )
    base = backup if backup is not None and is_newer else contents
    complete = found.sound and found.follows(base.sequence)
    return Recovered(base, complete, max(base.sequence, found.last))


def gap_notice(recovered: Recovered, days: int) -> str:
    """What was found and what came back where the file was older than its journal."""
    if recovered.complete:
        return ngettext(
            "The diary file was older than your latest changes, and was left in the same "
            "folder. Everything was restored from the backup and the latest changes: {n} day.",
            "The diary file was older than your latest changes, and was left in the same "
            "folder. Everything was restored from the backup and the latest changes: {n} days.",
            days,
        ).format(n=days)
    return ngettext(
        "There is a gap between the diary file and your latest changes: some answers are "
        "missing. {n} day is here; please check the newest days.",
        "There is a gap between the diary file and your latest changes: some answers are "
        "missing. {n} days are here; please check the newest days.",
        days,
    ).format(n=days)


def recovery_notice(recovered: Recovered, days: int, *, missing: bool) -> str:
    """What happened to the diary file and what came back, for the person."""
    what = _("The diary file was missing.") if missing else _("The diary file was damaged.")
    if recovered.complete:
        back = ngettext(
            "Everything was restored: {n} day.", "Everything was restored: {n} days.", days
        )
    else:
        back = ngettext(
            "{n} day was restored. The newest answers may be missing; please check.",
            "{n} days were restored. The newest answers may be missing; please check.",
            days,
        )
    return f"{what} {back.format(n=days)}"


def back_up_before_outside_change(
    folder: Path, found: JournalContents, key: Key | None, now: datetime
) -> None:
    """Back up the diary as it was before another program wrote its file, if the newest backup
    and the journal still have it. Raises SaveError."""
    from ldn_desktop.storage.tinydb_storage import write_checkpoint  # TinyDB: 40 ms

    backup = backups.most_complete(folder, key)
    if backup is None or not found.sound or not found.follows(backup.sequence):
        return
    newer = found.after(backup.sequence)
    if newer:
        write_checkpoint(backups.new_path(folder, now), backup, newer, key, newer[-1].sequence)


def _merge_tables(tables: Tables, newer: Tables) -> Tables:
    """`tables` with the documents of `newer` over them."""
    names = {**tables, **newer}
    return {name: {**tables.get(name, {}), **newer.get(name, {})} for name in names}
