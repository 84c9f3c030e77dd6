"""Apple Health’s export: one huge XML file, read piece by piece and summed up by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from ldn_desktop.diary.fields import Combine
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, mark
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import NO_TARGET, Target, left_out, reading
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.dates import waking_day
from ldn_desktop.interchange.reading.parsing import number, shortened
from ldn_desktop.interchange.reading.xml_stream import Attributes, RecordReader
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

_PREFIXES = ("HKQuantityTypeIdentifier", "HKCategoryTypeIdentifier", "HKDataType")
RESTING, HRV, STEPS, SLEEP = (
    "RestingHeartRate",
    "HeartRateVariabilitySDNN",
    "StepCount",
    "SleepAnalysis",
)
ASLEEP = "HKCategoryValueSleepAnalysisAsleep"
LONGEST_SLEEP = timedelta(hours=24)
RECORD = "Record"
MAX_KINDS = 1_000

_ANOTHER_DEVICE = mark("Another device already gives this for the same day.")
_NOT_ASLEEP = mark("It says “in bed” or “awake”, not “asleep”.")
_DAMAGED = mark("This record is damaged and cannot be read.")
_UNREADABLE = mark("Its date or value cannot be read.")


class _Sum(NamedTuple):
    """Values of one day from one device."""

    row: int
    records: int
    total: float


Interval = tuple[datetime, datetime]


class _Records:
    """What has been read so far, summed up by day, so that memory does not grow with the file."""

    def __init__(self) -> None:
        self.row = 0
        self.means: dict[tuple[str, date], _Sum] = {}
        self.steps: dict[date, dict[str, _Sum]] = {}
        self.sleep: dict[date, dict[str, list[Interval]]] = {}
        self.first_sleep: dict[tuple[date, str], int] = {}
        self.left: dict[tuple[str, str], _Sum] = {}
        self._takers = {
            _PREFIXES[0] + RESTING: self._take_resting,
            _PREFIXES[0] + HRV: self._take_hrv,
            _PREFIXES[0] + STEPS: self._take_steps,
            _PREFIXES[1] + SLEEP: self._take_sleep,
        }

    def take(self, tag: str, attributes: Attributes) -> None:
        """One element of the file; called once for each of many millions."""
        if tag != RECORD:
            return
        self.row += 1
        kind = attributes.get("type", "")
        taker = self._takers.get(kind)
        if taker is None:
            self._leave(kind, NO_TARGET)
        elif not taker(attributes):
            self._leave(kind, _UNREADABLE)

    def skip(self) -> None:
        """One record that the XML around it does not let read."""
        self.row += 1
        self._leave(RECORD, _DAMAGED)

    def _leave(self, kind: str, reason: str) -> None:
        kind_and_reason = (_short(kind), reason)
        if kind_and_reason not in self.left and len(self.left) >= MAX_KINDS:
            raise UserError(_("This file has too many kinds of record. It may be damaged."))
        before = self.left.get(kind_and_reason, _Sum(self.row, 0, 0.0))
        self.left[kind_and_reason] = before._replace(records=before.records + 1)

    def _take_resting(self, attributes: Attributes) -> bool:
        return self._take_mean(RESTING, attributes)

    def _take_hrv(self, attributes: Attributes) -> bool:
        return self._take_mean(HRV, attributes)

    def _take_mean(self, name: str, attributes: Attributes) -> bool:
        when, value = _when(attributes.get("startDate", "")), number(attributes.get("value", ""))
        if when is None or value is None:
            return False
        self.means[name, when] = self._added(self.means.get((name, when)), value)
        return True

    def _take_steps(self, attributes: Attributes) -> bool:
        when, value = _when(attributes.get("startDate", "")), number(attributes.get("value", ""))
        if when is None or value is None:
            return False
        devices = self.steps.setdefault(when, {})
        device = attributes.get("sourceName", "")
        devices[device] = self._added(devices.get(device), value)
        return True

    def _added(self, before: _Sum | None, value: float) -> _Sum:
        if before is None:
            return _Sum(self.row, 1, value)
        return _Sum(before.row, before.records + 1, before.total + value)

    def _take_sleep(self, attributes: Attributes) -> bool:
        if not attributes.get("value", "").startswith(ASLEEP):
            self._leave(SLEEP, _NOT_ASLEEP)
            return True
        start = _moment(attributes.get("startDate", ""))
        end = _moment(attributes.get("endDate", ""))
        if start is None or end is None or not start < end <= start + LONGEST_SLEEP:
            return False
        when = waking_day(end)
        device = attributes.get("sourceName", "")
        self.first_sleep.setdefault((when, device), self.row)
        self.sleep.setdefault(when, {}).setdefault(device, []).append((start, end))
        return True

    def entries(self) -> Iterator[FileEntry]:
        """Everything, by day; every record of the file is counted once."""
        for (name, when), one in self.means.items():
            yield _of_day(name, when, one, one.total / one.records)
        for when, devices in self.steps.items():
            yield from _best(STEPS, when, devices)
        for when, nights in self.sleep.items():
            slept = {
                device: _Sum(self.first_sleep[when, device], len(parts), _hours(parts))
                for device, parts in nights.items()
            }
            yield from _best(SLEEP, when, slept)
        for (name, reason), one in self.left.items():
            yield FileEntry(one.row, name, name, rows=one.records, reason=reason)


def _of_day(name: str, when: date, one: _Sum, value: float) -> FileEntry:
    return FileEntry(one.row, name, f"{value:.2f}".rstrip("0").rstrip("."), when, rows=one.records)


def _best(name: str, when: date, devices: Mapping[str, _Sum]) -> Iterator[FileEntry]:
    """The device that saw most of the day; two of them together would count it twice."""
    chosen = max(devices, key=lambda device: (devices[device].total, device))
    for device, one in devices.items():
        found = _of_day(name, when, one, one.total)
        yield found if device == chosen else found._replace(reason=_ANOTHER_DEVICE)


def _hours(intervals: Iterable[Interval]) -> float:
    """Hours in at least one of `intervals`: stages of one sleep may overlap."""
    total, until = timedelta(), None
    for start, end in sorted(intervals):
        begin = start if until is None else max(start, until)
        if end > begin:
            total += end - begin
        until = end if until is None else max(until, end)
    return total / timedelta(hours=1)


@lru_cache(maxsize=1024)
def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _when(text: str) -> date | None:
    """The local date of 2018-11-30 06:13:30 +0100."""
    return _date(text[:10])


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text[:19] + text[20:])
    except ValueError:
        return None
    # An offset that the file leaves out is the same for start and end.
    return found if found.tzinfo else None


def _short(kind: str) -> str:
    for prefix in _PREFIXES:
        kind = kind.removeprefix(prefix)
    return shortened(kind) or "?"


def _recognises(head: FileHead) -> bool:
    return head.text.lstrip()[:1] == "<" and "HealthData" in head.text[:4_000]


def _entries(members: Sequence[Member], _context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        yield from read_records(member.chunks()).entries()


def read_records(chunks: Iterable[bytes]) -> _Records:
    """All records in the XML of `chunks`. Raises UserError for what is no such file."""
    records = _Records()
    RecordReader("HealthData", RECORD, records.take, records.skip).read(chunks)
    return records


def _suggested(column: FileColumn, _context: NameContext) -> Target:
    known = {
        RESTING: reading("resting_heart_rate"),
        HRV: reading("hrv_sdnn"),
        STEPS: reading("steps", Combine.SUM),
        SLEEP: reading("sleep_hours", Combine.SUM),
    }
    return known.get(column.name, left_out(NO_TARGET))


APPLE_HEALTH = Format("apple_health", "Apple Health", _recognises, _entries, _suggested, wide=True)
