"""Reading a diary's folder: the file, the journal over it, and what to say about them."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.codec.container import Contents, UnreadableError
from ldn_desktop.storage.codec.documents import FORMAT
from ldn_desktop.storage.codec.encrypted_container import of_today, read_protected
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key, first_line, is_encrypted, wraps_of
from ldn_desktop.storage.errors import NotADiaryError, cannot_read, needs_passphrase
from ldn_desktop.storage.journal import journal, records
from ldn_desktop.storage.journal.records import Found

FILE_NAME = "diary.json"
DAMAGED = "diary.damaged"
"""How the names of broken files begin that were kept."""


class Loaded(Struct, frozen=True):
    """A folder as it was read: what the diary is, and what on the disk is not as it should be."""

    contents: Contents
    """The file's tables; what was brought back where the file is missing or broken."""
    journal: Found
    highest: int
    """Sequence of the newest edit anything in the folder knows of."""
    notices: list[str] = field(default_factory=list)
    broken: bytes | None = None
    """What the file holds instead of a diary."""
    renewed: bool = False
    """The file on the disk says something else than `contents`."""
    older: bytes | None = None
    """The file, where it is of an older format."""

    @property
    def changed_outside(self) -> bool:
        return not self.contents.vouched

    @property
    def newer(self) -> bool:
        """Of a newer format: may be read, must not be written."""
        return self.contents.format > FORMAT

    def diary(self) -> Diary:
        """The diary, the journal's edits applied."""
        diary = self.contents.diary()
        for line in self.journal.after(self.contents.folded):
            diary.apply(line.edit)
        return diary


def exists(folder: Path) -> bool:
    """Whether anything of a diary is in `folder`. Raises UserError where nobody may look."""
    try:
        return (
            any((folder / name).exists() for name in (FILE_NAME, journal.FILE_NAME))
            # A link whose disk is away is no new diary.
            or (folder / FILE_NAME).is_symlink()
            or bool(backups.paths(folder))
            or bool(durable_io.matching(folder, f"{DAMAGED}*"))
        )
    except OSError as error:
        raise cannot_read(error, folder) from None


def load(folder: Path, key: Key | None) -> Loaded:
    """The diary in `folder`, brought back where it is broken. Nothing is written.

    Raises NotADiaryError where its file is something else and nothing can be brought back,
    PassphraseNeededError, NewerFormatError, and UserError where it cannot be read.
    """
    # The journal first: a fold in between moves its lines into the file read after it.
    found = records.read(folder / journal.FILE_NAME, key)
    content = durable_io.read_bytes(folder / FILE_NAME)
    try:
        loaded = _sound(content or b"", found, key)
    except UnreadableError:
        loaded = _brought_back(folder, content, found, key)
    loaded.notices.extend(_about_journal(loaded))
    return loaded


def _sound(content: bytes, found: Found, key: Key | None) -> Loaded:
    read = read_protected(content, key)
    contents = of_today(read)
    found = _own(found, contents)
    loaded = Loaded(contents, found, max(contents.folded, found.last))
    if not contents.vouched:
        loaded.notices.append(
            _(
                "The diary file was changed outside of this program. It was opened as it is; "
                "you can keep the change, or restore a backup in Settings."
            )
        )
    if loaded.newer:
        loaded.notices.append(
            _("This diary was written by a newer LDN Desktop. It can be read, not changed.")
        )
    if contents is not read:
        return replace(loaded, renewed=True, older=content)
    return loaded


def _own(found: Found, contents: Contents) -> Found:
    """`found`, without its lines where they belong to another diary."""
    ids = {found.head.diary_id, str(contents.meta.get("id", ""))} - {""}
    return replace(found, lines=(), rows=(), foreign=True) if len(ids) > 1 else found


def _brought_back(folder: Path, content: bytes | None, found: Found, key: Key | None) -> Loaded:
    from ldn_desktop.storage.recovery.recovery import (  # no sound diary waits for it
        recover,
        sentence,
    )

    if key is None and _is_encrypted_beside(folder):
        raise needs_passphrase()
    recovered = recover(folder, content or _newest_damaged(folder), found, key)
    if recovered is None:
        raise NotADiaryError(
            _(
                "{path} is not a diary of this program, or too broken to read, and no backup "
                "lies beside it. It was not touched. Please choose another folder."
            ).format(path=folder / FILE_NAME)
        )
    loaded = Loaded(recovered.contents, found, recovered.highest, broken=content, renewed=True)
    days = len(loaded.diary().dates())
    loaded.notices.append(sentence(recovered, days, missing=content is None))
    return loaded


def _is_encrypted_beside(folder: Path) -> bool:
    """Whether what could bring the diary back is encrypted."""
    return bool(
        records.wraps(folder / journal.FILE_NAME)
        or any(wraps_of(first_line(path)) for path in backups.paths(folder))
    )


def _newest_damaged(folder: Path) -> bytes:
    """The newest broken file that was kept: all that is left, where the file is missing."""
    kept = sorted(
        durable_io.matching(folder, f"{DAMAGED}*.json"), key=lambda path: path.stat().st_mtime
    )
    return durable_io.read_bytes(kept[-1]) or b"" if kept else b""


def _about_journal(loaded: Loaded) -> list[str]:
    found = loaded.journal
    notices = []
    if found.foreign:
        notices.append(_("A journal of another diary lay beside this one. It was put aside."))
    if found.damaged:
        notices.append(
            _("A part of the journal was damaged. Please look whether the newest days are right.")
        )
    if found.torn:
        notices.append(
            _("The last touch before the program ended was not finished. It was left out.")
        )
    return notices


def is_encrypted_file(folder: Path) -> bool:
    """Whether the diary file in `folder` is encrypted, as far as its start tells."""
    return is_encrypted(first_line(folder / FILE_NAME))
