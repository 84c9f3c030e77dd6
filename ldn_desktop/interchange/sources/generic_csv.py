"""Any table with a date column: names that are known are suggested, others wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.entries import FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.synonyms import suggested
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.wide_table import cell_entries, find_date_column
from ldn_desktop.interchange.source_format import FileHead, Format


def _recognises(head: FileHead) -> bool:
    return head.table is not None and find_date_column(head.table) >= 0


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        table = context.read_table(member)
        column = find_date_column(table)
        if column < 0:
            raise UserError(_("No column in “{name}” has dates.").format(name=member.shown))
        yield from cell_entries(table, context.table_dates(table, column), column)


GENERIC = Format(
    "table",
    "CSV",
    _recognises,
    _entries,
    suggested,
    wide=True,
    updates=False,
    one_file=True,
)
