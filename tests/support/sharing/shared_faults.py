"""A computer that joins, exchanges, undoes and leaves while a call fails, and what is left then."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ldn_desktop.diary.model import Answer, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.storage import DiaryFile, open_diary
from tests.support.sharing.shared_files import alike, exchange, values
from tests.support.storage.faults.injected_faults import KILL, Failing
from tests.support.storage.making import CANARY, DAY, noted, rated, record, texts

HERE, THERE = 2.5, 7.5
"""Fatigue of one day as this computer and as the other one gives it."""
NOTE_AGO, LAST_AGO = 3, 5
"""How many days ago the note was that is cleared, and the answer that is given last."""


@dataclass
class SharedFaultLife:
    """What became of each answer of this computer, and what was reported."""

    pipe: int | None = None
    """Where to report at once, for a life that may be killed."""
    fired: str = ""
    answers: dict[int, list[float | None]] = field(default_factory=dict)
    """By days ago, what the fatigue may be: what was acknowledged last, or refused after it."""
    cleared: bool = False
    """Whether the note was acknowledged as cleared."""
    gone: bool = False
    """Whether that went out, too."""
    messages: list[str] = field(default_factory=list)

    def attempt(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except UserError as refused:
            self.messages.append(str(refused))
            return False
        return True

    def answer(self, file: DiaryFile, days_ago: int) -> Edit:
        edit = rated(file.diary, days_ago, HERE)
        self.record(file, days_ago, edit, HERE)
        return edit

    def record(self, file: DiaryFile, days_ago: int, edit: Edit, points: float | None) -> None:
        may_be = self.answers.setdefault(days_ago, [None])
        may_be.append(points)
        self._report()
        if self.attempt(partial(record, file, edit)):
            may_be[:] = [points]
            self._report()

    def clear(self, file: DiaryFile) -> None:
        edit = file.diary.answer(DAY - timedelta(days=NOTE_AGO), "note", None)
        self.cleared = self.attempt(partial(record, file, edit))

    def exchange(self, file: DiaryFile) -> None:
        """As a window does it: what came is shown, and then taken note of.

        Where the diary could only be opened for reading, nothing goes out.
        """
        if self.attempt(partial(_exchange, file)) and self.cleared and not file.read_only:
            self.gone = True
            self._report()

    def _report(self) -> None:
        if self.pipe is not None:
            os.write(self.pipe, json.dumps([self.gone, [*self.answers.items()]]).encode() + b"\n")

    def hear(self, reported: bytes) -> None:
        """Know what a life reported until it was killed."""
        if lines := reported.splitlines():
            self.gone, answers = json.loads(lines[-1])
            self.answers = dict(answers)


@cache
def _before() -> tuple[bytes, dict[str, bytes]]:
    """The other computer, which shares already: its folder, and every file below that."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "shared").mkdir()
        with open_diary(root / "other") as other:
            for days_ago in range(2):
                # Earlier than what is answered here: that is what will be shown.
                when, answer = DAY - timedelta(days=days_ago), Answer(THERE, 600, offset=60)
                record(other, other.diary.answer(when, "fatigue", answer))
            other.join(root / "shared")
            exchange(other)
        return _in_json(root), dict(texts(root))


def _prepare(root: Path) -> None:
    before, files = _before()
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.replace(before, _in_json(root)))


def _in_json(path: Path) -> bytes:
    """`path` as it stands in a JSON file: Windows' backslashes are doubled there."""
    return json.dumps(str(path))[1:-1].encode()


def live(
    root: Path, number: int, fault: str, *, lasting: bool = False, pipe: int | None = None
) -> SharedFaultLife:
    """A life of which call `number` fails. Raises whatever is no UserError."""
    _prepare(root)
    lived = SharedFaultLife(pipe)
    failing = Failing(root, number, fault, lasting=lasting)
    with failing.at_work():
        for chapter in (_joins, _returns, _leaves):
            lived.attempt(partial(chapter, lived, root))
    lived.fired = failing.fired
    return lived


def _joins(lived: SharedFaultLife, root: Path) -> None:
    with open_diary(root / "one") as file:
        lived.messages += file.notices
        lived.answer(file, 0)
        lived.attempt(lambda: file.join(root / "shared"))
        lived.exchange(file)
        undone = lived.answer(file, 2)
        lived.record(file, 2, undone.reversed(), None)
        lived.attempt(lambda: record(file, noted(file.diary, number=NOTE_AGO)))
        lived.exchange(file)
        lived.attempt(file.back_up)
        lived.clear(file)


