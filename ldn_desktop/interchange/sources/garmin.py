"""Garmin: the tables of Garmin Connect, and the JSON of a full data request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from ldn_desktop.diary.fields import Combine
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, mark
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry, limited
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import (
    DEVICE_RESULT,
    Target,
    first_match,
    left_out,
    reading,
)
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import CsvTable, read_table
from ldn_desktop.interchange.reading.json_records import (
    empty_record,
    measured,
    parse_day,
    records,
    starts_json_list,
    value_text,
)
from ldn_desktop.interchange.reading.wide_table import cell_entries
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

_WEEKLY = mark("This Garmin table has one row per week. Please export the daily one.")
_REPEATED = mark("This is repeated in a later file in the export.")
_NO_YEAR = re.compile(r"[A-Za-z]{3,9}\.? \d{1,2}")
_TABLE_RULES = {
    "7 day average": left_out(DEVICE_RESULT),
    "7d avg": left_out(DEVICE_RESULT),
    "resting heart rate": reading("resting_heart_rate"),
    # Garmin's overnight HRV is rMSSD by its own description; the table does not say so.
    "hrv status": reading("hrv_rmssd"),
    "overnight hrv": reading("hrv_rmssd"),
    "sleep need": left_out(DEVICE_RESULT),
    "resting": reading("resting_heart_rate"),
    "duration": reading("sleep_hours", Combine.SUM),
    "steps": reading("steps", Combine.MAX),
}
_RECORD_RULES = {
    "restingheartrate": reading("resting_heart_rate"),
    "totalsteps": reading("steps", Combine.MAX),
    "asleepseconds": reading("sleep_hours", Combine.SUM, unit="s"),
    # By Garmin's own description its HRV of a night is rMSSD.
    "hrv": reading("hrv_rmssd"),
}
_SLEEP_FIELDS = ("deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds")
_DAY_FIELDS = ("restingHeartRate", "totalSteps")


def _recognises_table(head: FileHead) -> bool:
    header = head.header
    if header[:3] == ("date", "avg score", "avg quality"):
        raise UserError(_(_WEEKLY))
    # The first column holds the dates, whatever its title says.
    if header == ("", "resting", "high") or "overnight hrv" in header:
        return True
    return bool(header) and header[0].startswith("sleep score ") and "duration" in header


def _table_entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        table = read_table(member)
        context.add_notices((*table.notices, *_missing_years(table)))
        yield from cell_entries(table, context.table_dates(table, 0), 0)


def _table_target(column: FileColumn, _context: NameContext) -> Target:
    return first_match(column.name, _TABLE_RULES)


def _missing_years(table: CsvTable) -> list[str]:
    """Garmin leaves the year out of some tables; guessing it could move a whole year."""
    notice = _("“{date}” has no year, so rows like this are left out. Please add the year.")
    short = (text for text in table.distinct(0) if _NO_YEAR.fullmatch(text))
    return [notice.format(date=text) for text in islice(short, 1)]


def _recognises_records(head: FileHead) -> bool:
    names = ("metrics", *_DAY_FIELDS, *_SLEEP_FIELDS)
    return (
        starts_json_list(head.text)
        and '"calendarDate"' in head.text
        and any(f'"{name}"' in head.text for name in names)
    )


def _record_entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    """All records; the files overlap by some days, of which the later file knows better."""
    by_name = sorted(members, key=lambda member: member.name)
    entries = list(
        limited(entry for member in by_name for entry in _member_entries(member, context))
    )
    last = {(entry.name, entry.when): index for index, entry in enumerate(entries)}
    for index, entry in enumerate(entries):
        again = not entry.reason and last[entry.name, entry.when] != index
        yield entry._replace(reason=_(_REPEATED)) if again else entry


def _member_entries(member: Member, context: FileContext) -> Iterator[FileEntry]:
    for row, record in enumerate(records(member), 1):
        when = parse_day(record.get("calendarDate"), context)
        found = [*_numbers(row, record, when), *_hrv(row, record, when)]
        yield from found or [empty_record(row, when)]


def _numbers(row: int, record: dict[str, Any], when: date | None) -> Iterator[FileEntry]:
    for name in _DAY_FIELDS:
        if record.get(name) is not None:
            yield FileEntry(row, name, value_text(record[name]), when)
    parts = [record.get(name) for name in _SLEEP_FIELDS]
    asleep = [part for part in parts if isinstance(part, int | float)]
    if asleep:
        yield measured(row, "asleepSeconds", value_text(sum(asleep)), when)


def _hrv(row: int, record: dict[str, Any], when: date | None) -> Iterator[FileEntry]:
    """The night’s HRV stands among the measures of a “health status”."""
    measures = record.get("metrics")
    for measure in measures if isinstance(measures, list) else []:
        if isinstance(measure, dict) and measure.get("type") == "HRV":
            yield FileEntry(row, "HRV", value_text(measure.get("value")), when)


def _record_target(column: FileColumn, _context: NameContext) -> Target:
    return first_match(column.name, _RECORD_RULES)


GARMIN = Format(
    "garmin",
    "Garmin",
    _recognises_table,
    _table_entries,
    _table_target,
    wide=True,
)
GARMIN_DATA = Format(
    "garmin_data", "Garmin", _recognises_records, _record_entries, _record_target, wide=True
)
