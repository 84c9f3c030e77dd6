"""Titles of what can be undone after a restart: stored in English, shown in the language in use.

Older versions stored them in the language they had then: such a title is shown as it stands, and
the numbers that the first edition wrote as its dates in words.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from ldn_desktop.i18n import _, formats, mark

_IMPORT = mark("Import of {name}")
_RESTORED = mark("Restored backup of {day}")
ADDED_FROM_COPIES = mark("Added from copies of the diary")
_ISO_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def import_title(file_name: str) -> str:
    """The title to store of an import of `file_name`."""
    return _IMPORT.format(name=file_name)


def restored_title(made: datetime) -> str:
    """The title to store of a restored backup that was `made` then."""
    return _RESTORED.format(day=made.astimezone().date().isoformat())


def shown_title(stored: str) -> str:
    """The title `stored` in the language of the program."""
    if stored == ADDED_FROM_COPIES:
        return _(ADDED_FROM_COPIES)
    if name := _filled_in(_IMPORT, stored):
        return _(_IMPORT).format(name=name)
    day = _filled_in(_RESTORED, stored)
    if _ISO_DATE.fullmatch(day):
        return _(_RESTORED).format(day=_with_dates_in_words(day))
    return _with_dates_in_words(stored)


def _filled_in(pattern: str, stored: str) -> str:
    """What stands for the word in braces at the end of `pattern`; empty for another title."""
    before = pattern.partition("{")[0]
    return stored.removeprefix(before) if stored.startswith(before) else ""


def _with_dates_in_words(text: str) -> str:
    def in_words(found: re.Match[str]) -> str:
        try:
            return formats.long_date(date.fromisoformat(found[0]))
        except ValueError:
            return found[0]

    return _ISO_DATE.sub(in_words, text)
