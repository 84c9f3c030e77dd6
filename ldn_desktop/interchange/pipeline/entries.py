"""What a file says, before anyone has decided what it means."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.parsing import number

MAX_ENTRIES = 400_000
"""Rows or filled cells of one import: twenty-five years of the chattiest app."""
MAX_NAMES = 1_000
EXAMPLES = 3
MAX_EXAMPLE_TEXTS = 100


class Entry(NamedTuple):
    """One row of a long file, or one filled cell of a wide one.

    A named tuple, not a dataclass: a file holds hundreds of thousands of them.
    """

    row: int
    """As a spreadsheet counts: the header is row 1."""
    name: str
    """What the file calls it; the person decides by this name what it becomes."""
    text: str
    """The file's own text, trimmed."""
    when: date | None = None
    """The day it belongs to; None where the file gives none that can be read."""
    at: datetime | None = None
    """Time of entry where the file tells it; naive means local."""
    group: str = ""
    """The file's own heading for names of this kind."""
    rows: int = 1
    """How many rows of the file it stands for."""
    reason: str = ""
    """Why it cannot become an answer, whatever it is mapped to."""


@dataclass(frozen=True, slots=True)
class Column:
    """All that a file says under one name: what a person needs to decide what it becomes."""

    name: str
    group: str
    rows: int
    lowest: float
    """Smallest number; infinity where there is none."""
    highest: float
    """Largest number; minus infinity where there is none."""
    texts: tuple[str, ...]
    """Its first different texts, up to 100."""

    @property
    def examples(self) -> tuple[str, ...]:
        """A few texts to show."""
        return self.texts[:EXAMPLES]

    @property
    def has_numbers(self) -> bool:
        return self.lowest <= self.highest


class _Tally:
    """What has been seen under one name so far."""

    __slots__ = ("group", "highest", "lowest", "rows", "seen")

    def __init__(self, group: str) -> None:
        self.group = group
        self.rows = 0
        self.lowest, self.highest = math.inf, -math.inf
        self.seen: dict[str, None] = {}

    def add(self, found: Entry) -> None:
        self.rows += found.rows
        if found.text in self.seen:
            return
        if len(self.seen) < MAX_EXAMPLE_TEXTS and found.text:
            self.seen[found.text] = None
        value = number(found.text)
        if value is not None:
            self.lowest, self.highest = min(self.lowest, value), max(self.highest, value)


def columns(found: Iterable[Entry]) -> tuple[Column, ...]:
    """One column a name, in order of first appearance. Raises UserError for too many names."""
    tallies: dict[str, _Tally] = {}
    for one in found:
        tally = tallies.get(one.name)
        if tally is None:
            if len(tallies) >= MAX_NAMES:
                raise UserError(
                    _("This file names more than {n} different things. It is no diary.").format(
                        n=MAX_NAMES
                    )
                )
            tally = tallies[one.name] = _Tally(one.group)
        tally.add(one)
    return tuple(
        Column(name, t.group, t.rows, t.lowest, t.highest, tuple(t.seen))
        for name, t in tallies.items()
    )


def limited(found: Iterator[Entry]) -> Iterator[Entry]:
    """`found` as it is; raises UserError where a file says more than any diary could."""
    for count, one in enumerate(found, 1):
        if count > MAX_ENTRIES:
            raise UserError(
                _("This file holds more than {n:,} values. Please bring it in parts.").format(
                    n=MAX_ENTRIES
                )
            )
        yield one
