"""Bearable’s export: one row a rating, each kind with a scale of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from ldn_desktop.diary.fields import Combine
from ldn_desktop.diary.model import MarkKind
from ldn_desktop.diary.symptoms import READINGS
from ldn_desktop.i18n import _, formats
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import (
    NO_TARGET,
    Target,
    left_out,
    mark_target,
    note,
    reading,
    score,
)
from ldn_desktop.interchange.pipeline.synonyms import dose_target, names_ldn, rated
from ldn_desktop.interchange.pipeline.synonyms import suggested as by_name
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import CsvTable, cell
from ldn_desktop.interchange.reading.parsing import plain
from ldn_desktop.interchange.reading.wide_table import unknown_cells
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

NOTES = "Notes"
SEVERITY: Mapping[str, float] = {
    "mild": 1.0,
    "moderate": 2.0,
    "severe": 3.0,
    "unbearable": 4.0,
    "extreme": 4.0,
}
_TIMES = {"pre": 5, "am": 9, "mid": 14, "pm": 20}
"""Hours for Bearable's parts of the day; only their order matters."""
_WITH_WORD = re.compile(r"(.*)\(([^()]*)\)\s*")
_NIGHTS = frozenset({"sleep", "sleep quality"})
_ALONE = frozenset({"mood", "energy", "sleep", "sleep quality"})
"""Categories that are one thing; in all others the detail names it."""
_BLEEDING = "menstru"
"""In the names of the phase that is a period: “Menstruation”, “Menstrual”."""


_TITLES = frozenset(
    {
        "date",
        "date formatted",
        "weekday",
        "time of day",
        "category",
        "rating amount",
        "detail",
        "notes",
    }
)


def _recognises(head: FileHead) -> bool:
    return {"date", "weekday", "time of day", "category", "rating amount", "detail"} <= set(
        head.header
    )


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        table = context.read_table(member)
        columns = _BearableColumns(table, context)
        for row, cells in table.rows():
            yield from columns.entries(row, cells, table.overflow(cells))


class _BearableColumns:
    """Where each column of one file stands."""

    def __init__(self, table: CsvTable, context: FileContext) -> None:
        # The formatted date is for machines; the other one is English and may lose its year.
        dates = (table.column("date formatted"), table.column("date"))
        self.dates = [(n, context.table_dates(table, n)) for n in dates if n >= 0]
        self.time = table.column("time of day")
        self.category = table.column("category")
        self.rating = table.column("rating amount")
        self.detail = table.column("detail")
        self.notes = table.column("notes")
        self.table = table
        self.known = {n for n, title in enumerate(table.plain_header) if title in _TITLES}

    def entries(self, row: int, cells: Sequence[str], reason: str) -> Iterator[FileEntry]:
        """What one row says: its rating, and its note where it has one."""
        category = cell(cells, self.category)
        when, at = self._moment(cells, plain(category))
        detail = cell(cells, self.detail)
        rating = cell(cells, self.rating)
        name, text = _name_and_text(category, detail, "" if rating == "None" else rating)
        notes = cell(cells, self.notes)
        if text or not notes:
            yield FileEntry(row, name, text, when, at, category, reason=reason)
        if notes:
            yield FileEntry(row, NOTES, notes, when, at, NOTES, reason=reason)
        yield from unknown_cells(self.table, row, cells, self.known, when)

    def _moment(self, cells: Sequence[str], kind: str) -> tuple[date | None, datetime | None]:
        """The diary day and the moment; a night belongs to the date at which it is written."""
        time = cell(cells, self.time)
        for column, dates in self.dates:
            text = cell(cells, column)
            day = dates.calendar_day(text)
            if day is None:
                continue
            hour = _TIMES.get(time.lower())
            if hour is not None:
                return day, datetime(day.year, day.month, day.day, hour)  # noqa: DTZ001  # local
            when, at = dates.at_clock(text, time)
            return (day if kind in _NIGHTS else when), at
        return None, None


def _name_and_text(category: str, detail: str, rating: str) -> tuple[str, str]:
    """What a row is about, and what it says of it."""
    kind = plain(category)
    if kind == "symptom":
        worded = _WITH_WORD.fullmatch(detail)  # a name may hold brackets: only the last are cut
        if worded:
            return worded[1].strip(), rating or worded[2].strip()
        return detail, rating
    if kind in _ALONE:
        return category, rating or detail
    if kind == "period" and not detail:  # its phases are different things
        detail = rating
    return f"{category}: {detail}" if detail else category, rating or detail


def _suggested(column: FileColumn, context: NameContext) -> Target:
    kind = plain(column.group)
    if kind == "symptom":
        return rated(column.name, context.diary, 0, 4, words=SEVERITY)
    if kind == "mood":
        return _mood(column)
    if kind == "meds supplements":
        return _medicine(column)
    if kind == "period":
        return _cycle(column)
    if kind == "health measurements":
        return _measurement(column, context)
    known = {
        "energy": score("fatigue", 1, 5, better_is_higher=True),
        "sleep quality": score("unrefreshing_sleep", 1, 5, better_is_higher=True),
        "sleep": reading("sleep_hours", Combine.SUM),
        "notes": note(),
    }
    return known.get(kind, left_out(NO_TARGET))


def _cycle(column: FileColumn) -> Target:
    """The days of a period are a mark; other phases of the cycle are not recorded."""
    is_period = _BLEEDING in plain(column.name)
    return mark_target(MarkKind.PERIOD) if is_period else left_out(NO_TARGET)


def _medicine(column: FileColumn) -> Target:
    """LDN whose amounts are in mg or micrograms is the dose taken; any other is a mark."""
    if not names_ldn(column.name):
        return mark_target(MarkKind.MEDICINE, column.mark_name)
    return dose_target(column, certain=True)


def _measurement(column: FileColumn, context: NameContext) -> Target:
    """A measurement of a kind the diary knows, entered by hand or taken from a device."""
    name = column.name.partition(": ")[2]
    meant = by_name(replace(column, name=name), context)
    known = meant.field in READINGS or (meant.ask and not meant.is_imported)
    return meant if known else left_out(NO_TARGET)


def _mood(column: FileColumn) -> Target:
    """Bearable rates mood up to 5 or up to 10, and its file does not say which."""
    high = 10.0 if column.highest > 5 else 5.0
    ask = _("Is mood in Bearable rated from 1 to {high}? Its file does not say.").format(
        high=formats.number(high)
    )
    return score(
        "low_mood",
        1,
        high,
        better_is_higher=True,
        ask=ask,
        assumed=True,
    )


BEARABLE = Format("bearable", "Bearable", _recognises, _entries, _suggested)
