"""Numbers, dates and times as other programs write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

LONGEST_NUMBER = 40
"""Longer digit strings are no measurement, and Python refuses those beyond 4,300 digits."""

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[., \u00a0\u202f’']\d{3})+")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?")
_HOURS_MINUTES = re.compile(
    r"(?:(\d{1,3})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*m(?:in(?:utes?)?)?)?"
)
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_NUMERIC = re.compile(
    r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})\.?(?:,?\s+(\d{1,2}):(\d{2})(?::\d{2})?)?"
)
_NAMED = re.compile(
    r"(?:[^\W\d]+,?\s+)??(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?([^\W\d]{3,})\.?"
    r"(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?,?(?:\s+(\d{4}))?",
    re.IGNORECASE,
)
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateOrder(StrEnum):
    """How 03/04/2024 is meant."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def number(text: str) -> float | None:
    """The number that `text` is, with a point or a comma; None for anything else."""
    if len(text) > LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if abs(value) < 1e300 else None


def count(text: str) -> float | None:
    """Like `number`, but 1,234 and 1.234 are one thousand two hundred and thirty-four."""
    if len(text) <= LONGEST_NUMBER and _THOUSANDS.fullmatch(text):
        return float(re.sub(r"\D", "", text))
    return number(text)


def hours(text: str) -> float | None:
    """Hours that `text` says as 7:20, 1:10:00, 5h 8min or 7.5; None for anything else."""
    clock = _CLOCK.fullmatch(text)
    if clock:
        whole, minutes, seconds = (int(part or 0) for part in clock.groups())
        return whole + minutes / 60 + seconds / 3600
    words = _HOURS_MINUTES.fullmatch(text.strip().lower()) if len(text) <= LONGEST_NUMBER else None
    if words and any(words.groups()):
        return int(words[1] or 0) + int(words[2] or 0) / 60
    return number(text)


@lru_cache(maxsize=4096)
def moment(text: str, order: DateOrder = DateOrder.DAY_FIRST) -> datetime | None:
    """The date that `text` is, at its time of day or at midnight; None for anything else.

    Aware where the text names its offset from UTC, naive (local) otherwise.
    """
    if len(text) > LONGEST_NUMBER:
        return None
    try:
        return _iso(text) or _numeric(text, order) or _named(text)
    except (ValueError, OverflowError):  # 30 February, 25 o’clock, an offset of 99 hours
        return None


def has_time(text: str) -> bool:
    """Whether a text that is a date names a time of day too."""
    return ":" in text


def _iso(text: str) -> datetime | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    parts = [int(part or 0) for part in found.groups()[:6]]
    naive = datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  # six numbers, zone below
    zone = found[7]
    if not zone:
        return naive
    return datetime.fromisoformat(naive.isoformat() + _offset(zone))


def _offset(zone: str) -> str:
    if zone == "Z":
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


def _numeric(text: str, order: DateOrder) -> datetime | None:
    found = _NUMERIC.fullmatch(text)
    if not found:
        return None
    first, second, third = int(found[1]), int(found[2]), int(found[3])
    if len(found[1]) == 4:
        year, month, day = first, second, third
    elif order is DateOrder.DAY_FIRST:
        year, month, day = third, second, first
    else:
        year, month, day = third, first, second
    year += 2000 if year < 100 else 0
    time = timedelta(hours=int(found[4] or 0), minutes=int(found[5] or 0))
    return datetime(year, month, day) + time  # noqa: DTZ001  # local, as the file means it


def _named(text: str) -> datetime | None:
    found = _NAMED.fullmatch(text.strip())
    if not found or not found[4] or bool(found[1]) == bool(found[3]):
        return None
    month = found[2][:3].lower()
    if month not in _MONTHS:
        return None
    return datetime(int(found[4]), _MONTHS.index(month) + 1, int(found[1] or found[3]))  # noqa: DTZ001


def date_order(texts: list[str]) -> DateOrder | None:
    """How the dates of one column are meant; None where all of them could be either.

    A column is read as a whole: one 25/12/2024 settles every 03/04/2024 beside it.
    """
    orders = {order for order in map(_order_of, texts) if order}
    return orders.pop() if len(orders) == 1 else None


def is_ambiguous(text: str) -> bool:
    """Whether `text` is a date that reads one way day first and another month first."""
    found = _NUMERIC.fullmatch(text)
    return bool(found) and len(found[1]) < 4 and _order_of(text) is None  # type: ignore[index]


def _order_of(text: str) -> DateOrder | None:
    found = _NUMERIC.fullmatch(text)
    if not found or len(found[1]) == 4:
        return None
    if int(found[1]) > 12:
        return DateOrder.DAY_FIRST
    if int(found[2]) > 12:
        return DateOrder.MONTH_FIRST
    # 24.12. is written with points only where the day comes first.
    return DateOrder.DAY_FIRST if "." in text else None


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """`name` as compared: lower case, one blank between words, nothing but letters and digits."""
    return _BETWEEN_WORDS.sub(" ", name.casefold()).strip()


def shortened(text: str, most: int = 60) -> str:
    """`text` in one line of at most `most` characters, safe to show and to print."""
    tidy = " ".join(text[: 4 * most].split())
    tidy = "".join(letter if letter.isprintable() else "�" for letter in tidy)
    return tidy if len(tidy) <= most else f"{tidy[: most - 1]}…"


def alike(name: str, other: str) -> bool:
    """Whether two names mean the same; names of signs alone must be the very same."""
    return (plain(name) or name) == (plain(other) or other)


def iso_date(text: str) -> date | None:
    """The date that `text` begins with as YYYY-MM-DD; None otherwise."""
    found = moment(text[:10])
    return found.date() if found and text[4:5] == "-" else None
