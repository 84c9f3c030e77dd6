"""Any table with a date, a name and a value in each row, as many trackers write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import EMPTY_CELL, Target, note
from ldn_desktop.interchange.pipeline.synonyms import suggested
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import NOTE_TITLES, CsvTable, cell
from ldn_desktop.interchange.reading.parsing import NO_VALUE
from ldn_desktop.interchange.reading.wide_table import find_date_column, unique_titles
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

_NAMED_THINGS = (
    "symptom",
    "tracker",
    "feature",
    "metric",
    "measure",
    "item",
    "parameter",
    "variable",
    "habit",
)
_NAME_TITLES = frozenset(("name", *_NAMED_THINGS, *(f"{thing} name" for thing in _NAMED_THINGS)))
_VALUE_TITLES = frozenset(
    ("value", "score", "rating", "severity", "level", "intensity", "amount", "wert", "valor")
)
NOTE = "note"


class _LongLayout(NamedTuple):
    """Where the columns of such a table stand."""

    date: int
    name: int
    value: int


def _layout(table: CsvTable) -> _LongLayout | None:
    """The three columns; None where the table is of another kind."""
    names = [n for n, title in enumerate(table.plain_header) if title in _NAME_TITLES]
    values = [n for n, title in enumerate(table.plain_header) if title in _VALUE_TITLES]
    date_column = find_date_column(table)
    if date_column < 0 or len(names) != 1 or len(values) != 1:
        return None
    return _LongLayout(date_column, names[0], values[0])


def _recognises(head: FileHead) -> bool:
    return head.table is not None and head.table.has_titles and _layout(head.table) is not None


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        table = context.read_table(member)
        layout = _layout(table)
        if layout is not None:
            yield from _table_entries(table, layout, context)


def _table_entries(
    table: CsvTable, layout: _LongLayout, context: FileContext
) -> Iterator[FileEntry]:
    dates = context.table_dates(table, layout.date)
    titles = unique_titles(table)
    for row, cells in table.rows():
        when, at = dates.read(cell(cells, layout.date))
        reason = table.overflow(cells)
        text = cell(cells, layout.value)
        says_nothing = EMPTY_CELL if text.lower() in NO_VALUE else ""
        name = cell(cells, layout.name)
        yield FileEntry(row, name, text, when, at, reason=reason or says_nothing)
        for column, other in enumerate(cells):
            if column not in layout and other:
                title = titles[column] if column < len(titles) else titles[-1]
                is_note = column < len(titles) and table.plain_header[column] in NOTE_TITLES
                group = NOTE if is_note else "beside"
                yield FileEntry(row, title, other, when, at, group, reason=reason)


def _suggested(column: FileColumn, context: NameContext) -> Target:
    if column.group == NOTE:
        return note()
    return suggested(column, context)


LONG_TABLE = Format(
    "long_table", "CSV", _recognises, _entries, _suggested, updates=False, one_file=True
)
