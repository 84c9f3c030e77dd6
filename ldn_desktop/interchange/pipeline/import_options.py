"""What a person decides about one import; the window and the command line share it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from ldn_desktop.diary.model import Diary
from ldn_desktop.interchange.pipeline.mapping import Target
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.reading.csv_table import CsvTable, cell, read_table
from ldn_desktop.interchange.reading.dates import DateDecision, DateOrder, DateReader, decide

WEEKDAY_TITLES = ("weekday", "day of week", "wochentag", "day")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Everything beside the file: nothing of it is guessed where it is given."""

    mapping: Mapping[str, Target] = field(default_factory=dict)
    """What a name in the file becomes: field, scale, words and unit."""
    dates: DateOrder | None = None
    """How 03/04/2026 is meant; None lets the file decide."""
    replace: bool = False
    """Whether answers of an earlier import that differ are replaced."""


@dataclass(slots=True)
class FileContext:
    """What reading a file needs besides the file, and what was decided on the way."""

    diary: Diary
    now: datetime
    """Aware and local."""
    dates: DateOrder | None = None
    decisions: list[DateDecision] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def date_reader(
        self, texts: Iterable[str], weekdays: Iterable[tuple[str, str]] = ()
    ) -> DateReader:
        """A reader for a column of dates, decided from all its `texts`."""
        decision = decide(texts, weekdays, today=self.now.date(), chosen=self.dates)
        self.decisions.append(decision)
        return DateReader(decision.order, self.diary.about.day_ends_hour, self._zone)

    def table_dates(self, table: CsvTable, column: int) -> DateReader:
        """A reader for the dates in `column` of `table`; a column of weekdays helps."""
        weekday = next(
            (n for n, title in enumerate(table.plain_header) if title in WEEKDAY_TITLES), -1
        )
        if weekday in (-1, column):
            return self.date_reader(table.distinct(column))
        pairs = dict.fromkeys(
            (cell(cells, column), cell(cells, weekday)) for _row, cells in table.quiet.rows()
        )
        return self.date_reader((text for text, _weekday in pairs), pairs)

    def read_table(self, member: Member) -> CsvTable:
        """The table in `member`; its notices are added. Raises UserError."""
        table = read_table(member)
        self.add_notices(table.notices)
        return table

    def add_notices(self, notices: Iterable[str]) -> None:
        """Add what the person should know of a file, once."""
        self.notices += [notice for notice in notices if notice not in self.notices]

    @property
    def _zone(self) -> tzinfo | None:
        """None, the zone of this machine with its summer times, unless `now` is of another."""
        here = self.now.astimezone().utcoffset()
        return None if self.now.utcoffset() == here else self.now.tzinfo

    @property
    def decision(self) -> DateDecision | None:
        """The decision to show: the least certain one of all files."""
        unsettled = [d for d in self.decisions if d.example]
        return min(unsettled, key=lambda d: d.is_certain, default=None)
