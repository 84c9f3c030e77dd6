"""Oura’s tables: the trends of the website, and the nights and days of the account’s export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.diary.fields import Combine
from ldn_desktop.i18n import mark
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import Target, first_match, reading
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import CsvTable, cell
from ldn_desktop.interchange.reading.parsing import plain
from ldn_desktop.interchange.reading.wide_table import cell_entries
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

_TABLES = (
    frozenset({"date", "average hrv", "lowest resting heart rate"}),
    frozenset({"day", "type", "average hrv", "lowest heart rate", "total sleep duration"}),
    frozenset({"day", "steps", "active calories"}),
)
"""Plain titles that together name a table: trends, nights, days."""
_RULES = {
    # Of the two resting heart rates, the newer files have the lowest alone.
    "lowest resting heart rate": reading("resting_heart_rate"),
    "lowest heart rate": reading("resting_heart_rate"),
    "average hrv": reading("hrv_rmssd"),
    "total sleep time": reading("sleep_hours", Combine.SUM, unit="s"),
    "total sleep duration": reading("sleep_hours", Combine.SUM, unit="s"),
    "steps": reading("steps", Combine.MAX),
}
_NIGHT, _REST, _DELETED = "long sleep", "rest", "deleted"
_SLEPT = "total sleep duration"
_NAP = mark("This is from a nap. Only that night’s sleep counts.")
_RESTED = mark("It was a rest without sleep.")
_TAKEN_BACK = mark("It was deleted in Oura.")


def _recognises(head: FileHead) -> bool:
    return any(titles <= set(head.header) for titles in _TABLES)


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        table = context.read_table(member)
        kinds = _kinds(table)
        column = max(0, table.column("date", "day"))
        for entry in cell_entries(table, context.table_dates(table, column), column):
            reason = _of_a_nap(kinds.get(entry.row, _NIGHT), plain(entry.name))
            yield entry._replace(reason=entry.reason or reason) if reason else entry


def _kinds(table: CsvTable) -> dict[int, str]:
    """What each row of the nights is about; nothing for other tables, which have no such column."""
    column = table.column("type")
    if column < 0:
        return {}
    return {row: plain(cell(cells, column)) for row, cells in table.quiet.rows()}


def _of_a_nap(kind: str, title: str) -> str:
    """Why a cell is left out: naps are slept too, but their pulse is not that of the night."""
    if kind in (_DELETED, _REST):
        return _RESTED if kind == _REST else _TAKEN_BACK
    return "" if kind == _NIGHT or title == _SLEPT else _NAP


def _suggested(column: FileColumn, _context: NameContext) -> Target:
    return first_match(column.name, _RULES)


OURA = Format("oura", "Oura", _recognises, _entries, _suggested, wide=True)
