"""Diaries with marks and results of FUNCAP."""

from __future__ import annotations

from datetime import date, timedelta

from ldn_desktop.diary import marks
from ldn_desktop.diary.model import Answer, Diary, MarkKind
from ldn_desktop.diary.symptoms import FUNCAP


def add_mark(
    diary: Diary, name: str, start: date, days: int | None = None, kind: str = "medicine"
) -> None:
    """Add a mark from `start` on; it goes on where `days` is None."""
    stop = None if days is None else start + timedelta(days=days)
    found = marks.new_mark(diary, MarkKind(kind), name, start, stop)
    diary.apply(marks.set_mark(diary, found))


def add_result(diary: Diary, when: date, mean: float, items: int | None = None) -> None:
    """Add a result of FUNCAP."""
    extra = {} if items is None else {"items": items}
    diary.apply(diary.answer(when, FUNCAP, Answer(mean, 600, extra=extra)))