def _returns(lived: SharedFaultLife, root: Path) -> None:
    with open_diary(root / "one") as file:
        lived.messages += file.notices
        lived.answer(file, 4)
        lived.exchange(file)


def _leaves(lived: SharedFaultLife, root: Path) -> None:
    with open_diary(root / "one") as file:
        lived.messages += file.notices
        lived.attempt(file.leave)
        lived.answer(file, LAST_AGO)


def _exchange(file: DiaryFile) -> None:
    found = file.exchange()
    if found is not None:
        file.diary.apply(found.edit)
        file.acknowledge()


def _lines(root: Path) -> int:
    """How many lines the shared folder holds."""
    return sum(text.count(b"\n") for text in texts(root / "shared").values())


def amiss(root: Path, lived: SharedFaultLife) -> str:
    """What is wrong once both computers met without faults; nothing where every promise holds."""
    try:
        with open_diary(root / "one") as one, open_diary(root / "other") as other:
            notices = [*one.notices, *other.notices]
            if any("amage" in notice or "missing" in notice for notice in notices):
                return f"damage: {notices}"
            if one.sharing() is None:
                one.join(root / "shared")
            exchange(one, other, one, other)
            return _differing(one, lived) or _told(root, one, other, lived)
    except UserError as refused:
        return f"refused: {refused}"


def _differing(one: DiaryFile, lived: SharedFaultLife) -> str:
    """The first answer that is not what was acknowledged last, or refused after it."""
    for days_ago, may_be in lived.answers.items():
        found = one.diary.day(DAY - timedelta(days=days_ago)).value("fatigue")
        # Where the other computer answered too, its answer is shown if ours was refused.
        expected = (
            [THERE if value is None else value for value in may_be] if not days_ago else may_be
        )
        if found not in expected:
            return f"{days_ago} days ago is {found}, not one of {expected}"
    if one.diary.day(DAY - timedelta(days=1)).value("fatigue") != THERE:
        return "an answer of the other computer did not come"
    return ""


def _told(root: Path, one: DiaryFile, other: DiaryFile, lived: SharedFaultLife) -> str:
    if not alike(one, other):
        return "the two say different things"
    ours = {value for value in lived.answers.get(0, []) if value is not None}
    if values(one) != values(other) or not {THERE} <= values(one) <= {THERE, *ours}:
        return f"beside one another stand {values(one)} here and {values(other)} there"
    if None not in lived.answers.get(0, [None]) and values(one) != {HERE, THERE}:
        return "one of two different answers is gone"
    if lived.gone and any(CANARY.encode() in text for text in texts(root / "shared").values()):
        return "a cleared note can still be read"
    return ""


def every_shared_fault(
    place: Path, fault: str, *, lasting: bool = False, step: int = 1
) -> tuple[int, list[str]]:
    """Let each call of a life fail that is a multiple of `step`, until none is left.

    How many faults there were, and what was amiss after them.
    """
    sound = live(place / "sound", 0, "EIO")
    lines, found, number, fired = _lines(place / "sound"), list[str](), step, 0
    assert sound.messages == []
    assert amiss(place / "sound", sound) == ""
    while True:
        root = place / str(number)
        lived = (
            _killed(root, number) if fault == KILL else live(root, number, fault, lasting=lasting)
        )
        if not lived.fired:
            return fired, found
        fired += 1
        unsaid = not lived.messages and fault != KILL and _lines(root) != lines
        what = "nothing was said" if unsaid else amiss(root, lived)
        if what:
            found.append(f"{number} {lived.fired}: {what}")
        shutil.rmtree(root)
        number += step


def _killed(root: Path, number: int) -> SharedFaultLife:
    """A life in a process that is killed before call `number`; none fired where it had fewer."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            live(root, number, KILL, pipe=theirs)
        finally:
            os._exit(0)
    os.close(theirs)
    lived = SharedFaultLife()
    with os.fdopen(ours, "rb") as pipe:
        lived.hear(pipe.read())
    lived.fired = KILL if os.WIFSIGNALED(os.waitpid(child, 0)[1]) else ""
    return lived
