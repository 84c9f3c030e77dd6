"""The diary as columns: one entry for each calendar day, NaN where nothing was entered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ldn_desktop.diary.fields import (
    CRASH,
    DOSE,
    NOTE,
    SCALE_FIELDS,
    STORED_AS_GIVEN,
)
from ldn_desktop.diary.model import (
    BY,
    Diary,
    DoseStep,
    Mark,
    Source,
)
from ldn_desktop.diary.symptoms import READINGS
from ldn_desktop.i18n import _

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MEAN_DAYS = 7
LEAST_RECORDED = 3
HELPED = "entered by a helper"
"""Among the columns: the days with an answer by a helper. No field is called so."""
"""Of the last seven days, so many must be recorded for their mean to be drawn."""


@dataclass(frozen=True, slots=True)
class DayValues:
    """One series: its days, and which of them were not entered on the day itself."""

    values: Floats
    hollow: Flags

    @classmethod
    def empty(cls, days: int) -> DayValues:
        return cls(np.full(days, np.nan), np.zeros(days, dtype=bool))

    @property
    def recorded(self) -> Flags:
        return ~np.isnan(self.values)

    def between(self, low: int, high: int) -> DayValues:
        """Indexes `low` to `high`, the latter left out; NaN beyond the ends."""
        part = DayValues.empty(max(0, high - low))
        inside = slice(max(0, low), max(0, min(high, len(self.values))))
        at = inside.start - low
        found = self.values[inside]
        part.values[at : at + len(found)] = found
        part.hollow[at : at + len(found)] = self.hollow[inside]
        return part


@dataclass(frozen=True, slots=True)
class PanelSeries:
    """What one frame draws as one line: days `start` onwards, one value a day."""

    key: str
    label: str
    unit: str
    """Empty for anything on the scale of 0–10."""
    origin: str
    """The app or device a reading came from; empty for symptoms."""
    start: date
    column: DayValues
    mean: Floats
    """Mean of the last 7 days, NaN where fewer than 3 of them are recorded."""

    @property
    def values(self) -> Floats:
        return self.column.values


def mean_of_last(values: Floats, days: int = MEAN_DAYS, least: int = LEAST_RECORDED) -> Floats:
    """Mean of the last `days` days at each day, NaN where fewer than `least` are recorded.

    It ends with the last recorded day before a gap: a line must not run on into nothing.
    """
    known = ~np.isnan(values)
    sums = _of_last(np.where(known, values, 0.0), days)
    counts = _of_last(known.astype(float), days)
    enough = counts >= least - 0.5
    mean = np.full(len(values), np.nan)
    np.divide(sums, counts, out=mean, where=enough)
    mean[_next_flagged(known) >= _next_flagged(~enough)] = np.nan
    return mean


def mean_or_none(values: Floats) -> float | None:
    """Mean of the recorded ones; None where fewer than 3 are."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) >= LEAST_RECORDED else None


def _of_last(amounts: Floats, days: int) -> Floats:
    total = np.concatenate(([0.0], np.cumsum(amounts)))
    first = np.maximum(0, np.arange(len(amounts)) - days + 1)
    sums: Floats = total[1:] - total[first]
    return sums


def _next_flagged(flags: Flags) -> NDArray[np.int64]:
    """Of each index, the nearest one from there on that is flagged; far away if none."""
    indexes = np.where(flags, np.arange(len(flags)), 2 * len(flags) + 1)
    return np.minimum.accumulate(indexes[::-1])[::-1]


