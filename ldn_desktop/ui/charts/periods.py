"""The period a chart shows: chosen by name, and made closer, wider, earlier or later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ldn_desktop.i18n import mark

LENGTHS = {"month": 31, "3 months": 92, "year": 366}
"""Days by name; “all” reaches from the first day of the diary to today."""
ALL, USUAL = "all", "3 months"
NAMES = {
    "month": mark("Month"),
    "3 months": mark("3 months"),
    "year": mark("12 months"),
    ALL: mark("All"),
}
FEWEST_DAYS = 7


@dataclass(frozen=True, slots=True)
class ChartPeriod:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"a period cannot end before it begins: {self.start} to {self.end}")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def closer(self, around: date | None = None) -> ChartPeriod:
        """Half the days, around `around` if that is inside, else the newest half."""
        days = max(FEWEST_DAYS, self.days // 2)
        return self._of(days, around if around and self.start <= around <= self.end else None)

    def wider(self, first: date, last: date) -> ChartPeriod:
        """Twice the days, the newest included, within the diary's `first` and `last` day."""
        days = min(self.days * 2, max(self.days, (last - first).days + 1))
        start = max(self.end - timedelta(days=days - 1), min(first, self.start))
        return ChartPeriod(start, start + timedelta(days=days - 1))

    def moved(self, halves: int, first: date, last: date) -> ChartPeriod:
        """Half its length later (or earlier, below 0), no further than the diary reaches."""
        by = timedelta(days=halves * max(1, self.days // 2))
        earliest = min(first, self.start)
        latest = max(last - timedelta(days=self.days - 1), self.start)
        start = min(max(self.start + by, earliest), latest)
        return ChartPeriod(start, start + timedelta(days=self.days - 1))

    def _of(self, days: int, around: date | None) -> ChartPeriod:
        if around is None:
            return ChartPeriod(self.end - timedelta(days=days - 1), self.end)
        start = around - timedelta(days=days // 2)
        start = min(max(start, self.start), self.end - timedelta(days=days - 1))
        return ChartPeriod(start, start + timedelta(days=days - 1))


def period_named(name: str, first: date | None, last: date) -> ChartPeriod:
    """The period `name`, ending with `last`; `first` is the diary's first day, if it has one."""
    if name == ALL:
        return ChartPeriod(min(first or last, last), last)
    return ChartPeriod(last - timedelta(days=LENGTHS.get(name, LENGTHS[USUAL]) - 1), last)
