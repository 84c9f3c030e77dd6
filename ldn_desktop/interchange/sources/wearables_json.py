"""Fitbit’s and Garmin’s full data exports: tables and JSON, one file a month or a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _, mark
from ldn_desktop.interchange.pipeline.archive import Member, decoded
from ldn_desktop.interchange.pipeline.entries import Column, Found, counted
from ldn_desktop.interchange.pipeline.mapping import Combine, Target, reading
from ldn_desktop.interchange.pipeline.parsing import DateOrder, moment
from ldn_desktop.interchange.pipeline.strict_json import parsed
from ldn_desktop.interchange.source_format import Format, Start
from ldn_desktop.interchange.sources.table_presets import (
    by_rule,
    fitbit_cells,
    fitbit_target,
    is_fitbit_table,
)

_NO_DATA = mark("It says nothing.")
_SAID_AGAIN = mark("A later file of the export says this again.")
_GARMIN_SLEEP = ("deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds")
_GARMIN_DAY = ("restingHeartRate", "totalSteps")


def _records(member: Member) -> list[dict[str, Any]]:
    found = parsed(decoded(member.whole()))
    return (
        [record for record in found if isinstance(record, dict)] if isinstance(found, list) else []
    )


def _is_json(start: Start) -> bool:
    return start.text.lstrip()[:1] == "["


def _is_fitbit(start: Start) -> bool:
    return is_fitbit_table(start) or _is_fitbit_json(start)


def _is_fitbit_json(start: Start) -> bool:
    if not _is_json(start):
        return False
    resting = '"dateTime"' in start.text and '"error"' in start.text
    return resting or ('"dateOfSleep"' in start.text and '"minutesAsleep"' in start.text)


def _fitbit_found(members: Sequence[Member], _diary: Diary) -> Iterator[Found]:
    for member in members:
        if _is_json(Start(member)):
            yield from _fitbit_json(member)
        else:
            yield from fitbit_cells(member)


def _fitbit_json(member: Member) -> Iterator[Found]:
    for row, record in enumerate(_records(member), 1):
        if "minutesAsleep" in record:
            text = _text(record["minutesAsleep"])
            yield _measured(row, "minutesAsleep", text, _day(record.get("dateOfSleep")))
            continue
        kept = record.get("value")
        if isinstance(kept, dict):
            text = _text(kept.get("value"))
            when = _day(kept.get("date")) or _day(record.get("dateTime"))
            yield _measured(row, "resting heart rate", text, when)
        else:
            yield _empty(row, _day(record.get("dateTime")))


def _is_garmin_json(start: Start) -> bool:
    names = ("metrics", *_GARMIN_DAY, *_GARMIN_SLEEP)
    return (
        _is_json(start)
        and '"calendarDate"' in start.text
        and any(f'"{name}"' in start.text for name in names)
    )


def _garmin_found(members: Sequence[Member], _diary: Diary) -> Iterator[Found]:
    """All records; its files overlap by some days, of which the later file knows better."""
    by_name = sorted(members, key=lambda member: member.name)
    found = list(counted(one for member in by_name for one in _garmin_records(member)))
    last = {(one.name, one.when): place for place, one in enumerate(found)}
    for place, one in enumerate(found):
        again = not one.reason and last[one.name, one.when] != place
        yield one._replace(reason=_(_SAID_AGAIN)) if again else one


def _garmin_records(member: Member) -> Iterator[Found]:
    for row, record in enumerate(_records(member), 1):
        when = _day(record.get("calendarDate"))
        told = [*_garmin_numbers(row, record, when), *_garmin_hrv(row, record, when)]
        yield from told or [_empty(row, when)]


def _garmin_numbers(row: int, record: dict[str, Any], when: date | None) -> Iterator[Found]:
    for name in _GARMIN_DAY:
        if record.get(name) is not None:
            yield _numbered(row, name, record, when)
    parts = [record.get(name) for name in _GARMIN_SLEEP]
    slept = [part for part in parts if isinstance(part, int | float)]
    if slept:
        yield _measured(row, "asleepSeconds", _text(sum(slept)), when)


def _garmin_hrv(row: int, record: dict[str, Any], when: date | None) -> Iterator[Found]:
    """The night’s HRV stands among the measures of a “health status”."""
    measures = record.get("metrics")
    for measure in measures if isinstance(measures, list) else []:
        if isinstance(measure, dict) and measure.get("type") == "HRV":
            yield Found(row, "HRV", _text(measure.get("value")), when)


def _garmin_target(column: Column, _diary: Diary) -> Target:
    return by_rule(
        column.name,
        {
            "restingheartrate": reading("resting_heart_rate"),
            "totalsteps": reading("steps", Combine.MAX),
            "asleepseconds": reading("sleep_hours", Combine.SUM, unit="s"),
            # By Garmin's own description its HRV of a night is rMSSD.
            "hrv": reading("hrv_rmssd"),
        },
    )


def _measured(row: int, name: str, text: str, when: date | None) -> Found:
    """A number of a kind that is never 0: these files write 0 where nothing was measured."""
    return Found(row, name, text, when, reason=_NO_DATA if text in ("", "0", "0.0") else "")


def _empty(row: int, when: date | None) -> Found:
    """A record in which nothing is that the diary keeps."""
    return Found(row, _("Record"), "", when, reason=_(_NO_DATA))


def _numbered(row: int, name: str, record: dict[str, Any], when: date | None) -> Found:
    return Found(row, name, _text(record[name]), when)


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, bool) else str(value)[:200]


def _day(value: object) -> date | None:
    """A date as these files write it: ISO, or 03/01/26 with the month first."""
    if not isinstance(value, str):
        return None
    found = moment(value.split(" ")[0].split("T")[0], DateOrder.MONTH_FIRST)
    return found.date() if found else None


FITBIT = Format("fitbit", "Fitbit", _is_fitbit, _fitbit_found, fitbit_target, wide=True)
GARMIN_DATA = Format(
    "garmin_data", "Garmin", _is_garmin_json, _garmin_found, _garmin_target, wide=True
)
