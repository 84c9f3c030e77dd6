"""Track & Graph’s export: one row a data point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ldn_desktop.i18n import mark
from ldn_desktop.interchange.pipeline.entries import FileColumn, FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import Target, left_out, note
from ldn_desktop.interchange.pipeline.synonyms import suggested
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import cell
from ldn_desktop.interchange.reading.wide_table import unknown_cells
from ldn_desktop.interchange.source_format import FileHead, Format, NameContext

NOTE, LABEL = "Note", "Label"
_LABEL_LEFT = mark("A label beside a number. You can import labels as notes.")
HEADER = ("featurename", "timestamp", "value")
_LABELLED = re.compile(r"(-?\d+(?:[.,]\d+)?):(?!\d\d(?::\d\d)?$)\s*(.*)")
"""Older files write a label behind the number, 3:Bad; but 1:10:00 is a length of time."""


def _recognises(head: FileHead) -> bool:
    return head.header[: len(HEADER)] == HEADER


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        table = context.read_table(member)
        name, time, value = map(table.column, HEADER)
        label, notes = table.column("label"), table.column("note")
        dates = context.table_dates(table, time)
        known = (name, time, value, label, notes)
        for row, cells in table.rows():
            when, at = dates.read(cell(cells, time))
            reason = table.overflow(cells)
            text, named = _value_and_label(cell(cells, value))
            named = cell(cells, label) or named
            yield FileEntry(row, cell(cells, name), text, when, at, reason=reason)
            if named:
                yield FileEntry(row, LABEL, named, when, at, LABEL, reason=reason)
            if cell(cells, notes):
                yield FileEntry(row, NOTE, cell(cells, notes), when, at, NOTE, reason=reason)
            yield from unknown_cells(table, row, cells, known, when)


def _value_and_label(text: str) -> tuple[str, str]:
    labelled = _LABELLED.fullmatch(text)
    return (labelled[1], labelled[2]) if labelled else (text, "")


def _suggested(column: FileColumn, context: NameContext) -> Target:
    if column.group == NOTE:
        return note()
    if column.group == LABEL:
        return left_out(_LABEL_LEFT)
    return suggested(column, context)


TRACK_AND_GRAPH = Format("track_and_graph", "Track & Graph", _recognises, _entries, _suggested)
