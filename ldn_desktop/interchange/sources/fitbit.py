"""Fitbit and Google Health: the tables and the JSON of a Takeout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.diary.fields import Combine
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.archive import Member
from ldn_desktop.interchange.pipeline.csv_table import cell, read_table
from ldn_desktop.interchange.pipeline.entries import Column, Entry
from ldn_desktop.interchange.pipeline.json_records import (
    empty_record,
    measured,
    parse_day,
    records,
    starts_json_list,
    value_text,
)
from ldn_desktop.interchange.pipeline.mapping import Target, first_match, reading
from ldn_desktop.interchange.pipeline.parsing import moment
from ldn_desktop.interchange.source_format import FileHead, Format

_TABLES: tuple[frozenset[str], ...] = (
    frozenset({"timestamp", "rmssd", "nremhr"}),
    frozenset({"timestamp", "sleep log entry id", "resting heart rate"}),
    frozenset({"timestamp", "beats per minute", "data source"}),
    frozenset({"timestamp", "average heart rate variability milliseconds"}),
)
"""Normalised titles that together identify a table."""
_RULES = {
    "rmssd": reading("hrv_rmssd", Combine.FIRST),
    "average heart rate variability": reading("hrv_rmssd", Combine.FIRST),
    "resting heart rate": reading("resting_heart_rate", Combine.FIRST),
    "beats per minute": reading("resting_heart_rate", Combine.FIRST),
    "minutesasleep": reading("sleep_hours", Combine.SUM, unit="min"),
}


def _recognises(head: FileHead) -> bool:
    is_table = any(titles <= set(head.header) for titles in _TABLES)
    return is_table or _recognises_json(head)


def _recognises_json(head: FileHead) -> bool:
    if not starts_json_list(head.text):
        return False
    resting = '"dateTime"' in head.text and '"error"' in head.text
    return resting or ('"dateOfSleep"' in head.text and '"minutesAsleep"' in head.text)


def _entries(members: Sequence[Member], _diary: Diary) -> Iterator[Entry]:
    for member in members:
        is_json = starts_json_list(FileHead(member).text)
        yield from _json_entries(member) if is_json else _table_entries(member)


def _table_entries(member: Member) -> Iterator[Entry]:
    """One table; of several devices on a day the first one counts."""
    table = read_table(member)
    time = table.column("timestamp")
    source = table.column("data source")
    first: dict[str, str] = {}
    for row, cells in table.rows():
        day = cell(cells, time)[:10]
        device = cell(cells, source)
        is_other = first.setdefault(day, device) != device
        at = moment(day)
        for column, title in enumerate(table.header):
            text = cell(cells, column)
            if column not in (time, source) and text:
                yield Entry(
                    row,
                    title,
                    text,
                    at.date() if at else None,
                    reason=_("Another device says this for the same day.") if is_other else "",
                )


def _json_entries(member: Member) -> Iterator[Entry]:
    for row, record in enumerate(records(member), 1):
        if "minutesAsleep" in record:
            text = value_text(record["minutesAsleep"])
            yield measured(row, "minutesAsleep", text, parse_day(record.get("dateOfSleep")))
            continue
        value = record.get("value")
        if isinstance(value, dict):
            text = value_text(value.get("value"))
            when = parse_day(value.get("date")) or parse_day(record.get("dateTime"))
            yield measured(row, "resting heart rate", text, when)
        else:
            yield empty_record(row, parse_day(record.get("dateTime")))


def _suggested(column: Column, _diary: Diary) -> Target:
    return first_match(column.name, _RULES)


FITBIT = Format("fitbit", "Fitbit", _recognises, _entries, _suggested, wide=True)
