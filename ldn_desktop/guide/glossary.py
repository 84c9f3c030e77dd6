"""Finds the words of the glossary where they first stand in a section."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ldn_desktop.guide.model import Term


@dataclass(frozen=True, slots=True)
class Place:
    """A glossary word in a text: characters `start` to `end`."""

    start: int
    end: int
    term: Term


class Terms:
    """Looks words up as they are met. Each is offered once until `forget` is called.

    The words in `known` are never offered.
    """

    def __init__(self, glossary: Iterable[Term], known: Collection[str] = ()) -> None:
        self._known = frozenset(known)
        self._by_spelling = {s.casefold(): term for term in glossary for s in term.spellings}
        longest_first = sorted(self._by_spelling, key=len, reverse=True)
        spellings = "|".join(re.escape(spelling) for spelling in longest_first)
        self._pattern = re.compile(rf"(?<![\w-])(?:{spellings})(?![\w-])", re.IGNORECASE)
        self._met: set[str] = set(self._known)

    def forget(self) -> None:
        """Begin a new section."""
        self._met = set(self._known)

    def first_met_in(self, text: str) -> list[Place]:
        """The words in `text` that were not offered before, in reading order."""
        places = []
        for found in self._pattern.finditer(text):
            term = self._by_spelling[found.group().casefold()]
            if term.name not in self._met:
                self._met.add(term.name)
                places.append(Place(found.start(), found.end(), term))
        return places
