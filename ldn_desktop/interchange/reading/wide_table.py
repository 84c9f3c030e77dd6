"""Tables with one row a day, or a few: which column holds the dates, and its cells."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date
from itertools import islice

from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.entries import FileEntry
from ldn_desktop.interchange.pipeline.mapping import EMPTY_CELL, UNSURE
from ldn_desktop.interchange.reading.csv_table import CsvTable, cell
from ldn_desktop.interchange.reading.dates import DateOrder, DateReader, moment
from ldn_desktop.interchange.reading.parsing import NO_VALUE

DATE_TITLES = frozenset(
    {
        "date",
        "day",
        "datetime",
        "timestamp",
        "date time",
        "full date",
        "calendar date",
        "entry date",
        "recorded at",
        "logged at",
        "datum",
        "tag",
        "dato",
        "fecha",
        "jour",
    }
)
"""Normalised titles of a column of dates."""
UNKNOWN = "unknown column"
_SAMPLE_ROWS = 200


def find_date_column(table: CsvTable) -> int:
    """The column that holds dates: by its title, or else the first that reads as dates; −1."""
    rows = [cells for _row, cells in islice(table.quiet.rows(), _SAMPLE_ROWS)]
    by_title = [n for n, title in enumerate(table.plain_header) if title in DATE_TITLES]
    columns: list[int] = [*by_title, *range(len(table.header))]
    for column in columns:
        texts = [cell(cells, column) for cells in rows if cell(cells, column)]
        if texts and 2 * sum(map(_is_date, texts)) > len(texts):
            return column
    return by_title[0] if by_title else -1


def _is_date(text: str) -> bool:
    return any(moment(text, order) for order in DateOrder)


def cell_entries(table: CsvTable, dates: DateReader, date_column: int) -> Iterator[FileEntry]:
    """Every filled cell of a table."""
    names = unique_titles(table)
    for row, cells in table.rows():
        when, at = dates.read(cell(cells, date_column))
        reason = table.overflow(cells)
        for column, text in enumerate(cells):
            if column == date_column or not text:
                continue
            name = names[column] if column < len(names) else _column_name(column)
            if not reason and text.lower() in NO_VALUE:
                yield FileEntry(row, name, text, when, reason=EMPTY_CELL)
            else:
                yield FileEntry(row, name, text, when, at, reason=reason)


def unknown_cells(
    table: CsvTable, row: int, cells: Sequence[str], known: Container[int], when: date | None
) -> Iterator[FileEntry]:
    """The filled cells of a row in columns that its format does not know: newer apps add some."""
    titles = unique_titles(table)
    for column, text in enumerate(cells):
        if text and column not in known:
            name = titles[column] if column < len(titles) else _column_name(column)
            yield FileEntry(row, name, text, when, group=UNKNOWN, reason=UNSURE)


def _column_name(column: int) -> str:
    return _("Column {n}").format(n=column + 1)


def unique_titles(table: CsvTable) -> list[str]:
    """Titles, numbered where one comes twice; a table read by title would lose a column."""
    seen: dict[str, int] = {}
    titles = []
    for column, title in enumerate(table.header):
        name = title or _column_name(column)
        seen[name] = seen.get(name, 0) + 1
        titles.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return titles
