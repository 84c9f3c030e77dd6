"""Two real windows whose shared folder two real Syncthings carry: connected, offline, clocks apart.

Sharing the diary's own folder lost 6 to 8 of 16 days in this trial.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ldn_desktop.diary.symptoms import SEVERITY
from ldn_desktop.storage.shared_log.lines import changes_of
from ldn_desktop.storage.shared_log.replica import known_lines
from tests.support.sharing.synchronisers import Synchroniser, two_synchronisers
from tests.support.virtual_screen import virtual_screen

FIELDS = ("fatigue", "brain_fog", "pain", "unrefreshing_sleep", "low_mood", "anxiety")
DAYS_AHEAD = 400
EACH = 36
"""Answers that each window gives in each of the three phases."""
PATIENCE = 180
ROOT = Path(__file__).parents[3]


class Window:
    """A window in a process of its own."""

    def __init__(self, root: Path, number: int, ahead: int, display: str) -> None:
        self.diary = root / f"diary {number}"
        command = [sys.executable, "-m", "tests.support.ui.shared_window", str(self.diary)]
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._process = subprocess.Popen(
            [*command, str(root / f"folder {number}"), str(ahead)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.acknowledged: list[tuple[str, str, float]] = []
        assert self._reply() == "open"

    def answer(self, when: date, field: str, index: int) -> None:
        self._send(f"answer {when} {field} {index}")
        assert self._reply() == "saved"
        self.acknowledged.append((f"{when:%Y%m%d}", field, SEVERITY[index].points))

    def state(self) -> dict[str, Any]:
        self._send("state")
        found: dict[str, Any] = json.loads(self._reply())
        return found

    def close(self) -> None:
        if self._process.poll() is None:
            self._send("quit")
            self._process.wait(60)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def _send(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _reply(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def written(self) -> set[tuple[str, str, float]]:
        """Every answer that the log of this computer holds, replaced ones too."""
        changes = [
            change
            for line in known_lines(self.diary / "shared")
            for change, _names in changes_of(line, None) or []
        ]
        return {(c[1], c[2], c[3][0]) for c in changes if c[0] == "answer" and c[3]}


@contextmanager
def _windows(root: Path, display: str) -> Iterator[tuple[Window, Window]]:
    with closing(Window(root, 0, 0, display)) as one:
        _wait_for(lambda: any((root / "folder 1").glob("*.log")), "nothing came to the other")
        with closing(Window(root, 1, DAYS_AHEAD, display)) as other:
            yield one, other


def _wait_until_alike(one: Window, other: Window) -> dict[str, Any]:
    """The state of both once it is the same. Raises AssertionError after three minutes."""
    everything = {*one.acknowledged, *other.acknowledged}

    def alike() -> bool:
        return one.state() == other.state() and everything <= one.written() & other.written()

    _wait_for(alike, "not alike")
    return one.state()


def _wait_for(happened: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until, otherwise
        time.sleep(1)


def _answer(chance: random.Random, windows: tuple[Window, Window], first: date) -> None:
    """Each window answers in turn, often the same questions as the other."""
    for _turn in range(EACH):
        for window in windows:
            when = first - timedelta(days=chance.randrange(6))
            window.answer(when, chance.choice(FIELDS), chance.randrange(5))


def _go(online: bool, synchronisers: tuple[Synchroniser, Synchroniser]) -> None:
    for synchroniser in synchronisers:
        if online:
            synchroniser.start()
        else:
            synchroniser.stop()


def test_no_answer_is_lost_between_two_windows(tmp_path: Path) -> None:
    chance = random.Random(17)
    today = date.today() - timedelta(days=1)  # any day that is over will do
    with (
        virtual_screen() as (display, _server),
        two_synchronisers(tmp_path) as synchronisers,
    ):
        _go(True, synchronisers)
        with _windows(tmp_path, display) as windows:
            _wait_until_alike(*windows)
            _answer(chance, windows, today)
            _wait_until_alike(*windows)
            _go(False, synchronisers)
            _answer(chance, windows, today - timedelta(days=10))
            _go(True, synchronisers)
            _wait_until_alike(*windows)
            _go(False, synchronisers)
            _answer(chance, windows, today - timedelta(days=5))
            _go(True, synchronisers)
            end = _wait_until_alike(*windows)
        given = sum(len(window.acknowledged) for window in windows)
        conflicts = len(end["differing"])
        print(f"{given} answers, 0 lost, alike, {conflicts} differences shown at both ends")
    assert given >= 200
    assert conflicts > 0
