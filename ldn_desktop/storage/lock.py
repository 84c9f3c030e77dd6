"""One writer: a lock the system itself lets go of when its holder dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ldn_desktop.storage import files
from ldn_desktop.storage.refusals import AlreadyOpen, cannot_save
from ldn_desktop.words import Refused, _

if sys.platform == "win32":
    from ldn_desktop.storage.lock_windows import LockedError, take
else:
    from ldn_desktop.storage.lock_posix import LockedError, take

FILE_NAME = "diary.lock"


class Lock:
    """Held from creation to `release`. A second one raises AlreadyOpen, in any process.

    The file stays: removing it would let two programs hold two files of one name.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / FILE_NAME
        try:
            handle = os.open(path, os.O_CREAT | os.O_RDWR, files.PRIVATE_FILE)
        except OSError as error:
            raise cannot_save(error, path) from None
        try:
            take(handle)
        except LockedError:
            files.close(handle)
            raise AlreadyOpen(_("The diary is already open in another window.")) from None
        except OSError:
            files.close(handle)
            raise Refused(
                _(
                    "{folder} cannot keep two programs from writing at once. Please keep the "
                    "diary on a disk of this computer."
                ).format(folder=folder)
            ) from None
        self._handle: int | None = handle

    def release(self) -> None:
        """Let the next one in. Twice is fine."""
        handle, self._handle = self._handle, None
        if handle is not None:
            files.close(handle)
