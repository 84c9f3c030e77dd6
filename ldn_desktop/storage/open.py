"""Opening the diary of a folder, or beginning one."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from ldn_desktop import atomic_write as files
from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.codec.container import to_contents
from ldn_desktop.storage.codec.documents import encode
from ldn_desktop.storage.diary_file import DiaryFile
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.disk.lock import Lock
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import (
    NoWritePermissionError,
    PassphraseNeededError,
    SaveError,
    os_errors_as_save_error,
)
from ldn_desktop.storage.journal import journal, records
from ldn_desktop.storage.journal.records import Header, JournalContents
from ldn_desktop.storage.loading import (
    FILE_NAME,
    Loaded,
    exists,
    is_encrypted_file,
    load,
)


def open_diary(
    folder: Path, *, passphrase: str | None = None, read_only: bool = False
) -> DiaryFile:
    """Open the diary in `folder`, made when missing unless `read_only`.

    Where the system forbids writing, it is opened read-only, and a notice says so: better to
    refuse an answer at once than to accept one that cannot be stored.

    `passphrase` may be the recovery code. Raises AlreadyOpenError while another program writes
    to it, PassphraseNeededError and WrongPassphraseError for an encrypted one, NotADiaryError
    for a file that is something else, and UserError where the folder cannot be used. Nothing
    is touched then.
    """
    folder = durable_io.long_path(folder)
    with os_errors_as_save_error(folder):
        if read_only:
            return _open_read_only(folder, passphrase)
        try:
            lock = _lock_writable(folder)
        except NoWritePermissionError:
            if not exists(folder):
                raise
            return _open_with_notice(folder, passphrase, _read_only_notice(folder))
        try:
            durable_io.check_replaceable(folder / FILE_NAME)
        except NoWritePermissionError as refusal:
            lock.release()
            return _open_with_notice(folder, passphrase, str(refusal))
        try:
            return _open_locked(folder, passphrase, lock)
        except BaseException:
            lock.release()
            raise


def new_diary(folder: Path, diary: Diary) -> None:
    """Write all of `diary` into `folder`, made when missing.

    Raises UserError where a diary is there already, SaveError if it cannot be written.
    """
    folder = durable_io.long_path(folder)
    with os_errors_as_save_error(folder):
        durable_io.private_folder(folder)
        lock = Lock(folder)
        try:
            if exists(folder):
                raise UserError(_("There is already a diary in {folder}.").format(folder=folder))
            _write_new(folder, diary)
        finally:
            lock.release()


def _lock_writable(folder: Path) -> Lock:
    durable_io.private_folder(folder)
    lock = Lock(folder)
    try:
        durable_io.probe_writable(folder)
    except NoWritePermissionError:
        lock.release()
        raise
    return lock


def _open_read_only(folder: Path, passphrase: str | None) -> DiaryFile:
    if not exists(folder):
        durable_io.check_drive(folder.absolute())
    key, loaded = _load(folder, passphrase)
    return DiaryFile(folder, loaded, key, None)


def _open_with_notice(folder: Path, passphrase: str | None, notice: str) -> DiaryFile:
    file = _open_read_only(folder, passphrase)
    file.notices.insert(0, notice)
    return file


def _read_only_notice(folder: Path) -> str:
    return _(
        "The program does not have permission to write to {folder}. You can read your diary "
        "here, but nothing new can be saved. Please check this folder, then start the program "
        "again."
    ).format(folder=folder)


def _open_locked(folder: Path, passphrase: str | None, lock: Lock) -> DiaryFile:
    is_new = not exists(folder)
    if is_new:
        _write_new(folder, Diary())
    key, loaded = _load(folder, passphrase)
    if is_new:
        loaded.notices.extend(privacy_notices(folder))
    if loaded.newer:
        lock.release()
        return DiaryFile(folder, loaded, key, None)
    file = DiaryFile(folder, loaded, key, lock)
    try:
        file.repair_folder(loaded)
        # After the repair, which may need what they hold.
        durable_io.remove_leftovers(folder)
    except SaveError as error:
        # It can be read, and there may be space again later: the repair is tried again then.
        file.notices.append(str(error))
    return file


def privacy_notices(folder: Path) -> list[str]:
    """One sentence where the disk of the diary in `folder` keeps no file private, as FAT."""
    mode = (folder / FILE_NAME).stat().st_mode
    if os.name == "nt" or not mode & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    return [
        _(
            "Files on this disk cannot be made private: anyone who can use the disk can read the "
            "diary. Setting a passphrase in Settings would protect it."
        )
    ]


def _load(folder: Path, passphrase: str | None) -> tuple[Key | None, Loaded]:
    if not exists(folder):
        empty = to_contents(encode(Diary()), {})
        return None, Loaded(empty, JournalContents(), empty.sequence)
    if not is_encrypted_file(folder):
        try:
            return None, load(folder, None)
        except PassphraseNeededError:
            # The file is corrupt; the journal or a backup that could restore it is encrypted.
            pass
    from ldn_desktop.storage.encryption import setup  # a plain diary does without

    key = setup.unlock(folder, passphrase)
    return key, load(folder, key)


def _sync_parents(folder: Path) -> None:
    """Make the names of `folder` and all above it durable, as far as one may."""
    for path in folder.absolute().parents:
        # The process that made them may have been killed before that.
        # Of others' folders one may not ask it; a disk that fails is reported.
        with contextlib.suppress(PermissionError):
            files.sync_folder(path)


def _write_new(folder: Path, diary: Diary) -> None:
    from ldn_desktop.storage.tinydb_storage import save  # TinyDB: 40 ms

    _sync_parents(folder)
    tables = encode(diary)
    if tables == encode(Diary()):
        meta = {"id": _new_journal(folder), "folded": 0}
    else:
        meta = {"id": os.urandom(8).hex(), "folded": 1}
    save(folder / FILE_NAME, tables, meta, None)


def _new_journal(folder: Path) -> str:
    """Write the journal of a new diary, unless an earlier try did; the id of the diary."""
    path = folder / journal.FILE_NAME
    head = records.read(path).head
    if head.starts_after:
        head = Header(os.urandom(8).hex(), 0)
        durable_io.atomic_write(path, head.encode())
    # An earlier try may have failed before either was durable.
    files.sync_file(path)
    files.sync_folder(folder)
    return head.diary_id
