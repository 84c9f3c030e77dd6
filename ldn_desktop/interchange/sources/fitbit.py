"""Fitbit and Google Health: a Takeout’s tables and JSON, and the tables of the website."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ldn_desktop.diary.fields import Combine
from ldn_desktop.i18n import mark
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import (
    NO_TARGET,
    Target,
    first_match,
    left_out,
    reading,
)
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import (
    CsvTable,
    cell,
    parse_tables,
    read_table,
    read_tables,
)
from ldn_desktop.interchange.reading.dates import DateReader
from ldn_desktop.interchange.reading.json_records import (
    empty_record,
    measured,
    parse_day,
    records,
    starts_json_list,
    value_text,
)
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

_TAKEOUT_TABLES: tuple[frozenset[str], ...] = (
    frozenset({"timestamp", "rmssd", "nremhr"}),
    frozenset({"timestamp", "sleep log entry id", "resting heart rate"}),
    frozenset({"timestamp", "beats per minute", "data source"}),
    frozenset({"timestamp", "average heart rate variability milliseconds"}),
)
"""Normalised titles that together identify a table of a Takeout."""
_WEB_SLEEP = frozenset({"start time", "end time", "minutes asleep"})
_WEB_ACTIVITY = frozenset({"date", "calories burned", "steps", "distance"})
_WEB_TABLES = (_WEB_SLEEP, _WEB_ACTIVITY)
_PULSE = "beats per minute"
_RULES = {
    "rmssd": reading("hrv_rmssd", Combine.FIRST),
    "average heart rate variability": reading("hrv_rmssd", Combine.FIRST),
    "resting heart rate": reading("resting_heart_rate", Combine.FIRST),
    _PULSE: reading("resting_heart_rate", Combine.FIRST),
    "minutesasleep": reading("sleep_hours", Combine.SUM, unit="min"),
    "minutes asleep": reading("sleep_hours", Combine.SUM, unit="min"),
    "steps": reading("steps", Combine.MAX),
    "number of awakenings": left_out(NO_TARGET),
}
_MIDNIGHT = "00:00:00"
_OTHER_DEVICE = mark("Another device already gives this for the same day.")
_THROUGH_THE_DAY = mark("This is the pulse through the day, not the resting heart rate.")


def _recognises(head: FileHead) -> bool:
    if _is_takeout_table(head) or _recognises_json(head):
        return True
    if head.table is None:
        return False
    headers = (set(table.plain_header) for table in parse_tables(head.text))
    return any(titles <= header for header in headers for titles in _WEB_TABLES)


def _is_takeout_table(head: FileHead) -> bool:
    return any(titles <= set(head.header) for titles in _TAKEOUT_TABLES)


def _recognises_json(head: FileHead) -> bool:
    if not starts_json_list(head.text):
        return False
    resting = '"dateTime"' in head.text and '"error"' in head.text
    return resting or ('"dateOfSleep"' in head.text and '"minutesAsleep"' in head.text)


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        head = FileHead(member)
        if starts_json_list(head.text):
            yield from _json_entries(member, context)
        elif _is_takeout_table(head):
            yield from _takeout_entries(read_table(member), context)
        else:
            for table in read_tables(member):
                yield from _web_entries(table, context)


def _takeout_entries(table: CsvTable, context: FileContext) -> Iterator[FileEntry]:
    """One table of a Takeout; of several devices on a day the first one counts."""
    context.add_notices(table.notices)
    time = table.column("timestamp")
    if _is_pulse(table, time):
        # One every few seconds: millions of rows that nobody wants listed.
        count = sum(1 for _row in table.rows())
        yield FileEntry(table.title_row + 1, _PULSE, "", rows=count, reason=_THROUGH_THE_DAY)
        return
    source = table.column("data source")
    dates = context.date_reader(cell(cells, time) for _row, cells in table.quiet.rows())
    first: dict[date | None, str] = {}
    for row, cells in table.rows():
        when = dates.calendar_day(cell(cells, time))
        device = cell(cells, source)
        is_other = first.setdefault(when, device) != device
        reason = table.overflow(cells) or (_OTHER_DEVICE if is_other else "")
        for column, text in enumerate(cells):
            if column not in (time, source) and text:
                title = table.header[min(column, len(table.header) - 1)]
                yield FileEntry(row, title, text, when, reason=reason)


def _is_pulse(table: CsvTable, time: int) -> bool:
    """Whether a table of heart rates goes through the day.

    Its titles are those of the daily resting rates, which all stand at midnight.
    """
    if _PULSE not in table.plain_header:
        return False
    times = (cell(cells, time) for _row, cells in table.quiet.rows())
    return any(_MIDNIGHT not in text and ":" in text for text in times)


def _web_entries(table: CsvTable, context: FileContext) -> Iterator[FileEntry]:
    """A table of the website; sleep belongs to the day of waking."""
    context.add_notices(table.notices)
    end = table.column("end time")
    column = end if end >= 0 else table.column("date", "start time")
    column = max(column, 0)
    dates = context.table_dates(table, column)
    start = table.column("start time")
    for row, cells in table.rows():
        when = _day_of(cell(cells, column), dates, is_sleep=end >= 0)
        reason = table.overflow(cells)
        for number, text in enumerate(cells):
            if number not in (column, start) and text:
                title = table.header[min(number, len(table.header) - 1)]
                yield FileEntry(row, title, text, when, reason=reason)


def _day_of(text: str, dates: DateReader, *, is_sleep: bool) -> date | None:
    return dates.waking_day(text) if is_sleep else dates.calendar_day(text)


def _json_entries(member: Member, context: FileContext) -> Iterator[FileEntry]:
    for row, record in enumerate(records(member), 1):
        if "minutesAsleep" in record:
            text = value_text(record["minutesAsleep"])
            when = parse_day(record.get("dateOfSleep"), context)
            yield measured(row, "minutesAsleep", text, when)
            continue
        value = record.get("value")
        day = parse_day(record.get("dateTime"), context)
        if isinstance(value, dict):
            text = value_text(value.get("value"))
            when = parse_day(value.get("date"), context) or day
            yield measured(row, "resting heart rate", text, when)
        else:
            yield empty_record(row, day)


def _suggested(column: FileColumn, _context: NameContext) -> Target:
    return first_match(column.name, _RULES)


FITBIT = Format("fitbit", "Fitbit", _recognises, _entries, _suggested, wide=True)
