"""Reading a diary's folder: the file, the journal over it, and what to say about them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.i18n import _
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.codec.container import (
    Contents,
    UnreadableError,
    in_current_format,
    read_container,
)
from ldn_desktop.storage.codec.documents import FORMAT
from ldn_desktop.storage.codec.edits import encode_edit, last_changes, rebased
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key, is_encrypted, read_first_line, wraps_of
from ldn_desktop.storage.errors import NotADiaryError, passphrase_needed, read_error
from ldn_desktop.storage.journal import journal, records
from ldn_desktop.storage.journal.records import JournalContents, Record

FILE_NAME = "diary.json"
DAMAGED = "diary.damaged"
"""Prefix of the names of damaged files that were preserved."""


class Loaded(Struct, frozen=True):
    """A folder as it was read: the diary, and what has to be repaired on the disk."""

    contents: Contents
    """The file's tables; what was recovered if the file is missing or damaged."""
    journal: JournalContents
    last_sequence: int
    """Highest sequence that any file in the folder mentions."""
    notices: list[str] = field(default_factory=list)
    damaged: bytes | None = None
    """What the file holds instead of a diary."""
    needs_rewrite: bool = False
    """The file on the disk says something else than `contents`."""
    older_format: bytes | None = None
    """The file, where it is of an older format."""
    unapplied: Sequence[Record] = ()
    """What the journal says and the file does not, though it claims to include it."""
    mixed: bool = False
    """File and journal are from different copies of the diary."""

    @property
    def changed_outside(self) -> bool:
        return not self.contents.checksum_ok

    @property
    def newer(self) -> bool:
        """Of a newer format: may be read, must not be written."""
        return self.contents.format > FORMAT

    def diary(self) -> Diary:
        """The diary, the journal's edits applied."""
        diary = self.contents.diary()
        for record in (*self.unapplied, *self.journal.after(self.contents.sequence)):
            diary.apply(record.edit)
        return diary


def exists(folder: Path) -> bool:
    """Whether anything of a diary is in `folder`. Raises UserError where nobody may look."""
    try:
        if backups.paths(folder) or durable_io.matching(folder, f"{DAMAGED}*"):
            return True
        # A link whose disk is away is no new diary.
        if (folder / FILE_NAME).is_symlink() or _size(folder / FILE_NAME):
            return True
        return not _never_used(folder)
    except OSError as error:
        raise read_error(error, folder) from None


def _never_used(folder: Path) -> bool:
    """Whether no answer can have been recorded in `folder`, whose diary file has no content.

    The journal of a new diary is written before its file, so that a power cut between the two
    is not mistaken for damage.
    """
    if not _size(folder / journal.FILE_NAME):
        return not (folder / FILE_NAME).exists()
    found = records.read(folder / journal.FILE_NAME)
    return not found.damaged and not found.records and found.head.starts_after == 0


def _size(path: Path) -> int:
    """Bytes of `path`, 0 if it is missing."""
    try:
        return path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return 0


def load(folder: Path, key: Key | None) -> Loaded:
    """The diary in `folder`, recovered if it is damaged. Nothing is written.

    Raises NotADiaryError if its file is something else and nothing can be recovered,
    PassphraseNeededError, NewerFormatError, and UserError where it cannot be read.
    """
    # The journal first: a checkpoint in between moves its records into the file read after it.
    found = records.read(folder / journal.FILE_NAME, key)
    content = durable_io.read_bytes(folder / FILE_NAME)
    try:
        loaded = _load_valid(folder, content or b"", found, key)
    except UnreadableError:
        loaded = _recover(folder, content, found, key)
    loaded.notices.extend(_journal_notices(loaded))
    return loaded


def _load_valid(folder: Path, content: bytes, found: JournalContents, key: Key | None) -> Loaded:
    read = read_container(content, key)
    contents = in_current_format(read)
    found = _without_foreign(found, contents)
    loaded = Loaded(contents, found, max(contents.sequence, found.last))
    if not contents.checksum_ok:
        loaded.notices.append(
            _(
                "The diary file was changed outside this program. It was opened as it is. You "
                "can accept the change, or restore a backup in Settings."
            )
        )
    if loaded.newer:
        loaded.notices.append(
            _(
                "This diary was written by a newer version of LDN Desktop. You can read it "
                "but not change it."
            )
        )
    if contents is not read:
        return replace(loaded, needs_rewrite=True, older_format=content)
    if loaded.newer:
        return loaded
    if not found.follows(contents.sequence):
        return _without_gap(folder, content, loaded, key)
    return _with_unapplied(loaded) if contents.checksum_ok else loaded


