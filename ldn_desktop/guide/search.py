"""Finds words in the guide while they are being query."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ldn_desktop.guide.model import Guide, Kind

MAX_HITS = 30
CONTEXT = 44
"""Characters shown on each side of the first match."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words stand: section, block (-1 for its title), and the text around them.

    Blocks are counted through the short version first, then the whole.
    """

    section: str
    block: int
    excerpt: str


class Index:
    """The guide's text, prepared once so that each letter query costs next to nothing."""

    def __init__(self, guide: Guide) -> None:
        self._lines = [
            (section.key, number, text, text.casefold())
            for section in guide.sections
            for number, text in [
                (-1, section.title),
                *enumerate(block.text for block in (*section.short, *section.blocks)),
            ]
        ]

    def find(self, query: str) -> list[Hit]:
        """Blocks that hold every word of `query`; none for less than two letters."""
        words = query.casefold().split()
        if sum(len(word) for word in words) < 2:
            return []
        hits = []
        for section, number, text, folded in self._lines:
            if all(word in folded for word in words):
                hits.append(Hit(section, number, excerpt(text, words[0])))
                if len(hits) == MAX_HITS:
                    break
        return hits


def excerpt(text: str, word: str) -> str:
    """The part of `text` around `word`, cut at whole words."""
    at = max(0, text.casefold().find(word))
    start, end = max(0, at - CONTEXT), min(len(text), at + len(word) + CONTEXT)
    start = text.find(" ", start, at) + 1 if start else 0
    end = end if end == len(text) else max(text.rfind(" ", at, end), at + len(word))
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


SENTENCE_END = re.compile(r"(?<=[.?])\s+(?=[\"“A-Z0-9])")


def sentences(text: str) -> list[str]:
    """`text` as sentences, for reading aloud one at a time."""
    return [part for part in SENTENCE_END.split(text.strip()) if part]


def sentences_of(guide: Guide, section_key: str) -> list[tuple[int, str]]:
    """The sentences of a section in reading order, each with its block (-1 for the title)."""
    section = guide.section(section_key)
    if section is None:
        return []
    result = [(-1, section.title)]
    for number, block in enumerate((*section.short, *section.blocks)):
        whole = block.kind in {Kind.HEADING, Kind.QUESTION}
        result += [(number, part) for part in ([block.text] if whole else sentences(block.text))]
    return result
