"""The journal of an open diary: each edit one appended, checksummed, fsynced line."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ldn_desktop.diary.model import Edit
from ldn_desktop.storage.codec.container import not_kept
from ldn_desktop.storage.codec.edits import encode_edit
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import UnstorableValueError, cannot_save
from ldn_desktop.storage.journal.records import Found, Head, Line, without_sum

FILE_NAME = "diary.journal"


class Journal:
    """What the journal at `path` has to hold: the rows `found` to begin with, and what comes.

    The file is looked at before every line: should it have vanished, or another program
    have changed it, everything it held is written again.
    """

    def __init__(self, path: Path, head: Head, found: Found, key: Key | None) -> None:
        self._path, self._key = path, key
        self._content = bytearray(b"".join([head.encoded(), *found.rows]))
        self._handle: int | None = None
        self._settled = False
        """The disk is sure to have the file: whoever wrote to it may have been killed before."""
        self._doubtful = False
        """A sync failed: what the system shows of the file may not be on the disk."""
        self.last = found.last
        """Sequence of its newest line, 0 where it has none."""

    def append(self, sequence: int, edit: Edit, now: datetime) -> None:
        """Add `edit`; it is on the disk when this returns.

        Raises SaveError, and the journal is as it was; UnstorableValueError where the edit holds
        something no text can hold.
        """
        row = self._row(sequence, edit, now)
        handle = self._held_or_refused()
        try:
            self._put(handle, row)
        except OSError as error:
            raise cannot_save(error, self._path) from None
        self._content += row
        self.last = sequence

    def ensure(self) -> None:
        """Write it again where its file is not what it has to be. Raises SaveError."""
        if self.last:
            self._held_or_refused()

    def start(self, head: Head, lines: Sequence[Line] = ()) -> None:
        """Begin a new journal that holds `lines`. Raises SaveError; the old one stays then."""
        content = b"".join([head.encoded(), *(line.encoded(self._key) for line in lines)])
        self.close()
        self._write_anew(content)
        self._content = bytearray(content)
        self.last = Found(lines=lines).last

    def close(self) -> None:
        """Let go of the file. It is taken up again by the next line."""
        handle, self._handle = self._handle, None
        if handle is not None:
            durable_io.close(handle)

    def _put(self, handle: int, row: bytes) -> None:
        try:
            durable_io.write_all(handle, row)
            # A failed sync is not to be asked again: the system forgets what it could not write.
            self._doubtful = True
            durable_io.sync(handle)
            self._doubtful = False
        except OSError:
            # What was written of it is cut off now, or found and replaced before the next.
            with contextlib.suppress(OSError):
                os.ftruncate(handle, len(self._content))
            self.close()
            raise

    def _held_or_refused(self) -> int:
        try:
            return self._held()
        except OSError as error:
            raise cannot_save(error, self._path) from None

    def _held(self) -> int:
        """The file, open for appending, with exactly what it has to hold."""
        if self._handle is not None and self._is_as_written(self._handle):
            return self._handle
        self.close()
        if self._doubtful or durable_io.read_bytes(self._path) != bytes(self._content):
            self._write_anew(self._content)
        handle = self._handle = self._opened()
        if not self._settled:
            self._settle(handle)
        return handle

    def _settle(self, handle: int) -> None:
        try:
            durable_io.sync(handle)
            durable_io.sync_folder(self._path.parent)
        except OSError:
            self._doubtful = True
            self.close()
            raise
        self._settled = True

    def _opened(self) -> int:
        flags = os.O_WRONLY | os.O_APPEND | durable_io.BINARY
        try:
            return os.open(self._path, flags)
        except PermissionError:
            # A copy may have come back without the right to write to it.
            self._write_anew(self._content)
            return os.open(self._path, flags)

    def _write_anew(self, content: bytes | bytearray) -> None:
        # Until it went well, the file may be there and its name not be on the disk.
        self._doubtful = True
        durable_io.write_whole(self._path, content)
        self._doubtful, self._settled = False, True

    def _is_as_written(self, handle: int) -> bool:
        try:
            named, held = self._path.stat(), os.fstat(handle)
        except OSError:
            # Gone, or on a network that was away: opening it again will tell.
            return False
        return os.path.samestat(named, held) and held.st_size == len(self._content)

    def _row(self, sequence: int, edit: Edit, now: datetime) -> bytes:
        changes = encode_edit(edit)
        when = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        # Read back before it is written, so that nothing unreadable ever gets to the disk.
        plain = Line(sequence, when, changes).encoded(None)
        if without_sum(plain[:-1]) != [sequence, when, changes]:
            raise UnstorableValueError(not_kept())
        return plain if self._key is None else Line(sequence, when, changes).encoded(self._key)
