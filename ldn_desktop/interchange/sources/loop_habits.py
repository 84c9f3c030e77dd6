"""Loop Habit Tracker’s export: a zip or folder with one table a habit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ldn_desktop.diary.fields import CRASH
from ldn_desktop.i18n import mark
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import Target, crash, left_out, note
from ldn_desktop.interchange.pipeline.synonyms import known_key
from ldn_desktop.interchange.pipeline.synonyms import suggested as by_name
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import CsvTable, cell, read_table
from ldn_desktop.interchange.reading.parsing import number
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

CHECKMARKS = "Checkmarks"
NOTES = "Notes"

_YES_NO, _NUMBERS = "yes or no", "numbers"
_NO_DATA = frozenset({"UNKNOWN", "SKIP", "-1", "-3"})
_NOT_ANSWERED = mark("There was no answer.")
_FILLED_IN = mark("The app filled this in; nobody ticked it.")
_OF_A_HABIT = mark("The diary does not record ticked habits.")
_YES = {"YES_MANUAL": "yes", "2": "yes", "NO": "no", "0": "no"}
_AUTO = frozenset({"YES_AUTO", "1"})
_TICKS = _NO_DATA | _AUTO | _YES.keys()


def _recognises(head: FileHead) -> bool:
    if head.header[:2] == ("position", "name") and not {"type", "interval"}.isdisjoint(head.header):
        return True
    # One table a habit, in a folder named after it; the titles alone would fit anything.
    if head.member.stem != CHECKMARKS or not head.member.folder or head.table is None:
        return False
    return head.header[:2] == ("date", "value") or _is_untitled(head.table)


def _is_untitled(table: CsvTable) -> bool:
    """Loop 1 wrote no titles: a date and a number are all there is."""
    return not table.has_titles and len(table.header) == 2


class _Habit(NamedTuple):
    name: str
    kind: str
    """Empty where the file does not say what the habit counts."""


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    habits = _habits(members)
    for member in members:
        if member.stem == CHECKMARKS and member.folder:
            position, _blank, title = member.folder.partition(" ")
            unknown = _Habit(title or member.folder, "")
            yield from _days(member, habits.get(position.lstrip("0"), unknown), context)


def _habits(members: Sequence[Member]) -> Mapping[str, _Habit]:
    """Habits by position: the names of folders lose some characters."""
    habits: dict[str, _Habit] = {}
    for member in members:
        if member.stem != CHECKMARKS:
            table = read_table(member)
            position, name, kind = map(table.column, ("position", "name", "type"))
            for _row, cells in table.rows():
                says = cell(cells, kind).upper()
                habits[cell(cells, position).lstrip("0")] = _Habit(
                    cell(cells, name),
                    "" if kind < 0 else _NUMBERS if says == "NUMERICAL" else _YES_NO,
                )
    return habits


def _days(member: Member, habit: _Habit, context: FileContext) -> Iterator[FileEntry]:
    table = read_table(member)
    context.add_notices(() if _is_untitled(table) else table.notices)
    dates = context.table_dates(table, 0)
    notes = table.column("notes")
    kind = habit.kind or _kind(table)
    for row, cells in table.rows():
        when, _at = dates.read(cell(cells, 0))
        text, reason = (_thousandth if kind == _NUMBERS else _ticked)(cell(cells, 1))
        reason = table.overflow(cells) or reason
        yield FileEntry(row, habit.name, text, when, group=kind, reason=reason)
        if cell(cells, notes):
            yield FileEntry(row, NOTES, cell(cells, notes), when, group=NOTES)


def _kind(table: CsvTable) -> str:
    """What a habit counts, judged from all its days: ticks have numbers of their own."""
    return _YES_NO if set(table.distinct(1)) <= _TICKS else _NUMBERS


def _ticked(text: str) -> tuple[str, str]:
    if text in _NO_DATA:
        return text, _NOT_ANSWERED
    if text in _AUTO:
        return text, _FILLED_IN
    return _YES.get(text, text), ""


def _thousandth(text: str) -> tuple[str, str]:
    """Loop writes numbers a thousand times too large."""
    value = number(text)
    if text in _NO_DATA or value is None or value < 0:
        return text, _NOT_ANSWERED
    return f"{value / 1000:.3f}".rstrip("0").rstrip("."), ""


def _suggested(column: FileColumn, context: NameContext) -> Target:
    if column.group == NOTES:
        return note()
    if column.group == _NUMBERS:
        return by_name(column, context)
    is_crash = known_key(column.name, context.diary) == CRASH
    return crash() if is_crash else left_out(_OF_A_HABIT)


LOOP_HABITS = Format("loop_habits", "Loop Habit Tracker", _recognises, _entries, _suggested)
