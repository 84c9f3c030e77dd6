"""Any table with a date column: names that are known are suggested, others wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.archive import Member
from ldn_desktop.interchange.pipeline.csv_table import Table, read_table
from ldn_desktop.interchange.pipeline.entries import Entry
from ldn_desktop.interchange.pipeline.synonyms import suggested
from ldn_desktop.interchange.pipeline.wide_table import (
    ambiguity_notices,
    cell_entries,
    find_date_column,
)
from ldn_desktop.interchange.source_format import FileHead, Format


def _recognises(head: FileHead) -> bool:
    return head.table is not None and find_date_column(_first_rows(head)) >= 0


def _first_rows(head: FileHead) -> Table:
    assert head.table
    return Table(head.table.header, head.text, head.table.separator)


def _entries(members: Sequence[Member], diary: Diary) -> Iterator[Entry]:
    for member in members:
        table = read_table(member)
        column = find_date_column(table)
        if column < 0:
            raise UserError(_("No column of “{name}” holds dates.").format(name=member.shown))
        yield from cell_entries(table, diary, column)


def _notices(members: Sequence[Member]) -> list[str]:
    notices = []
    for member in members:
        table = read_table(member)
        notices += ambiguity_notices(table, find_date_column(table))
    return notices


GENERIC = Format(
    "table", "CSV", _recognises, _entries, suggested, wide=True, notices=_notices, one_file=True
)
