"""The printed pages: the report for the doctor, its plain-text twin, a chart on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from matplotlib.figure import Figure

from ldn_desktop import output_file
from ldn_desktop.charts.style import Style
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _
from ldn_desktop.report import (
    comparison_section,
    days_table,
    doctor_page,
    phrases,
    text_report,
)
from ldn_desktop.report.chart_page import chart_page, year_page
from ldn_desktop.report.doctor_page import ReportOptions
from ldn_desktop.report.output import pdf_bytes, picture_bytes, write_picture
from ldn_desktop.report.page import ON_PAPER, SIZES, Page
from ldn_desktop.report.report_data import MOST_SYMPTOMS, gather

__all__ = [
    "MOST_SYMPTOMS",
    "ON_PAPER",
    "SIZES",
    "chart_page",
    "pages",
    "pdf_bytes",
    "picture_bytes",
    "plain_text",
    "write_pdf",
    "write_picture",
    "write_text",
    "year_page",
]


def pages(
    diary: Diary,
    start: date | None = None,
    end: date | None = None,
    *,
    paper: str = "a4",
    name: str = "",
    questions: str = "",
    keys: Sequence[str] | None = None,
    printed: date | None = None,
    with_days: bool = False,
    style: Style = ON_PAPER,
) -> list[Figure]:
    """The pages of the report; `with_days` adds a page on what changed, and the table of days.

    Without `start` or `end` it covers the diary from its first to its last day. `keys` are
    up to six symptoms. Raises UserError for an empty diary, an impossible period or paper.
    """
    facts, columns = gather(diary, start, end, keys)
    page = Page.of(paper, style)
    doctor_page.draw(page, facts, columns, ReportOptions(name, questions, printed))
    drawn = [page.sheet.figure]
    if with_days and facts.comparisons:
        changes = Page.of(paper, style)
        comparison_section.draw(changes, diary, facts.comparisons, facts.end)
        drawn.append(changes.sheet.figure)
    if with_days:
        drawn += [p.sheet.figure for p in days_table.pages(diary, facts, columns, paper, style)]
    return drawn


def write_pdf(
    diary: Diary,
    path: Path,
    start: date | None = None,
    end: date | None = None,
    *,
    paper: str = "a4",
    name: str = "",
    questions: str = "",
    keys: Sequence[str] | None = None,
    printed: date | None = None,
    with_days: bool = False,
) -> None:
    """The report as a PDF at `path`; arguments as for `pages`. Raises UserError."""
    figures = pages(
        diary,
        start,
        end,
        paper=paper,
        name=name,
        questions=questions,
        keys=keys,
        printed=printed,
        with_days=with_days,
    )
    output_file.write(path, pdf_bytes(figures, _(phrases.TITLE), name))


def plain_text(
    diary: Diary,
    start: date | None = None,
    end: date | None = None,
    *,
    name: str = "",
    questions: str = "",
    keys: Sequence[str] | None = None,
    printed: date | None = None,
    with_days: bool = False,
) -> str:
    """The report as plain text with the same numbers, for screen readers. Raises UserError."""
    facts, columns = gather(diary, start, end, keys)
    text = text_report.text(facts, ReportOptions(name, questions, printed))
    if with_days:
        text += "\n" + days_table.table(diary, facts, columns).text() + "\n"
    return text


def write_text(text: str, path: Path) -> None:
    """`text` (from `plain_text`) into `path`, as UTF-8. Raises UserError."""
    output_file.write(path, text.encode())
