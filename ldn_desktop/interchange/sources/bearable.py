"""Bearable’s export: one row a rating, each kind with a scale of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from ldn_desktop.diary.fields import DOSE, Combine
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import READINGS
from ldn_desktop.i18n import _, mark
from ldn_desktop.interchange.pipeline.archive import Member
from ldn_desktop.interchange.pipeline.csv_table import Table, cell, read_table
from ldn_desktop.interchange.pipeline.entries import Column, Entry
from ldn_desktop.interchange.pipeline.mapping import (
    NO_PLACE,
    Target,
    left_out,
    note,
    reading,
    score,
    target_for,
)
from ldn_desktop.interchange.pipeline.parsing import moment, plain, shortened
from ldn_desktop.interchange.pipeline.synonyms import rated
from ldn_desktop.interchange.pipeline.synonyms import suggested as by_name
from ldn_desktop.interchange.source_format import FileHead, Format

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
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_WITH_WORD = re.compile(r"(.*)\(([^()]*)\)\s*")
_MEDICINE = mark("If this is your LDN, say so and it becomes the dose taken.")
_LDN = frozenset({"ldn", "naltrexone"})
_ALONE = frozenset({"mood", "energy", "sleep", "sleep quality"})
"""Categories that are one thing; in all others the detail names it."""


def _recognises(head: FileHead) -> bool:
    return {"date", "weekday", "time of day", "category", "rating amount", "detail"} <= set(
        head.header
    )


def _entries(members: Sequence[Member], _diary: Diary) -> Iterator[Entry]:
    for member in members:
        table = read_table(member)
        columns = _Columns(table)
        for row, cells in table.rows():
            yield from columns.found(row, cells)


class _Columns:
    """Where each column of one file stands."""

    def __init__(self, table: Table) -> None:
        # The formatted date is for machines; the other one is English and may lose its year.
        self.dates = [table.column("date formatted"), table.column("date")]
        self.time = table.column("time of day")
        self.category = table.column("category")
        self.rating = table.column("rating amount")
        self.detail = table.column("detail")
        self.notes = table.column("notes")

    def found(self, row: int, cells: Sequence[str]) -> Iterator[Entry]:
        """What one row says: its rating, and its note where it has one."""
        when = self._date(cells)
        at = _at(when, cell(cells, self.time))
        category = cell(cells, self.category)
        detail = cell(cells, self.detail)
        rating = cell(cells, self.rating)
        name, text = _said(category, detail, "" if rating == "None" else rating)
        notes = cell(cells, self.notes)
        if text or not notes:
            yield Entry(row, name, text, when, at, category)
        if notes:
            yield Entry(row, NOTES, notes, when, at, NOTES)

    def _date(self, cells: Sequence[str]) -> date | None:
        for column in self.dates:
            found = moment(cell(cells, column))
            if found:
                return found.date()
        return None


def _at(when: date | None, time: str) -> datetime | None:
    if when is None:
        return None
    clock = _CLOCK.fullmatch(time)
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (_TIMES.get(time.lower(), -1), 0)
    if not (0 <= hour < 24 and minute < 60):
        return None
    return datetime(when.year, when.month, when.day, hour, minute)  # noqa: DTZ001  # local


def _said(category: str, detail: str, rating: str) -> tuple[str, str]:
    """What a row is about, and what it says of it."""
    kind = plain(category)
    if kind == "symptom":
        worded = _WITH_WORD.fullmatch(detail)  # a name may hold brackets: only the last are cut
        if worded:
            return worded[1].strip(), rating or worded[2].strip()
        return detail, rating
    if kind in _ALONE:
        return category, rating or detail
    return f"{category}: {detail}" if detail else category, rating or detail


def _suggested(column: Column, diary: Diary) -> Target:
    kind = plain(column.group)
    if kind == "symptom":
        return rated(column.name, diary, 0, 4, words=SEVERITY)
    if kind == "mood":
        return _mood(column)
    if kind == "meds supplements":
        return _medicine(column)
    if kind == "health measurements":
        return _measurement(column, diary)
    known = {
        "energy": score("fatigue", 1, 5, better_is_higher=True),
        "sleep quality": score("unrefreshing_sleep", 1, 5, better_is_higher=True),
        "sleep": reading("sleep_hours", Combine.SUM),
        "notes": note(),
    }
    return known.get(kind, left_out(NO_PLACE))


def _medicine(column: Column) -> Target:
    """LDN whose amounts say mg is the dose taken; a bare 1 may as well be one capsule."""
    if _LDN.isdisjoint(plain(column.name).split()):
        return left_out(_MEDICINE)
    name = shortened(column.name)
    if all("mg" in text.lower() for text in column.texts):
        ask = _("“{name}” is taken for your LDN. Please look at what becomes of it.")
        return target_for(DOSE, ask=ask.format(name=name))
    ask = _(
        "“{name}” may be your LDN, but the file does not say whether its numbers are mg. "
        "If they are, choose “LDN taken, mg” for it."
    )
    return left_out(_MEDICINE, ask=ask.format(name=name))


def _measurement(column: Column, diary: Diary) -> Target:
    """A measurement of a kind the diary knows, entered by hand or taken from a device."""
    name = column.name.partition(": ")[2]
    meant = by_name(replace(column, name=name), diary)
    known = meant.field in READINGS or (meant.ask and not meant.kept)
    return meant if known else left_out(NO_PLACE)


def _mood(column: Column) -> Target:
    """Bearable rates mood up to 5 or up to 10, and its file does not say which."""
    high = 10.0 if column.highest > 5 else 5.0
    ask = _("Is mood in Bearable rated from 1 to {high:g}? Its file does not say.")
    return score("low_mood", 1, high, better_is_higher=True, ask=ask.format(high=high))


BEARABLE = Format("bearable", "Bearable", _recognises, _entries, _suggested)
