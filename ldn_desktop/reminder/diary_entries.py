"""What the reminder needs to know of the diary on the disk."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from ldn_desktop.diary.model import Day, Diary, Source
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.reminder.plan_file import ReminderPlan
from ldn_desktop.reminder.rules import Entries
from ldn_desktop.storage import PassphraseNeededError, open_diary

LOOK_BACK = timedelta(days=62)
"""Answers may be entered for days as old as this; older ones are not looked at."""


def entries_in(folder: Path, now: datetime, plan: ReminderPlan) -> tuple[Entries, int]:
    """What was entered in the diary in `folder`, and the hour at which its day ends.

    An encrypted diary cannot be asked without its passphrase: for it holds what `plan` has of it.
    Raises UserError where the diary cannot be read.
    """
    try:
        with open_diary(folder, read_only=True) as file:
            return entries_of(file.diary, now), file.diary.about.day_ends_hour
    except PassphraseNeededError:
        return Entries(quiet_until=plan.quiet_until), plan.day_ends_hour


def entries_of(diary: Diary, now: datetime) -> Entries:
    """What the newest days of `diary` tell; imported answers are nobody's entry.

    A crash is one all the same, wherever it came from.
    """
    today = diary_date(now, diary.about.day_ends_hour)
    days = list(diary.days(today - LOOK_BACK, today + timedelta(days=1)))
    moments = [moment for day in days for moment in _moments(day)]
    answered = [day for day in days if _moments(day)]
    recorded = [day for day in days if day.crash or _moments(day)]
    return Entries(
        last=max(moments, default=None),
        answered_today=bool(answered) and answered[-1].date >= today,
        newest_crash=recorded[-1].date if recorded and recorded[-1].crash else None,
    )


def _moments(day: Day) -> list[datetime]:
    """When each answer of `day` was entered."""
    midnight = datetime.combine(day.date, time(), UTC)
    return [
        midnight + timedelta(minutes=answer.minute)
        for answer in day.answers.values()
        if answer.source is not Source.IMPORTED
    ]
