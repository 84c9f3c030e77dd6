"""Track & Graph’s export: one row a data point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ldn_desktop.diary.model import Diary
from ldn_desktop.interchange.pipeline.archive import Member
from ldn_desktop.interchange.pipeline.csv_table import cell, read_table
from ldn_desktop.interchange.pipeline.entries import Column, Entry
from ldn_desktop.interchange.pipeline.mapping import Target, note
from ldn_desktop.interchange.pipeline.parsing import moment
from ldn_desktop.interchange.pipeline.synonyms import suggested
from ldn_desktop.interchange.pipeline.wide_table import diary_day
from ldn_desktop.interchange.source_format import FileHead, Format

NOTE = "Note"
HEADER = ("featurename", "timestamp", "value")
_LABELLED = re.compile(r"(-?\d+(?:[.,]\d+)?):(?!\d\d(?::\d\d)?$)\s*(.*)")
"""Older files write a label behind the number, 3:Bad; but 1:10:00 is a length of time."""


def _recognises(head: FileHead) -> bool:
    return head.header[: len(HEADER)] == HEADER


def _entries(members: Sequence[Member], diary: Diary) -> Iterator[Entry]:
    for member in members:
        table = read_table(member)
        name, time, value = map(table.column, HEADER)
        notes = table.column("note")
        for row, cells in table.rows():
            time_text = cell(cells, time)
            at = moment(time_text)
            when = diary_day(at, time_text, diary) if at else None
            text = cell(cells, value)
            labelled = _LABELLED.fullmatch(text)
            yield Entry(row, cell(cells, name), labelled[1] if labelled else text, when, at)
            if cell(cells, notes):
                yield Entry(row, NOTE, cell(cells, notes), when, at, NOTE)


def _suggested(column: Column, diary: Diary) -> Target:
    return note() if column.group == NOTE else suggested(column, diary)


TRACK_AND_GRAPH = Format("track_and_graph", "Track & Graph", _recognises, _entries, _suggested)
