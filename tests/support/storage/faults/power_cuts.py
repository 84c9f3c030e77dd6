"""A life of a diary, cut short at every moment of it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.storage import (
    DiaryFile,
    decrypt,
    encrypt,
    open_diary,
    prepare,
)
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.codec.edits import decode_edit, encode_edit
from ldn_desktop.storage.instance import inbox
from ldn_desktop.storage.journal import records
from tests.support.storage.faults.crash_model import (
    Fate,
    KilledError,
    RecordedDisk,
    materialised,
    recorded,
)
from tests.support.storage.making import CANARY, noted, rated

Result = TypeVar("Result")
PASSPHRASE = "three calm geese"
MOST_REPORTED = 5
"""Broken promises after which the search ends: one is too many."""


@dataclass(frozen=True)
class Violation:
    """A promise that a power cut would break."""

    state: int
    acknowledged: int
    what: str


class PowerCutLife:
    """Edits made to one diary, each acknowledged once `record` returned."""

    def __init__(self, disk: RecordedDisk, folder: Path) -> None:
        self.disk, self.folder = disk, folder
        self.edits: list[Edit] = []
        self.secret_from: int | None = None
        """From this number of acknowledged edits on, no file may hold the canary."""
        self.unsure = -1
        """Place of the edit that a kill came upon: it may be there or not."""

    def edit(self, file: DiaryFile, edit: Edit) -> None:
        self.edits.append(edit)
        file.record(edit)
        file.diary.apply(edit)
        self.acknowledge()

    def acknowledge(self) -> None:
        self.disk.acknowledged = len(self.edits)
        self.disk.moment()


def live(life: PowerCutLife) -> None:
    """Everything that touches the disk, once: record, checkpoint, back up, restore, close."""
    with open_diary(life.folder) as file:
        for number in range(2):
            life.edit(file, rated(file.diary, number))
        file.checkpoint()
        life.edit(file, rated(file.diary, 2))
        life.edit(file, noted(file.diary, number=3))
    with open_diary(life.folder) as file:
        life.edit(file, rated(file.diary, 0, 2.5))
        file.back_up()
        life.edit(file, rated(file.diary, 1, 2.5))
        edit = file.restore_edit(file.backups()[-1])
        file.add_undo(edit, "Restored")
        life.edit(file, edit)
        inbox.send(life.folder, rated(file.diary, 5, 2.5), None)
        for request in file.requests():
            life.edit(file, request.edit)
            request.done()
        # A request that came back after a power cut would undo this.
        life.edit(file, rated(file.diary, 5, 7.5))
        file.checkpoint()


def live_at_random(life: PowerCutLife, seed: int, steps: int = 25) -> None:
    """Any order of the same."""
    chance = random.Random(seed)
    file = open_diary(life.folder)
    for _step in range(steps):
        match chance.choice(("edit",) * 6 + ("checkpoint", "back up", "reopen", "undo", "request")):
            case "edit":
                points = 2.5 * chance.randrange(5)
                life.edit(file, rated(file.diary, chance.randrange(4), points) or noted(Diary()))
            case "checkpoint":
                file.checkpoint()
            case "back up":
                file.back_up()
            case "reopen":
                file.close()
                file = open_diary(life.folder)
            case "undo" if life.edits:
                file.add_undo(life.edits[-1], "Undo")
                life.edit(file, life.edits[-1].reversed())
            case "request":
                inbox.send(life.folder, noted(Diary(), f"Note {_step}"), None)
                for request in file.requests():
                    life.edit(file, request.edit)
                    request.done()
    file.close()


def live_secretly(life: PowerCutLife) -> None:
    """Encryption on, life, and off again."""
    with open_diary(life.folder) as file:
        life.edit(file, noted(file.diary))
        file.back_up()
        life.edit(file, noted(file.diary, number=1))
        preparation = prepare(PASSPHRASE)
        typed = [preparation.words[position - 1] for position in preparation.asked_positions]
        encrypt(file, preparation, typed, remove_backups=True)
        life.edit(file, noted(file.diary, number=2))
        life.secret_from = len(life.edits)
        life.edit(file, noted(file.diary, number=3))
        file.checkpoint()
        file.back_up()
        life.edit(file, noted(file.diary, number=4))
    with open_diary(life.folder, passphrase=PASSPHRASE) as file:
        life.edit(file, noted(file.diary, number=5))
        secret_until = len(life.edits)
        decrypt(file)
        life.edit(file, noted(file.diary, number=6))
    life.secret_from = (life.secret_from or 0) + 1000 * secret_until


def live_simply(life: PowerCutLife) -> None:
    """What happens every day, with whatever is refused tried once more."""
    file = _again(lambda: open_diary(life.folder))
    for number in range(3):
        _edit_again(life, file, rated(file.diary, number))
    _again(file.checkpoint)
    _edit_again(life, file, noted(file.diary, number=3))
    _again(file.back_up)
    _edit_again(life, file, rated(file.diary, 0, 2.5))
    _again(file.checkpoint)
    _edit_again(life, file, rated(file.diary, 1, 2.5))
    _again(file.close)


def live_asking(life: PowerCutLife) -> None:
    """A command that leaves an answer for the window, and gets the message that it is saved."""
    open_diary(life.folder).close()
    for number in range(2):
        life.edits.append(rated(Diary(), number))
        inbox.send(life.folder, life.edits[-1], None)
        life.acknowledge()


def _edit_again(life: PowerCutLife, file: DiaryFile, edit: Edit) -> None:
    life.edits.append(edit)
    _again(lambda: file.record(edit))
    file.diary.apply(edit)
    life.acknowledge()


def _again(work: Callable[[], Result]) -> Result:
    try:
        return work()
    except UserError:
        return work()


def cut_after_kill(
    root: Path, number: int, *, without: str = "", fat: bool = False
) -> tuple[int, list[Violation]]:
    """What a power cut may leave of a life that was killed before its call `number`, and of
    the next one; no state where it had fewer calls."""
    disk, life = _fresh(root, fat)
    try:
        with recorded(disk, Fate(killed_before=number)):
            live_simply(life)
    except KilledError:
        disk.let_go()
    else:
        return 0, []
    disk.states.clear()
    life.unsure = len(life.edits) - 1 if len(life.edits) > disk.acknowledged else -1
    with recorded(disk, Fate(without)), open_diary(life.folder) as file:
        for day in (7, 8):
            life.edit(file, rated(file.diary, day))
    return _found(root, life, stop_at_first=False)


def cut_after_failed_sync(
    root: Path, number: int, *, without: str = "", fat: bool = False
) -> tuple[int, list[Violation]]:
    """What a power cut may leave where fsync `number` failed; no state where there are fewer."""
    disk, life = _fresh(root, fat)
    fate = Fate(without, failing_sync=number)
    with recorded(disk, fate):
        live_simply(life)
    return _found(root, life, stop_at_first=False) if fate.syncs >= number else (0, [])


def violations(
    root: Path, living: Callable[[PowerCutLife], None], *, without: str = "", fat: bool = False
) -> tuple[int, list[Violation]]:
    """How many states a power cut may leave, and every promise one of them breaks.

    On FAT a file may be found damaged, as its new name may have no length for a moment; nothing
    may be lost there either.
    """
    disk, life = _fresh(root, fat)
    with recorded(disk, Fate(without)):
        living(life)
    return _found(root, life, stop_at_first=bool(without))


def _fresh(root: Path, fat: bool) -> tuple[RecordedDisk, PowerCutLife]:
    disk = RecordedDisk(root / "disk", fat=fat)
    (root / "disk").mkdir(parents=True)
    return disk, PowerCutLife(disk, root / "disk" / "home" / "diary")


def _found(root: Path, life: PowerCutLife, *, stop_at_first: bool) -> tuple[int, list[Violation]]:
    disk, found = life.disk, []
    for number, (acknowledged, state) in enumerate(disk.states):
        folder = materialised(state, root / "after") / "home" / "diary"
        what = _broken_promise(folder, life, acknowledged, state)
        if what:
            found.append(Violation(number, acknowledged, what))
            if stop_at_first or len(found) >= MOST_REPORTED:
                break
        shutil.rmtree(root / "after", ignore_errors=True)
    return len(disk.states), found


def _broken_promise(
    folder: Path, life: PowerCutLife, acknowledged: int, state: Mapping[str, bytes]
) -> str:
    if not acknowledged and not state:
        return ""
    if life.secret_from is not None:
        first, last = life.secret_from % 1000, life.secret_from // 1000
        if first <= acknowledged < last and any(CANARY.encode() in text for text in state.values()):
            return "a note is readable"
    try:
        before = _unbacked(folder)
        with open_diary(folder, passphrase=PASSPHRASE) as file:
            diary, notices = file.diary, file.notices
    except UserError as refused:
        return f"does not open: {refused}"
    if (
        any("could not be saved completely" not in notice for notice in notices)
        and not life.disk.fat
    ):
        return f"damage: {notices}"
    if not _is_between(diary, life, acknowledged):
        return "an acknowledged answer is lost, or half of one is there"
    return before


def _unbacked(folder: Path) -> str:
    """The journal may begin anew only where a backup has all that came before."""
    found = records.read(folder / "diary.journal")
    if found.head.wraps or found.head.starts_after <= 0:
        return ""
    most_complete = backups.most_complete(folder, None)
    if most_complete is None or most_complete.sequence < found.head.starts_after:
        return "the journal began anew without a backup"
    return ""


def _is_between(diary: Diary, life: PowerCutLife, acknowledged: int) -> bool:
    """Whether `diary` is what the acknowledged edits, and whole ones after them, make."""
    with_unsure = acknowledged + (life.unsure == acknowledged)
    without = [edit for position, edit in enumerate(life.edits) if position != life.unsure]
    return (
        _makes(diary, life.edits, acknowledged)
        or _makes(diary, life.edits, with_unsure)
        or _makes(diary, without, acknowledged - (0 <= life.unsure < acknowledged))
    )


def _makes(diary: Diary, edits: list[Edit], acknowledged: int) -> bool:
    expected = Diary()
    for edit in edits[:acknowledged]:
        expected.apply(decode_edit(encode_edit(edit)))
    for edit in [Edit(()), *edits[acknowledged : acknowledged + 1]]:
        expected.apply(decode_edit(encode_edit(edit)))
        if list(diary.days()) == list(expected.days()):
            return True
    return False
