"""Copies of a diary that a sync tool made where two computers wrote to its folder at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ldn_desktop.diary.model import Change, Diary, Edit
from ldn_desktop.storage.codec.container import UnreadableError, read_container
from ldn_desktop.storage.codec.edits import adds, difference, last_changes, rebased
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import NewerFormatError, NotADiaryError, PassphraseNeededError
from ldn_desktop.storage.journal import records

_NAMES = (
    r"diary\.sync-conflict-\d{8}-\d{6}(-\w+)?",  # Syncthing
    r"diary \(.+\)",  # Dropbox and Nextcloud, in every language; Google Drive's numbers
    r"diary_conflict-\d{8}-\d{6}",  # ownCloud
    r"diary-(?!old\b|backup\b)[\w-]+",  # OneDrive: the name of the computer
    r"diary~.+|diary \d+",  # iCloud Drive, Seafile
)
_NAME = re.compile(rf"(?:{'|'.join(_NAMES)})\.(json|journal)", re.IGNORECASE)


class ConflictCopies(Struct, frozen=True):
    """What lies beside the diary, and what of it the diary lacks."""

    names: tuple[str, ...] = ()
    missing: Edit = Edit(())
    """Adds what stands only in the copies, and replaces nothing."""


def paths(folder: Path) -> list[Path]:
    """Files in `folder` that are named like conflict copies of its diary. Raises OSError."""
    return [path for path in sorted(folder.iterdir()) if _NAME.fullmatch(path.name)]


def look(found: Sequence[Path], key: Key | None, diary: Diary) -> ConflictCopies:
    """What the copies `found` say and `diary` does not.

    A copy that cannot be read is named and adds nothing. Changes `diary`, as if it was added.
    """
    added: list[Change] = []
    for path in found:
        edit = rebased(_content(path, key), diary)
        missing = Edit(tuple(change for change in edit.changes if adds(change)))
        diary.apply(missing)
        added += missing.changes
    return ConflictCopies(tuple(path.name for path in found), Edit(tuple(added)))


def _content(path: Path, key: Key | None) -> Edit:
    """What the copy at `path` says, as an edit of an empty diary."""
    if path.suffix == ".journal":
        return last_changes(record.edit for record in records.read(path, key).records)
    try:
        return difference(Diary(), read_container(durable_io.read_bytes(path) or b"", key).diary())
    except (UnreadableError, NotADiaryError, NewerFormatError, PassphraseNeededError):
        return Edit(())
