"""Visible’s export: one row a tracker and day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.diary.function import DOMAINS
from ldn_desktop.diary.model import MarkKind
from ldn_desktop.i18n import mark
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import (
    NO_TARGET,
    Target,
    crash,
    exertion,
    funcap_item,
    left_out,
    mark_target,
    note,
    reading,
    score,
)
from ldn_desktop.interchange.pipeline.synonyms import rated
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import cell
from ldn_desktop.interchange.reading.parsing import plain
from ldn_desktop.interchange.reading.wide_table import unknown_cells
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

HEADER = ("observation date", "tracker name", "tracker category", "observation value")
_NOTE = "Note"
WORST = 3.0
"""Symptoms, sleep and exertion are rated 0 to 3."""

_EXERTION = frozenset({"cognitive", "social", "emotional", "physical"})
_COUNTED_OUT = {
    "pacepoints": mark("PacePoints are worked out by the app. The diary records what you rated."),
    "stability score": mark(
        "A stability score is worked out by the app. The diary records what you rated."
    ),
}
_MARKS = {"infection": MarkKind.INFECTION, "period": MarkKind.PERIOD}
# Visible computes rMSSD, as its help pages say; the file itself does not.
_READINGS = {"hr variability": "hrv_rmssd", "hrv": "hrv_rmssd", "resting hr": "resting_heart_rate"}
_FUNCAP = "funcap "


def _recognises(head: FileHead) -> bool:
    return head.header[: len(HEADER)] == HEADER


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        table = context.read_table(member)
        dates = context.table_dates(table, 0)
        has_more = len(table.header) > len(HEADER)
        for row, cells in table.rows():
            name, group = cell(cells, 1), cell(cells, 2)
            text, reason = cell(cells, 3), ""
            if len(cells) > len(table.header):
                # A note may hold commas that no quotes protect: all that is left is the note.
                text = f"{table.separator} ".join(cells[3:]).strip()
                reason = "" if group == _NOTE else table.overflow(cells)
            when, _at = dates.read(cell(cells, 0))
            yield FileEntry(row, name, text, when, None, group, 1, reason)
            if has_more and not reason:
                yield from unknown_cells(table, row, cells, range(len(HEADER)), when)


def _suggested(column: FileColumn, context: NameContext) -> Target:  # noqa: PLR0911  # one line a kind
    name, group = plain(column.name), plain(column.group)
    if name in _COUNTED_OUT:
        return left_out(_COUNTED_OUT[name])
    if name in _MARKS:
        return mark_target(_MARKS[name])
    if group.startswith(_FUNCAP):
        domain = group.removeprefix(_FUNCAP)
        return funcap_item(domain) if domain in DOMAINS else left_out(NO_TARGET)
    if group == "note" or name == "note":
        return note()
    if name == "crash":
        return crash()
    if name in _READINGS:
        return reading(_READINGS[name])
    if group == "measurement":
        return left_out(NO_TARGET)
    if group in _EXERTION:
        return exertion(0, WORST)
    if name == "sleep":
        return score("unrefreshing_sleep", 0, WORST, better_is_higher=True)
    return rated(column.name, context.diary, 0, WORST)


VISIBLE = Format("visible", "Visible", _recognises, _entries, _suggested)
