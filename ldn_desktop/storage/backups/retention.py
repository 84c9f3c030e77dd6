"""Which backups stay: all of two days, then 12 daily, 10 weekly, 9 monthly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

ALL_OF = timedelta(days=2)
APART = timedelta(minutes=30)
DAILY, WEEKLY, MONTHLY = 12, 10, 9


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those of `times` (UTC) that stay at `now`.

    A step of the ladder counts days, weeks or months that have a backup, not those on the
    calendar: who writes seldom keeps as many. Of each the newest stays. Times ahead of `now`,
    as after a clock was set back, stay.
    """
    stay = {time for time in times if time > now - ALL_OF}
    rest = sorted(set(times) - stay, reverse=True)
    for rungs, rung in _RUNGS:
        newest: dict[object, datetime] = {}
        for time in rest:
            newest.setdefault(rung(time), time)
        step = list(newest.values())[:rungs]
        stay.update(step)
        # The next step begins where this one ends.
        rest = [time for time in rest if not step or time < step[-1]]
    return stay


_RUNGS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (DAILY, lambda time: time.date()),
    (WEEKLY, lambda time: time.isocalendar()[:2]),
    (MONTHLY, lambda time: (time.year, time.month)),
)


def is_due(nearest: datetime | None, now: datetime) -> bool:
    """Whether the nearest backup is at least half an hour away, on either side of `now`."""
    return nearest is None or abs(now - nearest) >= APART
