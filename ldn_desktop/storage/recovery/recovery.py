"""Bringing a diary back: the newest sound backup, the journal, and whole days of the text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from ldn_desktop.i18n import _, ngettext
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.codec.container import Contents
from ldn_desktop.storage.codec.documents import Tables
from ldn_desktop.storage.codec.encrypted_container import as_contents
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.journal.records import Found
from ldn_desktop.storage.recovery.salvage import salvaged


class Recovered(Struct, frozen=True):
    """What was brought back, to lie under the journal."""

    contents: Contents
    complete: bool
    """Backup and journal follow on one another: nothing is missing."""
    highest: int
    """The newest edit anything in the folder knows of: new ones must be newer."""


def recover(folder: Path, broken: bytes, found: Found, key: Key | None) -> Recovered | None:
    """The diary of `folder` without its file, of which `broken` is what is left.

    None where there is nothing to bring back.
    """
    backup = backups.fullest(folder, key)
    base = backup.folded if backup else 0
    from_text, folded = salvaged(broken)
    complete = found.sound and 0 <= found.head.begins <= base and folded <= max(base, found.last)
    tables = backup.tables() if backup else {}
    meta = backup.meta if backup else {"id": found.head.diary_id}
    if not complete:
        tables = _over(tables, from_text)
    if not (backup or found.lines or complete or any(from_text.values())):
        return None
    contents = as_contents(tables, meta)
    return Recovered(contents, complete, max(base, folded, found.last))


def sentence(recovered: Recovered, days: int, *, missing: bool) -> str:
    """What happened to the diary file and what came back, for the person."""
    what = _("The diary file was missing.") if missing else _("The diary file was damaged.")
    if recovered.complete:
        back = ngettext(
            "Everything was brought back: {n} day.", "Everything was brought back: {n} days.", days
        )
    else:
        back = ngettext(
            "{n} day was brought back. The newest answers may be missing; please look.",
            "{n} days were brought back. The newest answers may be missing; please look.",
            days,
        )
    return f"{what} {back.format(n=days)}"


def before_outside_change(folder: Path, found: Found, key: Key | None, now: datetime) -> None:
    """Keep as a backup what the diary was before another program wrote its file, where the
    newest backup and the journal still tell. Raises SaveError."""
    from ldn_desktop.storage.tinydb_storage import checkpoint_lines  # TinyDB: 40 ms

    backup = backups.fullest(folder, key)
    if backup is None or not found.sound or found.head.begins > backup.folded:
        return
    newer = found.after(backup.folded)
    if newer:
        checkpoint_lines(backups.new_path(folder, now), backup, newer, key, newer[-1].sequence)


def _over(tables: Tables, newer: Tables) -> Tables:
    """`tables` with the documents of `newer` over them."""
    names = {**tables, **newer}
    return {name: {**tables.get(name, {}), **newer.get(name, {})} for name in names}
