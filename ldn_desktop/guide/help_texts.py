"""Help now in the language of the program: the facts of help.toml, with their words translated.

The numbers stand once, in the English file, so that no translation can have an old one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ldn_desktop.guide.model import Contact, Country, Help
from ldn_desktop.i18n import _

Translate = Callable[[str], str]


def translated(found: Help, translate: Translate = _) -> Help:
    """`found` with every text but names of services and sources given to `translate`."""

    def text(english: str) -> str:
        return translate(english) if english else ""

    return replace(
        found,
        title=text(found.title),
        call=text(found.call),
        call_elsewhere=text(found.call_elsewhere),
        urgent=tuple(text(line) for line in found.urgent),
        waiting=text(found.waiting),
        silent=text(found.silent),
        closing=text(found.closing),
        emergency_elsewhere=text(found.emergency_elsewhere),
        as_of=text(found.as_of),
        countries=tuple(_country(country, text) for country in found.countries),
    )


def _country(country: Country, text: Translate) -> Country:
    return replace(
        country,
        name=text(country.name),
        # “112” is the same everywhere; “999 or 112” is not.
        emergency=country.emergency if country.emergency.isdecimal() else text(country.emergency),
        silent=text(country.silent),
        contacts=tuple(_contact(contact, text) for contact in country.contacts),
    )


def _contact(contact: Contact, text: Translate) -> Contact:
    return replace(contact, note=text(contact.note), hours=text(contact.hours))


def texts(found: Help) -> list[str]:
    """The English texts that `translated` asks for, each once, in the order of the file."""
    asked: dict[str, None] = {}

    def note(english: str) -> str:
        asked.setdefault(english)
        return english

    translated(found, note)
    return list(asked)
