"""Samsung Health’s tables: a line of meta data above the titles, a comma after each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from ldn_desktop.diary.fields import Combine
from ldn_desktop.i18n import mark
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import DEVICE_RESULT, Target, left_out, reading
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import CsvTable, cell, read_table
from ldn_desktop.interchange.reading.dates import clock_time, moment, waking_day
from ldn_desktop.interchange.reading.parsing import number
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

_SLEEP = "com samsung health sleep start time"
_SLEEP_END = "com samsung health sleep end time"
_OFFSET = "com samsung health sleep time offset"
_DURATION = "sleep duration"
_STEPS = frozenset({"day time", "count", "source type"})
_ALL_DEVICES = "-2"
"""The source type under which Samsung puts the steps of all devices together."""
_ONE_DEVICE = mark("The total from all devices is imported instead.")
_TIMES = frozenset({_SLEEP, _SLEEP_END, _OFFSET})


def _recognises(head: FileHead) -> bool:
    header = set(head.header)
    return _SLEEP in header or header >= _STEPS


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        table = read_table(member)
        is_sleep = _SLEEP in table.plain_header
        yield from _sleep_entries(table) if is_sleep else _step_entries(table, context)


def _sleep_entries(table: CsvTable) -> Iterator[FileEntry]:
    has_duration = table.column(_DURATION) >= 0
    for row, cells in table.rows():
        reason = table.overflow(cells)
        when = _waking_day(table, cells)
        if not has_duration:
            yield FileEntry(
                row, "sleep_duration", _minutes_slept(table, cells), when, reason=reason
            )
        for column, text in enumerate(cells):
            title = table.plain_header[column] if column < len(table.header) else _DURATION
            if text and title not in _TIMES:
                name = table.header[min(column, len(table.header) - 1)]
                yield FileEntry(row, name, text, when, reason=reason)


def _waking_day(table: CsvTable, cells: Sequence[str]) -> date | None:
    """The day of the end of a sleep; the file's times are UTC, its offset is the person's."""
    start, end = _moments(table, cells)
    minutes = number(cell(cells, table.column(_DURATION)))
    if end is None and start is not None and minutes is not None and 0 <= minutes < 24 * 60:
        end = start + timedelta(minutes=minutes)
    if end is None:
        return None
    return waking_day(end + _offset(cell(cells, table.column(_OFFSET))))


def _moments(table: CsvTable, cells: Sequence[str]) -> tuple[datetime | None, datetime | None]:
    """Start and end of a sleep in UTC, which the file writes without saying so."""
    start, end = (moment(cell(cells, table.column(title))) for title in (_SLEEP, _SLEEP_END))
    return start and start.replace(tzinfo=None), end and end.replace(tzinfo=None)


def _minutes_slept(table: CsvTable, cells: Sequence[str]) -> str:
    """The minutes between the start and the end of a sleep, for tables without its duration."""
    start, end = _moments(table, cells)
    if start is None or end is None or end < start:
        return ""
    return f"{(end - start) / timedelta(minutes=1):g}"


def _offset(text: str) -> timedelta:
    """The difference to UTC of UTC+0200; none where it cannot be read."""
    try:
        clock = clock_time(f"00:00{text}")
    except ValueError:
        return timedelta()
    return (clock.utcoffset() if clock else None) or timedelta()


def _step_entries(table: CsvTable, context: FileContext) -> Iterator[FileEntry]:
    column, kind = table.column("day time"), table.column("source type")
    dates = context.table_dates(table, column)
    for row, cells in table.rows():
        text = cell(cells, column)
        when = _epoch_day(text) or dates.calendar_day(text)
        reason = table.overflow(cells)
        if not reason and cell(cells, kind) != _ALL_DEVICES:
            reason = _ONE_DEVICE
        for number_of, value in enumerate(cells):
            if number_of not in (column, kind) and value:
                title = table.header[min(number_of, len(table.header) - 1)]
                yield FileEntry(row, title, value, when, reason=reason)


def _epoch_day(text: str) -> date | None:
    """The day of a moment in milliseconds; Samsung writes days as midnight in UTC."""
    if not (text.isdecimal() and 12 <= len(text) <= 13):
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(text))).date()


def _suggested(column: FileColumn, _context: NameContext) -> Target:
    name = column.name.casefold()
    if name == "sleep_duration":
        return reading("sleep_hours", Combine.SUM, unit="min")
    if name == "count":
        return reading("steps", Combine.MAX)
    return left_out(DEVICE_RESULT)


SAMSUNG = Format("samsung", "Samsung Health", _recognises, _entries, _suggested, wide=True)
