"""Names of days and months, and how dates, numbers and lists are written, from Unicode's CLDR.

Babel carries the data. `make messages` fills it into a translation where its message is empty, so
that a reviewer can still correct it; the program itself needs no Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from ldn_desktop.i18n import formats
from ldn_desktop.i18n.translation import LANGUAGE_NAME
from translations.po_files import DOMAIN, NOBODY

NEW_HEADER = """\
# {name} texts of LDN Desktop.
# Reviewed by a native clinician: {reviewer}
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"""
NARROW_SPACE = "\u202f"
"""The fonts of the program lack it; French text uses a no-break space instead."""
NO_BREAK_SPACE = "\xa0"
FIELDS = {"d": "day", "dd": "day", "M": "month", "MMM": "month", "LLL": "month", "y": "year"}
FIELDS |= {"MMMM": "month", "LLLL": "month", "E": "weekday", "EEEE": "weekday"}
FIELDS |= {"ccc": "weekday", "cccc": "weekday"}
PATTERN_PART = re.compile(r"'([^']*)'|([A-Za-z])\2*|[^'A-Za-z]+")


def new_catalogue(language: str) -> Catalog:
    """An empty translation into `language`, such as "fi"; with its rule for plurals.

    Raises babel's UnknownLocaleError where there is no such language.
    """
    locale = Locale.parse(language)
    header = NEW_HEADER.format(
        name=locale.english_name, language=language, reviewer=NOBODY, plurals=_plurals(locale)
    )
    return read_po(BytesIO(header.encode()), locale=locale, domain=DOMAIN)


def _plurals(locale: Locale) -> str:
    """The rule for plurals as gettext writes it; of French and Spanish without that of millions."""
    category = locale.plural_form
    if any(category(number) == "many" for number in range(1000)) or "two" in category.tags:
        return get_plural(locale).plural_forms
    if category.tags >= {"one"}:
        return f"nplurals=2; plural=(n {'> 1' if category(0) == 'one' else '!= 1'});"
    return get_plural(locale).plural_forms


def fill_in(catalogue: Catalog) -> None:
    """Give every empty message of dates, numbers and lists its text in the catalogue's language."""
    locale = catalogue.locale
    if locale is None:
        return
    for context, english, text in _known(locale):
        message = catalogue.get(english, context)
        if message is not None and not message.string:
            message.string = text.replace(NARROW_SPACE, NO_BREAK_SPACE)


def _known(locale: Locale) -> Iterator[tuple[str, str, str]]:
    """Context, English and translation of everything that the data knows."""
    context, english = LANGUAGE_NAME
    own_name = locale.get_display_name(locale) or locale.language
    yield context, english, formats.capitalised(own_name)
    yield from _names(locale)
    for context, english, pattern in _dates(locale):
        yield context, english, pattern
    symbols = locale.number_symbols["latn"]
    yield "number format", ".", symbols["decimal"]
    yield "number format", ",", symbols["group"]
    percent = locale.percent_formats[None].pattern
    yield "number format", "{number}%", percent.replace("#,##0", "{number}")
    lists = locale.list_patterns["standard"]
    yield "list", "{most} and {last}", lists["end"].format("{most}", "{last}")
    yield "list", ", ", lists["middle"].format("", "")


def _names(locale: Locale) -> Iterator[tuple[str, str, str]]:
    months = {
        "month alone": ("stand-alone", "wide", formats.month_names()),
        "month in a date": ("format", "wide", formats.months_in_dates()),
        "short month": ("format", "abbreviated", formats.short_month_names()),
    }
    for context, (use, width, names) in months.items():
        for number, name in enumerate(names, start=1):
            yield context, name, locale.months[use][width][number]
    days = {
        "weekday": ("stand-alone", "wide", formats.weekday_names()),
        "abbreviated weekday": ("format", "abbreviated", formats.abbreviated_weekday_names()),
        "short weekday": ("stand-alone", "short", formats.short_weekday_names()),
    }
    for context, (use, width, names) in days.items():
        for number, name in enumerate(names):
            yield context, name, locale.days[use][width][number]


def _dates(locale: Locale) -> Iterator[tuple[str, str, str]]:
    long, short = locale.date_formats["long"].pattern, locale.date_formats["medium"].pattern
    skeletons = {name: pattern.pattern for name, pattern in locale.datetime_skeletons.items()}
    full = locale.date_formats["full"].pattern
    # Numbers alone would stand where a name is meant: 03.11.2026.
    short = short if "MMM" in short else skeletons["yMMMd"]
    patterns = {
        ("date", "{month} {year}"): skeletons["yMMMM"],
        ("date", "{day} {month}"): skeletons["MMMMd"],
        ("date", "{day} {month} {year}"): long,
        ("date", "{weekday} {day} {month}"): re.sub(r"(('[^']*')|[\s,.])*y.*", "", full),
        ("date", "{weekday} {day} {month} {year}"): full,
        ("short date", "{month} {year}"): skeletons["yMMM"],
        ("short date", "{day} {month}"): skeletons["MMMd"],
        ("short date", "{day} {month} {year}"): short,
        ("short date", "{weekday} {day} {month}"): skeletons["MMMEd"],
        ("short date", "{weekday} {day} {month} {year}"): skeletons["yMMMEd"],
    }
    for (context, english), pattern in patterns.items():
        yield context, english, _with_fields(pattern)
    intervals = locale.interval_formats
    for skeleton, english in (
        ("MMMd", "{first}–{last} {month}"),
        ("yMMMd", "{first}–{last} {month} {year}"),
    ):
        first, last = (_with_fields(part) for part in intervals[skeleton]["d"])
        both = first.replace("{day}", "{first}") + last.replace("{day}", "{last}")
        yield "short date", english, both
    yield "short date", "{start} – {end}", intervals[None].format("{start}", "{end}")


def _with_fields(pattern: str) -> str:
    """A pattern of CLDR, “d. MMMM y”, with the fields of our messages: “{day}. {month} {year}”."""

    def replaced(found: re.Match[str]) -> str:
        if found[1] is not None:
            return found[1]
        if found[2] is not None:
            return f"{{{FIELDS[found[0]]}}}"
        return found[0]

    return PATTERN_PART.sub(replaced, pattern)
