"""Dates in words, and where a time axis is labelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ldn_desktop.i18n import _
from ldn_desktop.i18n.calendar_names import month, short_month, weekday


def day_month(when: date) -> str:
    """As in “3 Nov”."""
    return _("{day} {month}").format(day=when.day, month=short_month(when))


def brief(when: date) -> str:
    """As in “3 Nov 2026”."""
    return _("{day} {year}").format(day=day_month(when), year=when.year)


def full(when: date) -> str:
    """As in “3 November 2026”."""
    return _("{day} {month} {year}").format(day=when.day, month=month(when), year=when.year)


def with_weekday(when: date) -> str:
    """As in “Tuesday 3 November 2026”."""
    return _("{weekday} {date}").format(weekday=weekday(when), date=full(when))


def period(start: date, end: date) -> str:
    """As in “1 May to 3 November 2026”; the year stands twice only when it differs."""
    if start == end:
        return full(start)
    first = full(start)
    if start.year == end.year:
        first = _("{day} {month}").format(day=start.day, month=month(start))
    return _("{start} to {end}").format(start=first, end=full(end))


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the time axis."""

    when: date
    text: str


def _days(start: date, end: date, step: int) -> Iterator[Tick]:
    when = start + timedelta(days=(-start.weekday()) % 7 if step == 7 else 0)
    while when <= end:
        yield Tick(when, day_month(when))
        when += timedelta(days=step)


def _months(
    start: date, end: date, step: int, name: Callable[[date], str], *, years: bool
) -> Iterator[Tick]:
    count = start.year * 12 + start.month - 1 + (start.day > 1)
    count += -count % step
    first = True
    while (when := date(count // 12, count % 12 + 1, 1)) <= end:
        yield Tick(when, f"{name(when)} {when.year}" if years and first else name(when))
        count += step
        # The year is said again only where it changes.
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
        lambda: _months(start, end, 1, month, years=True),
        lambda: _months(start, end, 1, month, years=False),
        lambda: _months(start, end, 1, short_month, years=True),
        lambda: _months(start, end, 1, short_month, years=False),
        lambda: _months(start, end, 3, short_month, years=True),
        lambda: _months(start, end, 6, short_month, years=True),
        *(lambda step=step: _years(start, end, step) for step in (1, 2, 5, 10, 20, 50, 100)),
    ]
    if (end - start).days > 62:
        # Within months, days of the week say nothing any more.
        sparser = sparser[3:]
    for offer in sparser:
        found = list(offer())
        if found and fits(found):
            return found
    return [Tick(start, full(start))]
