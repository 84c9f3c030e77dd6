"""The shared log of one device: record, publish, collect."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    PassphraseNeededError,
    os_errors_as_save_error,
    read_error,
    separate_starts,
)
from ldn_desktop.storage.shared_log import segments
from ldn_desktop.storage.shared_log.config import LOCAL_FOLDER
from ldn_desktop.storage.shared_log.lines import Head, Line, changes_under, new_line
from ldn_desktop.storage.shared_log.merge import (
    REPLACED,
    WITHDRAWN,
    WITHOUT_VALUE,
    Field,
    Merged,
    change_of,
    field_of,
    is_about_symptom,
    with_symptom_key,
)
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
    names: frozenset[str] = frozenset()
    """Of the new lines."""
    written: int = 0
    """Number of files."""

    def and_then(self, later: Collected) -> Collected:
        """What both brought, one after the other."""
        return Collected(
            self.fields | later.fields,
            self.lines + later.lines,
            self.devices | later.devices,
            self.names | later.names,
            self.written + later.written,
        )


class _File(Struct, frozen=True):
    """A file of the shared folder as it was read."""

    version: segments.Version | None = None
    head: Head | None = None
    newer: bool = False
    names: frozenset[str] = frozenset()
    lines: Sequence[Line] = ()


class SharedLog:
    """What this computer and the others recorded. Its methods go to the disk.

    `local` is a folder of this computer, `share` names the shared diary, and so does each of
    `also`, where computers began apart. Nothing that was recorded or collected is ever forgotten,
    and no file of another device is written to.
    """

    def __init__(
        self,
        local: Path,
        share: str,
        key: Key | None = None,
        clock: Callable[[], int] = _milliseconds,
        other_keys: Sequence[Key] = (),
        *,
        also: Iterable[str] = (),
    ) -> None:
        """`key` encrypts what is recorded; `other_keys` may open what others wrote.

        Raises SaveError and UserError where `local` cannot be used.
        """
        self.share, self._key, self._clock = share, key, clock
        self.also = frozenset(also)
        """Other names of the shared diary; files of the others may tell of more."""
        self._other_keys = other_keys
        self.locked: set[str] = set()
        """Names of lines that no known key opens."""
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
        self._exchanged: tuple[dict[Path, segments.Version | None] | None, int] = None, -1
        """The shared folder and the number of lines as the last exchange left them."""
        self._redacted = True
        """Whether files in the shared folder may hold bodies that were redacted since."""
        self.unseen: frozenset[str] = frozenset()
        """Names of lines that nobody has looked at yet: what is recorded replaces none of them."""

    @property
    def device(self) -> str:
        return self._replica.device

    @property
    def names(self) -> frozenset[str]:
        """Every name of the shared diary."""
        return self.also | {self.share}

    @property
    def lines(self) -> int:
        """Number of known lines."""
        return len(self._replica.lines)

    def record(self, edit: Edit, *, stamp: int | None = None, knowingly: bool = True) -> None:
        """Record `edit`: it is on this computer's disk when this returns.

        It is of now, or of `stamp`. It replaces whatever is shown or stands beside it, as the
        person saw that; not where it was recorded before, without `knowingly`. Raises SaveError.
        """
        self._record(
            [
                [change, self._replaced_by(change) if knowingly else []]
                for change in encode_edit(last_changes([edit]))
            ],
            stamp,
        )

    def rename_symptom(self, key: str, new: str) -> None:
        """Record under `new` all that is said of the symptom `key`; of that nothing is said then.

        Raises SaveError.
        """
        fields = [field for field in self.merged.fields() if is_about_symptom(field, key)]
        renamed: dict[tuple[int, str], list[Any]] = {}
        for write in (write for field in fields for write in self.merged.heads(field)):
            change = with_symptom_key(change_of(write), new)
            renamed.setdefault((write.stamp, write.line), []).extend(encode_edit(Edit((change,))))
        for (stamp, _line), changes in renamed.items():
            self._record([[change, []] for change in changes], stamp)
        withdrawn = [[WITHDRAWN, list(field)] for field in fields]
        self._record([[change, self._replaced_by(change)] for change in withdrawn], None)

    def _record(self, replacing: list[Any], stamp: int | None) -> None:
        lines: list[Line] = []
        for begin in range(0, len(replacing), MAX_CHANGES):
            last = lines[-1] if lines else self._own[-1] if self._own else None
            now = self._clock() if stamp is None else stamp
            lines.append(self._line(replacing[begin : begin + MAX_CHANGES], last, now))
        if lines:
            self._append(lines)

    def _append(self, lines: list[Line]) -> None:
        """Add own `lines`, on the disk first."""
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
        # Before they are read: what changes meanwhile is read the next time.
        before = segments.versions(shared)
        found = self._read_all(shared)
        collected = self._take_over(found)
        present = {name for file in found for name in file.names}
        with os_errors_as_save_error(shared / LOCAL_FOLDER):
            written = {path: segments.version(path) for path in self._publish(shared, present)}
        self._exchanged = {**(before or {}), **written}, self.lines
        return replace(collected, written=len(written))

    def is_due(self, shared: Path) -> bool:
        """Whether an exchange with `shared` may bring anything: a cheap look, no file is read."""
        return self._exchanged != (segments.versions(shared), self.lines)

    def known_lines(self) -> Iterable[Line]:
        """Every line, of this computer and the others."""
        return self._replica.lines.values()

    @property
    def own_names(self) -> frozenset[str]:
        """The names under which this computer wrote, so far as it knows."""
        return frozenset({self.device, *self._replica.former})

    def use_key(self, key: Key, other_keys: Sequence[Key] = ()) -> None:
        """Encrypt with `key` from now on, and tell in every file how it is wrapped.

        What this computer recorded in plain text before is recorded anew, and its text goes.
        Raises SaveError.
        """
        self._key, self._other_keys = key, other_keys
        for line in [self._replica.lines[name] for name in self.locked]:
            self._merge(line)
        self.redact()

    def redact(self) -> bool:
        """Take out of this computer's lines what nobody may read there any more.

        These are texts that were cleared, and what stands in plain text of an encrypted diary.
        Returns whether there was any. Raises SaveError.
        """
        cleared = self.merged.cleared_texts()
        names = {
            line.name
            for line in self._own
            if (line.name in cleared and line.body is not None)
            or (self._key is not None and isinstance(line.body, list))
        }
        self._redact(names)
        return bool(names)

    def _redact(self, names: AbstractSet[str]) -> None:
        """Take the bodies of own lines out of every file; what they still say is recorded anew."""
        if not names:
            return
        lines: list[Line] = []
        for line in [line for line in self._own if line.name in names]:
            entries = [self._entry_without(line, *entry) for entry in self._changes(line) or []]
            if any(entries):
                last = lines[-1] if lines else self._own[-1]
                lines.append(self._line([e for e in entries if e], last, line.stamp))
        self._append(lines)
        self._blank(names)

    def _entry_without(self, line: Line, change: list[Any], replaced: list[str]) -> list[Any]:
        """What has to be recorded so that nothing changes without `line`, which made `change`."""
        field = field_of(change)
        if change[0] in WITHOUT_VALUE:
            return [change, replaced] if replaced else []
        understood = line.name in self.merged.writes(field)
        if understood and all(head.line != line.name for head in self.merged.heads(field)):
            return [[REPLACED, list(field)], replaced] if replaced else []
        return [change, sorted({*self.merged.replaced(field), *replaced, line.name})]

    def _blank(self, names: AbstractSet[str]) -> None:
        """Forget the bodies of the lines `names`, on the disk too."""
        self._replica.redact(names)
        self._own = self._replica.own_lines()
        self.merged.forget(names)
        self._redacted = True

    def _adopt_redactions(self, found: Iterable[Line]) -> None:
        """Forget the bodies that whoever wrote them took back, where nothing is lost by it."""
        known = self._replica.lines
        names = {
            line.name
            for line in found
            if line.body is None and line.name in known and known[line.name].body is not None
        }
        if not names:
            return
        without = Merged()
        for line in known.values():
            if line.name not in names:
                without.add(line, self._changes(line))
        if all(without.heads(f) == self.merged.heads(f) for f in self.merged.fields()):
            self._blank(names)

    def _replaced_by(self, change: list[Any]) -> list[str]:
        heads = self.merged.heads(field_of(change))
        return [write.line for write in heads if write.line not in self.unseen]

    def _line(self, replacing: list[Any], last: Line | None, stamp: int) -> Line:
        known = self._known()
        seen = {device: until for device, until in known.items() if self._seen.get(device) != until}
        self._seen = known
        number, previous = (last.number + 1, last.name) if last else (1, "")
        head = Head(self.share, self.device, number, previous)
        return new_line(head, stamp, seen, replacing, self._key)

    def _take_over(self, found: Sequence[_File]) -> Collected:
        self._adopt_redactions(line for file in found for line in file.lines)
        lines: dict[str, Line] = {}
        for line in (line for file in found for line in file.lines):
            if line.body is not None or line.name not in lines:
                lines[line.name] = line
        new = [line for name, line in lines.items() if name not in self._replica.lines]
        fields: set[Field] = set()
        if new:
            self._replica.add(new)
            fields = {field for line in new for field in self._merge(line)}
        missed = [line for line in lines.values() if self._is_missed(line)]
        if missed:
            self._replica.write_anew(missed)
            fields |= {field for line in missed for field in self._merge(line)}
            new += missed
        if not new:
            return Collected()
        if any(line.device == self.device for line in new):
            # Written as this device, and not by it: by a copy of this computer, or by this
            # computer before it was set back. From now on the two are distinguished.
            self._replica.become_another_device()
            self._own = []
            self._seen = {}
        devices = frozenset(line.device for line in new)
        names = frozenset(line.name for line in new)
        return Collected(frozenset(fields), len(new), devices, names)

    def _is_missed(self, line: Line) -> bool:
        """Whether `line` is known without its body, and says what no other known line says.

        Its device took the body back, and was set back before the line in its place came here.
        """
        known = self._replica.lines.get(line.name)
        if line.body is None or known is None or known.body is not None:
            return False
        return self.merged.would_change(line.name, self._changes(line))

    def _publish(self, shared: Path, present: AbstractSet[str]) -> Iterator[Path]:
        """Write what `shared` lacks; the files that were written."""
        wraps = self._key.wraps if self._key else ()
        also = sorted(self.also)
        contents = [
            segments.encode(self.share, lines, wraps, also) for lines in segments.divided(self._own)
        ]
        for number, content in enumerate(
            contents or [segments.empty(self.share, self.device, wraps, also)], 1
        ):
            path = shared / f"{self.device}-{number:04}{segments.SUFFIX}"
            if segments.write(path, content):
                yield path
        if self._redacted:
            yield from self._redact_copies(shared)
            self._redacted = False
        own = {line.name for line in self._own}
        missing = [
            line
            for name, line in self._replica.lines.items()
            if name not in present and name not in own
        ]
        for run in segments.runs(missing):
            path = shared / f"{self.device}-kept-{run[-1].name}{segments.SUFFIX}"
            segments.write(path, segments.encode(self.share, run, wraps, also))
            yield path

    def _redact_copies(self, shared: Path) -> Iterator[Path]:
        """Take redacted bodies out of the files with lines of others that this device wrote."""
        also = sorted(self.also)
        for path in sorted(shared.glob(f"{self.device}-kept-*{segments.SUFFIX}")):
            segment = segments.decode(durable_io.read_bytes(path) or b"")
            lines = [self._replica.lines.get(line.name, line) for line in segment.lines]
            if segment.head is not None and lines != segment.lines:
                content = segments.encode(self.share, lines, segment.head.wraps, also)
                segments.write(path, content)
                yield path

    def _read_all(self, shared: Path) -> list[_File]:
        """The segments of this diary in `shared`."""
        try:
            found = [self._read(path) for path in segments.candidates(shared)]
        except OSError as error:
            raise read_error(error, shared) from None
        if any(file.newer for file in found):
            raise newer_format()
        heads = [file.head for file in found if file.head]
        names = joined_names(heads, self.names)
        ours = [file for file in found if file.head and file.head.share in names]
        if not ours and heads:
            raise UserError(
                _(
                    "{folder} is already used to share another diary. Please choose another folder."
                ).format(folder=shared)
            )
        if len(ours) < len(heads):
            raise separate_starts(shared)
        if self._key is None and any(file.head and file.head.wraps for file in ours):
            raise passphrase_required()
        self.also |= names - {self.share}
        return ours

    def _read(self, path: Path) -> _File:
        """The file at `path`; its lines only where they may be new since it was last read."""
        version = segments.version(path)
        if version is None:
            return _File()
        before = self._files.get(path)
        if before is not None and before.version == version:
            return replace(before, lines=())
        segment = segments.decode(segments.read(path))
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
        changes = self._changes(line)
        if changes is None and isinstance(line.body, str):
            self.locked.add(line.name)
            return set()
        self.locked.discard(line.name)
        return self.merged.add(line, changes)

    def _changes(self, line: Line) -> list[Any] | None:
        """Those of `line`; None where it was redacted, or no known key opens it."""
        return changes_under(line, (self._key, *self._other_keys))


def newer_format() -> NewerFormatError:
    """The shared folder has files that only a newer version understands."""
    return NewerFormatError(
        _(
            "This folder was written by a newer version of LDN Desktop. Please "
            "update LDN Desktop on this computer."
        )
    )


def passphrase_required() -> PassphraseNeededError:
    """The shared folder is encrypted, and this computer does not know the key."""
    return PassphraseNeededError(
        _(
            "A passphrase was set on the other computer. Please enter it once, in "
            "Settings, under “Another computer”. Until then, nothing is shared in either "
            "direction."
        )
    )


def joined_names(heads: Iterable[Head], names: AbstractSet[str]) -> frozenset[str]:
    """Every name that `heads` give to the shared diary that has `names`."""
    groups = [head.names for head in heads]
    joined = frozenset(names)
    while more := frozenset().union(*(group for group in groups if group & joined)) - joined:
        joined |= more
    return joined


class SharedDiary(Struct, frozen=True):
    """A diary that is shared in some folder."""

    names: frozenset[str]
    wraps: Sequence[Sequence[dict[str, Any]]]
    """Every way in which its key is wrapped; empty for plain text."""


def shares_in(shared: Path) -> list[SharedDiary]:
    """The shared diaries in the folder `shared`.

    Raises UserError where it cannot be read, NewerFormatError among it.
    """
    heads = [head for head, _lines in _read_segments(shared)]
    found: list[SharedDiary] = []
    for head in heads:
        names = joined_names(heads, head.names)
        if all(names != diary.names for diary in found):
            wraps: list[Sequence[dict[str, Any]]] = []
            for other in heads:
                if other.share in names and other.wraps not in wraps:
                    wraps.append(other.wraps)
            found.append(SharedDiary(names, wraps))
    return found


def lines_in(shared: Path, names: AbstractSet[str]) -> dict[str, Line]:
    """Every line of the shared diary that has `names` in the folder `shared`, by name.

    Raises UserError where it cannot be read.
    """
    found = _read_segments(shared)
    return {line.name: line for head, lines in found if head.share in names for line in lines}


def _read_segments(shared: Path) -> list[tuple[Head, Sequence[Line]]]:
    try:
        contents = [segments.read(path) for path in segments.candidates(shared)]
    except OSError as error:
        raise read_error(error, shared) from None
    found = [segments.decode(content) for content in contents]
    if any(segment.newer for segment in found):
        raise newer_format()
    return [(segment.head, segment.lines) for segment in found if segment.head is not None]
