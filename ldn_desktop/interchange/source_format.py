"""What a format is: how it is recognised, what it says, and what its names become."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.interchange.pipeline.archive import START, Member, decoded
from ldn_desktop.interchange.pipeline.csv_table import Table, table
from ldn_desktop.interchange.pipeline.entries import Column, Found
from ldn_desktop.interchange.pipeline.mapping import Target


class Start:
    """The first lines of one file, as formats look at it to recognise their own."""

    def __init__(self, member: Member) -> None:
        self.member = member

    @cached_property
    def text(self) -> str:
        """Empty for what is no text."""
        found = self.member.start()
        if len(found) == START:  # a letter of several bytes may be cut at the end
            found = found[: found.rfind(b"\n") + 1 & ~1] or found
        try:
            return decoded(found)
        except UserError:
            return ""

    @cached_property
    def table(self) -> Table | None:
        if self.text.lstrip()[:1] in ("", "{", "[", "<"):
            return None
        try:
            return table(io.StringIO(self.text).readline())
        except UserError:
            return None

    @property
    def header(self) -> tuple[str, ...]:
        """Plain titles of the table; empty where it is none."""
        return self.table.plain_header if self.table else ()


@dataclass(frozen=True, slots=True)
class Format:
    """One program's export."""

    key: str
    """Names it in the diary; never changes."""
    name: str
    """As people call it; kept beside each imported answer."""
    recognises: Callable[[Start], bool]
    found: Callable[[Sequence[Member], Diary], Iterator[Found]]
    """All that its files say, row by row."""
    suggested: Callable[[Column, Diary], Target]
    """What a name becomes unless the person says otherwise."""
    wide: bool = False
    """One column a name: what is left out is listed by column, not cell by cell."""
    asks: Callable[[Sequence[Member]], Sequence[str]] = lambda _members: ()
    """What the person should look at in the whole file, as sentences."""
