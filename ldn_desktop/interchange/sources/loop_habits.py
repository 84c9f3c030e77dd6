"""Loop Habit Tracker’s export: a zip or folder with one table a habit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.diary.fields import CRASH
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import mark
from ldn_desktop.interchange.pipeline.archive import Member
from ldn_desktop.interchange.pipeline.csv_table import cell, read_table
from ldn_desktop.interchange.pipeline.entries import Column, Entry
from ldn_desktop.interchange.pipeline.mapping import Target, crash, left_out
from ldn_desktop.interchange.pipeline.parsing import moment, number
from ldn_desktop.interchange.pipeline.synonyms import known_key
from ldn_desktop.interchange.pipeline.synonyms import suggested as by_name
from ldn_desktop.interchange.source_format import FileHead, Format

HABITS = ("position", "name", "type")
CHECKMARKS = "Checkmarks"

_YES_NO, _NUMBERS = "yes or no", "numbers"
_NO_DATA = frozenset({"UNKNOWN", "SKIP", "-1", "-3"})
_SAYS_NOTHING = mark("Nothing was answered there.")
_FILLED_IN = mark("The app filled this in; nobody ticked it.")
_OF_A_HABIT = mark("A habit ticked or not has no column in the diary.")
_YES = {"YES_MANUAL": "yes", "2": "yes", "NO": "no", "0": "no"}
_AUTO = frozenset({"YES_AUTO", "1"})


def _recognises(head: FileHead) -> bool:
    if head.header[: len(HABITS)] == HABITS:
        return True
    # One table a habit, in a folder named after it; the title line alone would fit anything.
    return head.member.stem == CHECKMARKS and head.header[:2] == ("date", "value")


def _entries(members: Sequence[Member], _diary: Diary) -> Iterator[Entry]:
    names, types = _habits(members)
    for member in members:
        if member.stem == CHECKMARKS and member.folder:
            position, _blank, title = member.folder.partition(" ")
            name = names.get(position.lstrip("0"), title or member.folder)
            yield from _days(member, name, types.get(name, _YES_NO))


def _habits(members: Sequence[Member]) -> tuple[dict[str, str], dict[str, str]]:
    """Names by position, and what each habit counts: folder names lose some letters."""
    names: dict[str, str] = {}
    types: dict[str, str] = {}
    for member in members:
        if member.stem != CHECKMARKS:
            table = read_table(member)
            for _row, cells in table.rows():
                name = cell(cells, table.column("name"))
                names[cell(cells, table.column("position")).lstrip("0")] = name
                numeric = cell(cells, table.column("type")).upper() == "NUMERICAL"
                types[name] = _NUMBERS if numeric else _YES_NO
    return names, types


def _days(member: Member, name: str, kind: str) -> Iterator[Entry]:
    table = read_table(member)
    for row, cells in table.rows():
        at = moment(cell(cells, 0))
        said = cell(cells, 1)
        text, reason = _thousandth(said) if kind == _NUMBERS else _ticked(said)
        yield Entry(row, name, text, at.date() if at else None, group=kind, reason=reason)


def _ticked(said: str) -> tuple[str, str]:
    if said in _NO_DATA:
        return said, _SAYS_NOTHING
    if said in _AUTO:
        return said, _FILLED_IN
    return _YES.get(said, said), ""


def _thousandth(said: str) -> tuple[str, str]:
    """Loop writes numbers a thousand times too large."""
    value = number(said)
    if said in _NO_DATA or value is None or value < 0:
        return said, _SAYS_NOTHING
    return f"{value / 1000:g}", ""


def _suggested(column: Column, diary: Diary) -> Target:
    if column.group == _NUMBERS:
        return by_name(column, diary)
    return crash() if known_key(column.name, diary) == CRASH else left_out(_OF_A_HABIT)


LOOP_HABITS = Format("loop_habits", "Loop Habit Tracker", _recognises, _entries, _suggested)
