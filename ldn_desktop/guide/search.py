"""Finds words in the guide while they are being typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ldn_desktop.guide.model import Block, BlockKind, Guide
from ldn_desktop.guide.pictures import answer_words, picture_words

MAX_HITS = 30
CONTEXT = 44
"""Characters shown on each side of the first match."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words stand: section, block (-1 for its title), and the text around them."""

    section: str
    block: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Result:
    """The first hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    count: int


class Index:
    """The guide's text, prepared once so that each letter typed costs next to nothing."""

    def __init__(self, guide: Guide) -> None:
        self._lines = [
            (section.key, number, text, text.casefold())
            for section in guide.sections
            for number, text in [
                (-1, section.title),
                *enumerate(plain_text(block, guide) for block in section.blocks),
            ]
        ]

    def find(self, query: str) -> Result:
        """Blocks that hold every word of `query`; none for less than two characters."""
        words = query.casefold().split()
        if sum(len(word) for word in words) < 2:
            return Result((), 0)
        found = [
            (section, number, text)
            for section, number, text, folded in self._lines
            if all(word in folded for word in words)
        ]
        hits = (Hit(key, number, excerpt(text, words[0])) for key, number, text in found[:MAX_HITS])
        return Result(tuple(hits), len(found))


def excerpt(text: str, word: str) -> str:
    """The part of `text` around `word`, cut at whole words."""
    at = max(0, text.casefold().find(word))
    start, end = max(0, at - CONTEXT), min(len(text), at + len(word) + CONTEXT)
    start = text.find(" ", start, at) + 1 if start else 0
    end = end if end == len(text) else max(text.rfind(" ", at, end), at + len(word))
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def plain_text(block: Block, guide: Guide) -> str:
    """What a block says, pictures and tables included."""
    if block.kind is BlockKind.ANSWERS:
        return " ".join(answer_words(guide.answers[key]) for key in block.items)
    if block.kind is BlockKind.PICTURE:
        picture = guide.pictures[block.target]
        return " ".join((f"{picture.title}.", *picture_words(picture)))
    return block.words


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
    for number, block in enumerate(section.blocks):
        if block.kind is not BlockKind.LINK:
            whole = block.kind in {BlockKind.HEADING, BlockKind.QUESTION}
            text = plain_text(block, guide)
            result += [(number, part) for part in ([text] if whole else sentences(text))]
    return result
