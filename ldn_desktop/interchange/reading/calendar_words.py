"""Months and weekdays as other programs write them, in the languages people use this one in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

_SHORTEST_MONTH = 3
_SHORTEST_WEEKDAY = 2
_MONTHS = (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "januar februar mars april mai juni juli august september oktober november desember",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
)
_IRREGULAR = {"mrz": 3, "mrt": 3, "jan": 1, "janner": 1, "sept": 9}
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "segunda terça quarta quinta sexta sábado domingo",
)
FILLERS = frozenset(
    {"de", "del", "of", "the", "den", "le", "el", "st", "nd", "rd", "th", "er", "at", "o"}
)
"""Words and endings that may stand in a date without changing it."""


def month_number(word: str) -> int:
    """1 to 12 for a month’s name or its first three characters or more; 0 for another word."""
    return _month_prefixes().get(bare(word), 0)


def weekday_numbers(word: str) -> frozenset[int]:
    """Weekdays, Monday being 0, that `word` may stand for: “Di” is one in German, one in French."""
    return _weekday_prefixes().get(bare(word), frozenset())


def bare(word: str) -> str:
    """`word` in lower case without accents."""
    text = unicodedata.normalize("NFKD", word.casefold().replace("ø", "o"))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def _month_prefixes() -> Mapping[str, int]:
    found = _prefixes(_MONTHS, _SHORTEST_MONTH)
    # “jui” may be juin or juillet, so it is none of them.
    return {prefix: min(numbers) + 1 for prefix, numbers in found.items() if len(numbers) == 1} | (
        _IRREGULAR
    )


@lru_cache(maxsize=1)
def _weekday_prefixes() -> Mapping[str, frozenset[int]]:
    found = _prefixes(_WEEKDAYS, _SHORTEST_WEEKDAY)
    return {prefix: frozenset(numbers) for prefix, numbers in found.items()}


def _prefixes(languages: Iterable[str], shortest: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for names in languages:
        for number, name in enumerate(names.split()):
            plain_name = bare(name)
            for length in range(shortest, len(plain_name) + 1):
                found.setdefault(plain_name[:length], set()).add(number)
    return found
