"""Dates and times as other programs write them, decided for a whole column at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ldn_desktop.interchange.reading.calendar_words import FILLERS, month_number, weekday_numbers

LONGEST_DATE = 64
_ISO_LENGTH = len("2026-04-03")
MAX_JUDGED = 4_000
"""Different dates that are looked at to decide how a column is meant: more than ten years."""
MUCH_CLOSER = 20
"""How many times as far apart dates lie that are read in a wrong order."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_CENTURY_TURN = 70
"""Two-digit years from here on are of the last century."""

_TIME = re.compile(
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s?(?:(?P<half>[ap])\.?\s?m\.?)?\s?(?P<zone>Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|UTC|GMT)?",
    re.IGNORECASE,
)
_WITH_TIME = re.compile(
    r"(?P<date>.*?\S)(?:(?<=\d)T|,?\s+(?:at |um |à |kl\.? )?)(?P<time>\d{1,2}[:.h]\d{2}(?!\d).*)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?:(?P<weekday>[^\W\d]{2,})\.?,?\s+)?"
    r"(?P<first>\d{1,4})(?:\s?(?P<sign>[./-])\s?)(?P<second>\d{1,2})\s?[./-]\s?(?P<third>\d{1,4})\.?"
)
_DIGITS = re.compile(r"\d{8}")
_TOKENS = re.compile(r"\d+|[^\W\d_]+")
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]+")


class DateOrder(StrEnum):
    """How 03/04/2026 or 26-04-03 is meant."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"


class DecidedBy(StrEnum):
    """What settled the order of a column's dates."""

    FORM = "form"
    """Every date reads one way only, as 2026-04-03 does."""
    PERSON = "person"
    IMPOSSIBLE = "impossible"
    """Read in any other order, some dates do not exist."""
    WEEKDAYS = "weekdays"
    """Only in this order they fall on the weekdays that stand beside them."""
    FUTURE = "future"
    """Read in any other order, some would still be to come."""
    CONSECUTIVE = "consecutive"
    """Only in this order they follow one another day by day."""
    NOTHING = "nothing"
    """They could be read two ways: the day is taken to come first."""


class DateDecision(NamedTuple):
    """How the dates of one column are read, and why."""

    order: DateOrder
    by: DecidedBy
    example: str = ""
    """One that could be read in another order; empty where there is none."""
    example_date: date | None = None

    @property
    def is_certain(self) -> bool:
        return self.by is not DecidedBy.NOTHING


@lru_cache(maxsize=8192)
def moment(text: str, order: DateOrder = DateOrder.DAY_FIRST) -> datetime | None:
    """The date that `text` is, at its time of day or at midnight; None for anything else.

    Aware where the text names its offset from UTC, naive (local) otherwise.
    """
    if len(text) > LONGEST_DATE:
        return None
    try:
        if len(text) == _ISO_LENGTH and text[4] == text[7] == "-":  # by far the most
            return datetime.fromisoformat(text)
        text = _BLANKS.sub(" ", text).strip()
        split = _WITH_TIME.fullmatch(text)
        day = _day(split["date"] if split else text, order)
        if day is None:
            return None
        clock = clock_time(split["time"]) if split else time()
        return None if clock is None else datetime.combine(day, clock)
    except (ValueError, OverflowError):  # 30 February, 25 o’clock, an offset of 99 hours
        return None


def iso_date(text: str) -> date | None:
    """The date that `text` begins with as YYYY-MM-DD; None otherwise."""
    at = moment(text[:_ISO_LENGTH]) if text[4:5] == "-" else None
    return at.date() if at else None


def has_time(text: str) -> bool:
    """Whether a text that is a date names a time of day too."""
    return ":" in text or _WITH_TIME.fullmatch(_BLANKS.sub(" ", text).strip()) is not None


def clock_time(text: str) -> time | None:
    """A time of day such as 8:30 pm, 20.30 or 20:30:15.123+02:00; None for anything else.

    Raises ValueError for one that no clock shows.
    """
    found = _TIME.fullmatch(_BLANKS.sub(" ", text).strip())
    if not found:
        return None
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    naive = time(hour, int(found["minute"]), int(found["second"] or 0))
    zone = (found["zone"] or "").upper().removeprefix("UTC").removeprefix("GMT")
    if not found["zone"]:
        return naive
    return time.fromisoformat(naive.isoformat() + _offset(zone))


def _offset(zone: str) -> str:
    if zone in ("Z", ""):
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


def _day(text: str, order: DateOrder) -> date | None:
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        return _numeric(numeric, order)
    if _DIGITS.fullmatch(text):
        return _eight_digits(text, order)
    return _named(text)


