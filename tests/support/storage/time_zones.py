"""Every hour of a year in a zone, and the diary days it makes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.recording import answer_now, diary_date
from tests.support.entry_times import entered_at


def moments(zone: ZoneInfo, year: int) -> list[datetime]:
    """Local times of a year, every six hours and every hour around a change of the clock."""
    start = datetime(year, 1, 1, tzinfo=UTC)
    hours = [start + timedelta(hours=hour) for hour in range(366 * 24)]
    offsets = [moment.astimezone(zone).utcoffset() for moment in hours]
    changes = [n for n in range(1, len(hours)) if offsets[n] != offsets[n - 1]]
    near = {n for change in changes for n in range(max(0, change - 30), change + 30)}
    chosen = sorted({*range(0, len(hours), 6), *(n for n in near if n < len(hours))})
    return [hours[number].astimezone(zone) for number in chosen]


def days_follow(times: list[datetime], ends: int) -> int:
    """Check that every one of `times` has the day it belongs to, and that days follow on one
    another. Returns how many were checked."""
    before: date | None = None
    for now in times:
        when = diary_date(now, ends)
        midnight = datetime(when.year, when.month, when.day)
        local = now.replace(tzinfo=None)
        assert midnight + timedelta(hours=ends) <= local < midnight + timedelta(days=1, hours=ends)
        # A clock set back may lead back over the end of the day, never further.
        assert before is None or abs(when - before) <= timedelta(days=1)
        before = when
        answer = answer_now(Diary(), when, 5.0, now)
        assert answer.offset * 60 == (now.utcoffset() or timedelta()).total_seconds() // 60 * 60
        assert abs(entered_at(answer, when) - now) < timedelta(minutes=1)
    return len(times)
