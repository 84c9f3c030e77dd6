"""Rows of a CSV file with the columns date, phase and one per symptom.

Semicolons, tabs and decimal commas are read as an import reads them. Nothing is guessed that
could turn out otherwise: what cannot be understood is refused with its line.
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ldn_desktop.analysis.stats.series import Scale
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, system_errors

MOST_BYTES = 64_000_000
MISSING = frozenset({"", "na", "nan", "n/a", "none", "null"})
DATE, PHASE, SOURCE = "date", "phase", "source"
SEPARATORS = ",;\t"
_NUMERIC_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One day: its phase, its scores (NaN where there is none), and where they come from."""

    date: date
    phase: str
    scores: tuple[float, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where date, phase and source stand in a line; `source` is −1 for none."""

    date: int
    phase: int
    source: int
    width: int
    day_first: bool
    """How 03/04/2026 is meant."""

    @property
    def scores(self) -> list[int]:
        return [n for n in range(self.width) if n not in (self.date, self.phase, self.source)]


def read(path: Path, scale: Scale) -> tuple[tuple[str, ...], list[CsvRow]]:
    """Names of the symptoms, and the rows in the order of the file. Raises UserError."""
    lines = _lines(path)
    if not lines:
        raise UserError(_("“{name}” is empty.").format(name=path.name))
    header = [cell.strip() for cell in lines[0]]
    columns = _columns(header, lines[1:])
    rows: list[CsvRow] = []
    first_seen: dict[date, int] = {}
    for number, cells in enumerate(lines[1:], 2):
        if any(cell.strip() for cell in cells):
            row = _row(cells, number, columns, scale)
            check_new(row.date, number, first_seen)
            rows.append(row)
    return tuple(header[n] for n in columns.scores), rows


def _lines(path: Path) -> list[list[str]]:
    """The cells of each line, by the separator that gives the first line most cells."""
    text = _text(path)
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise UserError(
            _("“{name}” cannot be read as a CSV file ({error}).").format(
                name=path.name, error=error
            )
        ) from None


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(_("“{name}” is too large to compare.").format(name=path.name))
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(
            _("“{name}” could not be read: {error}.").format(
                name=path, error=system_errors.reason(error)
            )
        ) from None
    except UnicodeDecodeError:
        raise UserError(
            _("“{name}” is not text in UTF-8. Please save it as CSV (UTF-8).").format(
                name=path.name
            )
        ) from None


def _columns(header: list[str], lines: list[list[str]]) -> _Columns:
    names = [cell.lower() for cell in header]
    for required in (DATE, PHASE):
        if required not in names:
            raise UserError(
                _(
                    "The first line has no column called “{name}”. It needs date, phase and at "
                    "least one symptom."
                ).format(name=required)
            )
    for name in names:
        if not name or names.count(name) > 1:
            raise UserError(_("The first line needs a different name for each column."))
    at = names.index(DATE)
    dates = [cells[at].strip() for cells in lines if len(cells) > at]
    source = names.index(SOURCE) if SOURCE in names else -1
    return _Columns(at, names.index(PHASE), source, len(header), _day_first(dates))


def _day_first(dates: list[str]) -> bool:
    """Whether the day comes before the month: one 03/25/2026 settles the whole column."""
    numeric = [found for text in dates if (found := _NUMERIC_DATE.fullmatch(text))]
    return not any(int(found[2]) > 12 for found in numeric)


def _row(cells: list[str], line: int, columns: _Columns, scale: Scale) -> CsvRow:
    if len(cells) != columns.width:
        raise UserError(
            _("Line {line} has {n} cells; the first line has {width}.").format(
                line=line, n=len(cells), width=columns.width
            )
        )
    day, phase = cells[columns.date].strip(), cells[columns.phase].strip()
    if not phase:
        raise UserError(_("Line {line} does not say which phase it belongs to.").format(line=line))
    source = cells[columns.source].strip() if columns.source >= 0 else ""
    scores = tuple(score(cells[n], scale, line) for n in columns.scores)
    return CsvRow(_date(day, line, day_first=columns.day_first), phase, scores, source)


def _date(text: str, line: int, *, day_first: bool) -> date:
    try:
        numeric = _NUMERIC_DATE.fullmatch(text)
        if numeric is None:
            return date.fromisoformat(text)
        day, month = (1, 2) if day_first else (2, 1)
        return date(int(numeric[3]), int(numeric[month]), int(numeric[day]))
    except ValueError:
        raise UserError(
            _("Line {line}: “{text}” is not a date such as 2026-03-28.").format(
                line=line, text=text
            )
        ) from None


def score(value: object, scale: Scale, line: int) -> float:
    """A score on the scale, or NaN for a missing one. Raises UserError, naming the line."""
    if value is None or str(value).strip().lower() in MISSING:
        return math.nan
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        number = math.inf
    if not scale.low <= number <= scale.high:
        raise UserError(
            _("Line {line}: “{value}” is not a number from {low} to {high}.").format(
                line=line,
                value=value,
                low=formats.number(scale.low),
                high=formats.number(scale.high),
            )
        )
    return number


def check_new(day: date, line: int, first_seen: dict[date, int]) -> None:
    """Raises UserError where `day` was seen already."""
    before = first_seen.setdefault(day, line)
    if before != line:
        raise UserError(
            _("{date} is on lines {first} and {second}. Please delete one of them.").format(
                date=day, first=before, second=line
            )
        )
