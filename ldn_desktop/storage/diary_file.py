"""DiaryFile: one open diary on the disk, file and journal together."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from ldn_desktop.diary import Diary, Edit
from ldn_desktop.storage import files, journal
from ldn_desktop.storage.format import encode
from ldn_desktop.storage.journal import Journal
from ldn_desktop.storage.keys import Key
from ldn_desktop.storage.loading import FILE_NAME, Loaded, load
from ldn_desktop.storage.lock import Lock
from ldn_desktop.storage.refusals import ReadOnly
from ldn_desktop.words import Refused, _


class DiaryFile:
    """One open diary. Its methods write to the disk: call them from one thread at a time.

    `diary` is what was loaded; `record` does not change it. `notices` are plain sentences
    for the person, such as what was brought back after damage.
    """

    def __init__(
        self, folder: Path, loaded: Loaded, *, key: Key | None = None, lock: Lock | None
    ) -> None:
        self.folder = folder
        self.diary = loaded.diary()
        self.notices = loaded.notices
        self._key, self._lock = key, lock
        self._sequence = loaded.last
        diary_id = str(loaded.contents.meta.get("id", "")) if loaded.contents else ""
        self._journal = Journal(folder / journal.FILE_NAME, diary_id, key)

    @property
    def read_only(self) -> bool:
        return self._lock is None

    def record(self, edit: Edit) -> None:
        """Make `edit` durable: it is on the disk when this returns.

        Raises CannotSave, with the diary as it was; CannotKeep; ReadOnly.
        """
        self._check_writable()
        if edit:
            self._journal.append(self._sequence + 1, edit, datetime.now(UTC))
            self._sequence += 1

    def fold(self) -> None:
        """Bring the journal's edits into the diary file. Raises CannotSave: nothing is lost."""
        from ldn_desktop.storage.database import fold_lines  # TinyDB: 40 ms

        self._check_writable()
        loaded = load(self.folder, self._key)
        assert loaded.contents is not None
        lines = loaded.journal.after(loaded.contents.folded)
        if lines:
            fold_lines(self.folder / FILE_NAME, loaded.contents, lines, self._key)

    def close(self) -> None:
        """Fold, and let the next program in, even where folding fails. Twice is fine.

        Raises CannotSave where folding failed; the journal has everything then.
        """
        if self._lock is None:
            return
        try:
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

    def _check_writable(self) -> None:
        if self.read_only:
            raise ReadOnly(_("This diary was opened to be read. Nothing was saved."))


def open_diary(
    folder: Path, *, passphrase: str | None = None, read_only: bool = False
) -> DiaryFile:
    """Open the diary in `folder`, made when missing unless `read_only`.

    Raises AlreadyOpen while another program writes to it, NeedsPassphrase and
    WrongPassphrase for an encrypted one, NotADiary for a file that is something else, and
    Refused where the folder cannot be used. Nothing is touched then.
    """
    if read_only:
        return DiaryFile(folder, load(folder, None), lock=None)
    files.private_folder(folder)
    lock = Lock(folder)
    try:
        files.sweep(folder)
        loaded = load(folder, None)
        if loaded.contents is None:
            _write_new(folder, Diary())
            loaded = load(folder, None)
        return DiaryFile(folder, loaded, lock=lock)
    except BaseException:
        lock.release()
        raise


def new_diary(folder: Path, diary: Diary) -> None:
    """Write all of `diary` into `folder`, made when missing.

    Raises Refused where a diary is there already, CannotSave where the disk refuses.
    """
    files.private_folder(folder)
    lock = Lock(folder)
    try:
        if (folder / FILE_NAME).exists() or (folder / journal.FILE_NAME).exists():
            raise Refused(_("{folder} has a diary already.").format(folder=folder))
        _write_new(folder, diary)
    finally:
        lock.release()


def _write_new(folder: Path, diary: Diary) -> None:
    from ldn_desktop.storage.database import save  # TinyDB: 40 ms

    save(folder / FILE_NAME, encode(diary), {"id": secrets.token_hex(8)}, None)
