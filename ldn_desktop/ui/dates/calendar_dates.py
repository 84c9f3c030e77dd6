"""The one calendar arithmetic of the window, and dates as people type them. No Qt."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.i18n.formats import month_names, short_month_names

MIN_CHARACTERS = 3
"""Of a month's name, so that “Sept” and “Mar” are understood and “Ma” is not."""
FILLING_WORDS = frozenset(
    {"st", "nd", "rd", "th", "of", "the", "er", "le", "de", "del", "el", "den"}
)
"""What stands in dates around day, month and year: “the 1st of May”, “1er mai”, “1 de mayo”."""


def add_months(when: date, months: int) -> date:
    """The same day `months` later (or earlier), or the last day of a shorter month.

    Raises OverflowError beyond the years 1 to 9999.
    """
    count = when.year * 12 + when.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("no such year")
    return date(year, month, min(when.day, monthrange(year, month)[1]))


def first_of_next_month(when: date) -> date:
    """The 1st of the month after that of `when`."""
    return add_months(when.replace(day=1), 1)


def days_of_month(when: date) -> list[date]:
    """Every day of the month of `when`, in order."""
    first = when.replace(day=1)
    return [first + timedelta(days=n) for n in range(monthrange(when.year, when.month)[1])]


def typed_date(text: str, today: date, latest: date | None = None) -> date:
    """The date that `text` means: “1 December 2026”, “1 Dec”, “1/12/2026”, “2026-12-01”, “today”.

    The day stands before the month in numbers. Without a year the nearest such day is meant, of
    those up to `latest` where there is one. Raises UserError where it is not a date.
    """
    words = re.findall(r"\d+|[^\W\d_]+", text.casefold())
    relative = {
        _("Today").casefold(): today,
        _("Tomorrow").casefold(): today + timedelta(days=1),
        _("Yesterday").casefold(): today - timedelta(days=1),
    }
    if text.strip().casefold() in relative:
        return relative[text.strip().casefold()]
    try:
        return _from_parts([word for word in words if word not in FILLING_WORDS], today, latest)
    except ValueError as why:
        raise UserError(
            _("“{text}” is not a date. Please type one such as 1 December 2026.").format(
                text=text.strip()
            )
        ) from why


def _from_parts(words: list[str], today: date, latest: date | None) -> date:
    """Raises ValueError where `words` are no date."""
    if len(words) == 3 and len(words[0]) == 4:
        year, month, day = words
        return date(int(year), _month(month), int(day))
    if len(words) in (2, 3) and not words[0].isdecimal():
        words = [words[1], words[0], *words[2:]]  # “May 3”
    if len(words) == 3:
        day, month, year = words
        return date(_year(year), _month(month), int(day))
    if len(words) == 2:
        day, month = words
        return _nearest(int(day), _month(month), today, latest)
    raise ValueError("no date")


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    for names in (month_names(), short_month_names()):
        for number, name in enumerate(names, start=1):
            if len(text) >= MIN_CHARACTERS and name.casefold().startswith(text):
                return number
    raise ValueError("no month")


def _nearest(day: int, month: int, today: date, latest: date | None) -> date:
    years = (today.year - 1, today.year, today.year + 1)
    possible = []
    for year in years:
        try:
            possible.append(date(year, month, day))
        except ValueError:
            continue  # 29 February
    if not possible:
        raise ValueError("no such day")
    allowed = [one for one in possible if latest is None or one <= latest]
    return min(allowed or possible, key=lambda one: abs(one - today))
