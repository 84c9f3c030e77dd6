"""`make messages-check`: whether every translation is whole and fits its English."""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError

from translations.messages import extracted
from translations.po_files import (
    FOLDER,
    ROOT,
    TEMPLATE,
    as_bytes,
    is_translated,
    read,
    texts_of,
    translations,
)

PERCENT_FIELD = re.compile(r"%(?:\(\w+\))?[sdr]")
"""Places in argparse's own sentences."""
UNSHOWABLE = {"\u202f": "a narrow no-break space (use a no-break space)", "ẞ": "a capital ß"}
"""Characters that the program's typeface lacks."""


def template_faults() -> list[str]:
    """What is wrong with the template: it does not hold what the sources hold."""
    if TEMPLATE.read_bytes() == as_bytes(extracted()):
        return []
    return [f"{_place(TEMPLATE)} is not fresh: run make messages"]


def faults(path: Path) -> list[str]:
    """What is wrong with the translation at `path`, one line each."""
    try:
        catalogue = read(path)
    except PoFileError as error:
        return [f"{_place(path)}: {error}"]
    template = {(message.context, english(message)) for message in read(TEMPLATE)}
    found = {(message.context, english(message)) for message in catalogue}
    lines = [f"lacks “{text}”" for _context, text in sorted(template - found, key=str)]
    lines += [
        f"“{text}” is no text of the program" for _c, text in sorted(found - template, key=str)
    ]
    lines += [
        line for message in catalogue if message.id for line in message_faults(message, catalogue)
    ]
    return [f"{_place(path)}: {line}" for line in lines]


def message_faults(message: Message, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with one message of `catalogue`."""
    start = f"“{english(message)}”"
    texts = texts_of(message)
    if not is_translated(message):
        yield f"{start} is not translated" if not message.fuzzy else f"{start} is fuzzy"
        return
    if message.pluralizable and len(texts) != catalogue.num_plurals:
        yield f"{start} has {len(texts)} plural forms, not {catalogue.num_plurals}"
    for number, text in enumerate(texts):
        for fault in text_faults(message, text, number):
            yield f"{start} → “{text}”: {fault}"
        if tone := tone_of(str(catalogue.locale)).search(text):
            yield f"{start} → “{text}”: “{tone[0]}” is advice, guilt or praise"


@cache
def tone_of(language: str) -> re.Pattern[str]:
    """What no text says in `language` (tone.toml); fits nothing where that has no list yet."""
    listed = tomllib.loads((FOLDER / "tone.toml").read_text("utf-8")).get(language, [])
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed) or '(?!)'})", re.IGNORECASE)


def text_faults(message: Message, text: str, form: int) -> Iterator[str]:
    """What is wrong with `text`, the plural form number `form` of the translation of `message`."""
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    try:
        given = fields(text)
    except ValueError as error:
        yield f"broken placeholder: {error}"
        return
    allowed = [fields(original) for original in originals]
    # “One day” need not repeat the number: a form may leave out what another English form lacks.
    accepted = allowed if message.pluralizable and form == 0 else allowed[-1:]
    if given not in accepted and not _is_sole_number(message, given, allowed[-1], form):
        yield f"placeholders {sorted(given.elements())}, not {sorted(allowed[-1].elements())}"
    original = originals[-1]
    parts_numbers = message.context == "number format"
    if not parts_numbers and _edges(original) != _edges(text):
        yield "spaces at its beginning or end differ"
    if original.count("\n") != text.count("\n"):
        yield "another number of lines"
    if "!" in text and "!" not in original:
        yield "an exclamation mark"
    for character, name in UNSHOWABLE.items():
        if character in text:
            yield f"{name} cannot be shown"


def _is_sole_number(
    message: Message, given: Counter[str], accepted: Counter[str], form: int
) -> bool:
    """Whether the singular only leaves out the number it counts: “one day” for “{n} day”."""
    left_out = accepted - given
    return bool(
        message.pluralizable and form == 0 and not given - accepted and sum(left_out.values()) == 1
    )


def _edges(text: str) -> tuple[bool, bool]:
    """Whether `text` begins, and whether it ends, with a space."""
    return text[:1].isspace(), text[-1:].isspace()


def fields(text: str) -> Counter[str]:
    """The places of `text` that are filled in, with their formats. Raises ValueError."""
    named = [
        f"{name}{':' if spec else ''}{spec or ''}"
        for _literal, name, spec, _conversion in Formatter().parse(text)
        if name is not None
    ]
    return Counter([*named, *PERCENT_FIELD.findall(text)])


def english(message: Message) -> str:
    """The English text of `message`; of one that counts, the singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def main(arguments: list[str]) -> int:
    """Print all that is wrong, or what is with one language; returns 1 when something is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", help="check this one alone")
    language = parser.parse_args(arguments).language
    lines = [] if language else template_faults()
    for path in translations():
        lines += faults(path) if language in (None, path.stem) else []
    print("\n".join(lines) or "All translations are whole.")
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
