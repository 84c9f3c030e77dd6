"""A model of a power cut: which files a disk may hold, whatever it was not made to sync."""

from __future__ import annotations

import errno
import itertools
import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from ldn_desktop.atomic_write import CAN_SYNC_FOLDERS

Change = Callable[[dict[str, int]], None]


@dataclass
class Inode:
    """A file as the disk is sure to have it, and what was done to it since its last fsync."""

    durable: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(place, bytes) of a write; (length, None) of a truncation."""
    given_up: list[tuple[int, bytes | None]] = field(default_factory=list)
    """What a failed fsync was about: the system shows it, and will not write it any more."""
    without_size: bool = False
    """Its directory entry has no length yet: whoever reads it after a power cut finds it empty."""

    @property
    def size(self) -> int:
        return len(_played(self.durable, [*self.given_up, *self.pending]))

    def synced(self, *, failing: bool = False) -> None:
        if failing:
            self.given_up += self.pending
        else:
            self.durable = _played(self.durable, self.pending)
            self.without_size = False
        self.pending = []

    def versions(self) -> list[bytes]:
        """What the disk may hold: nothing of it, all, torn half way, or later writes alone."""
        if self.without_size:
            return list(dict.fromkeys([b"", *self._written_versions()]))
        return self._written_versions()

    def _written_versions(self) -> list[bytes]:
        unsure = [*self.given_up, *self.pending]
        if not unsure:
            return [self.durable]
        last_place, last = unsure[-1]
        torn = [*unsure[:-1], (last_place, last and last[: len(last) // 2])]
        empty = [(position, data and bytes(len(data))) for position, data in unsure]
        plays: tuple[list[tuple[int, bytes | None]], ...] = (
            [],
            self.pending,
            unsure,
            torn,
            empty,
            unsure[1:],
            unsure[:-1],
        )
        return list(dict.fromkeys(_played(self.durable, play) for play in plays))


def _played(content: bytes, writes: list[tuple[int, bytes | None]]) -> bytes:
    played = bytearray(content)
    for position, data in writes:
        if data is None:
            del played[position:]
        else:
            played[len(played) :] = bytes(max(0, position - len(played)))
            played[position : position + len(data)] = data
    return bytes(played)


@dataclass
class Directory:
    """Names as the disk is sure to have them, and changes since the folder's last fsync."""

    durable: dict[str, int] = field(default_factory=dict)
    pending: list[Change] = field(default_factory=list)

    def synced(self) -> None:
        for change in self.pending:
            change(self.durable)
        self.pending = []


