"""When an answer was entered, as tests compare it with a clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ldn_desktop.diary.model import Answer


def entered_at(answer: Answer, day: date) -> datetime:
    """The moment in UTC at which `answer`, which belongs to `day`, was entered."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=answer.minute)
