"""The numbers of a chart worked out a second time, slowly and from the days themselves."""

from __future__ import annotations

from datetime import date, timedelta

from ldn_desktop.diary.model import Diary


def each_day(start: date, end: date) -> list[date]:
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def score(diary: Diary, when: date, key: str) -> float | None:
    answer = diary.day(when).answers.get(key)
    return None if answer is None else float(answer.value)


def mean_of_7(diary: Diary, when: date, key: str) -> float | None:
    """Mean of the seven days up to `when` where at least three are recorded."""
    found = [score(diary, when - timedelta(days=n), key) for n in range(7)]
    known = [value for value in found if value is not None]
    return sum(known) / len(known) if len(known) >= 3 else None


def drawn_mean(diary: Diary, when: date, end: date, key: str) -> float | None:
    """The same, left out where nothing more follows before the line breaks or ends."""
    mean = mean_of_7(diary, when, key)
    if mean is None:
        return None
    for day in each_day(when, end):
        if mean_of_7(diary, day, key) is None:
            return None
        if score(diary, day, key) is not None:
            return mean
    return None


def level(diary: Diary, key: str, start: date, end: date) -> float | None:
    """Mean of the recorded days from `start` to `end` where at least three are."""
    known = [s for day in each_day(start, end) if (s := score(diary, day, key)) is not None]
    return sum(known) / len(known) if len(known) >= 3 else None
