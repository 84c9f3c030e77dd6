"""DiaryFile: one open diary on the disk, file and journal together."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from msgspec.structs import replace

from ldn_desktop.diary.model import Edit
from ldn_desktop.i18n import _
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.backups.backups import Backup
from ldn_desktop.storage.codec.edits import difference
from ldn_desktop.storage.codec.encrypted_container import read_protected
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.disk.lock import Lock
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import ReadOnlyError, SaveError, in_words
from ldn_desktop.storage.instance import inbox
from ldn_desktop.storage.instance.inbox import Request
from ldn_desktop.storage.journal import journal
from ldn_desktop.storage.journal.journal import Journal
from ldn_desktop.storage.journal.records import Head
from ldn_desktop.storage.loading import FILE_NAME, Loaded, is_encrypted_file, load
from ldn_desktop.storage.recovery import repair, undo_log
from ldn_desktop.storage.recovery.undo_log import Undo

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def _in_words(
    method: Callable[Concatenate[DiaryFile, _Given], _Result],
) -> Callable[Concatenate[DiaryFile, _Given], _Result]:
    """`method`, raising SaveError for whatever else the system refuses."""

    @functools.wraps(method)
    def told(self: DiaryFile, /, *given: _Given.args, **named: _Given.kwargs) -> _Result:
        with in_words(self.folder):
            return method(self, *given, **named)

    return told


class DiaryFile:
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
        self._finished: set[Path] = set()
        self._sequence = loaded.highest
        self._folded = loaded.contents.folded
        self._id = str(loaded.contents.meta.get("id", ""))
        self._unfolded = bool(loaded.journal.after(loaded.contents.folded))
        self._journal = self._new_journal(loaded)

    @property
    def read_only(self) -> bool:
        return self._lock is None

    @property
    def encrypted(self) -> bool:
        return self.key is not None

    @property
    def requests_folder(self) -> Path:
        """Where `requests` come from: to be watched by who shows a window."""
        return self.folder / inbox.FOLDER

    @_in_words
    def record(self, edit: Edit) -> None:
        """Make `edit` durable: it is on the disk when this returns. An empty one is nothing.

        Raises SaveError, with the diary as it was; UnstorableValueError; ReadOnlyError.
        """
        self._check_writable()
        if edit:
            self._journal.append(self._sequence + 1, edit, datetime.now(UTC))
            self._sequence += 1
            self._unfolded = True

    @_in_words
    def fold(self) -> None:
        """Bring the journal's edits into the diary file, and make a backup when one is due.

        Raises SaveError: the journal has every edit then, and folding may be tried again.
        """
        self._check_writable()
        if self._unfolded:
            self._fold()
        now = datetime.now(UTC)
        if backups.is_due(self.folder, now):
            self._back_up(now)

    @_in_words
    def back_up(self) -> None:
        """Make a backup now, unless the newest one is the same. Raises SaveError."""
        self._check_writable()
        self._fold()
        self._back_up(datetime.now(UTC))

    @_in_words
    def backups(self) -> list[Backup]:
        """Every backup, read and verified, newest first."""
        return backups.listed(self.folder, self.key)

    @_in_words
    def restoring(self, backup: Backup) -> Edit:
        """The edit that makes the diary what `backup` has; record it like any other.

        What is so far is backed up first. Raises UserError for a backup that is not sound.
        """
        wanted = backups.read(backup.path, self.key).diary()
        if not self.read_only:
            self.back_up()
        return difference(load(self.folder, self.key).diary(), wanted)

    @_in_words
    def keep_undo(self, edit: Edit, title: str) -> None:
        """Remember `edit`, an import or a restored backup, so that it can be taken back after
        a restart too. To be called before `edit` is recorded. Raises SaveError."""
        self._check_writable()
        undo_log.keep(self.folder, edit, title, self.key)

    @_in_words
    def undos(self) -> list[Undo]:
        """What `keep_undo` remembers, newest first."""
        return undo_log.kept(self.folder, self.key)

    @_in_words
    def forget_undo(self, done: Undo) -> None:
        """Forget `done`, once the edit that takes it back is recorded. Raises SaveError."""
        self._check_writable()
        undo_log.forget(self.folder, done, self.key)

    @_in_words
    def requests(self) -> list[Request]:
        """What other starts of the program left for this one: edits, or to show its window."""
        return inbox.pending(self.folder, self.key, self._finished)

    @_in_words
    def keep_outside_change(self) -> None:
        """Take the file as another program left it for right. Raises SaveError."""
        self._check_writable()
        self._fold()

    @_in_words
    def change_key(self, key: Key | None, *, remove_backups: bool = False) -> None:
        """Encrypt everything with `key`, or nothing any more where it is None.

        A power cut in between loses nothing: the next opening finishes it, or finds all as it
        was. `remove_backups` removes the older backups instead. Raises SaveError.
        """
        self._check_writable()
        self._fold()
        loaded, before = load(self.folder, self.key), self.key
        self.key = key
        try:
            self._switch(loaded, before, remove_backups=remove_backups)
        except SaveError:
            # What the diary file says counts; the next opening brings the rest in line.
            if is_encrypted_file(self.folder) != (key is not None):
                self.key = before
            self._journal.close()
            self._journal = self._new_journal(loaded)
            raise
        self._back_up(datetime.now(UTC))

    @_in_words
    def settle(self, loaded: Loaded) -> None:
        """Put the folder right, that was just `loaded`: called once, on opening."""
        # Whatever fails here is tried again when folding.
        self._unfolded = self._unfolded or loaded.renewed
        durable_io.private_folder(self.requests_folder)
        repair.keep_aside(self.folder, loaded, self.key)
        if not loaded.journal.as_it_should_be(self._wraps()):
            self._renew_journal(loaded)
        if loaded.renewed:
            self._fold()
        if self.key:
            repair.protect(self.folder, self.key, opened_with=self.key)
        self._take_requests()

    @_in_words
    def close(self) -> None:
        """Fold, and let the next program in, even where folding fails. Twice is fine.

        Raises SaveError where folding failed; the journal has everything then.
        """
        if self._lock is None:
            return
        try:
            self._take_requests()
            self.fold()
        finally:
            self._journal.close()
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _take_requests(self) -> None:
        """Record what was left when nobody looked: nobody is left waiting for it."""
        for request in self.requests():
            self.record(request.edit)
            self.diary.apply(request.edit)
            request.done()

    def _fold(self) -> None:
        from ldn_desktop.storage.tinydb_storage import checkpoint_lines  # TinyDB: 40 ms

        self._journal.ensure()
        loaded = load(self.folder, self.key)
        if loaded.journal.foreign:
            raise SaveError(
                _("{folder} holds another diary now. Please put this one back.").format(
                    folder=self.folder
                )
            )
        repair.keep_aside(self.folder, loaded, self.key)
        # A file that another program wrote meanwhile may count further: it has none of these.
        newer = loaded.journal.after(min(loaded.contents.folded, self._folded))
        # What backup and journal would not bring back is an edit of its own.
        apart = loaded.renewed or loaded.changed_outside or loaded.contents.folded > self._sequence
        # Counted before it is written: a write that is said to fail may be on the disk, and an
        # edit that follows it must not be taken for one that is in it.
        self._sequence = max(loaded.highest, self._sequence) + apart
        if newer or apart:
            checkpoint_lines(
                self.folder / FILE_NAME, loaded.contents, newer, self.key, self._sequence
            )
        self._folded = self._sequence
        self._unfolded = self.changed_outside = False
        if apart:
            self._journal.start(Head(self._id, self._folded, self._wraps()), loaded.journal.lines)
            self._back_up(datetime.now(UTC))

    def _back_up(self, now: datetime) -> None:
        """Keep the file as it is; then the journal may begin anew, for its lines are in both."""
        content = durable_io.read_bytes(self.folder / FILE_NAME) or b""
        contents = read_protected(content, self.key)
        if not contents.vouched or contents.folded < max(self._journal.last, 1):
            return
        backups.make(self.folder, content, now)
        self._journal.start(Head(self._id, contents.folded, self._wraps()))
        backups.thin_out(self.folder, now)

    def _switch(self, loaded: Loaded, before: Key | None, *, remove_backups: bool) -> None:
        from ldn_desktop.storage.tinydb_storage import save  # TinyDB: 40 ms

        # The diary file says whether all is encrypted. Going there it is the first to be so,
        # coming back the last: whatever is plain beside an encrypted one is encrypted again.
        if self.key is None:
            repair.protect(self.folder, None, opened_with=before)
            self._renew_journal(loaded)
        save(self.folder / FILE_NAME, loaded.contents.tables(), loaded.contents.meta, self.key)
        if self.key is not None:
            self._renew_journal(loaded)
            if remove_backups:
                backups.remove_all(self.folder)
            repair.protect(self.folder, self.key, opened_with=before or self.key)

    def _renew_journal(self, loaded: Loaded) -> None:
        self._journal.close()
        self._journal = self._new_journal(loaded)
        self._journal.start(self._head(loaded), loaded.journal.lines)

    def _new_journal(self, loaded: Loaded) -> Journal:
        found = loaded.journal
        if list(found.head.wraps) != list(self._wraps()):
            found = replace(found, rows=[line.encoded(self.key) for line in found.lines])
        return Journal(self.folder / journal.FILE_NAME, self._head(loaded), found, self.key)

    def _head(self, loaded: Loaded) -> Head:
        begins = loaded.journal.head.begins
        return Head(self._id, loaded.contents.folded if begins < 0 else begins, self._wraps())

    def _wraps(self) -> tuple[dict[str, Any], ...]:
        return self.key.wraps if self.key else ()

    def _check_writable(self) -> None:
        if self._lock is None:
            raise ReadOnlyError(_("This diary was opened to be read. Nothing was saved."))
        self._lock.check()