def _without_gap(folder: Path, content: bytes, loaded: Loaded, key: Key | None) -> Loaded:
    """`loaded`, whose journal begins after what its file has, on a newer base."""
    from ldn_desktop.storage.recovery.recovery import fill_gap, gap_notice

    recovered = fill_gap(folder, loaded.contents, loaded.journal, key)
    filled = replace(
        loaded,
        contents=recovered.contents,
        last_sequence=recovered.last_sequence,
        damaged=content,
        needs_rewrite=True,
    )
    if not loaded.journal.damaged:  # which has its notice already
        filled.notices.append(gap_notice(recovered, len(filled.diary().dates())))
    return filled


def _with_unapplied(loaded: Loaded) -> Loaded:
    """`loaded`, with what its journal has and its file lacks.

    A file includes every record up to its sequence. Where it does not, the two are from
    different copies of the diary: from two computers, or one was copied back by hand.
    """
    head, included = loaded.journal.head, loaded.contents.sequence
    claimed = [r for r in loaded.journal.records if head.starts_after < r.sequence <= included]
    if not claimed:
        return loaded
    changes = last_changes(record.edit for record in claimed)
    different = rebased(changes, loaded.contents.diary()).changes
    if not different:
        return loaded
    # What the file answers otherwise stays: it may be newer, and a copy of the journal is stored.
    missing = Edit(tuple(change for change in different if not change.before))
    others = len(different) - len(missing.changes)
    record = Record(included, claimed[-1].when, encode_edit(missing))
    loaded.notices.append(_mixed_notice(len(missing.changes), others))
    return replace(loaded, unapplied=(record,), mixed=True, needs_rewrite=True)


def _mixed_notice(added: int, others: int) -> str:
    return _(
        "The diary file and the file with your latest changes (diary.journal) come from "
        "two copies of this diary, perhaps on two computers. Answers added from the latest "
        "changes: {added}. Answers that differ, where the one in the diary file was kept: "
        "{others}. A copy of diary.journal was saved in the same folder."
    ).format(added=added, others=others)


def _without_foreign(found: JournalContents, contents: Contents) -> JournalContents:
    """`found`, without its records if they belong to another diary."""
    ids = {found.head.diary_id, str(contents.meta.get("id", ""))} - {""}
    return replace(found, records=(), raw_lines=(), foreign=True) if len(ids) > 1 else found


def _recover(
    folder: Path, content: bytes | None, found: JournalContents, key: Key | None
) -> Loaded:
    from ldn_desktop.storage.recovery.recovery import recover, recovery_notice

    if key is None and _recovery_needs_key(folder):
        raise passphrase_needed()
    recovered = recover(folder, content or _newest_damaged(folder), found, key)
    if recovered is None:
        raise NotADiaryError(
            _(
                "{path} is not a diary from this program, or is too damaged to read, and there "
                "is no backup with it. It was not changed. Please choose another folder."
            ).format(path=folder / FILE_NAME)
        )
    loaded = Loaded(
        recovered.contents, found, recovered.last_sequence, damaged=content, needs_rewrite=True
    )
    days = len(loaded.diary().dates())
    loaded.notices.append(recovery_notice(recovered, days, missing=content is None))
    return loaded


def _recovery_needs_key(folder: Path) -> bool:
    """Whether what could restore the diary is encrypted."""
    return bool(
        records.wraps(folder / journal.FILE_NAME)
        or any(wraps_of(read_first_line(path)) for path in backups.paths(folder))
    )


def _newest_damaged(folder: Path) -> bytes:
    """The newest preserved damaged file: all that is left if the file is missing."""
    copies = sorted(
        durable_io.matching(folder, f"{DAMAGED}*.json"), key=lambda path: path.stat().st_mtime
    )
    return durable_io.read_bytes(copies[-1]) or b"" if copies else b""


def _journal_notices(loaded: Loaded) -> list[str]:
    found = loaded.journal
    notices = []
    if found.foreign:
        notices.append(
            _(
                "This folder held the latest changes to another diary. They were moved to a "
                "file of their own."
            )
        )
    if found.damaged:
        notices.append(
            _(
                "Part of the file with your latest changes was damaged. Please check that "
                "the newest days are right."
            )
        )
    if found.torn:
        notices.append(
            _(
                "Your last change before the program closed could not be saved completely. "
                "It was left out."
            )
        )
    return notices


def is_encrypted_file(folder: Path) -> bool:
    """Whether the diary file in `folder` is encrypted, as far as its start tells."""
    return is_encrypted(read_first_line(folder / FILE_NAME))