def _numeric(found: re.Match[str], order: DateOrder) -> date | None:
    if found["weekday"] and not weekday_numbers(found["weekday"]):
        return None
    first, second, third = int(found["first"]), int(found["second"]), int(found["third"])
    if len(found["first"]) > 2:
        return date(first, second, third) if len(found["first"]) == 4 else None
    if order is DateOrder.YEAR_FIRST and len(found["third"]) <= 2:
        return date(_whole_year(first), second, third)
    if len(found["third"]) == 3:
        return None
    year = _whole_year(third) if len(found["third"]) <= 2 else third
    return (
        date(year, first, second) if order is DateOrder.MONTH_FIRST else date(year, second, first)
    )


def _ordered(year: int, first: int, second: int, order: DateOrder) -> date:
    month, day = (first, second) if order is DateOrder.MONTH_FIRST else (second, first)
    return date(year, month, day)


def _whole_year(year: int) -> int:
    if year >= 100:
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def _eight_digits(text: str, order: DateOrder) -> date | None:
    year = int(text[:4])
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        return date(year, int(text[4:6]), int(text[6:]))
    first, second, year = int(text[:2]), int(text[2:4]), int(text[4:])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return (
        date(year, first, second) if order is DateOrder.MONTH_FIRST else date(year, second, first)
    )


def _named(text: str) -> date | None:
    """A date with its month in words: 4th March 2026, Mar 4, 2026, 4-Mar-26, 4 de marzo de 2026."""
    numbers: list[str] = []
    words: list[str] = []
    for token in _TOKENS.findall(text):
        (numbers if token.isdecimal() else words).append(token)
    words = [word for word in words if word.lower() not in FILLERS]
    months = [word for word in words if month_number(word)]
    if len(months) > 1:  # “mar” is a month in English, a weekday in French
        months = [word for word in months if not weekday_numbers(word)] or months[:1]
    others = [word for word in words if word not in months]
    if len(months) != 1 or len(numbers) != 2 or not all(map(weekday_numbers, others)):
        return None
    day, year = reversed(numbers) if len(numbers[0]) == 4 else numbers
    if len(year) not in (2, 4) or len(day) > 2:
        return None
    return date(_whole_year(int(year)), month_number(months[0]), int(day))


def unclear_date(text: str) -> str:
    """The part of `text` that can be read in more than one order; empty where there is none."""
    if text[4:5] == "-" or len(text) > LONGEST_DATE:
        return ""
    text = _BLANKS.sub(" ", text).strip()
    split = _WITH_TIME.fullmatch(text)
    part = split["date"] if split else text
    numeric = _NUMERIC.fullmatch(part)
    if numeric:
        return part if len(numeric["first"]) <= 2 else ""
    is_digits = _DIGITS.fullmatch(part) and not _FIRST_YEAR <= int(part[:4]) <= _LAST_YEAR
    return part if is_digits else ""


def decide(
    texts: Iterable[str],
    weekdays: Iterable[tuple[str, str]] = (),
    *,
    today: date | None = None,
    chosen: DateOrder | None = None,
) -> DateDecision:
    """How the dates of one column are meant.

    `weekdays` are dates with the name of a weekday beside them. A column is read as a whole:
    one 25/12/2026 settles every 03/04/2026 beside it.
    """
    unclear = list(dict.fromkeys(filter(None, map(unclear_date, texts))))[:MAX_JUDGED]
    if not unclear:
        return DateDecision(chosen or DateOrder.DAY_FIRST, DecidedBy.FORM)
    if chosen is not None:
        return _decision(unclear, chosen, DecidedBy.PERSON)
    orders = _possible_orders(unclear)
    beside = list(weekdays)
    scores: Sequence[tuple[DecidedBy, Callable[[DateOrder], int]]] = (
        (DecidedBy.IMPOSSIBLE, lambda order: _count_readable(unclear, order)),
        (DecidedBy.WEEKDAYS, lambda order: _count_on_weekday(beside, order)),
        (DecidedBy.FUTURE, lambda order: -_count_after(unclear, order, today)),
        (DecidedBy.FORM, lambda order: _points_say_day_first(unclear, order)),
        (DecidedBy.CONSECUTIVE, lambda order: _count_following(unclear, order)),
    )
    for by, score in scores:
        by_order = {order: score(order) for order in orders}
        best = max(by_order.values())
        orders = [order for order in orders if by_order[order] == best]
        if len(orders) == 1:
            return _decision(unclear, orders[0], by)
    close = _much_closer(unclear, orders)
    if close is not None:
        return _decision(unclear, close, DecidedBy.CONSECUTIVE)
    return _decision(unclear, orders[0], DecidedBy.NOTHING)


def _possible_orders(unclear: Sequence[str]) -> list[DateOrder]:
    """Without a two-digit year at either end, the year cannot come first."""
    short = [
        text for text in unclear if (found := _NUMERIC.fullmatch(text)) and len(found["third"]) <= 2
    ]
    return list(DateOrder) if short else [DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST]


