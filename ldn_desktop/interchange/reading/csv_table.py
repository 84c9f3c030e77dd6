"""Tables: the separator, the titles and every row, however a program or a person left them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from ldn_desktop.diary.fields import FIELDS, NOTE
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, mark, ngettext
from ldn_desktop.interchange.reading.archive import (
    ImportCancelledError,
    Member,
    Progress,
    decode,
    no_progress,
    replaced_characters,
)
from ldn_desktop.interchange.reading.dates import LONGEST_DATE, DateOrder, moment
from ldn_desktop.interchange.reading.parsing import number, plain, shortened

SEPARATORS = ",;\t|"
MAX_COLUMNS = 1_000
MAX_ROWS = 1_000_000
MAX_TABLES = 40
"""Tables that one file may hold; beyond it, empty lines part nothing any more."""
LONGEST_CELL = csv.field_size_limit()
PROGRESS_EVERY = 2_000
_LOOK_AHEAD = 12
"""Rows among which the titles are looked for."""
_LABELLED_ROWS = 3
TOO_MANY_CELLS = mark("This row has more cells than the table has headings.")
NOTE_TITLES = frozenset(FIELDS[NOTE].synonyms)

_LINE_END = re.compile(r"[\r\n]")
_CELL_ENDS = {sign: re.compile(rf"[\r\n{re.escape(sign)}]") for sign in SEPARATORS}
_FIRST_CELL = re.compile(r"[,;\t|]")

Row = tuple[int, list[str]]
"""Its number as a spreadsheet counts, the first line being 1, and its cells, trimmed."""


@dataclass(frozen=True)
class CsvTable:
    """Titles and the text of all rows."""

    header: tuple[str, ...]
    """Titles, trimmed; numbered columns where the table has none."""
    text: str
    separator: str
    title_row: int = 1
    """The row that holds the titles; rows up to it hold no values. 0 where there are none."""
    notices: tuple[str, ...] = ()
    progress: Progress = no_progress
    row_offset: int = 0
    """Rows of the file above this table, where it holds several."""

    @property
    def has_titles(self) -> bool:
        return self.title_row > 0

    @cached_property
    def plain_header(self) -> tuple[str, ...]:
        """Titles as compared: lower case, letters and digits alone."""
        return tuple(map(plain, self.header))

    def rows(self) -> Iterator[Row]:
        """Each row under the titles that has a filled cell.

        A row may be shorter than the titles, and longer: see `overflow`. A note in the last
        column keeps what no quotes protected. Reports progress. Raises UserError where the
        table cannot be read any further, ImportCancelledError when it is cancelled.
        """
        width = len(self.header)
        ends_in_note = self.plain_header[-1] in NOTE_TITLES
        lines = self.text.count("\n") + 1
        for row, cells in records(self.text, self.separator, width):
            if row % PROGRESS_EVERY == 0 and not self.progress(min(1.0, row / lines)):
                raise ImportCancelledError
            if row > MAX_ROWS:
                raise UserError(
                    _("This table has more than {n} rows.").format(n=formats.number(MAX_ROWS))
                )
            if row <= self.title_row:
                continue
            if ends_in_note and len(cells) > width:
                cells[width - 1 :] = [self.separator.join(cells[width - 1 :])]
            trimmed = [cell.strip() for cell in cells]
            if any(trimmed):
                yield row + self.row_offset, trimmed

    def overflow(self, cells: Sequence[str]) -> str:
        """Why a row cannot be read: filled cells beyond the titles. Empty where it can."""
        width = len(self.header)
        return TOO_MANY_CELLS if len(cells) > width and any(cells[width:]) else ""

    @property
    def quiet(self) -> CsvTable:
        """The same without reporting progress: for a look before it is really read."""
        return replace(self, progress=no_progress)

    def column(self, *titles: str) -> int:
        """The column with one of these plain titles; −1 for none."""
        header = self.plain_header
        return next((header.index(title) for title in titles if title in header), -1)

    def distinct(self, column: int) -> list[str]:
        """The different texts of a column, in order."""
        return list(dict.fromkeys(cell(cells, column) for _row, cells in self.quiet.rows()))


def records(text: str, separator: str, width: int = 0) -> Iterator[Row]:
    """The records of `text`, cells as they stand; `width` is how many cells one should have.

    A quote that is never closed, or that closes in the middle of a cell, is an ordinary
    character: it must not swallow the rows that follow. Raises UserError for an endless cell.
    """
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    row, line = 0, 0
    while True:
        row += 1
        start, end = lines.tell(), -1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells, end = _repaired_record(text, start, separator, row)
        else:
            if reader.line_num - line > 1 and len(cells) != width:
                literal = text[start : _line_end(text, start)].split(separator)
                if len(literal) == width or _holds_dated_lines(cells):
                    cells, end = literal, _next_line(text, _line_end(text, start))
            line = reader.line_num
        if end >= 0:
            lines.seek(end)
            reader, line = csv.reader(lines, delimiter=separator, strict=True), 0
        yield row, cells


def _holds_dated_lines(cells: Sequence[str]) -> bool:
    """Whether a cell goes on over lines that begin with a date, as the row itself does."""
    if not _is_date(cells[0].strip()):
        return False
    following = (line for cell in cells for line in cell.splitlines()[1:])
    return any(_is_date(_FIRST_CELL.split(line, maxsplit=1)[0].strip()) for line in following)


def _repaired_record(text: str, start: int, separator: str, row: int) -> tuple[list[str], int]:
    """The record at `start` with stray quotes as characters, and where the next one begins."""
    cells: list[str] = []
    while True:
        end = -1
        if text[start : start + 1] == '"':
            end = _closing_quote(text, start + 1, separator)
        if end >= 0:
            cells.append(text[start + 1 : end].replace('""', '"'))
            end += 1
        else:
            end = _first_of(_CELL_ENDS[separator], text, start)
            cells.append(text[start:end])
        if len(cells[-1]) > LONGEST_CELL:
            raise UserError(
                _("Row {n} of this table cannot be read. It may be damaged.").format(n=row)
            )
        if text[end : end + 1] != separator:
            return cells, _next_line(text, end)
        start = end + 1


def _closing_quote(text: str, start: int, separator: str) -> int:
    """Where the quote stands that closes a cell; −1 where the next one does not end it."""
    at = text.find('"', start)
    while at >= 0 and text[at + 1 : at + 2] == '"':
        at = text.find('"', at + 2)
    return at if at >= 0 and text[at + 1 : at + 2] in (separator, "\r", "\n", "") else -1


def _line_end(text: str, start: int) -> int:
    return _first_of(_LINE_END, text, start)


def _first_of(signs: re.Pattern[str], text: str, start: int) -> int:
    """Where one of `signs` stands first; the end of the text without any."""
    # Not text.find: it would look through all of the text for a sign that never comes.
    found = signs.search(text, start)
    return found.start() if found else len(text)


def _next_line(text: str, end: int) -> int:
    return end + (2 if text[end : end + 2] == "\r\n" else 1 if end < len(text) else 0)


def parse_table(text: str) -> CsvTable | None:
    """`text` as a table; None where its first rows are none of two columns or more."""
    tables = [table for sign in SEPARATORS if (table := _with_separator(text, sign))]
    best = max(tables, key=_plausibility, default=None)
    if best and len(best.header) > MAX_COLUMNS:
        raise UserError(
            _("This table has more than {n} columns.").format(n=formats.number(MAX_COLUMNS))
        )
    return best


def _plausibility(table: CsvTable) -> tuple[bool, int, int, int]:
    """Whether rows lie under the titles, titles come first, how many rows fit, how many titles."""
    first = islice(records(table.text, table.separator, len(table.header)), _LOOK_AHEAD)
    widths = [len(cells) for row, cells in first if row > table.title_row]
    width = len(table.header)
    has_rows = any(2 <= cells <= width for cells in widths)
    return (has_rows, -table.title_row, widths.count(width), width)


def _with_separator(text: str, separator: str) -> CsvTable | None:
    first_line = text[: _line_end(text, 0)].strip().strip('"').lower()
    if first_line.startswith("sep=") and first_line != f"sep={separator}":
        return None
    try:
        first = list(islice(records(text, separator), _LOOK_AHEAD))
    except UserError:
        return None
    index = _title_index(first)
    if index is None or len(first[index][1]) < 2:
        return None
    row, cells = first[index]
    if _holds_date(cells):
        numbered = tuple(_("Column {n}").format(n=n) for n in range(1, len(cells) + 1))
        notice = _("The first line has no headings, so the columns are numbered.")
        return CsvTable(numbered, text, separator, row - 1, (notice,))
    header = tuple(cell.strip().strip("\ufeff") for cell in cells)
    if _has_row_labels(first[index + 1 :], len(header)):
        header = ("", *header)
    above = [cells for _row, cells in first[:index] if any(cells)]
    return CsvTable(header, text, separator, row, _notices_above(above))


def _title_index(rows: Sequence[Row]) -> int | None:
    """Which of the first rows holds the titles, or the first values of a table without any."""
    filled = [index for index, (_row, cells) in enumerate(rows) if _count_filled(cells) > 1]
    if not filled:
        return None
    first = filled[0]
    if _starts_without_titles(rows, filled):
        return first
    for index in filled:
        following = next((n for n in filled if n > index), None)
        is_meta = following is not None and _is_meta(rows[index][1], rows[following][1])
        if _is_titles(rows[index][1]) and not is_meta:
            return index
    return first


def _starts_without_titles(rows: Sequence[Row], filled: Sequence[int]) -> bool:
    """Whether the first two filled rows hold dates in the same column, or the only one does."""
    dates = [_date_columns(rows[index][1]) for index in filled[:2]]
    return bool(dates[0] & dates[-1])


def _is_titles(cells: Sequence[str]) -> bool:
    return not any(number(cell.strip()) is not None for cell in cells) and not _holds_date(cells)


def _is_meta(cells: Sequence[str], following: Sequence[str]) -> bool:
    """Whether a row describes the file and not its columns: the titles are wider, below it."""
    return _count_filled(cells) * 2 <= _count_filled(following) and _is_titles(following)


def _count_filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _date_columns(cells: Sequence[str]) -> set[int]:
    return {n for n, cell in enumerate(cells) if _is_date(cell.strip())}


def _holds_date(cells: Sequence[str]) -> bool:
    return bool(_date_columns(cells))


def _is_date(text: str) -> bool:
    if not 6 <= len(text) <= LONGEST_DATE or (text.isdecimal() and len(text) != 8):
        return False
    return bool(moment(text) or moment(text, DateOrder.MONTH_FIRST))


def _has_row_labels(rows: Sequence[Row], width: int) -> bool:
    """Whether each row begins with a number of its own that no title stands over, as R writes."""
    labels = [cells[0].strip() for _row, cells in rows if len(cells) == width + 1]
    counted = [str(n) for n in range(1, len(labels) + 1)]
    return len(labels) == len(rows) and len(labels) >= _LABELLED_ROWS and labels == counted


def _notices_above(above: Sequence[Sequence[str]]) -> tuple[str, ...]:
    texts = [" ".join(filter(None, (cell.strip() for cell in cells))) for cells in above]
    texts = [text for text in texts if not text.lower().startswith("sep=")]
    if not texts:
        return ()
    notice = ngettext(
        "{n} line above the headings is not part of the table: “{text}”.",
        "{n} lines above the headings are not part of the table; the first is “{text}”.",
        len(texts),
    )
    return (notice.format(n=len(texts), text=shortened(texts[0])),)


def read_table(member: Member) -> CsvTable:
    """The whole table in `member`. Raises UserError where it holds none."""
    text = decode(member.whole())
    found = parse_table(text)
    if found is None:
        raise UserError(
            _("“{name}” has no table: its first line should name the columns.").format(
                name=member.shown
            )
        )
    notices = (*found.notices, *replaced_characters(text))
    return replace(found, progress=member.progress, notices=notices)


def parse_tables(text: str) -> list[CsvTable]:
    """All tables in `text` that an empty line parts from one another, as Fitbit’s website does."""
    tables = []
    start, row = 0, 0
    for end in [*islice(_table_starts(text), MAX_TABLES - 1), len(text)]:
        table = parse_table(text[start:end])
        if table is not None:
            tables.append(replace(table, row_offset=row))
        row += text.count("\n", start, end)
        start = end
    return tables


def _table_starts(text: str) -> Iterator[int]:
    """Where a line stands that names a table: after an empty one, and without a separator."""
    at, is_after_empty = 0, False
    for line in io.StringIO(text):
        bare = line.strip(",;\t| \r\n")
        if bare and is_after_empty and not any(sign in bare for sign in SEPARATORS):
            yield at
        is_after_empty = not bare
        at += len(line)


def read_tables(member: Member) -> list[CsvTable]:
    """All tables in `member`; one where it holds no more. Raises UserError where it holds none."""
    whole = read_table(member)
    tables = parse_tables(whole.text)
    if len(tables) < 2:
        return [whole]
    return [replace(table, progress=member.progress, notices=()) for table in tables]


def cell(cells: Sequence[str], column: int) -> str:
    """The cell in `column`; empty where the row is too short or the column is missing."""
    return cells[column] if 0 <= column < len(cells) else ""
