"""The shared log of one device: record, publish, collect."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ldn_desktop.diary.model import Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.codec.edits import encode_edit, last_changes
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import (
    NewerFormatError,
    os_errors_as_save_error,
    passphrase_needed,
    read_error,
)
from ldn_desktop.storage.shared_log import segments
from ldn_desktop.storage.shared_log.lines import Head, Line, changes_of, new_line
from ldn_desktop.storage.shared_log.merge import Field, Merged, field_of
from ldn_desktop.storage.shared_log.replica import Replica


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000


MAX_CHANGES = 500
"""In one line: an import of many years is several lines, so that no file is too large."""
LOCAL_FOLDER = "shared"
"""Where the lines are kept on this computer, in the diary's folder."""


class Collected(Struct, frozen=True):
    """What was new in the shared folder, and what was brought there."""

    fields: frozenset[Field] = frozenset()
    """What the new lines are about: the diary may have to show something else there."""
    lines: int = 0
    devices: frozenset[str] = frozenset()
    """From whom they are."""
    written: int = 0
    """Number of files."""


class _File(Struct, frozen=True):
    """A file of the shared folder as it was read."""

    version: tuple[int, int, int, int] = (0, 0, 0, 0)
    """What changes with the file: inode, size and two times."""
    head: Head | None = None
    newer: bool = False
    names: frozenset[str] = frozenset()
    lines: Sequence[Line] = ()


