"""Which backups are retained: all of two days, then 12 daily, 10 weekly, 9 monthly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

KEEP_ALL_FOR = timedelta(days=2)
MIN_INTERVAL = timedelta(minutes=30)
DAILY, WEEKLY, MONTHLY = 12, 10, 9


def retained(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those of `times` (UTC) to retain at `now`.

    Days, weeks and months without a backup are not counted, so that somebody who writes seldom
    has as many backups. Of each period the newest is retained. Times after `now`, as after the
    clock was set back, are retained.
    """
    retained_times = {time for time in times if time > now - KEEP_ALL_FOR}
    rest = sorted(set(times) - retained_times, reverse=True)
    for count, period_of in _PERIODS:
        newest: dict[object, datetime] = {}
        for time in rest:
            newest.setdefault(period_of(time), time)
        newest_of_each = list(newest.values())[:count]
        retained_times.update(newest_of_each)
        # The next period length continues where this one ends.
        rest = [time for time in rest if not newest_of_each or time < newest_of_each[-1]]
    return retained_times


_PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (DAILY, lambda time: time.date()),
    (WEEKLY, lambda time: time.isocalendar()[:2]),
    (MONTHLY, lambda time: (time.year, time.month)),
)


def is_due(nearest: datetime | None, now: datetime) -> bool:
    """Whether the nearest backup is at least half an hour away, on either side of `now`."""
    return nearest is None or abs(now - nearest) >= MIN_INTERVAL
