"""What the reminder needs to know of the diary on the disk."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from ldn_desktop.diary.model import Day, Diary, Source
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.reminder.rules import Entries
from ldn_desktop.storage import PassphraseNeededError, open_diary
from ldn_desktop.storage.journal.journal import FILE_NAME

LOOK_BACK = timedelta(days=62)
"""Answers may be entered for days as old as this; older ones are not looked at."""


def entries_in(folder: Path, now: datetime, day_ends_hour: int) -> tuple[Entries, int]:
    """What was entered in the diary in `folder`, and the hour at which its day ends.

    An encrypted diary is judged by the time of its journal, and `day_ends_hour` holds for it: no
    passphrase is asked for. Raises UserError where the diary cannot be read.
    """
    try:
        with open_diary(folder, read_only=True) as file:
            return entries_of(file.diary, now), file.diary.about.day_ends_hour
    except PassphraseNeededError:
        return Entries(last=_journal_written(folder)), day_ends_hour


def _journal_written(folder: Path) -> datetime | None:
    try:
        seconds = (folder / FILE_NAME).stat().st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def entries_of(diary: Diary, now: datetime) -> Entries:
    """What the newest days of `diary` tell; imported answers are nobody's entry."""
    today = diary_date(now, diary.about.day_ends_hour)
    days = list(diary.days(today - LOOK_BACK, today + timedelta(days=1)))
    moments = [moment for day in days for moment in _moments(day)]
    recorded = [day for day in days if _moments(day)]
    newest = recorded[-1] if recorded else None
    return Entries(
        last=max(moments, default=None),
        answered_today=newest is not None and newest.date >= today,
        newest_crash=newest.date if newest is not None and newest.crash else None,
    )


def _moments(day: Day) -> list[datetime]:
    """When each answer of `day` was entered."""
    midnight = datetime.combine(day.date, time(), UTC)
    return [
        midnight + timedelta(minutes=answer.minute)
        for answer in day.answers.values()
        if answer.source is not Source.IMPORTED
    ]
