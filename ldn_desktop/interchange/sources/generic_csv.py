"""Any table with a date column, and presets for the tables of well-known apps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.archive import Member
from ldn_desktop.interchange.pipeline.csv_table import Table, cell, table_of
from ldn_desktop.interchange.pipeline.entries import Found
from ldn_desktop.interchange.pipeline.parsing import (
    DateOrder,
    date_order,
    has_time,
    is_ambiguous,
    moment,
    shortened,
)
from ldn_desktop.interchange.pipeline.synonyms import suggested
from ldn_desktop.interchange.source_format import Format, Start

DATES = frozenset(
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
"""Plain titles of a column of dates."""
_LOOKED_AT = 200


def date_place(table: Table) -> int:
    """The column that holds dates: by its title, or else the first that reads as dates; −1."""
    rows = [cells for _row, cells in islice(table.quiet.rows(), _LOOKED_AT)]
    by_title = [n for n, title in enumerate(table.plain_header) if title in DATES]
    places: list[int] = [*by_title, *range(len(table.header))]
    for place in places:
        texts = [cell(cells, place) for cells in rows if cell(cells, place)]
        read = sum(1 for text in texts if moment(text) or moment(text, DateOrder.MONTH_FIRST))
        if texts and read * 2 > len(texts):
            return place
    return by_title[0] if by_title else -1


def order_of(table: Table, place: int) -> DateOrder:
    """How the dates of a column are meant; day first where nothing tells."""
    return date_order(_texts(table, place)) or DateOrder.DAY_FIRST


def _texts(table: Table, place: int) -> list[str]:
    """The different texts of a column."""
    return list(dict.fromkeys(cell(cells, place) for _row, cells in table.quiet.rows()))


def diary_day(at: datetime, text: str, diary: Diary) -> date:
    """The diary day of an entry: one of the small hours belongs to the day before."""
    ends = timedelta(hours=diary.about.day_ends_hour) if has_time(text) else timedelta()
    # Midnight exactly is how apps write a date without a time.
    is_date = (at.hour, at.minute, at.second) == (0, 0, 0)
    return at.date() if is_date else (at - ends).date()


def wide(table: Table, diary: Diary, place: int) -> Iterator[Found]:
    """Every filled cell of a table with one row a day, or a few."""
    order = order_of(table, place)
    names = unique_titles(table)
    for row, cells in table.rows():
        text = cell(cells, place)
        at = moment(text, order)
        when = diary_day(at, text, diary) if at else None
        for column, said in enumerate(cells[: len(names)]):
            if column != place and said and said != "--":
                yield Found(row, names[column], said, when, at if has_time(text) else None)


def unique_titles(table: Table) -> list[str]:
    """Titles, numbered where one comes twice; a table read by title would lose a column."""
    seen: dict[str, int] = {}
    titles = []
    for place, title in enumerate(table.header, 1):
        name = title or _("Column {n}").format(n=place)
        seen[name] = seen.get(name, 0) + 1
        titles.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return titles


def _recognises(start: Start) -> bool:
    return start.table is not None and date_place(_first_rows(start)) >= 0


def _first_rows(start: Start) -> Table:
    assert start.table
    return Table(start.table.header, start.text, start.table.separator)


def _found(members: Sequence[Member], diary: Diary) -> Iterator[Found]:
    for member in members:
        table = table_of(member)
        place = date_place(table)
        if place < 0:
            raise UserError(_("No column of “{name}” holds dates.").format(name=member.shown))
        yield from wide(table, diary, place)


def questions(members: Sequence[Member]) -> list[str]:
    """What a person should look at: dates that could be read two ways."""
    asked = []
    for member in members:
        table = table_of(member)
        asked += two_ways(table, date_place(table))
    return asked


def two_ways(table: Table, place: int) -> list[str]:
    """What to say where the dates of a column could be read two ways; nothing where not."""
    texts = _texts(table, place)
    unclear = [text for text in texts if is_ambiguous(text)]
    if not unclear or date_order(texts) is not None:
        return []
    told = _("“{date}” could be read two ways. It was read with the day first.")
    return [told.format(date=shortened(unclear[0]))]


GENERIC = Format("table", "CSV", _recognises, _found, suggested, wide=True, asks=questions)
