"""Finds glossary terms at their first use in a section."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ldn_desktop.guide.model import Term


@dataclass(frozen=True, slots=True)
class Match:
    """A glossary term in a text: characters `start` to `end`."""

    start: int
    end: int
    term: Term


class TermFinder:
    """Finds each term once, at its first use, over the texts of one section.

    Terms named in `excluded` are never found.
    """

    def __init__(self, glossary: Iterable[Term], excluded: Collection[str] = ()) -> None:
        self._by_spelling = {s.casefold(): term for term in glossary for s in term.spellings}
        longest_first = sorted(self._by_spelling, key=len, reverse=True)
        spellings = "|".join(re.escape(spelling) for spelling in longest_first)
        self._pattern = re.compile(rf"(?<![\w-])(?:{spellings})(?![\w-])", re.IGNORECASE)
        self._seen = set(excluded)

    def first_uses(self, text: str) -> list[Match]:
        """The terms in `text` that were not found before, in reading order."""
        matches = []
        for found in self._pattern.finditer(text):
            term = self._by_spelling[found.group().casefold()]
            if term.name not in self._seen:
                self._seen.add(term.name)
                matches.append(Match(found.start(), found.end(), term))
        return matches
