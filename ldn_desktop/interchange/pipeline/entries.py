"""What a file says, before anyone has decided what it means."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats
from ldn_desktop.interchange.reading.parsing import decimal_mark, number, out_of

MAX_ENTRIES = 400_000
"""Values of one import: twenty-five years of the chattiest app."""
MAX_NAMES = 1_000
EXAMPLES = 3
MAX_TEXTS = 100


class FileEntry(NamedTuple):
    """One value of a file: a row of a long one, or a filled cell of a wide one.

    A named tuple, not a dataclass: a file holds hundreds of thousands of them.
    """

    row: int
    """As a spreadsheet counts: the first line is row 1."""
    name: str
    """What the file calls it; the person decides by this name what it becomes."""
    text: str
    """The file's own text, trimmed."""
    when: date | None = None
    """The day it belongs to; None where the file gives none that can be read."""
    at: datetime | None = None
    """Time of entry where the file has it; naive means local."""
    group: str = ""
    """The file's own heading for names of this kind."""
    rows: int = 1
    """How many values of the file it stands for."""
    reason: str = ""
    """Why it cannot become an answer, whatever it is mapped to."""


@dataclass(frozen=True, slots=True)
class FileColumn:
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
    out_of: float = 0.0
    """The highest rating that its texts themselves name, as in 8/10; 0 where they do not."""
    decimal: str = ""
    """The decimal separator; empty where it cannot be known."""

    @property
    def examples(self) -> tuple[str, ...]:
        """A few texts to show."""
        return self.texts[:EXAMPLES]

    @property
    def mark_name(self) -> str:
        """What a mark made of it is called: its name without the file's own heading."""
        return self.name.removeprefix(f"{self.group}: ")

    @property
    def has_numbers(self) -> bool:
        return self.lowest <= self.highest


class _ColumnBuilder:
    """What has been seen under one name so far."""

    __slots__ = ("decimal", "group", "highest", "lowest", "out_of", "rows", "seen")

    def __init__(self, group: str) -> None:
        self.group = group
        self.rows = 0
        self.lowest, self.highest = math.inf, -math.inf
        self.out_of = 0.0
        self.decimal = ""
        self.seen: dict[str, None] = {}

    def add(self, entry: FileEntry) -> None:
        self.rows += entry.rows
        text = entry.text
        if text in self.seen or entry.reason:
            return
        if len(self.seen) < MAX_TEXTS and text:
            self.seen[text] = None
        value = number(text)
        if value is None:
            rating = out_of(text)
            if rating is None:
                return
            value, high = rating
            self.out_of = max(self.out_of, high)
        elif not self.decimal:
            self.decimal = decimal_mark(text)
        self.lowest, self.highest = min(self.lowest, value), max(self.highest, value)


def columns(entries: Iterable[FileEntry]) -> tuple[FileColumn, ...]:
    """One column a name, in order of first appearance. Raises UserError for too many names."""
    builders: dict[str, _ColumnBuilder] = {}
    for entry in entries:
        builder = builders.get(entry.name)
        if builder is None:
            if len(builders) >= MAX_NAMES:
                raise UserError(
                    _(
                        "This file has more than {n} different names. That is too many for a diary."
                    ).format(n=MAX_NAMES)
                )
            builder = builders[entry.name] = _ColumnBuilder(entry.group)
        builder.add(entry)
    return tuple(
        FileColumn(name, b.group, b.rows, b.lowest, b.highest, tuple(b.seen), b.out_of, b.decimal)
        for name, b in builders.items()
    )


def limited(entries: Iterator[FileEntry]) -> Iterator[FileEntry]:
    """`entries` as they are; raises UserError where a file says more than any diary could."""
    for count, entry in enumerate(entries, 1):
        if count > MAX_ENTRIES:
            raise UserError(
                _("This file has more than {n} values. Please import it in parts.").format(
                    n=formats.number(MAX_ENTRIES)
                )
            )
        yield entry