def runs(flags: Flags) -> list[tuple[int, int]]:
    """Places of each unbroken run of flagged days: first, and the one after its last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


@dataclass(frozen=True)
class DailySeries:
    """Everything charts need of a diary, read once for each version of it."""

    first: date
    days: int
    columns: dict[tuple[str, str], DayValues]
    """By field and origin; the origin only distinguishes readings of several devices."""
    labels: dict[str, tuple[str, str]]
    """Label and unit by key."""
    dose_steps: list[DoseStep] = field(default_factory=list)
    invented: bool = False
    marks: tuple[Mark, ...] = ()

    @classmethod
    def of(cls, diary: Diary) -> DailySeries:
        """The series of all of `diary`."""
        dates = diary.dates()
        first = dates[0] if dates else date(2000, 1, 1)
        days = (dates[-1] - first).days + 1 if dates else 0
        return _updated(cls(first, days, {}, {}), diary, dates)

    def updated(self, diary: Diary, changed: Collection[date]) -> DailySeries:
        """The series after the days `changed` of `diary` changed."""
        if not self.days or any(not self.first <= when <= self.last for when in changed):
            return DailySeries.of(diary)
        return _updated(self._cleared(changed), diary, sorted(changed))

    def _cleared(self, changed: Collection[date]) -> DailySeries:
        indexes = [(when - self.first).days for when in changed]
        columns = {}
        for name, column in self.columns.items():
            values, hollow = column.values.copy(), column.hollow.copy()
            values[indexes], hollow[indexes] = np.nan, False
            columns[name] = DayValues(values, hollow)
        return replace(self, columns=columns)

    @property
    def last(self) -> date:
        """The last recorded day; the day before `first` while there is none."""
        return self.first + timedelta(days=self.days - 1)

    def span(self, start: date, end: date) -> tuple[int, int]:
        return (start - self.first).days, (end - self.first).days + 1

    def column(self, key: str, start: date, end: date) -> DayValues:
        """Field `key` from `start` to `end`, both included; of a reading, the first origin."""
        origins = self.origins(key)
        whole = self.columns.get((key, origins[0] if origins else ""), DayValues.empty(0))
        return whole.between(*self.span(start, end))

    def origins(self, key: str) -> list[str]:
        """Where the entries of `key` come from, in order of the alphabet."""
        return sorted(origin for name, origin in self.columns if name == key)

    def has(self, key: str, start: date, end: date) -> bool:
        return any(series.column.recorded.any() for series in self.series(key, start, end))

    def series(self, key: str, start: date, end: date) -> list[PanelSeries]:
        """One series for each origin of `key`; two ways to measure are never one line."""
        label, unit = self.labels.get(key, (key, ""))
        low, high = self.span(start, end)
        found = []
        for origin in self.origins(key) or [""]:
            whole = self.columns.get((key, origin), DayValues.empty(0))
            # The first days of the period look back at the days before it.
            longer = whole.between(low - MEAN_DAYS + 1, high)
            mean = mean_of_last(longer.values)[MEAN_DAYS - 1 :]
            part = whole.between(low, high)
            found.append(PanelSeries(key, label, unit, origin, start, part, mean))
        return found

    def recorded_days(self, start: date, end: date) -> int:
        """Days with any entry from `start` to `end`."""
        low, high = self.span(start, end)
        days: Flags = np.zeros(max(0, high - low), dtype=bool)
        for column in self.columns.values():
            days |= column.between(low, high).recorded
        return int(days.sum())

    def flags(self, name: str, start: date, end: date) -> Flags:
        """On which days of the period field `name` (crash, note) was entered."""
        return self.column(name, start, end).recorded

    def crashes(self, start: date, end: date) -> Flags:
        return self.flags(CRASH, start, end)

    def notes(self, start: date, end: date) -> Flags:
        return self.flags(NOTE, start, end)

    def taken(self, start: date, end: date) -> Floats:
        """Milligrams taken, 0 for “not today”, NaN where nothing was answered."""
        return self.column(DOSE, start, end).values

    def decided(self, start: date, end: date) -> Floats:
        """Milligrams decided with the prescriber, NaN before the first step."""
        amounts = np.full((end - start).days + 1, np.nan)
        for step in self.dose_steps:
            if not step.planned:
                amounts[max(0, (step.start - start).days) :] = step.mg
        return amounts


def _updated(series: DailySeries, diary: Diary, dates: Iterable[date]) -> DailySeries:
    """`series` with the days `dates` of `diary` read into them."""
    found: dict[tuple[str, str], tuple[list[int], list[Any], list[bool]]] = {}
    first = series.first.toordinal()
    for when in dates:
        position = when.toordinal() - first
        helped = False
        for name, answer in diary.day(when).answers.items():
            key = (name, answer.origin if name in READINGS and not READINGS[name].monthly else "")
            cells = found.get(key)
            if cells is None:
                cells = found[key] = ([], [], [])
            cells[0].append(position)
            cells[1].append(answer.value)
            cells[2].append(answer.source != Source.ENTERED)
            helped = helped or BY in answer.extra
        if helped:
            cells = found.setdefault((HELPED, ""), ([], [], []))
            cells[0].append(position)
            cells[1].append(1.0)
            cells[2].append(False)
    updated = dict(series.columns)
    for key, (indexes, amounts, hollow) in found.items():
        column = updated.setdefault(key, DayValues.empty(series.days))
        # Of a crash or a note, only that there is one is drawn.
        column.values[indexes] = 1.0 if key[0] in STORED_AS_GIVEN else amounts
        column.hollow[indexes] = hollow
    return replace(
        series,
        columns=updated,
        labels=_labels(diary),
        dose_steps=diary.dose_steps,
        invented=diary.about.invented,
        marks=tuple(diary.marks),
    )


def _labels(diary: Diary) -> dict[str, tuple[str, str]]:
    labels = {symptom.key: (symptom.label, "") for symptom in diary.symptoms}
    labels |= {field.key: (field.label, "") for field in SCALE_FIELDS}
    for reading in READINGS.values():
        labels[reading.key] = (reading.label, _(reading.unit))
    return labels