def _decision(unclear: Sequence[str], order: DateOrder, by: DecidedBy) -> DateDecision:
    """The example to show is one that another order would read as another day."""
    for text in unclear:
        days = {at.date() for other in DateOrder if (at := moment(text, other))}
        at = moment(text, order)
        if at is not None and len(days) > 1:
            return DateDecision(order, by, text, at.date())
    readable = next((text for text in unclear if moment(text, order)), unclear[0])
    at = moment(readable, order)
    return DateDecision(order, by, readable, at.date() if at else None)


def _count_readable(unclear: Sequence[str], order: DateOrder) -> int:
    return sum(1 for text in unclear if moment(text, order))


def _count_on_weekday(beside: Sequence[tuple[str, str]], order: DateOrder) -> int:
    return sum(
        1
        for text, weekday in beside
        if (at := moment(text, order)) and at.weekday() in weekday_numbers(weekday)
    )


def _count_after(unclear: Sequence[str], order: DateOrder, today: date | None) -> int:
    if today is None:
        return 0
    return sum(1 for text in unclear if (at := moment(text, order)) and at.date() > today)


def _points_say_day_first(unclear: Sequence[str], order: DateOrder) -> int:
    """24.12.2026 is written with points only where the day comes first."""
    signs = (_NUMERIC.fullmatch(text) for text in unclear)
    points = sum(1 for found in signs if found and found["sign"] == "." and len(found["third"]) > 2)
    return points if order is DateOrder.DAY_FIRST else 0


def _count_following(unclear: Sequence[str], order: DateOrder) -> int:
    days = sorted({at.date() for text in unclear if (at := moment(text, order))})
    return sum(1 for day, following in pairwise(days) if (following - day).days == 1)


def _much_closer(unclear: Sequence[str], orders: Sequence[DateOrder]) -> DateOrder | None:
    """The order in which the dates lie together, where in all others they are far apart."""
    spans = {}
    for order in orders:
        days = [at.date() for text in unclear if (at := moment(text, order))]
        spans[order] = (max(days) - min(days)).days if days else 0
    best = min(orders, key=lambda order: spans[order])
    others = [spans[order] for order in orders if order is not best]
    is_clear = len(unclear) > 1 and min(others) >= MUCH_CLOSER * (spans[best] + 1)
    return best if is_clear else None


class DateReader:
    """Reads the dates of one column as they were decided to be meant, as days of the diary."""

    def __init__(self, order: DateOrder, day_ends_hour: int, zone: tzinfo | None) -> None:
        self.order = order
        self._day_ends = timedelta(hours=day_ends_hour)
        self._zone = zone
        self._days: dict[str, tuple[date | None, datetime | None]] = {}

    def read(self, text: str) -> tuple[date | None, datetime | None]:
        """The diary day of `text`, and its moment where it names a time of day.

        One of the small hours belongs to the day before. Midnight exactly is how programs
        write a date without a time. None for what is no date.
        """
        found = self._days.get(text)
        if found is None:
            found = self._read(text)
            if len(self._days) < 2 * MAX_JUDGED:
                self._days[text] = found
        return found

    def _read(self, text: str) -> tuple[date | None, datetime | None]:
        at = moment(text, self.order)
        if at is None:
            return None, None
        if not has_time(text):
            return at.date(), None
        if (at.hour, at.minute, at.second) == (0, 0, 0):
            return at.date(), at
        at = self.local(at)
        return (at - self._day_ends).date(), at

    def local(self, at: datetime) -> datetime:
        """`at` on the person's own clock.

        An offset that the file names is the local time where the person was; UTC is nobody's,
        so it is turned into the time of this machine.
        """
        if at.tzinfo is None or at.utcoffset():
            return at
        return at.astimezone(self._zone)

    def calendar_day(self, text: str) -> date | None:
        """The date of `text` by the calendar, whatever the hour: for sleep and daily sums."""
        at = moment(text, self.order)
        if at is None:
            return None
        is_midnight = (at.hour, at.minute, at.second) == (0, 0, 0)
        return at.date() if is_midnight else self.local(at).date()

    def waking_day(self, text: str) -> date | None:
        """The day of a sleep that ended at `text`: an evening's end is the next night's begin."""
        at = moment(text, self.order)
        return None if at is None else waking_day(self.local(at))

    def at_clock(self, text: str, clock: str) -> tuple[date | None, datetime | None]:
        """Like `read`, for a date whose time of day stands in a column of its own."""
        at = moment(text, self.order)
        if at is None:
            return None, None
        try:
            when = clock_time(clock)
        except ValueError:
            when = None
        if when is None:
            return self.read(text)
        moment_of_day = datetime.combine(at.date(), when)
        return (moment_of_day - self._day_ends).date(), moment_of_day


_EVENING = timedelta(hours=6)


def waking_day(end: datetime) -> date:
    """The day that a sleep belongs to; one that ends after 18:00 begins the next night."""
    return (end.replace(tzinfo=None) + _EVENING).date()
