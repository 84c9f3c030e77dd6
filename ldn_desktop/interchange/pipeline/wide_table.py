"""Tables with a column of dates: which column it is, how its dates are meant, its cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.csv_table import Table, cell
from ldn_desktop.interchange.pipeline.entries import Entry
from ldn_desktop.interchange.pipeline.parsing import (
    DateOrder,
    date_order,
    has_time,
    is_ambiguous,
    moment,
    shortened,
)

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
        "fecha",
    }
)
"""Normalised titles of a column of dates."""
_SAMPLE_ROWS = 200
NO_VALUE = "--"
"""What Garmin writes into a cell without a value."""


def find_date_column(table: Table) -> int:
    """The column that holds dates: by its title, or else the first that reads as dates; −1."""
    rows = [cells for _row, cells in islice(table.quiet.rows(), _SAMPLE_ROWS)]
    by_title = [n for n, title in enumerate(table.plain_header) if title in DATE_TITLES]
    columns: list[int] = [*by_title, *range(len(table.header))]
    for column in columns:
        texts = [cell(cells, column) for cells in rows if cell(cells, column)]
        readable = sum(1 for text in texts if moment(text) or moment(text, DateOrder.MONTH_FIRST))
        if texts and readable * 2 > len(texts):
            return column
    return by_title[0] if by_title else -1


def order_of(table: Table, column: int) -> DateOrder:
    """How the dates of a column are meant; day first where nothing tells."""
    return date_order(_distinct_texts(table, column)) or DateOrder.DAY_FIRST


def _distinct_texts(table: Table, column: int) -> list[str]:
    return list(dict.fromkeys(cell(cells, column) for _row, cells in table.quiet.rows()))


def ambiguity_notices(table: Table, column: int) -> list[str]:
    """What to say where the dates of a column could be read two ways; nothing where not."""
    texts = _distinct_texts(table, column)
    unclear = [text for text in texts if is_ambiguous(text)]
    if not unclear or date_order(texts) is not None:
        return []
    notice = _("“{date}” could be read two ways. It was read with the day first.")
    return [notice.format(date=shortened(unclear[0]))]


def diary_day(at: datetime, text: str, diary: Diary) -> date:
    """The diary day of an entry: one of the small hours belongs to the day before."""
    ends = timedelta(hours=diary.about.day_ends_hour) if has_time(text) else timedelta()
    # Midnight exactly is how apps write a date without a time.
    is_date = (at.hour, at.minute, at.second) == (0, 0, 0)
    return at.date() if is_date else (at - ends).date()


def cell_entries(table: Table, diary: Diary, date_column: int) -> Iterator[Entry]:
    """Every filled cell of a table with one row a day, or a few."""
    order = order_of(table, date_column)
    names = unique_titles(table)
    for row, cells in table.rows():
        date_text = cell(cells, date_column)
        at = moment(date_text, order)
        when = diary_day(at, date_text, diary) if at else None
        entered_at = at if has_time(date_text) else None
        for column, text in enumerate(cells[: len(names)]):
            if column != date_column and text and text != NO_VALUE:
                yield Entry(row, names[column], text, when, entered_at)


def unique_titles(table: Table) -> list[str]:
    """Titles, numbered where one comes twice; a table read by title would lose a column."""
    seen: dict[str, int] = {}
    titles = []
    for number, title in enumerate(table.header, 1):
        name = title or _("Column {n}").format(n=number)
        seen[name] = seen.get(name, 0) + 1
        titles.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return titles
