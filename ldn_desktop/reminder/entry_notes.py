"""What the plan notes of an encrypted diary, which the reminder cannot read.

Whoever has the diary open notes it: until when its entries forbid to speak, and nothing else. The
time of its files says less: a backup, an import or merely looking at the diary writes them too.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from ldn_desktop.diary.model import Diary
from ldn_desktop.reminder import plan_file
from ldn_desktop.reminder.diary_entries import entries_of
from ldn_desktop.reminder.rules import ignored, quiet_until


class EntryNotes(NamedTuple):
    """The notes of one diary."""

    last: datetime | None
    """When something was entered last; it is not stored."""
    quiet_until: date | None
    """The first day on which the reminder may speak."""
    day_ends_hour: int


def notes_of(diary: Diary, now: datetime) -> EntryNotes:
    """What to note of `diary` at `now` (aware, local)."""
    entries, day_ends_hour = entries_of(diary, now), diary.about.day_ends_hour
    return EntryNotes(entries.last, quiet_until(now, day_ends_hour, entries), day_ends_hour)


def store(notes: EntryNotes, folder: Path) -> None:
    """Store `notes` of the diary in `folder`, where the reminder is on for it.

    A disk that refuses them is not worth a sentence: it reminds once too often.
    """
    plan = plan_file.read(folder)
    if plan is None:
        return
    noted = replace(
        plan,
        day_ends_hour=notes.day_ends_hour,
        spoken=ignored(plan.spoken, notes.last),
        quiet_until=notes.quiet_until,
    )
    if noted != plan:
        with suppress(OSError):
            plan_file.write(noted)