class RecordedDisk:
    """Everything below `root`, recorded call by call; `root` itself is durable.

    With `fat` a rename makes a directory entry without the file's length, as FAT does; the next
    fsync of the file writes it.
    """

    def __init__(self, root: Path, *, fat: bool = False) -> None:
        self.root, self.fat = root, fat
        self.inodes: dict[int, Inode] = {}
        self.directories: dict[str, Directory] = {".": Directory()}
        self.names: dict[str, int] = {}
        """Path → inode, as the running program sees it."""
        self._handles: dict[int, tuple[str, int]] = {}
        self._next = 1
        self.states: list[tuple[int, Mapping[str, bytes]]] = []
        """What a power cut may leave, each with the number of edits acknowledged by then."""
        self.acknowledged = 0
        self.most_states = 400
        """At one moment; more are sampled."""
        self._chance = random.Random(11)
        self._seen: set[int] = set()

    def relative(self, path: Any) -> str | None:
        try:
            return str(Path(os.fsdecode(path)).relative_to(self.root))
        except (TypeError, ValueError):
            return None

    def opened(self, path: Any, flags: int, handle: int) -> None:
        name = self.relative(path)
        if name is None:
            return
        if name in self.directories:
            self._handles[handle] = (name, 0)
            return
        if name not in self.names and flags & os.O_CREAT:
            number, self._next = self._next, self._next + 1
            self.inodes[number] = Inode()
            self.names[name] = number
            self._named(name, number)
        if name in self.names:
            self._handles[handle] = (name, self.names[name])

    def wrote(self, handle: int, data: bytes) -> None:
        if handle in self._handles:
            _name, number = self._handles[handle]
            inode = self.inodes[number]
            # Every file here is written in order or appended to.
            inode.pending.append((inode.size, bytes(data)))
            self.moment()

    def truncated(self, handle: int, length: int) -> None:
        if handle in self._handles:
            self.inodes[self._handles[handle][1]].pending.append((length, None))
            self.moment()

    def synced(self, handle: int, *, failing: bool = False) -> None:
        if handle not in self._handles:
            return
        name, number = self._handles[handle]
        if number:
            self.inodes[number].synced(failing=failing)
        if failing:
            return
        if not number:
            self.directories[name].synced()
        elif not CAN_SYNC_FOLDERS:
            # NTFS writes its one log up to what the file needs: earlier names stand in it too.
            for directory in self.directories.values():
                directory.synced()

    def closed(self, handle: int) -> None:
        self._handles.pop(handle, None)

    def let_go(self) -> None:
        """Close what a killed program had open."""
        for handle in list(self._handles):
            os.close(handle)
            self.closed(handle)

    def replaced(self, source: Any, target: Any) -> None:
        one, other = self.relative(source), self.relative(target)
        if one is None or other is None:
            return
        number = self.names.pop(one)
        self.names[other] = number
        folder, start, end = str(Path(one).parent), Path(one).name, Path(other).name

        def change(names: dict[str, int]) -> None:
            names.pop(start, None)
            names[end] = number

        self.directories[folder].pending.append(change)
        self.inodes[number].without_size = self.fat
        self.moment()

    def removed(self, path: Any) -> None:
        name = self.relative(path)
        if name is not None and name in self.names:
            del self.names[name]
            last = Path(name).name
            self.directories[str(Path(name).parent)].pending.append(
                lambda names: _forget(names, last)
            )
            self.moment()

    def made_folder(self, path: Any) -> None:
        name = self.relative(path)
        if name is not None:
            self.directories[name] = Directory()
            # A folder is a name in its parent like any other; 0 marks it as one.
            self._named(name, 0)

    def _named(self, name: str, number: int) -> None:
        last = Path(name).name

        def change(names: dict[str, int]) -> None:
            names[last] = number

        self.directories[str(Path(name).parent)].pending.append(change)
        self.moment()

    def moment(self) -> None:
        """Note down everything that a power cut right now may leave."""
        for state in self._possible():
            mark = hash((self.acknowledged, tuple(sorted(state.items()))))
            if mark not in self._seen:
                self._seen.add(mark)
                self.states.append((self.acknowledged, state))

    def _possible(self) -> Iterator[Mapping[str, bytes]]:
        folders = list(self.directories)
        choices = [list(self._name_choices(folder)) for folder in folders]
        files = {number: inode.versions() for number, inode in self.inodes.items()}
        unsure = [number for number, versions in files.items() if len(versions) > 1]
        options: list[list[Any]] = [*choices, *(files[number] for number in unsure)]
        total = 1
        for option in options:
            total *= len(option)
        picks: Iterator[tuple[Any, ...]] = itertools.product(*options)
        if total > self.most_states:
            picks = (tuple(map(self._chance.choice, options)) for _ in range(self.most_states))
        for pick in picks:
            names = dict(zip(folders, pick[: len(folders)], strict=True))
            contents = dict(zip(unsure, pick[len(folders) :], strict=True))
            yield self._tree(names, {**{n: v[0] for n, v in files.items()}, **contents})

    def _name_choices(self, folder: str) -> Iterator[dict[str, int]]:
        directory = self.directories[folder]
        # All but the newest few: either none of them got to the disk, or every one.
        few = directory.pending[-5:]
        old = directory.pending[:-5]
        for count in range(len(few) + 1):
            for some in itertools.combinations(few, count):
                chosen = [*old, *some]
                names = dict(directory.durable)
                for change in chosen:
                    change(names)
                yield names
        if old:
            yield dict(directory.durable)

    def _tree(
        self, names: Mapping[str, Mapping[str, int]], contents: Mapping[int, bytes]
    ) -> dict[str, bytes]:
        tree: dict[str, bytes] = {}
        waiting = ["."]
        while waiting:
            folder = waiting.pop()
            for name, number in names[folder].items():
                path = str(Path(folder, name))
                if number:
                    tree[path] = contents[number]
                else:
                    waiting.append(path)
        return tree


