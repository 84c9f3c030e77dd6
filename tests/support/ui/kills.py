"""Kills the real window at random moments and compares what comes back with what it reported."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from ldn_desktop.storage import open_diary

ROOT = Path(__file__).parents[3]
MOST_ANSWERS, LONGEST_PAUSE = 100, 0.02
"""Answers said to be saved, and seconds after them, until the kill: a busy machine is slow."""

State = dict[str, float | None]


def kill_and_compare(folder: Path, seed: int) -> int:
    """One life and death of the window on `folder`; how many answers it reported as saved.

    Fails when the diary does not hold everything up to the last answer said to be saved.
    """
    folder.mkdir(exist_ok=True)
    before = _saved_state(folder)
    lines = _lived(folder, seed)
    tries = [line.split(" ", 2)[1:] for line in lines if line.startswith("try ")]
    saved = lines.count("saved")
    assert saved <= len(tries)
    states = [before]
    for field, value in tries:
        states.append({**states[-1], field: json.loads(value)})
    after = _saved_state(folder)
    possible = [_answered(state) for state in states[saved:]]
    held = _answered(after)
    assert held in possible or _differ_in_one(held, possible[-1]), (
        f"seed {seed}: {saved} of {len(tries)} answers were saved, the diary holds {after}"
    )
    return saved


def _lived(folder: Path, seed: int) -> list[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.ui.killed_window", str(folder), str(seed)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    assert first == b"open\n", first
    chance, lines = random.Random(seed), list[bytes]()
    enough = chance.randrange(MOST_ANSWERS)
    while lines.count(b"saved\n") < enough:
        lines.append(process.stdout.readline())
        assert lines[-1], "the window ended by itself"
    time.sleep(chance.uniform(0, LONGEST_PAUSE))
    process.kill()
    lines += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    return [line.decode().rstrip("\n") for line in lines]


def _saved_state(folder: Path) -> State:
    with open_diary(folder, read_only=True) as file:
        assert not file.notices, file.notices
        days = list(file.diary.days())
        return {name: a.value for name, a in days[-1].answers.items()} if days else {}


def _differ_in_one(one: State, other: State) -> bool:
    """The last touch may be on the disk before the window could tell of it."""
    return sum(one.get(name) != other.get(name) for name in {*one, *other}) == 1


def _answered(state: State) -> State:
    return {name: value for name, value in state.items() if value is not None}
