"""Answers and diaries as the tests of storage need them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Answer, Diary, Edit
from ldn_desktop.storage import DiaryFile, Preparation, open_diary
from ldn_desktop.storage.disk import durable_io

DAY = date(2026, 11, 22)
CANARY = "canary-note-7f3a"


def rated(diary: Diary, number: int, points: float = 5.0, name: str = "fatigue") -> Edit:
    """The edit that rates `name` on the day `number` days before DAY."""
    when = DAY - timedelta(days=number)
    return diary.answer(when, name, Answer(points, 1200, offset=60))


def noted(diary: Diary, text: str = CANARY, number: int = 0) -> Edit:
    return diary.answer(DAY - timedelta(days=number), "note", Answer(text, 1205, offset=60))


def reopened(folder: Path, passphrase: str | None = None) -> Diary:
    """The diary as a new start of the program finds it."""
    with open_diary(folder, passphrase=passphrase) as file:
        return file.diary


def same(one: Diary, other: Diary) -> bool:
    """Whether both say the same in every place."""
    return (
        list(one.days()) == list(other.days())
        and one.dose_steps == other.dose_steps
        and one.marks == other.marks
        and one.symptoms == other.symptoms
        and one.about == other.about
    )


def small(days: int = 12) -> Diary:
    """An invented diary of a few days."""
    return demo_diary(DAY, days=days)


def texts(folder: Path) -> Mapping[str, bytes]:
    """Every file below `folder`, by its path in it; the lock is not one of them."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "diary.lock"
    }


def record(file: DiaryFile, edit: Edit) -> None:
    """Record and apply, as a session does."""
    file.record(edit)
    file.diary.apply(edit)


def died(file: DiaryFile) -> None:
    """Let go of everything as a program does that is killed."""
    file._journal.close()
    assert file._lock
    file._lock.release()


class PowerCut(BaseException):
    """Stops a program where it stands: nothing that handles errors sees it."""


def limit_writes(monkeypatch: pytest.MonkeyPatch, number: int, fault: type[BaseException]) -> None:
    """Let `number` whole files be written; until the patch is undone, each further one fails."""
    real, left = durable_io.atomic_write, [number]

    def write(path: Path, content: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise fault("refused")
        real(path, content)

    monkeypatch.setattr(durable_io, "atomic_write", write)


def typed(preparation: Preparation) -> list[str]:
    """The words of the recovery code that the person is asked to type."""
    return [preparation.words[position - 1] for position in preparation.asked_positions]
