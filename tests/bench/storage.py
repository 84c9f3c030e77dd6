"""Touch to durable, opening twenty years, and what the interface thread notices of it."""

from __future__ import annotations

import json
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import msgspec

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Answer, AnswerChange, Edit
from ldn_desktop.storage import DiaryFile, Writer, new_diary, open_diary
from ldn_desktop.storage.codec.container import decode_container
from tests.bench.measured import Measured, alternating, milliseconds

DAY = date(2026, 11, 22)
YEARS = (1, 5, 20, 50)
TOUCHES = 150


def measure() -> Iterator[Measured]:
    """Rows for the table of `make bench`."""
    with tempfile.TemporaryDirectory(prefix="ldn-bench-", dir=Path.cwd()) as position:
        folders = {years: _written(Path(position), years) for years in YEARS}
        yield from _touches(Path(position), folders)
        yield from _opening(folders[20])
        yield from _interface_thread(folders[20])


def _written(place: Path, years: int) -> Path:
    folder = place / f"{years} years"
    new_diary(folder, demo_diary(DAY, days=round(365.25 * years)))
    return folder


def _touches(place: Path, folders: dict[int, Path]) -> Iterator[Measured]:
    files = {years: open_diary(folder) for years, folder in folders.items()}
    writing = {years: _Touch(file) for years, file in files.items()}
    floor = _Floor(place / "floor")
    # Turn by turn, so that a busy moment of the machine hits all of them.
    figures: dict[int, list[float]] = {years: [] for years in YEARS}
    floors: list[float] = []
    for number in range(TOUCHES):
        floors.append(floor.append(number))
        for years, touch in writing.items():
            figures[years].append(touch.until_durable(number))
    for years in YEARS:
        what = f"touch → durable, {years} years"
        yield Measured(what, median(figures[years]), median(floors), most=5)
    yield Measured(
        "touch → durable, 50 years against 1", median(figures[50]), median(figures[1]), most=1.2
    )
    for touch in writing.values():
        touch.writer.close()
    for file in files.values():
        file.close()


def _edit(number: int) -> Edit:
    answer = Answer(number % 5 * 2.5, 1200, offset=60)
    return Edit((AnswerChange(DAY - timedelta(days=number % 7), "fatigue", None, answer),))


class _Floor:
    """The same bytes, appended and fsynced, with nothing around it."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def append(self, number: int) -> float:
        head = f'[{number},"2026-11-22T21:50:03Z",[["answer","20261122","fatigue",'
        line = f'{head}[7.5,1200,"entered",{{"offset":60}}]]],"0123456789abcdef"]\n'.encode()

        def append() -> None:
            os.write(self._handle, line)
            os.fsync(self._handle)

        return milliseconds(append)


class _Touch:
    """One writer, and how long it takes until it says that a touch is on the disk."""

    def __init__(self, file: DiaryFile) -> None:
        self._saved = threading.Event()
        self.writer = Writer(
            file, lambda _edit, _when: self._saved.set(), print, checkpoint_delay=3600
        )

    def until_durable(self, number: int) -> float:
        self._saved.clear()

        def touch() -> None:
            self.writer.record(_edit(number))
            self._saved.wait()

        return milliseconds(touch)


def _opening(folder: Path) -> Iterator[Measured]:
    text = (folder / "diary.json").read_bytes()
    takes: list[Callable[[], float]] = [
        lambda: milliseconds(lambda: json.loads(text)),
        lambda: milliseconds(lambda: msgspec.json.decode(text)),
        lambda: milliseconds(lambda: decode_container(text).diary()),
        lambda: milliseconds(lambda: open_diary(folder, read_only=True)),
    ]
    stdlib, fast, read, opened = alternating(*takes, rounds=15)
    yield Measured("opening 20 years, against json.loads", opened, stdlib, most=2.5)
    yield Measured("opening 20 years, against msgspec", opened, fast, most=2.5)
    yield Measured("  of it reading and verifying the file", read, fast)


def _interface_thread(folder: Path) -> Iterator[Measured]:
    """Touches in a row while the writing thread records and checkpoints twenty years."""
    with open_diary(folder) as file:
        writer = Writer(file, lambda _edit, _when: None, print, checkpoint_delay=0.0)
        touches = []
        for number in range(400):
            touches.append(milliseconds(partial(writer.record, _edit(number))))
            time.sleep(0.002)
        writer.close()
        p99 = quantiles(touches, n=100)[98]
        yield Measured("touch, time on the interface thread, p99", p99, limit=4)
        checkpoint = _checkpoint(file)
        yield Measured("  checkpoint of 20 years, on the writing thread", checkpoint)


def _checkpoint(file: DiaryFile) -> float:
    times = []
    for number in range(5):
        file.record(_edit(number))
        times.append(milliseconds(file.checkpoint))
    return median(times)
