"""Tables: the separator found out, the header compared without case, rows in order."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.archive import (
    ImportCancelledError,
    Member,
    Progress,
    decode,
    lines_of,
    no_progress,
)
from ldn_desktop.interchange.pipeline.parsing import plain

SEPARATORS = ",;\t"
MAX_COLUMNS = 1_000
PROGRESS_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the text beneath it."""

    header: tuple[str, ...]
    """Titles, trimmed."""
    text: str
    separator: str
    progress: Progress = no_progress

    @property
    def plain_header(self) -> tuple[str, ...]:
        """Titles as compared: lower case, letters and digits alone."""
        return tuple(map(plain, self.header))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row under the header with its number, the header being row 1; empty ones left out.

        Cells are trimmed. Says how far it is. Raises UserError where the table cannot be read
        any further, ImportCancelledError when told to stop.
        """
        lines = self.text.count("\n") + 1
        reader = csv.reader(lines_of(self.text), delimiter=self.separator)
        row = 0
        try:
            for row, cells in enumerate(reader, 1):
                if row % PROGRESS_EVERY == 0 and not self.progress(min(1.0, row / lines)):
                    raise ImportCancelledError
                if row > 1 and cells:
                    yield row, [cell.strip() for cell in cells]
        except csv.Error as error:
            raise UserError(
                _("Row {n} of this table cannot be read. It may be damaged.").format(n=row + 1)
            ) from error

    @property
    def quiet(self) -> Table:
        """The same without telling how far it is: for a look before it is really read."""
        return replace(self, progress=no_progress)

    def column(self, *titles: str) -> int:
        """The column with one of these plain titles; −1 for none."""
        header = self.plain_header
        return next((header.index(title) for title in titles if title in header), -1)


def parse_table(text: str) -> Table | None:
    """`text` as a table; None where its first line is no header of two columns or more."""
    best: Table | None = None
    for separator in SEPARATORS:
        try:
            header = next(csv.reader(lines_of(text), delimiter=separator), [])
        except csv.Error:
            continue
        if len(header) > (len(best.header) if best else 1):
            best = Table(tuple(title.strip() for title in header), text, separator)
    if best and len(best.header) > MAX_COLUMNS:
        raise UserError(_("This table has more than {n:,} columns.").format(n=MAX_COLUMNS))
    return best


def read_table(member: Member) -> Table:
    """The whole table in `member`. Raises UserError where it holds none."""
    found = parse_table(decode(member.whole()))
    if found is None:
        raise UserError(
            _("“{name}” holds no table: its first line should name the columns.").format(
                name=member.shown
            )
        )
    return replace(found, progress=member.progress)


def cell(cells: Sequence[str], column: int) -> str:
    """The cell in `column`; empty where the row is too short or the column is missing."""
    return cells[column] if 0 <= column < len(cells) else ""
