"""Daylio’s CSV export: one row an entry, with a mood, activities, scales and a note."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from ldn_desktop.diary.fields import CRASH
from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import (
    NO_TARGET,
    Target,
    crash,
    left_out,
    note,
    score,
)
from ldn_desktop.interchange.pipeline.synonyms import known_key
from ldn_desktop.interchange.pipeline.synonyms import suggested as by_name
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import CsvTable, cell
from ldn_desktop.interchange.reading.dates import DateReader
from ldn_desktop.interchange.reading.parsing import plain, shortened
from ldn_desktop.interchange.reading.wide_table import unknown_cells
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

MOOD, NOTE = "mood", "note"
MOODS = {
    "rad": 5.0,
    "good": 4.0,
    "meh": 3.0,
    "bad": 2.0,
    "awful": 1.0,
    "super": 5.0,
    "gut": 4.0,
    "ok": 3.0,
    "schlecht": 2.0,
    "lausig": 1.0,
}
"""The moods Daylio starts with, in English and German. People rename them and add more."""

_TAG = re.compile(r"<[^<>]{0,40}>")
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li)>", re.IGNORECASE)
_TITLES = frozenset(
    {
        "full date",
        "year",
        "date",
        "weekday",
        "time",
        MOOD,
        "activities",
        "scales",
        "note title",
        NOTE,
    }
)
_ACTIVITY, _SCALE = "activity", "scale"


def _recognises(head: FileHead) -> bool:
    header = set(head.header)
    return {"time", "mood", "activities", "note"} <= header and (
        "full date" in header or {"year", "date"} <= header
    )


def _refusal(member: Member) -> str:
    """Daylio's own backup is not meant to be read by others."""
    if not member.name.lower().endswith("backup.daylio"):
        return ""
    return _(
        "This is a Daylio backup, which only Daylio can read. In Daylio please open “More”, then "
        "“Export Entries”, then “CSV (table)”, and import that file."
    )


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        table = context.read_table(member)
        columns = _DaylioColumns(table, context)
        for row, cells in table.rows():
            yield from columns.entries(row, cells, table.overflow(cells))


class _DaylioColumns:
    """Where each column of one file stands. Weekdays and short dates are localised."""

    def __init__(self, table: CsvTable, context: FileContext) -> None:
        self.full_date = table.column("full date")
        self.year, self.date = table.column("year"), table.column("date")
        self.time = table.column("time")
        self.mood = table.column(MOOD)
        self.activities = table.column("activities")
        self.scales = table.column("scales")
        self.texts = (table.column("note title"), table.column(NOTE))
        self.dates = self._reader(table, context)
        self.table = table
        self.known = {n for n, title in enumerate(table.plain_header) if title in _TITLES}

    def _reader(self, table: CsvTable, context: FileContext) -> DateReader:
        if self.full_date >= 0:
            return context.table_dates(table, self.full_date)
        return context.date_reader(self._date_text(cells) for _row, cells in table.quiet.rows())

    def _date_text(self, cells: Sequence[str]) -> str:
        """Until 2018 the year stood in a column of its own, beside “October 5”."""
        if self.full_date >= 0:
            return cell(cells, self.full_date)
        return f"{cell(cells, self.date)} {cell(cells, self.year)}"

    def entries(self, row: int, cells: Sequence[str], reason: str) -> Iterator[FileEntry]:
        """All that one entry says."""
        when, at = self.dates.at_clock(self._date_text(cells), cell(cells, self.time))
        mood = _text(cell(cells, self.mood))
        parts = list(self._parts(row, cells, when, at))
        if mood or not parts:
            yield FileEntry(row, MOOD, mood, when, at, reason=reason)
        for entry in parts:
            yield entry._replace(reason=reason) if reason else entry

    def _parts(
        self, row: int, cells: Sequence[str], when: date | None, at: datetime | None
    ) -> Iterator[FileEntry]:
        """Activities, scales and the note of one entry."""
        for activity in _split(cell(cells, self.activities)):
            yield FileEntry(row, f"{activity} ({_ACTIVITY})", "yes", when, at, _ACTIVITY)
        for scale in _split(cell(cells, self.scales)):
            name, text = _scale(scale)
            yield FileEntry(row, name, text, when, at, _SCALE)
        note_text = "\n".join(filter(None, (_text(cell(cells, n)) for n in self.texts)))
        if note_text:
            yield FileEntry(row, NOTE, note_text, when, at)
        yield from unknown_cells(self.table, row, cells, self.known, when)


def _scale(text: str) -> tuple[str, str]:
    """Name and value of “Sleep hours: 8:00”; a name may hold a colon, and so may a value."""
    name, colon, value = text.rpartition(": ")
    if not colon:
        name, colon, value = text.partition(":")
    name, value = name.strip(), value.strip()
    if name in (MOOD, NOTE):
        name = f"{name} ({_SCALE})"
    return (name, value) if name and colon else (text, "")


def _split(text: str) -> list[str]:
    return [part for one in text.replace("\u00a0", " ").split(" | ") if (part := _text(one))]


def _text(text: str) -> str:
    """What Daylio’s HTML shows."""
    shown = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return shown.replace("\u00a0", " ").strip()


def _suggested(column: FileColumn, context: NameContext) -> Target:
    if column.name == MOOD and not column.group:
        return _mood(column)
    if column.name == NOTE and not column.group:
        return note()
    if column.group == _SCALE:
        return by_name(column, context)
    meant = known_key(column.name.removesuffix(f" ({_ACTIVITY})"), context.diary)
    return crash() if meant == CRASH else left_out(NO_TARGET)


def _mood(column: FileColumn) -> Target:
    strange = [text for text in column.texts if plain(text) and text.lower() not in MOODS]
    ask = ""
    if strange:
        ask = _(
            "Which of Daylio’s five moods is “{names}”? It is left out until you choose."
        ).format(names="”, “".join(map(shortened, strange[:10])))
    return score("low_mood", 1, 5, better_is_higher=True, words=MOODS, ask=ask)


DAYLIO = Format("daylio", "Daylio", _recognises, _entries, _suggested, refusal=_refusal)
