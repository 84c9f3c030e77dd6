"""Random lives of several devices that share a diary, and a model of what they must agree on.

Each device has a folder of its own and its own copy of the shared folder; files travel between the
copies whole, torn, old, renamed or not at all.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from ldn_desktop.diary.model import (
    Answer,
    AnswerChange,
    DoseStep,
    DoseStepChange,
    Edit,
)
from ldn_desktop.errors import UserError
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import PassphraseNeededError
from ldn_desktop.storage.shared_log import segments
from ldn_desktop.storage.shared_log.lines import Line, changes_of
from ldn_desktop.storage.shared_log.merge import REPLACED, field_of
from ldn_desktop.storage.shared_log.shared_log import SharedLog, shares_in
from tests.support.storage.making import DAY

SHARE = "5ba7ed1a"
TWO_YEARS = 2 * 365 * 24 * 3600 * 1000
START = 1_795_000_000_000
DEVICES, MOST_DEVICES = 3, 5


@dataclass
class SharedDevice:
    """One computer: its own folder, its copy of the shared one, its clock."""

    local: Path
    shared: Path
    key: Key | None
    share: str = SHARE
    also: frozenset[str] = frozenset()
    """Other names of the shared diary, as far as this computer remembers them."""
    clock: int = START
    log: SharedLog = field(init=False)

    def __post_init__(self) -> None:
        self.shared.mkdir(parents=True, exist_ok=True)
        self.start()

    def start(self) -> None:
        self.log = SharedLog(self.local, self.share, self.key, self._now, also=self.also)

    def use_key(self, key: Key) -> None:
        """The person gives the passphrase, or sets it."""
        self.key = key
        self.log.use_key(key)

    def join_others(self) -> None:
        """The person joins everybody who began to share in the folder apart from this one."""
        self.log.also |= {name for diary in shares_in(self.shared) for name in diary.names}

    def _now(self) -> int:
        self.clock += 1000
        return self.clock

    @property
    def lines(self) -> dict[str, Line]:
        return self.log._replica.lines


Written = tuple[list[Any], tuple[int, str, int, str]]
"""The change of a write and its order."""


def heads(lines: dict[str, Line], key: Key | None) -> dict[tuple[str, ...], list[Written]]:
    """By field, the writes of `lines` that none of them replaces, newest first: by trying all."""
    writes: dict[tuple[str, ...], list[tuple[str, Written]]] = {}
    replaced: set[tuple[tuple[str, ...], str]] = set()
    for line in lines.values():
        for change, names in changes_of(line, key) or []:
            order = (line.stamp, line.device, line.number, line.name)
            if change[0] != REPLACED:
                writes.setdefault(field_of(change), []).append((line.name, (change, order)))
            replaced |= {(field_of(change), name) for name in names}
    found = {}
    for about, named in writes.items():
        left = [write for name, write in named if (about, name) not in replaced]
        found[about] = sorted(left, key=lambda write: write[1], reverse=True)
    return found


def shown_by(log: SharedLog) -> dict[tuple[str, ...], list[Written]]:
    """The same as `heads`, as the program says it."""
    return {
        about: [(write.change, write.order) for write in log.merged.heads(about)]
        for about in log.merged.fields()
    }


class SharedLife:
    """Devices that record, exchange, crash, are cloned and set back, in an order of chance."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance = root, random.Random(seed)
        secret = self.chance.randbytes(32)
        self.key = Key(secret, ({"by": "test"},))
        """Known to every device from the start, or set at some time by one of them."""
        first = self.key if self.chance.random() < 0.3 else None
        apart = self.chance.random() < 0.3
        self.devices: list[SharedDevice] = []
        for number in range(DEVICES):
            self._new_device(first, f"{SHARE}{number}" if apart else SHARE)
        self.recorded: dict[str, Line] = {}
        """Every acknowledged line that still exists somewhere."""
        self._gone: dict[str, Line] = {}
        """Those that do not; an old file or a backup may bring one back."""
        self._old: list[tuple[str, bytes]] = []
        self._backups: list[tuple[SharedDevice, Path]] = []

    def live(self, steps: int) -> None:
        doing = (
            *(self.edit,) * 6,
            *(self.exchange,) * 4,
            *(self.deliver,) * 6,
            self.collect,
            self.delete,
            self.rename,
            self.restart,
            self.redact,
            self.encrypt,
            self.set_clock,
            self.back_up,
            self.set_back,
            self.clone,
        )
        for _step in range(steps):
            self.chance.choice(doing)(self.chance.choice(self.devices))

    def edit(self, device: SharedDevice) -> None:
        before = dict(device.lines)
        known = heads(before, self.key)
        device.log.record(self._edit())
        for name in device.lines.keys() - before.keys():
            line = device.lines[name]
            self.recorded[name] = line
            for change, names in changes_of(line, self.key) or []:
                seen = {order[3] for _change, order in known.get(field_of(change), [])}
                assert set(names) == seen, "replaces what nobody saw, or not all that was seen"

    def _edit(self) -> Edit:
        when = DAY - timedelta(days=self.chance.randrange(2))
        if self.chance.random() < 0.15:
            step = DoseStep(when, self.chance.choice((0.5, 1.5, 3.0)))
            return Edit((DoseStepChange(when, None, step),))
        changes = []
        for name in self.chance.sample(("fatigue", "pain", "note"), self.chance.randrange(1, 3)):
            value = f"Note {self.chance.random()}" if name == "note" else self.chance.randrange(11)
            answer = Answer(value, 1200) if self.chance.random() < 0.85 else None
            changes.append(AnswerChange(when, name, None, answer))
        return Edit(tuple(changes))

    def exchange(self, device: SharedDevice) -> None:
        before = self.recorded.keys() & self._existing()
        self._meet_folder(device, device.log.exchange)
        taken_back = {name for name, line in device.lines.items() if line.body is None}
        assert before <= self._existing() | taken_back, "an exchange destroyed a line"

    def collect(self, device: SharedDevice) -> None:
        self._meet_folder(device, device.log.collect)

    def _meet_folder(self, device: SharedDevice, meet: Callable[[Path], object]) -> None:
        for _time in range(3):
            try:
                meet(device.shared)
            except PassphraseNeededError:
                self._note_rewritten(device, partial(device.use_key, self.key))
            except UserError:
                # Others share there, apart from this one, or after its own files were lost.
                device.join_others()
            else:
                device.also = device.log.also
                return
        raise AssertionError("the folder can still not be used")

    def redact(self, device: SharedDevice) -> None:
        """Texts that were cleared are taken out of the device's own lines."""
        self._note_rewritten(device, device.log.redact)

    def encrypt(self, device: SharedDevice) -> None:
        """The person sets a passphrase, at times."""
        if self.chance.random() < 0.2:
            self._note_rewritten(device, partial(device.use_key, self.key))

    def _note_rewritten(self, device: SharedDevice, rewrite: Callable[[], object]) -> None:
        """Take note of the lines that take the place of those that `rewrite` redacts."""
        before = set(device.lines)
        rewrite()
        self.recorded |= {name: device.lines[name] for name in device.lines.keys() - before}
        self._forget_what_is_gone()

    def deliver(self, device: SharedDevice) -> None:
        """Bring one file to another copy of the folder: whole, torn, or as it was once."""
        to = self.chance.choice(self.devices)
        files = segments.candidates(device.shared)
        if not files or to is device:
            return
        path = self.chance.choice(files)
        name, content = path.name, path.read_bytes()
        self._old.append((name, content))
        way = self.chance.random()
        if way < 0.15:
            content = content[: self.chance.randrange(len(content) + 1)]
        elif way < 0.3:
            name, content = self.chance.choice(self._old)
        target = to.shared / name
        if target.exists() and target.read_bytes() != content and self.chance.random() < 0.5:
            target = to.shared / f"{name}.sync-conflict-{self.chance.randrange(1000)}.log"
        target.write_bytes(content)
        self._forget_what_is_gone()

    def delete(self, device: SharedDevice) -> None:
        files = segments.candidates(device.shared)
        if files:
            self.chance.choice(files).unlink()
            self._forget_what_is_gone()

    def _forget_what_is_gone(self) -> None:
        """A computer that was set back has lines only where its files went: they may go too.

        Called after what the world does to files, never after what the program does.
        """
        existing = self._existing()
        self._gone |= {name: line for name, line in self.recorded.items() if name not in existing}
        self.recorded = {name: line for name, line in self.recorded.items() if name in existing}

    def rename(self, device: SharedDevice) -> None:
        files = segments.candidates(device.shared)
        if files:
            path = self.chance.choice(files)
            (device.shared / "older").mkdir(exist_ok=True)
            path.rename(device.shared / "older" / f"{self.chance.randrange(10_000)}.txt")

    def restart(self, device: SharedDevice) -> None:
        """The program ends, at times in the middle of writing a line that nobody was promised."""
        if self.chance.random() < 0.2:
            device.also = frozenset()
        if self.chance.random() < 0.5:
            with (device.local / "lines.log").open("ab") as file:
                file.write(b'["0123456789abcdef","","[1,17')
        device.start()

    def set_clock(self, device: SharedDevice) -> None:
        device.clock += self.chance.randrange(-TWO_YEARS, TWO_YEARS)

    def back_up(self, device: SharedDevice) -> None:
        folder = self.root / f"backup {len(self._backups)}"
        shutil.copytree(device.local, folder)
        self._backups.append((device, folder))

    def set_back(self, _device: SharedDevice) -> None:
        """A computer is restored from a backup of its own."""
        if not self._backups or self.chance.random() < 0.5:
            return
        device, position = self.chance.choice(self._backups)
        shutil.rmtree(device.local)
        shutil.copytree(position, device.local)
        device.start()
        self._forget_what_is_gone()

    def clone(self, device: SharedDevice) -> None:
        """A copy of a computer, which goes on beside it."""
        if len(self.devices) < MOST_DEVICES and self.chance.random() < 0.5:
            number = len(self.devices)
            shutil.copytree(device.local, self.root / f"local {number}")
            shutil.copytree(device.shared, self.root / f"shared {number}")
            self._new_device(device.key, device.share)

    def _new_device(self, key: Key | None, share: str) -> None:
        number = len(self.devices)
        local, shared = self.root / f"local {number}", self.root / f"shared {number}"
        self.devices.append(SharedDevice(local, shared, key, share))

    def _existing(self) -> set[str]:
        """Names of the lines of which somebody has more than a redacted rest."""
        lines = [line for device in self.devices for line in device.lines.values()]
        for device in self.devices:
            for path in segments.candidates(device.shared):
                lines += _lines_in(path.read_bytes())
        return {line.name for line in lines if line.body is not None}

    def meet(self) -> None:
        """Everybody is connected until nothing is new to anybody."""
        for _round in range(4):
            for device in self.devices:
                self._meet_folder(device, device.log.exchange)
            folders = [_Folder(device.shared) for device in self.devices]
            for one, other in itertools.permutations(folders, 2):
                one.bring_to(other)
        for device in self.devices:
            self._meet_folder(device, device.log.exchange)
        self._forget_what_is_gone()

    def amiss(self) -> str:
        """What is wrong once everybody met; nothing where every promise holds."""
        came_back = self._existing() & self._gone.keys()
        self.recorded |= {name: self._gone[name] for name in came_back}
        expected = heads(self.recorded, self.key)
        for number, device in enumerate(self.devices):
            lost = self.recorded.keys() - device.lines.keys()
            if lost:
                return f"device {number} lost {len(lost)} lines"
            if device.lines.keys() - self.recorded.keys() - self._gone.keys():
                return f"device {number} has lines that nobody recorded"
            if shown_by(device.log) != expected:
                return f"device {number} shows something else than the model"
        return ""


@functools.lru_cache(maxsize=1024)
def _lines_in(content: bytes) -> Sequence[Line]:
    return segments.decode(content).lines


class _Folder:
    """The files of one folder, each read once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # From folders below it, too: all are brought to the top of the others.
        self._files = [(file.name, file.read_bytes()) for file in segments.candidates(path)]
        self._top = {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}

    def bring_to(self, other: _Folder) -> None:
        """Copy every file to `other`; where another stands there, beside it."""
        for name, content in self._files:
            if other._top.get(name, content) != content:
                digest = hashlib.sha256(content).hexdigest()[:12]
                other._put(f"{Path(name).stem}.{digest}.conflict.log", content)
            else:
                other._put(name, content)

    def _put(self, name: str, content: bytes) -> None:
        if self._top.get(name) != content:
            (self._path / name).write_bytes(content)
            self._files.append((name, content))
            self._top[name] = content


def live_and_meet(root: Path, seed: int, steps: int = 60) -> tuple[int, str]:
    """One life: how many lines were acknowledged, and what is amiss in the end."""
    life = SharedLife(root, seed)
    life.live(steps)
    life.meet()
    return len(life.recorded), life.amiss()
