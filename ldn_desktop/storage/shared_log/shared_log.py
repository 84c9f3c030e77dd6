"""The shared log of one device: record, publish, collect."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
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
from ldn_desktop.storage.shared_log.config import LOCAL_FOLDER
from ldn_desktop.storage.shared_log.lines import Head, Line, changes_of, new_line
from ldn_desktop.storage.shared_log.merge import Field, Merged, field_of
from ldn_desktop.storage.shared_log.replica import Replica


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000


MAX_CHANGES = 500
"""In one line: an import of many years is several lines, so that no file is too large."""


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

    def record(self, edit: Edit, *, stamp: int | None = None, knowingly: bool = True) -> None:
        """Record `edit`: it is on this computer's disk when this returns.

        It is of now, or of `stamp`. It replaces whatever is shown or stands beside it, as the
        person saw that; not where it was recorded before, without `knowingly`. Raises SaveError.
        """
        changes = encode_edit(last_changes([edit]))
        lines: list[Line] = []
        for begin in range(0, len(changes), MAX_CHANGES):
            replacing = [
                [change, self._replaced_by(change) if knowingly else []]
                for change in changes[begin : begin + MAX_CHANGES]
            ]
            last = lines[-1] if lines else self._own[-1] if self._own else None
            lines.append(self._line(replacing, last, self._clock() if stamp is None else stamp))
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

    def known_lines(self) -> Iterable[Line]:
        """Every line, of this computer and the others."""
        return self._replica.lines.values()

    @property
    def own_names(self) -> frozenset[str]:
        """The names under which this computer wrote, so far as it knows."""
        return frozenset({self.device, *self._replica.former})

    def change_wraps(self, key: Key) -> None:
        """Write `key`, the same secret under another passphrase, into every file from now on."""
        self._key = key

    def _replaced_by(self, change: list[Any]) -> list[str]:
        return [write.line for write in self.merged.heads(field_of(change))]

    def _line(self, replacing: list[Any], last: Line | None, stamp: int) -> Line:
        known = self._known()
        seen = {device: until for device, until in known.items() if self._seen.get(device) != until}
        self._seen = known
        number, previous = (last.number + 1, last.name) if last else (1, "")
        head = Head(self.share, self.device, number, previous)
        return new_line(head, stamp, seen, replacing, self._key)

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
        contents = [
            segments.encode(self.share, lines, wraps) for lines in segments.divided(self._own)
        ]
        written = 0
        for number, content in enumerate(
            contents or [segments.empty(self.share, self.device, wraps)], 1
        ):
            path = shared / f"{self.device}-{number:04}{segments.SUFFIX}"
            written += segments.write(path, content)
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
                _(
                    "This folder was written by a newer LDN Desktop. Please update LDN Desktop on "
                    "this computer."
                )
            )
        ours = [file for file in found if file.head and file.head.share == self.share]
        if not ours and any(file.head for file in found):
            raise UserError(
                _(
                    "{folder} is already used to share another diary. Please choose another folder."
                ).format(folder=shared)
            )
        if len(ours) < sum(file.head is not None for file in found):
            raise UserError(
                _(
                    "{folder} has more than one shared diary in it. Please stop sharing on one "
                    "computer, empty the folder, and share again."
                ).format(folder=shared)
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


Wraps = Sequence[dict[str, Any]]


def shares_in(shared: Path) -> dict[str, list[Wraps]]:
    """The shared diaries in the folder `shared`, each with every way in which its key is wrapped.

    Raises UserError where it cannot be read.
    """
    try:
        paths = segments.candidates(shared)
    except OSError as error:
        raise read_error(error, shared) from None
    found: dict[str, list[Wraps]] = {}
    for path in paths:
        head = segments.decode(durable_io.read_bytes(path) or b"").head
        if head is not None and head.wraps not in found.setdefault(head.share, []):
            found[head.share].append(head.wraps)
    return found
