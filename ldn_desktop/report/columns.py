"""The columns of every table in the doctor's report. A new column is an entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, TypeVar

from ldn_desktop.analysis.comparison_table import HEADINGS, ComparisonRow
from ldn_desktop.diary.fields import SCALE_FIELDS
from ldn_desktop.diary.model import Answer, Day
from ldn_desktop.diary.provenance import Provenance, provenance
from ldn_desktop.i18n import _, formats, pgettext
from ldn_desktop.report import phrases
from ldn_desktop.report.paper_table import PaperTable
from ldn_desktop.report.report_data import ReportData, Stage

Row = TypeVar("Row")

COPIED, FROM_PAPER, FILLED_IN, IMPORTED, BY_HELPER = "c", "p", "f", "i", "h"
"""Signs behind a score that was not entered on the day by the person."""
_SIGNS = {
    Provenance.COPIED: COPIED,
    Provenance.PAPER: FROM_PAPER,
    Provenance.RECALLED: FILLED_IN,
    Provenance.IMPORTED: IMPORTED,
}


@dataclass(frozen=True, slots=True)
class ReportColumn(Generic[Row]):
    """One column: its heading, and the text of its cell in a row."""

    heading: str
    cell: Callable[[Row], str]
    is_number: bool = False
    """Numbers end at the right of their column."""


def table_of(
    columns: Sequence[ReportColumn[Row]],
    rows: Iterable[Row],
    bold: frozenset[int] = frozenset(),
) -> PaperTable:
    """The table of `columns` for `rows`; `bold` are the indexes of the rows that stand out."""
    return PaperTable(
        [column.heading for column in columns],
        [[column.cell(row) for column in columns] for row in rows],
        frozenset(n for n, column in enumerate(columns) if column.is_number),
        bold,
    )


def dose_history(side_effects: Sequence[str]) -> list[ReportColumn[Stage]]:
    """“Dose history”: one row for the days on each dose; `side_effects` are names."""
    columns: list[ReportColumn[Stage]] = [
        ReportColumn(pgettext("dose", "From"), lambda stage: formats.long_date(stage.start)),
        ReportColumn(_("LDN per day"), _amount),
        ReportColumn(_("Days"), _of_days(lambda stage: str(stage.days)), is_number=True),
        ReportColumn(_("Taken"), _of_days(_taken), is_number=True),
        ReportColumn(_("Crash days"), _of_days(lambda stage: str(stage.crashes)), is_number=True),
        ReportColumn(_("per 28 days"), _of_days(phrases.rate), is_number=True),
    ]
    return columns + [_mean_column(name, index) for index, name in enumerate(side_effects)]


def _mean_column(heading: str, index: int) -> ReportColumn[Stage]:
    return ReportColumn(heading, lambda stage: stage.side_effects[index].text, is_number=True)


def _amount(stage: Stage) -> str:
    if not stage.pending:
        return stage.amount
    return _("{amount}, not confirmed yet").format(amount=stage.amount)


def _of_days(cell: Callable[[Stage], str]) -> Callable[[Stage], str]:
    """`cell` for a dose that was taken on some days; a step to be confirmed has none yet."""
    return lambda stage: "–" if stage.pending else cell(stage)


def _taken(stage: Stage) -> str:
    if not stage.mg:
        return "–"
    return _("{taken} of {days}").format(taken=stage.taken, days=stage.days)


def comparison() -> list[ReportColumn[ComparisonRow]]:
    """“Did anything change?” on the first page, with headings as short as there is room for."""
    return [
        ReportColumn(_("Score"), attrgetter("symptom")),
        ReportColumn(_("Before (days)"), attrgetter("earlier"), is_number=True),
        ReportColumn(_("Now (days)"), attrgetter("later"), is_number=True),
        ReportColumn(_("Change (95% interval)"), attrgetter("change"), is_number=True),
        ReportColumn(_("P(better)"), attrgetter("p_better"), is_number=True),
        ReportColumn(_("Verdict"), attrgetter("verdict")),
    ]


def comparison_details() -> list[ReportColumn[ComparisonRow]]:
    """The numbers behind it, on a page of their own."""
    names = ("symptom", "change", "p_better_mid", "effective_days", "missing", "drift")
    return [_detail(name, is_number=name == "change") for name in names]


def comparison_in_full() -> list[ReportColumn[ComparisonRow]]:
    """Everything there is, for the plain text."""
    return [_detail(name) for name in HEADINGS]


def _detail(name: str, *, is_number: bool = False) -> ReportColumn[ComparisonRow]:
    return ReportColumn(_(HEADINGS[name]), attrgetter(name), is_number)


def days(data: ReportData, *, notes: bool) -> list[ReportColumn[Day]]:
    """The table of days: one row a recorded day; blank where nothing was entered."""
    columns: list[ReportColumn[Day]] = [
        ReportColumn(_("Day"), lambda day: formats.short_date(day.date)),
        *(_score_column(data.labels[key], key) for key in data.keys),
        *(_score_column(_(field.label), field.key) for field in SCALE_FIELDS),
        ReportColumn(_("Crash"), lambda day: _("crash") if day.crash else ""),
        ReportColumn(_("LDN (mg)"), _dose),
    ]
    if notes:
        columns.append(ReportColumn(_("Note"), lambda day: " ".join(day.note.split())))
    return columns


def _score_column(heading: str, key: str) -> ReportColumn[Day]:
    return ReportColumn(heading, lambda day: _score(day.answers.get(key)))


def _score(answer: Answer | None) -> str:
    if answer is None:
        return ""
    by_helper = BY_HELPER if answer.by is not None else ""
    return f"{formats.number(answer.value)}{_SIGNS.get(provenance(answer), '')}{by_helper}"


def _dose(day: Day) -> str:
    return "" if day.dose_mg is None else formats.number(day.dose_mg)
