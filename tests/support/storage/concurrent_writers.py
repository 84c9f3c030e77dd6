"""Several programs that all want to write to one diary."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from ldn_desktop.diary.model import Answer, AnswerChange, Diary, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.storage import AlreadyOpenError, open_diary, record
from tests.support.storage.making import DAY

FIELDS = ("fatigue", "brain_fog", "pain", "low_mood", "anxiety", "nausea", "headache", "insomnia")


def edit(program: int, number: int) -> Edit:
    """Answer `number` of `program`: a place in the diary that nobody else writes to."""
    when = DAY - timedelta(days=number)
    answer = Answer(number % 5 * 2.5, 1000 + number)
    return Edit((AnswerChange(when, FIELDS[program], None, answer),))


def crowd(folder: Path, programs: int, answers: int) -> tuple[int, int, int]:
    """Let `programs` add `answers` each, at once. How many were stored, refused with a sentence,
    and lost."""
    pipes = [os.pipe() for _program in range(programs)]
    children = [_add(folder, program, answers, pipes[program][1]) for program in range(programs)]
    for _ours, theirs in pipes:
        os.close(theirs)
    texts = [_read(ours) for ours, _theirs in pipes]
    for child in children:
        os.waitpid(child, 0)
    with open_diary(folder) as file:
        diary = file.diary
    stored = refused = lost = 0
    for program, word in ((p, word) for p in range(programs) for word in texts[p].split()):
        number, outcome = int(word[1:]), word[:1]
        if outcome == "r":
            refused += 1
        elif _is_there(diary, edit(program, number)):
            stored += 1
        else:
            lost += 1
    return stored, refused, lost + programs * answers - stored - refused - lost


def _add(folder: Path, program: int, answers: int, pipe: int) -> int:
    child = os.fork()
    if not child:
        try:
            for number in range(answers):
                os.write(pipe, f"{_outcome(folder, program, number)}{number} ".encode())
        finally:
            os._exit(0)
    return child


def _outcome(folder: Path, program: int, number: int) -> str:
    try:
        record(folder, lambda _diary: edit(program, number), timeout=30)
    except UserError:
        return "r"
    return "k"


def _read(handle: int) -> str:
    output = b""
    while more := os.read(handle, 1 << 16):
        output += more
    os.close(handle)
    return output.decode()


def _is_there(diary: Diary, edit: Edit) -> bool:
    (change,) = edit.changes
    assert isinstance(change, AnswerChange)
    return diary.day(change.date).answers.get(change.field) == change.after


def writers(folder: Path, programs: int) -> list[str]:
    """What each of `programs` that open the diary for writing at once got."""
    ours, theirs = os.pipe()
    go, went = os.pipe()
    children = []
    for _program in range(programs):
        child = os.fork()
        if not child:
            _hold(folder, go, theirs)
        children.append(child)
    os.close(theirs)
    got = [os.read(ours, 1).decode() for _program in range(programs)]
    os.write(went, b"." * programs)
    for child in children:
        os.waitpid(child, 0)
    for handle in (ours, go, went):
        os.close(handle)
    return got


def _hold(folder: Path, go: int, pipe: int) -> None:
    try:
        with open_diary(folder):
            os.write(pipe, b"w")
            os.read(go, 1)
    except AlreadyOpenError:
        os.write(pipe, b"a")
    finally:
        os._exit(0)
