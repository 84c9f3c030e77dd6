"""Presets of the table reader: Garmin and Fitbit tables, and Track & Graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, mark
from ldn_desktop.interchange.pipeline.archive import Member
from ldn_desktop.interchange.pipeline.csv_table import cell, table_of
from ldn_desktop.interchange.pipeline.entries import Column, Found
from ldn_desktop.interchange.pipeline.mapping import (
    Combine,
    Target,
    left_out,
    note,
    reading,
)
from ldn_desktop.interchange.pipeline.parsing import moment, plain
from ldn_desktop.interchange.pipeline.synonyms import suggested
from ldn_desktop.interchange.source_format import Format, Start
from ldn_desktop.interchange.sources.generic_csv import diary_day, wide

WORKED_OUT = mark("A device worked this out; it is not what you felt. The diary keeps ratings.")
_WEEKLY = mark("This Garmin table has one row a week. Please export the daily one.")


def by_rule(name: str, rules: Mapping[str, Target]) -> Target:
    """The target of the first rule whose words stand in `name`."""
    wanted = plain(name)
    return next((rules[part] for part in rules if part in wanted), left_out(WORKED_OUT))


_GARMIN_RULES = {
    "7 day average": left_out(WORKED_OUT),
    "7d avg": left_out(WORKED_OUT),
    "resting heart rate": reading("resting_heart_rate"),
    # Garmin's overnight HRV is rMSSD by its own description; the table does not say so.
    "hrv status": reading("hrv_rmssd"),
    "overnight hrv": reading("hrv_rmssd"),
    "sleep need": left_out(WORKED_OUT),
    "resting": reading("resting_heart_rate"),
    "duration": reading("sleep_hours", Combine.SUM),
    "steps": reading("steps", Combine.MAX),
}

_FITBIT_RULES = {
    "rmssd": reading("hrv_rmssd", Combine.FIRST),
    "average heart rate variability": reading("hrv_rmssd", Combine.FIRST),
    "resting heart rate": reading("resting_heart_rate", Combine.FIRST),
    "beats per minute": reading("resting_heart_rate", Combine.FIRST),
    "minutesasleep": reading("sleep_hours", Combine.SUM, unit="min"),
}

_NO_YEAR = re.compile(r"[A-Za-z]{3,9}\.? \d{1,2}")


def _is_garmin(start: Start) -> bool:
    header = start.header
    if header[:3] == ("date", "avg score", "avg quality"):
        raise UserError(_(_WEEKLY))
    # The first column holds the dates, whatever its title says.
    if header == ("", "resting", "high") or "overnight hrv" in header:
        return True
    return bool(header) and header[0].startswith("sleep score ") and "duration" in header


def _garmin_found(members: Sequence[Member], diary: Diary) -> Iterator[Found]:
    for member in members:
        yield from wide(table_of(member), diary, 0)


def _garmin_target(column: Column, _diary: Diary) -> Target:
    return by_rule(column.name, _GARMIN_RULES)


def _garmin_asks(members: Sequence[Member]) -> list[str]:
    """Garmin leaves the year out of some tables; guessing it could move a whole year."""
    for member in members:
        for _row, cells in table_of(member).rows():
            if _NO_YEAR.fullmatch(cell(cells, 0)):
                return [
                    _("“{date}” names no year, so such rows stay out. Please write it in.").format(
                        date=cell(cells, 0)
                    )
                ]
    return []


GARMIN = Format(
    "garmin", "Garmin", _is_garmin, _garmin_found, _garmin_target, wide=True, asks=_garmin_asks
)

_FITBIT_TABLES: tuple[frozenset[str], ...] = (
    frozenset({"timestamp", "rmssd", "nremhr"}),
    frozenset({"timestamp", "sleep log entry id", "resting heart rate"}),
    frozenset({"timestamp", "beats per minute", "data source"}),
    frozenset({"timestamp", "average heart rate variability milliseconds"}),
)


def is_fitbit_table(start: Start) -> bool:
    return any(titles <= set(start.header) for titles in _FITBIT_TABLES)


def fitbit_cells(member: Member) -> Iterator[Found]:
    """One Fitbit table; of several devices on a day the first one counts."""
    table = table_of(member)
    place = table.place("timestamp")
    source = table.place("data source")
    first: dict[str, str] = {}
    for row, cells in table.rows():
        day = cell(cells, place)[:10]
        device = cell(cells, source)
        other = first.setdefault(day, device) != device
        at = moment(day)
        for column, title in enumerate(table.header):
            text = cell(cells, column)
            if column not in (place, source) and text:
                yield Found(
                    row,
                    title,
                    text,
                    at.date() if at else None,
                    reason=_("Another device says this for the same day.") if other else "",
                )


def fitbit_target(column: Column, _diary: Diary) -> Target:
    return by_rule(column.name, _FITBIT_RULES)


_LABELLED = re.compile(r"(-?\d+(?:[.,]\d+)?):(?!\d\d(?::\d\d)?$)\s*(.*)")
NOTE = "Note"


def _is_track_and_graph(start: Start) -> bool:
    return start.header[:3] == ("featurename", "timestamp", "value")


def _tracked(members: Sequence[Member], diary: Diary) -> Iterator[Found]:
    for member in members:
        table = table_of(member)
        name, time, value = (table.place(t) for t in ("featurename", "timestamp", "value"))
        notes = table.place("note")
        for row, cells in table.rows():
            text = cell(cells, time)
            at = moment(text)
            when = diary_day(at, text, diary) if at else None
            said = cell(cells, value)
            # Older files write a label behind the number: 3:Bad. 1:10:00 is a length of time.
            labelled = _LABELLED.fullmatch(said)
            yield Found(row, cell(cells, name), labelled[1] if labelled else said, when, at)
            if cell(cells, notes):
                yield Found(row, NOTE, cell(cells, notes), when, at, NOTE)


def _tracked_target(column: Column, diary: Diary) -> Target:
    if column.group == NOTE:
        return note()
    return suggested(column, diary)


TRACK_AND_GRAPH = Format(
    "track_and_graph", "Track & Graph", _is_track_and_graph, _tracked, _tracked_target
)
