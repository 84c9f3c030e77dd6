"""A diary whose program is killed at random moments, and what is left of it."""

from __future__ import annotations

import os
import random
import signal
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ldn_desktop.diary.model import Answer, AnswerChange, Diary, Edit
from ldn_desktop.storage import open_diary
from tests.support.storage.making import DAY

PER_FOLDER = 25
"""Kills before a new diary is begun."""
LONGEST = 0.03
"""Seconds after the first answer until the kill at the latest."""


@dataclass
class Toll:
    """What the kills did."""

    kills: int = 0
    acknowledged: int = 0
    unreadable: int = 0
    lost: int = 0
    damage: int = 0


def kill_often(root: Path, kills: int, seed: int) -> Toll:
    """Kill a recording program `kills` times; every acknowledged answer is looked up each time."""
    chance, toll = random.Random(seed), Toll()
    while toll.kills < kills:
        folder = root / f"diary-{toll.kills}"
        acknowledged = 0
        for _kill in range(min(PER_FOLDER, kills - toll.kills)):
            done = _one(folder, acknowledged, chance)
            toll.kills += 1
            toll.acknowledged += done - acknowledged
            acknowledged = _looked_after(folder, done, toll)
    return toll


def _one(folder: Path, start: int, chance: random.Random) -> int:
    """Record from answer `start` on until killed; the number of the last acknowledged one."""
    seed, pause = chance.random(), chance.uniform(0, LONGEST)
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            _record(folder, start, random.Random(seed), theirs)
        finally:
            os._exit(1)
    os.close(theirs)
    output = bytearray(os.read(ours, 8))
    time.sleep(pause)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(ours, 1 << 16):
        output += more
    os.close(ours)
    return int.from_bytes(output[-8:], "big") if output else start


def _record(folder: Path, number: int, chance: random.Random, pipe: int) -> None:
    file = open_diary(folder)
    os.write(pipe, number.to_bytes(8, "big"))
    while True:
        number += 1
        file.record(edit(number))
        os.write(pipe, number.to_bytes(8, "big"))
        if chance.random() < 0.2:
            file.checkpoint()
        if chance.random() < 0.1:
            file.back_up()
        if chance.random() < 0.1:
            file.close()
            file = open_diary(folder)


def edit(number: int) -> Edit:
    """The edit with that number: two answers that belong together."""
    when, answer = _day(number), Answer(number % 41 / 4, number)
    return Edit(
        (AnswerChange(when, "fatigue", None, answer), AnswerChange(when, "pain", None, answer))
    )


def _day(number: int) -> date:
    return DAY - timedelta(days=number % 500)


def _looked_after(folder: Path, acknowledged: int, toll: Toll) -> int:
    """Count what is amiss; the number of the newest answer that is there, acknowledged or not."""
    try:
        with open_diary(folder) as file:
            diary = file.diary
            toll.damage += any("damaged" in notice for notice in file.notices)
    except Exception:  # noqa: BLE001  # whatever it is, it is counted
        toll.unreadable += 1
        return acknowledged
    newest = acknowledged + _is_there(diary, acknowledged + 1)
    for number in range(max(1, newest - 499), newest + 1):
        toll.lost += not _is_there(diary, number)
    return newest


def _is_there(diary: Diary, number: int) -> bool:
    answers = diary.day(_day(number)).answers
    expected = Answer(number % 41 / 4, number)
    return number > 0 and answers.get("fatigue") == answers.get("pain") == expected
