"""Where a time axis is labelled, and with which dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ldn_desktop.i18n import formats


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled position on the time axis."""

    when: date
    text: str


def _days(start: date, end: date, step: int) -> Iterator[Tick]:
    when = start + timedelta(days=(-start.weekday()) % 7 if step == 7 else 0)
    while when <= end:
        yield Tick(when, formats.short_day_month(when))
        when += timedelta(days=step)


def _months(
    start: date,
    end: date,
    step: int,
    name: Callable[[date], str],
    with_year: Callable[[date], str] | None = None,
) -> Iterator[Tick]:
    count = start.year * 12 + start.month - 1 + (start.day > 1)
    count += -count % step
    first = True
    while (when := date(count // 12, count % 12 + 1, 1)) <= end:
        yield Tick(when, with_year(when) if with_year and first else name(when))
        count += step
        # The year is repeated only where it changes.
        first = count % 12 < step


def _years(start: date, end: date, step: int) -> Iterator[Tick]:
    year = start.year + (start > date(start.year, 1, 1))
    year += -year % step
    while year <= end.year:
        yield Tick(date(year, 1, 1), str(year))
        year += step


def ticks(start: date, end: date, fits: Callable[[list[Tick]], bool]) -> list[Tick]:
    """The densest labels of the time axis that `fits`, at least one wherever possible."""
    sparser: list[Callable[[], Iterator[Tick]]] = [
        lambda: _days(start, end, 1),
        lambda: _days(start, end, 2),
        lambda: _days(start, end, 7),
        lambda: _months(start, end, 1, formats.month, formats.month_year),
        lambda: _months(start, end, 1, formats.month),
        lambda: _months(start, end, 1, formats.short_month, formats.short_month_year),
        lambda: _months(start, end, 1, formats.short_month),
        lambda: _months(start, end, 3, formats.short_month, formats.short_month_year),
        lambda: _months(start, end, 6, formats.short_month, formats.short_month_year),
        *(lambda step=step: _years(start, end, step) for step in (1, 2, 5, 10, 20, 50, 100)),
    ]
    if (end - start).days > 62:
        # Within months, days of the week say nothing any more.
        sparser = sparser[3:]
    for offer in sparser:
        found = list(offer())
        if found and fits(found):
            return found
    return [Tick(start, formats.long_date(start))]
