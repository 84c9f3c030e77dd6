"""One writer: a lock that the system releases when its holder dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ldn_desktop import atomic_write as files
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.errors import AlreadyOpenError, SaveError, save_error

if sys.platform == "win32":
    from ldn_desktop.storage.disk.lock_windows import LockedError, acquire
else:
    from ldn_desktop.storage.disk.lock_posix import LockedError, acquire

FILE_NAME = "diary.lock"


class Lock:
    """Held from creation to `release`. A second one raises AlreadyOpenError, in any process.

    The file stays: removing it would let two programs hold two files of one name.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._folder_stat = folder, folder.stat()
        self._handle: int | None = _acquire(folder)

    def check(self) -> None:
        """Raises SaveError unless it still is the lock of its folder.

        Another folder may have its path, or another program have made a lock of its own.
        """
        try:
            if self._handle is not None and os.path.samestat(
                self._lock_file_stat(), os.fstat(self._handle)
            ):
                return
        except FileNotFoundError:
            self._reacquire()
            return
        raise _folder_moved(self._folder)

    def release(self) -> None:
        """Release the lock. Idempotent."""
        handle, self._handle = self._handle, None
        if handle is not None:
            files.close(handle)

    def _lock_file_stat(self) -> os.stat_result:
        return (self._folder / FILE_NAME).stat()

    def _reacquire(self) -> None:
        """Create the file again that somebody removed, if the folder is the same one."""
        try:
            if not os.path.samestat(self._folder.stat(), self._folder_stat):
                raise _folder_moved(self._folder)
            handle = _acquire(self._folder)
        except (FileNotFoundError, AlreadyOpenError):
            raise _folder_moved(self._folder) from None
        self.release()
        self._handle = handle


def _acquire(folder: Path) -> int:
    """The lock's file, open and locked."""
    path = folder / FILE_NAME
    try:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, files.PRIVATE_FILE)
    except OSError as error:
        raise save_error(error, path) from None
    try:
        acquire(handle)
    except LockedError:
        files.close(handle)
        raise AlreadyOpenError(
            _(
                "The diary is already open in another window. Please close that window, then try "
                "again."
            )
        ) from None
    except OSError:
        files.close(handle)
        raise UserError(
            _(
                "Files in {folder} cannot be locked, so two programs could write to the diary at "
                "once. Please move the diary to a disk on this computer."
            ).format(folder=folder)
        ) from None
    return handle


def _folder_moved(folder: Path) -> SaveError:
    return SaveError(
        _(
            "{folder} was moved or changed while the diary was open. Please move it back, "
            "or close this window and open the diary where it is now."
        ).format(folder=folder)
    )
