"""The journal of an open diary: each edit one appended, checksummed, fsynced line."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from ldn_desktop import atomic_write as files
from ldn_desktop.diary.model import Edit
from ldn_desktop.storage.codec.container import unstorable_value
from ldn_desktop.storage.codec.edits import encode_edit, journal_version
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import SaveError, UnstorableValueError, save_error
from ldn_desktop.storage.journal.records import (
    Header,
    JournalContents,
    Record,
    spare_path,
    verify_line,
)

FILE_NAME = "diary.journal"


class Journal:
    """The journal at `path`: the lines of `found` to begin with, and what is appended.

    The file is checked before every append: if it has vanished, or another program has
    changed it, everything it held is written again.
    """

    def __init__(self, path: Path, head: Header, found: JournalContents, key: Key | None) -> None:
        self._path, self._key = path, key
        self._head = replace(head, version=_version_of(found))
        self._content = bytearray(b"".join([self._head.encode(), *found.raw_lines]))
        self._handle: int | None = None
        self._name_synced = False
        """The file and its name are durable: an earlier writer may have been killed before that."""
        self._sync_failed = False
        """A sync failed: what reading the file returns may not be on the disk."""
        self.last = found.last
        """Sequence of its newest record, 0 if it has none."""

    def append(self, sequence: int, edit: Edit, now: datetime) -> None:
        """Add `edit`; it is on the disk when this returns.

        Raises SaveError, and the journal is as it was; UnstorableValueError where the edit holds
        something no text can hold.
        """
        line = self._encode_record(sequence, edit, now)
        self._require_version(journal_version(encode_edit(edit)))
        handle = self._open_or_raise()
        try:
            self._append_synced(handle, line)
        except OSError as error:
            raise save_error(error, self._path) from None
        self._content += line
        self.last = sequence

    def ensure_written(self) -> None:
        """Write the file again if it is not what it has to be. Raises SaveError."""
        if self.last:
            self._open_or_raise()

    def start(self, head: Header, records: Sequence[Record] = ()) -> None:
        """Begin a new journal that holds `records`. Raises SaveError; the old one stays then."""
        versions = [self._head.version, *(journal_version(line.changes) for line in records)]
        # Never lower again: the undo log may hold such a change for longer.
        head = replace(head, version=max(versions))
        content = b"".join([head.encode(), *(line.encode(self._key) for line in records)])
        self.close()
        self._rewrite(content)
        self._head, self._content = head, bytearray(content)
        self.last = JournalContents(records=records).last

    def close(self) -> None:
        """Close the file. The next append opens it again."""
        handle, self._handle = self._handle, None
        if handle is not None:
            files.close(handle)

    def _require_version(self, version: int) -> None:
        """Write the journal under a header of `version` if its own is lower. Raises SaveError."""
        if version <= self._head.version:
            return
        before, head = self._content, replace(self._head, version=version)
        _first, _end, lines = before.partition(b"\n")
        self.close()
        self._content = bytearray(head.encode() + lines)
        try:
            self._rewrite_with_spare()
        except SaveError:
            self._content = before
            raise
        self._head = head

    def _append_synced(self, handle: int, line: bytes) -> None:
        try:
            files.write_all(handle, line)
            # A failed fsync must not be repeated: the kernel drops the pages it could not write.
            self._sync_failed = True
            files.sync(handle)
            self._sync_failed = False
        except OSError:
            # What was written of it is cut off now, or found and replaced before the next append.
            with contextlib.suppress(OSError):
                os.ftruncate(handle, len(self._content))
            self.close()
            raise

    def _open_or_raise(self) -> int:
        try:
            return self._handle_with_content()
        except OSError as error:
            raise save_error(error, self._path) from None

    def _handle_with_content(self) -> int:
        """The file, open for appending, with exactly the expected content."""
        if self._handle is not None and self._is_unchanged(self._handle):
            return self._handle
        self.close()
        if self._sync_failed or durable_io.read_bytes(self._path) != bytes(self._content):
            self._rewrite_with_spare()
        handle = self._handle = self._open_for_append()
        if not self._name_synced:
            self._sync_existing(handle)
        return handle

    def _sync_existing(self, handle: int) -> None:
        try:
            files.sync(handle)
            files.sync_folder(self._path.parent)
        except OSError:
            self._sync_failed = True
            self.close()
            raise
        self._name_synced = True

    def _open_for_append(self) -> int:
        flags = os.O_WRONLY | os.O_APPEND | files.BINARY
        try:
            return os.open(self._path, flags)
        except PermissionError:
            # A restored copy may be read-only.
            self._rewrite_with_spare()
            return os.open(self._path, flags)

    def _rewrite_with_spare(self) -> None:
        """Write the file again. Its records may be nowhere else: until the new file is durable,
        which on FAT is some time after the rename, a spare copy has them."""
        spare = spare_path(self._path)
        durable_io.atomic_write(spare, self._content)
        self._rewrite(self._content)
        durable_io.remove(spare)

    def _rewrite(self, content: bytes | bytearray) -> None:
        # Until it succeeds, the file may exist and its name not be durable.
        self._sync_failed = True
        durable_io.atomic_write(self._path, content)
        self._sync_failed, self._name_synced = False, True

    def _is_unchanged(self, handle: int) -> bool:
        try:
            named, held = self._path.stat(), os.fstat(handle)
        except OSError:
            # Removed, or on a network that was away: opening it again will show.
            return False
        return os.path.samestat(named, held) and held.st_size == len(self._content)

    def _encode_record(self, sequence: int, edit: Edit, now: datetime) -> bytes:
        changes = encode_edit(edit)
        when = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        # Decoded before it is written, so that nothing unreadable ever gets to the disk.
        plain = Record(sequence, when, changes).encode(None)
        if verify_line(plain[:-1]) != [sequence, when, changes]:
            raise UnstorableValueError(unstorable_value())
        return plain if self._key is None else Record(sequence, when, changes).encode(self._key)


def _version_of(found: JournalContents) -> int:
    """The version that `found` needs: that of its header, or of its lines where that is lost."""
    if found.head.starts_after >= 0:
        return found.head.version
    return max([1, *(journal_version(record.changes) for record in found.records)])
