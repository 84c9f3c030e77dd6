"""DiaryFile: one open diary on the disk, file and journal together."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from msgspec.structs import replace

from ldn_desktop import settings
from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.i18n import _
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.backups.backups import Backup
from ldn_desktop.storage.closing import ClosedAtEnd
from ldn_desktop.storage.codec.container import read_container
from ldn_desktop.storage.codec.edits import difference
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.disk.lock import Lock
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import ReadOnlyError, SaveError, os_errors_as_save_error
from ldn_desktop.storage.instance import inbox
from ldn_desktop.storage.instance.inbox import Request
from ldn_desktop.storage.journal import journal
from ldn_desktop.storage.journal.journal import Journal
from ldn_desktop.storage.journal.records import Header
from ldn_desktop.storage.loading import FILE_NAME, Loaded, is_encrypted_file, load
from ldn_desktop.storage.recovery import large_edits, other_copies, repair
from ldn_desktop.storage.recovery.large_edits import LargeEdit
from ldn_desktop.storage.shared_log.config import LOCAL_FOLDER, device_suffix, on_opening

if TYPE_CHECKING:
    from ldn_desktop.storage.recovery.conflict_copies import ConflictCopies
    from ldn_desktop.storage.shared_log.sharing import Exchanged, JoinPreview, Sharing
    from ldn_desktop.storage.shared_log.status import SharingStatus

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def _raises_save_error(
    method: Callable[Concatenate[DiaryFile, _Given], _Result],
) -> Callable[Concatenate[DiaryFile, _Given], _Result]:
    """`method`, with any remaining OSError raised as SaveError."""

    @functools.wraps(method)
    def wrapper(self: DiaryFile, /, *given: _Given.args, **named: _Given.kwargs) -> _Result:
        with os_errors_as_save_error(self.folder):
            return method(self, *given, **named)

    return wrapper


class DiaryFile(ClosedAtEnd):
    """One open diary. Its methods go to the disk: call them from one thread at a time.

    `diary` is what was loaded; `record` does not change it. `notices` are plain sentences
    for the person, such as what was brought back after damage.
    """

    def __init__(self, folder: Path, loaded: Loaded, key: Key | None, lock: Lock | None) -> None:
        self.folder = folder
        self.diary = loaded.diary()
        self.notices = loaded.notices
        self.changed_outside = loaded.changed_outside
        """Another program wrote the file: the person may keep that, or restore a backup."""
        self.key = key
        """What the diary is encrypted with; None for a plain one."""
        self._lock = lock
        self._handled_requests: set[Path] = set()
        self._sequence = loaded.last_sequence
        self._checkpoint_sequence = loaded.contents.sequence
        self._id = str(loaded.contents.meta.get("id", ""))
        self._checkpoint_due = bool(loaded.journal.after(loaded.contents.sequence))
        self._journal = self._new_journal(loaded)
        self._sharing: Sharing | None = None

    @property
    def read_only(self) -> bool:
        return self._lock is None

    @property
    def encrypted(self) -> bool:
        return self.key is not None

    @property
    def inbox_folder(self) -> Path:
        """Where `requests` arrive: the window watches it."""
        return self.folder / inbox.FOLDER

    @property
    def next_sequence(self) -> int:
        """Number that the next edit gets in the journal."""
        return self._sequence + 1

    @_raises_save_error
    def sharing(self) -> Sharing | None:
        """How the diary is shared with other computers; None where it is not. Raises UserError."""
        if self._sharing is None and (self.folder / LOCAL_FOLDER).exists():
            from ldn_desktop.storage.shared_log import sharing  # no start waits for it

            self._sharing = sharing.load(self)
        return self._sharing

    @_raises_save_error
    def join(self, shared: Path, passphrase: str = "") -> Sharing:
        """Share the diary in the folder `shared`; `passphrase` is that of the one shared there.

        Where it is shared there already, those who began apart in the same folder are joined.
        Raises UserError, PassphraseNeededError and WrongPassphraseError among it.
        """
        from ldn_desktop.storage.shared_log import sharing

        self._check_writable()
        present = self.sharing()
        if present is None:
            self._sharing = present = sharing.join(self, shared, passphrase)
        else:
            sharing.merge(self, present, passphrase)
        return present

    @_raises_save_error
    def preview_join(self, shared: Path, passphrase: str = "") -> JoinPreview:
        """What `join` would do; nothing is written. Raises UserError where it would."""
        from ldn_desktop.storage.shared_log import sharing

        self.checkpoint()
        return sharing.preview_join(self, shared, passphrase)

    @_raises_save_error
    def exchange(self, *, if_due: bool = False) -> Exchanged | None:
        """Exchange with the other computers; None where the diary is not shared.

        With `if_due` only where a cheap look says that it may bring something. Raises UserError.
        """
        shared = None if self.read_only else self.sharing()
        if shared is None or (if_due and not shared.is_due()):
            return None
        return shared.exchange()

    @_raises_save_error
    def acknowledge(self) -> None:
        """What `exchange` brought is on the screen. Raises SaveError."""
        if self._sharing is not None:
            self._sharing.acknowledge()

    @_raises_save_error
    def sharing_status(self) -> SharingStatus | None:
        """How sharing stands, as far as it came to this computer; None where it is not shared.

        Raises UserError.
        """
        if not self.read_only:
            shared = self.sharing()
            return None if shared is None else shared.status()
        if not (self.folder / LOCAL_FOLDER).exists():
            return None
        from ldn_desktop.storage.shared_log.status import status_on_disk

        return status_on_disk(self.folder, self.key)

    @_raises_save_error
    def unlock_sharing(self, passphrase: str) -> None:
        """Read what other computers encrypted under `passphrase`. Raises UserError."""
        self._check_writable()
        if shared := self.sharing():
            shared.unlock(passphrase)

    @_raises_save_error
    def leave(self) -> None:
        """Stop sharing; the diary stays whole. Raises SaveError."""
        shared, self._sharing = self.sharing(), None
        if shared is not None:
            shared.leave()

    def current(self, sharing: Sharing) -> Diary:
        """The diary as it is on the disk, after `sharing` took note of every edit."""
        loaded = load(self.folder, self.key)
        sharing.note(loaded.journal, self._sequence)
        return loaded.diary()

    @_raises_save_error
    def record(self, edit: Edit) -> None:
        """Make `edit` durable: it is on the disk when this returns. An empty one is nothing.

        Raises SaveError, with the diary as it was; UnstorableValueError; ReadOnlyError.
        """
        self._check_writable()
        if edit:
            self._append(edit)
            self._checkpoint_due = True

    @_raises_save_error
    def checkpoint(self) -> None:
        """Write the journal's edits into the diary file, and make a backup if one is due.

        Raises SaveError: the journal has every edit then, and it may be tried again.
        """
        self._check_writable()
        if self._checkpoint_due:
            self._checkpoint()
        now = datetime.now(UTC)
        if backups.is_due(self.folder, now):
            self._back_up(now)

    @_raises_save_error
    def back_up(self) -> None:
        """Make a backup now, unless the newest one is the same. Raises SaveError."""
        self._check_writable()
        self._checkpoint()
        self._back_up(datetime.now(UTC))

    @_raises_save_error
    def backups(self) -> list[Backup]:
        """Every backup, read and verified, newest first."""
        return backups.list_backups(self.folder, self.key)

    @_raises_save_error
    def preview_restore(self, backup: Backup) -> Edit:
        """What `restore_edit` would change, without a backup of the current state.

        Raises UserError for a backup that is not sound.
        """
        target = backups.read(backup.path, self.key).diary()
        return difference(load(self.folder, self.key).diary(), target)

    @_raises_save_error
    def restore_edit(self, backup: Backup) -> Edit:
        """The edit that makes the diary what `backup` has; record it like any other.

        The current state is backed up first. Raises UserError for a backup that is not sound.
        """
        target = backups.read(backup.path, self.key).diary()
        if not self.read_only:
            self.back_up()
        return difference(load(self.folder, self.key).diary(), target)

    @_raises_save_error
    def add_undo(self, edit: Edit, title: str) -> None:
        """Store how to undo `edit`, an import or a restored backup, so that it can be undone after
        a restart too. Call it before `edit` is recorded. Raises SaveError."""
        self._check_writable()
        large_edits.add(self.folder, edit, title, self.key)

    @_raises_save_error
    def undo_entries(self) -> list[LargeEdit]:
        """What `add_undo` stored, newest first."""
        return large_edits.entries(self.folder, self.key)

    @_raises_save_error
    def remove_undo(self, done: LargeEdit) -> None:
        """Remove `done`, once the edit that undoes it is recorded. Raises SaveError."""
        self._check_writable()
        large_edits.remove(self.folder, done, self.key)

    @_raises_save_error
    def conflict_copies(self) -> ConflictCopies:
        """Copies that a sync tool left beside the diary, and what stands only in them."""
        from ldn_desktop.storage.recovery import conflict_copies

        found = conflict_copies.paths(self.folder)
        if not found:
            return conflict_copies.ConflictCopies()
        return conflict_copies.look(found, self.key, load(self.folder, self.key).diary())

    @_raises_save_error
    def requests(self) -> list[Request]:
        """What other processes left for this one: edits, or to show its window."""
        return inbox.pending(self.folder, self.key, self._handled_requests)

    @_raises_save_error
    def accept_outside_change(self) -> None:
        """Accept the file as another program left it. Raises SaveError."""
        self._check_writable()
        self._checkpoint()

    @_raises_save_error
    def change_key(self, key: Key | None, *, remove_backups: bool = False) -> None:
        """Encrypt everything with `key`, or nothing any more where it is None.

        A power cut in between loses nothing: the next opening finishes it, or finds all as it
        was. `remove_backups` removes the older backups instead. Raises SaveError.
        """
        self._check_writable()
        self._checkpoint()
        if shared := self.sharing():
            shared.prepare_key(key)
        loaded, before = load(self.folder, self.key), self.key
        self.key = key
        try:
            self._switch_encryption(loaded, before, remove_backups=remove_backups)
        except SaveError:
            # The diary file is authoritative; the next opening makes the rest consistent with it.
            if is_encrypted_file(self.folder) != (key is not None):
                self.key = before
            self._journal.close()
            self._journal = self._new_journal(loaded)
            raise
        if shared:
            shared.follow_key(key)
        self._back_up(datetime.now(UTC))

    @_raises_save_error
    def repair_folder(self, loaded: Loaded) -> None:
        """Repair what was wrong in the folder when it was `loaded`: called once, on opening."""
        # Whatever fails here is tried again at the next checkpoint.
        self._checkpoint_due = self._checkpoint_due or loaded.needs_rewrite
        if (self.folder / LOCAL_FOLDER).exists():
            notice = on_opening(self.folder, self._sequence)
            self.notices += [notice] if notice else []
            self.diary.device = device_suffix(self.folder)
        durable_io.private_folder(self.inbox_folder)
        repair.preserve_damaged(self.folder, loaded, self.key)
        if not loaded.journal.can_append(self._wraps()):
            self._rewrite_journal(loaded)
        if loaded.needs_rewrite:
            self._checkpoint()
        if self.key:
            repair.reencrypt(self.folder, self.key, opened_with=self.key)
            settings.forget_diary(self.folder)
        self._record_requests()

    @_raises_save_error
    def close(self) -> None:
        """Write a checkpoint and release the lock, even if the checkpoint fails. Idempotent.

        Raises SaveError if the checkpoint failed; the journal has everything then.
        """
        if self._lock is None:
            return
        try:
            self._record_requests()
            self.checkpoint()
        finally:
            self._journal.close()
            self._lock.release()
            self._lock = None

    def _append(self, edit: Edit) -> None:
        self._journal.append(self._sequence + 1, edit, datetime.now(UTC))
        self._sequence += 1

    def _record_requests(self) -> None:
        """Record the requests that arrived while no program had the diary open."""
        for request in self.requests():
            self.record(request.edit)
            self.diary.apply(request.edit)
            request.done()

    def _checkpoint(self) -> None:
        from ldn_desktop.storage.tinydb_storage import write_checkpoint  # TinyDB: 40 ms

        self._journal.ensure_written()
        loaded = load(self.folder, self.key)
        if loaded.journal.foreign:
            raise SaveError(
                _(
                    "{folder} now has a different diary in it. Please move the diary you have "
                    "open back there."
                ).format(folder=self.folder)
            )
        repair.preserve_damaged(self.folder, loaded, self.key)
        # A file that another program wrote meanwhile may have a higher sequence without these.
        newer = loaded.journal.after(min(loaded.contents.sequence, self._checkpoint_sequence))
        newer = [*loaded.unapplied, *newer]
        # What backup and journal would not restore needs a sequence of its own.
        apart = (
            loaded.needs_rewrite
            or loaded.changed_outside
            or loaded.contents.sequence > self._sequence
        )
        # Incremented before the write: a write that reports failure may be on the disk, and a
        # later edit must not be mistaken for one that it includes.
        self._sequence = max(loaded.last_sequence, self._sequence)
        if apart:
            # In the journal too, so that its numbers have no gap should the write fail.
            self._append(Edit(()))
        if shared := self.sharing():
            # Before the journal may begin anew.
            shared.note(loaded.journal, self._sequence, complete=not loaded.changed_outside)
        if newer or apart:
            write_checkpoint(
                self.folder / FILE_NAME, loaded.contents, newer, self.key, self._sequence
            )
        self._checkpoint_sequence = self._sequence
        self._checkpoint_due = self.changed_outside = False
        if apart:
            self._journal.start(
                Header(self._id, self._checkpoint_sequence, self._wraps()), loaded.journal.records
            )
            self._back_up(datetime.now(UTC))

    def _back_up(self, now: datetime) -> None:
        """Back up the file; then the journal may start empty: both have its records."""
        content = durable_io.read_bytes(self.folder / FILE_NAME) or b""
        contents = read_container(content, self.key)
        if not contents.checksum_ok or contents.sequence < max(self._journal.last, 1):
            return
        backups.create(self.folder, content, now)
        self._journal.start(Header(self._id, contents.sequence, self._wraps()))
        backups.prune(self.folder, now)

    def _switch_encryption(
        self, loaded: Loaded, before: Key | None, *, remove_backups: bool
    ) -> None:
        from ldn_desktop.storage.tinydb_storage import save  # TinyDB: 40 ms

        # The diary file says whether all is encrypted. Going there it is the first to be so,
        # coming back the last: whatever is plain beside an encrypted one is encrypted again.
        if self.key is None:
            repair.reencrypt(self.folder, None, opened_with=before)
            self._rewrite_journal(loaded)
        save(self.folder / FILE_NAME, loaded.contents.tables(), loaded.contents.meta, self.key)
        if self.key is not None:
            self._rewrite_journal(loaded)
            if remove_backups:
                backups.remove_all(self.folder)
                for path in other_copies.find(self.folder):
                    durable_io.remove(path)
            repair.reencrypt(self.folder, self.key, opened_with=before or self.key)
            settings.forget_diary(self.folder)

    def _rewrite_journal(self, loaded: Loaded) -> None:
        self._journal.close()
        self._journal = self._new_journal(loaded)
        self._journal.start(self._head(loaded), loaded.journal.records)

    def _new_journal(self, loaded: Loaded) -> Journal:
        found = loaded.journal
        if list(found.head.wraps) != list(self._wraps()):
            found = replace(found, raw_lines=[record.encode(self.key) for record in found.records])
        return Journal(self.folder / journal.FILE_NAME, self._head(loaded), found, self.key)

    def _head(self, loaded: Loaded) -> Header:
        starts_after = loaded.journal.head.starts_after
        return Header(
            self._id, loaded.contents.sequence if starts_after < 0 else starts_after, self._wraps()
        )

    def _wraps(self) -> tuple[dict[str, Any], ...]:
        return self.key.wraps if self.key else ()

    def _check_writable(self) -> None:
        if self._lock is None:
            raise ReadOnlyError(_("This diary is open for reading only. Nothing was saved."))
        self._lock.check()
