"""Numbers, lengths of time and names as other programs write them."""

from __future__ import annotations

import re
from functools import lru_cache

from ldn_desktop.diary.amounts import LONGEST_NUMBER, parse_number
from ldn_desktop.diary.symptoms import without_invisible

NO_VALUE = frozenset({"--", "na", "n/a", "nan", "null", "#n/a", "none recorded"})
"""What programs write, in any case, into a cell without a value."""

number = parse_number
_MARKS = re.compile(r"[.,]")
_THOUSANDS = re.compile(r"\d{1,3}(?:[., \u00a0\u202f’']\d{3})+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[., \u00a0\u202f’']\d{3})*(?:[.,]\d+)?")
_OUT_OF = re.compile(
    r"(?P<value>[0-9]+(?:[.,][0-9]+)?)\s*/\s*(?P<high>[0-9]{1,3})(?:\s*[^\W\d]+)?", re.UNICODE
)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?")
_HOURS_MINUTES = re.compile(
    r"(?:(\d{1,3})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*m(?:in(?:utes?)?)?)?"
)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def count(text: str, decimal: str = "") -> float | None:
    """Like `number`, for whole things: 1,234 and 1.234 are one thousand two hundred and …

    Where the column is known to use `decimal` for its decimals, that sign separates those.
    """
    if len(text) > LONGEST_NUMBER:
        return None
    if decimal and _GROUPED.fullmatch(text):
        whole, _mark, part = text.partition(decimal)
        digits = re.sub(r"[^\d+-]", "", whole)
        return number(f"{digits}.{part}" if part else digits)
    if _THOUSANDS.fullmatch(text):
        return float(re.sub(r"\D", "", text))
    return number(text)


def decimal_mark(text: str) -> str:
    """The sign that surely stands before the decimals of `text`; empty where it does not tell.

    3.5 and 1,234.5 do; 1.234 may be a thousand in one country and a little over one in another.
    """
    marks: list[str] = _MARKS.findall(text)
    if not marks or not _GROUPED.fullmatch(text):
        return marks[0] if len(marks) == 1 and number(text) is not None else ""
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "." if marks[0] == "," else ","
    before, _mark, after = text.partition(marks[0])
    is_certain = len(after) != 3 or before.lstrip("+-") in ("0", "")
    return marks[0] if is_certain else ""


def out_of(text: str) -> tuple[float, float] | None:
    """The rating and the highest one of a text such as 8/10 points; None for anything else."""
    if len(text) > LONGEST_NUMBER:
        return None
    found = _OUT_OF.fullmatch(text)
    if not found or float(found["high"]) <= 0:
        return None
    return float(found["value"].replace(",", ".")), float(found["high"])


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


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """`name` as compared: lower case, one blank between words, nothing but letters and digits.

    An invisible character within a word does not part it: it is not seen, so it cannot tell names
    apart.
    """
    return _BETWEEN_WORDS.sub(" ", without_invisible(name).casefold()).strip()


def shortened(text: str, most: int = 60) -> str:
    """`text` in one line of at most `most` characters, safe to show and to print."""
    tidy = " ".join(text[: 4 * most].split())
    tidy = "".join(letter if letter.isprintable() else "�" for letter in tidy)
    return tidy if len(tidy) <= most else f"{tidy[: most - 1]}…"


def alike(name: str, other: str) -> bool:
    """Whether two names mean the same; names of signs alone must be the very same."""
    return (plain(name) or name) == (plain(other) or other)