def _forget(names: dict[str, int], name: str) -> None:
    names.pop(name, None)


class KilledError(BaseException):
    """The program is no more: nothing it would still like to tidy up happens."""


@dataclass
class Fate:
    """What happens to the program meanwhile."""

    without: str = ""
    """A function whose fsync is taken out, as "atomic_write", "sync_folder < remove"."""
    failing_sync: int = 0
    """Number of the fsync that fails."""
    killed_before: int = 0
    """Number of the call before which it is killed."""
    calls: int = 0
    syncs: int = 0

    def call(self) -> None:
        self.calls += 1
        if 0 < self.killed_before <= self.calls:
            raise KilledError

    def sync_fails(self) -> bool:
        self.syncs += 1
        return self.syncs == self.failing_sync


@contextmanager
def recorded(disk: RecordedDisk, fate: Fate) -> Iterator[None]:
    """Record what the program does to `disk` until its `fate` comes true."""
    real = {name: getattr(os, name) for name in _CALLS}

    def opened(path: Any, flags: int, *more: Any, **named: Any) -> int:
        fate.call()
        handle: int = real["open"](path, flags, *more, **named)
        disk.opened(path, flags, handle)
        return handle

    def wrote(handle: int, data: bytes) -> int:
        fate.call()
        written: int = real["write"](handle, data)
        disk.wrote(handle, bytes(data)[:written])
        return written

    def synced(handle: int) -> None:
        fate.call()
        failing = fate.sync_fails()
        if not fate.without or not _called_by(fate.without):
            disk.synced(handle, failing=failing)
        if failing:
            raise OSError(errno.EIO, "Input/output error")

    def after(name: str, tell: Callable[..., None]) -> Callable[..., None]:
        def call(*given: Any, **named: Any) -> None:
            fate.call()
            real[name](*given, **named)
            tell(*given)

        return call

    replacements: dict[str, Callable[..., Any]] = {
        "open": opened,
        "write": wrote,
        "fsync": synced,
        "close": after("close", disk.closed),
        "replace": after("replace", disk.replaced),
        "rename": after("rename", disk.replaced),
        "unlink": after("unlink", disk.removed),
        "ftruncate": after("ftruncate", disk.truncated),
        "mkdir": after("mkdir", lambda path, *_mode: disk.made_folder(path)),
    }
    try:
        for name, call in replacements.items():
            setattr(os, name, call)
        yield
    finally:
        for name, call in real.items():
            setattr(os, name, call)


_CALLS = ("open", "write", "fsync", "close", "replace", "rename", "unlink", "ftruncate", "mkdir")


def _called_by(chain: str) -> bool:
    """Whether the functions named in `chain`, innermost first, are calling right now."""
    expected = chain.split(" < ")
    calling: list[str] = []
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and len(calling) < 6:
        calling.append(frame.f_code.co_name)
        frame = frame.f_back
    calling = [name for name in calling if name not in {"sync", "synced"}]
    return calling[: len(expected)] == expected


def materialised(state: Mapping[str, bytes], folder: Path) -> Path:
    """The files of `state`, on the real disk below `folder`."""
    for name, content in state.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