class SharedLog:
    """What this computer and the others recorded. Its methods go to the disk.

    `local` is a folder of this computer, `share` names the shared diary. Nothing that was
    recorded or collected is ever forgotten, and no file of another device is written to.
    """

    def __init__(
        self,
        local: Path,
        share: str,
        key: Key | None = None,
        clock: Callable[[], int] = _milliseconds,
    ) -> None:
        """Raises SaveError and UserError where `local` cannot be used."""
        self.share, self._key, self._clock = share, key, clock
        self._replica = Replica(local, share)
        self.merged = Merged()
        for line in self._replica.lines.values():
            self._merge(line)
        if self._replica.has_gap():
            self._replica.become_another_device()
        self._own = self._replica.own_lines()
        self._seen = self._known()
        self._files: dict[Path, _File] = {}
        """Files of which every line is known."""

    @property
    def device(self) -> str:
        return self._replica.device

    @property
    def lines(self) -> int:
        """Number of known lines."""
        return len(self._replica.lines)

    def record(self, edit: Edit) -> None:
        """Record `edit` as of now: it is on this computer's disk when this returns.

        It replaces whatever is shown or stands beside it: the person saw that. Raises SaveError.
        """
        changes = encode_edit(last_changes([edit]))
        lines: list[Line] = []
        for begin in range(0, len(changes), MAX_CHANGES):
            lines.append(self._line(changes[begin : begin + MAX_CHANGES], [*self._own, *lines]))
        if lines:
            self._replica.add(lines)
            self._own += lines
            for line in lines:
                self._merge(line)

    def collect(self, shared: Path) -> Collected:
        """Take over every line in `shared` that is not known yet.

        Raises UserError where the folder cannot be read or belongs to another diary,
        NewerFormatError and PassphraseNeededError; nothing is changed then.
        """
        return self._take_over(self._read_all(shared))

    def exchange(self, shared: Path) -> Collected:
        """As `collect`; then bring every known line into `shared` that is not there.

        Raises SaveError too, where the folder cannot be written to.
        """
        found = self._read_all(shared)
        collected = self._take_over(found)
        present = {name for file in found for name in file.names}
        with os_errors_as_save_error(shared / LOCAL_FOLDER):
            written = self._publish(shared, present)
        return replace(collected, written=written)

    def _line(self, changes: list[Any], before: Sequence[Line]) -> Line:
        replacing = [
            [change, [write.line for write in self.merged.heads(field_of(change))]]
            for change in changes
        ]
        known = self._known()
        seen = {device: until for device, until in known.items() if self._seen.get(device) != until}
        self._seen = known
        previous = before[-1].name if before else ""
        head = Head(self.share, self.device, len(before) + 1, previous)
        return new_line(head, self._clock(), seen, replacing, self._key)

    def _take_over(self, found: Sequence[_File]) -> Collected:
        lines = {line.name: line for file in found for line in file.lines}
        new = [line for name, line in lines.items() if name not in self._replica.lines]
        if not new:
            return Collected()
        self._replica.add(new)
        fields = {field for line in new for field in self._merge(line)}
        if any(line.device == self.device for line in new):
            # Written as this device, and not by it: by a copy of this computer, or by this
            # computer before it was set back. From now on the two are told apart.
            self._replica.become_another_device()
            self._own = []
            self._seen = {}
        devices = frozenset(line.device for line in new)
        return Collected(frozenset(fields), len(new), devices)

    def _publish(self, shared: Path, present: AbstractSet[str]) -> int:
        """The number of files written."""
        wraps = self._key.wraps if self._key else ()
        written = 0
        for number, lines in enumerate(segments.divided(self._own), 1):
            path = shared / f"{self.device}-{number:04}{segments.SUFFIX}"
            written += segments.write(path, segments.encode(self.share, lines, wraps))
        own = {line.name for line in self._own}
        missing = [
            line
            for name, line in self._replica.lines.items()
            if name not in present and name not in own
        ]
        for run in segments.runs(missing):
            path = shared / f"{self.device}-kept-{run[-1].name}{segments.SUFFIX}"
            written += segments.write(path, segments.encode(self.share, run, wraps))
        return written

    def _read_all(self, shared: Path) -> list[_File]:
        """The segments of this diary in `shared`."""
        try:
            found = [self._read(path) for path in segments.candidates(shared)]
        except OSError as error:
            raise read_error(error, shared) from None
        if any(file.newer for file in found):
            raise NewerFormatError(
                _("This folder was written by a newer LDN Desktop. Please update this one.")
            )
        ours = [file for file in found if file.head and file.head.share == self.share]
        if not ours and any(file.head for file in found):
            raise UserError(
                _("{folder} is shared by another diary. Please choose another folder.").format(
                    folder=shared
                )
            )
        if self._key is None and any(file.head and file.head.wraps for file in ours):
            raise passphrase_needed()
        return ours

    def _read(self, path: Path) -> _File:
        """The file at `path`; its lines only where they may be new since it was last read."""
        try:
            status = path.stat()
        except FileNotFoundError:
            return _File()  # a sync tool took it away just now
        if status.st_size > segments.MAX_SEGMENT:
            return _File()
        version = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        before = self._files.get(path)
        if before is not None and before.version == version:
            return replace(before, lines=())
        segment = segments.decode(durable_io.read_bytes(path) or b"")
        names = frozenset(line.name for line in segment.lines)
        file = _File(version, segment.head, segment.newer, names, segment.lines)
        if names <= self._replica.lines.keys():
            # Nothing of it can be new any more.
            self._files[path] = replace(file, lines=())
        return file

    def _known(self) -> dict[str, int]:
        known: dict[str, int] = {}
        for line in self._replica.lines.values():
            if line.device != self.device:
                known[line.device] = max(known.get(line.device, 0), line.number)
        return known

    def _merge(self, line: Line) -> set[Field]:
        return self.merged.add(line, changes_of(line, self.share, self._key))


def shares_in(shared: Path) -> dict[str, Sequence[dict[str, object]]]:
    """The shared diaries in the folder `shared`, each with how its key is wrapped.

    Raises UserError where it cannot be read.
    """
    try:
        paths = segments.candidates(shared)
    except OSError as error:
        raise read_error(error, shared) from None
    found: dict[str, Sequence[dict[str, object]]] = {}
    for path in paths:
        head = segments.decode(durable_io.read_bytes(path) or b"").head
        if head is not None:
            found.setdefault(head.share, head.wraps)
    return found
