"""What a format is: how it is recognised, what it says, and what its names become."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import Target
from ldn_desktop.interchange.reading.archive import START, Member, decode
from ldn_desktop.interchange.reading.csv_table import CsvTable, parse_table


class FileHead:
    """The first lines of one file, as formats look at it to recognise their own."""

    def __init__(self, member: Member) -> None:
        self.member = member

    @cached_property
    def text(self) -> str:
        """Empty for what is no text."""
        content = self.member.start()
        if len(content) == START:  # a letter of several bytes may be cut at the end
            content = content[: content.rfind(b"\n") + 1 & ~1] or content
        try:
            return decode(content)
        except UserError:
            return ""

    @cached_property
    def table(self) -> CsvTable | None:
        if self.text.lstrip()[:1] in ("", "{", "[", "<"):
            return None
        try:
            return parse_table(self.text)
        except UserError:
            return None

    @property
    def header(self) -> tuple[str, ...]:
        """Plain titles of the table; empty where it is none or has none."""
        return self.table.plain_header if self.table and self.table.has_titles else ()


@dataclass(frozen=True, slots=True)
class NameContext:
    """What a suggestion for one name may depend on: the diary, and the other names."""

    diary: Diary
    columns: Mapping[str, FileColumn]


@dataclass(frozen=True, slots=True)
class Format:
    """One program's export."""

    key: str
    """Names it in the diary; never changes."""
    name: str
    """As people call it; stored with each imported answer."""
    recognises: Callable[[FileHead], bool]
    entries: Callable[[Sequence[Member], FileContext], Iterator[FileEntry]]
    """All that its files say, row by row."""
    suggested: Callable[[FileColumn, NameContext], Target]
    """What a name becomes unless the person says otherwise."""
    wide: bool = False
    """One column a name: what is left out is listed by column, not cell by cell."""
    updates: bool = True
    """Whether a later file knows better than an earlier one: so does an app's whole export, but
    one table need not have anything to do with another."""
    one_file: bool = False
    """Whether several such files in one folder or zip cannot be distinguished."""
    refusal: Callable[[Member], str] = lambda _member: ""
    """Why a file that surely belongs to it cannot be read by anybody else; usually empty."""
