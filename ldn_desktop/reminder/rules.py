"""Should the reminder speak now? Pure: what is known goes in, the reason for silence comes out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from ldn_desktop.diary.recording import diary_date

FIRST_HOUR, LAST_HOUR = 6, 23
"""Hours of the day at which the reminder may be set."""
MOST_IGNORED = 2
QUIET = timedelta(days=7)
"""How long it stays silent after it was ignored twice, and after a crash day."""


class Silence(StrEnum):
    """Why the reminder says nothing."""

    OFF = "switched off"
    TOO_EARLY = "before its hour"
    SPOKE_TODAY = "spoke today already"
    ENTERED = "something was entered today"
    AFTER_CRASH = "the newest day is a crash day"
    IGNORED = "ignored twice in the last week"
    QUIET = "an encrypted diary has an entry of today or a crash day"
    AWAY = "the diary is not there"


class Entries(NamedTuple):
    """What the reminder knows of a diary."""

    last: datetime | None = None
    """When something was entered last (aware); None where nothing ever was."""
    answered_today: bool = False
    """Whether the diary day of now has an answer, whenever it was entered."""
    newest_crash: date | None = None
    """The newest recorded day where it is a crash day, else None."""
    quiet_until: date | None = None
    """The first day on which it may speak, all that is known of an encrypted diary."""


def first_hour(day_ends_hour: int) -> int:
    """The earliest hour for the reminder: before it, the diary day is still that of yesterday."""
    return max(FIRST_HOUR, day_ends_hour)


def ignored(spoken: tuple[datetime, ...], last: datetime | None) -> tuple[datetime, ...]:
    """The times in `spoken` after which nothing was entered."""
    return tuple(when for when in spoken if last is None or when > last)


def silence(
    now: datetime, hour: int, day_ends_hour: int, spoken: tuple[datetime, ...], entries: Entries
) -> Silence | None:
    """Why nothing is said at `now` (aware, local); None where the one line is due.

    `hour` is the person's, `spoken` when the reminder spoke. After midnight it is silent until
    its hour: a computer that wakes at night reminds nobody.
    """
    if now.hour < max(hour, first_hour(day_ends_hour)):
        return Silence.TOO_EARLY
    today = now.date()
    spoken_on = {when: diary_date(when.astimezone(now.tzinfo), day_ends_hour) for when in spoken}
    if today in spoken_on.values():
        return Silence.SPOKE_TODAY
    if (forbidden := _forbidden_by(entries, now, day_ends_hour)) is not None:
        return forbidden
    unanswered = ignored(spoken, entries.last)
    # By the day: a scheduler is a minute early or late, and clocks go forward.
    if len(unanswered) >= MOST_IGNORED and today - spoken_on[unanswered[-1]] < QUIET:
        return Silence.IGNORED
    return None


def _forbidden_by(entries: Entries, now: datetime, day_ends_hour: int) -> Silence | None:
    """Why `entries` forbid to speak on the day of `now`."""
    today = now.date()
    if entries.answered_today or _entered_on(today, entries.last, now, day_ends_hour):
        return Silence.ENTERED
    if entries.newest_crash is not None and today - entries.newest_crash <= QUIET:
        return Silence.AFTER_CRASH
    if entries.quiet_until is not None and today < entries.quiet_until:
        return Silence.QUIET
    return None


def _entered_on(today: date, last: datetime | None, now: datetime, day_ends_hour: int) -> bool:
    if last is None:
        return False
    return diary_date(last.astimezone(now.tzinfo), day_ends_hour) >= today


def quiet_until(now: datetime, day_ends_hour: int, entries: Entries) -> date | None:
    """The first day on which `entries` let it speak (`now` aware, local); None for any day."""
    reasons = []
    if entries.answered_today:
        reasons.append(diary_date(now, day_ends_hour))
    if entries.last is not None:
        reasons.append(diary_date(entries.last.astimezone(now.tzinfo), day_ends_hour))
    if entries.newest_crash is not None:
        reasons.append(entries.newest_crash + QUIET)
    return max(reasons) + timedelta(days=1) if reasons else None


def spoken_after(
    now: datetime, spoken: tuple[datetime, ...], entries: Entries
) -> tuple[datetime, ...]:
    """What to remember when the reminder speaks at `now`: it counts anew after a quiet week."""
    unanswered = ignored(spoken, entries.last)
    return (now,) if len(unanswered) >= MOST_IGNORED else (*unanswered, now)
