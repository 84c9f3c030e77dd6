"""The printed pages: the report for the doctor, its plain-text twin, a chart on paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from matplotlib.figure import Figure

from ldn_desktop import output_file
from ldn_desktop.charts.drawing.style import Style
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _
from ldn_desktop.report import (
    comparison_section,
    days_pages,
    doctor_page,
    phrases,
    text_report,
)
from ldn_desktop.report.chart_page import chart_page, drawn_page, year_page
from ldn_desktop.report.file_formats import page_svg, pdf_bytes, picture_bytes, write_picture
from ldn_desktop.report.options import ReportOptions
from ldn_desktop.report.paper_page import ON_PAPER, SIZES, PaperPage
from ldn_desktop.report.report_data import MAX_SYMPTOMS, gather

__all__ = [
    "MAX_SYMPTOMS",
    "ON_PAPER",
    "SIZES",
    "ReportOptions",
    "chart_page",
    "drawn_page",
    "page_svg",
    "pages",
    "pdf_bytes",
    "picture_bytes",
    "plain_text",
    "short_text",
    "write_pdf",
    "write_picture",
    "write_text",
    "year_page",
]

_EVERYTHING = ReportOptions()


def pages(
    diary: Diary, options: ReportOptions = _EVERYTHING, style: Style = ON_PAPER
) -> list[Figure]:
    """The pages of the report. Raises UserError for an empty diary or impossible options."""
    data, series = gather(diary, options)
    page = PaperPage.of(options.paper, style)
    doctor_page.draw(page, data, series, options)
    drawn: list[Figure] = [page.canvas.figure]
    if options.with_days and data.comparisons:
        changes = comparison_section.pages(
            partial(PaperPage.of, options.paper, style),
            diary,
            data.comparisons,
            data.end,
            data.beside,
        )
        drawn += [page.canvas.figure for page in changes]
    if options.with_days:
        days = days_pages.pages(diary, data, options, style)
        drawn += [page.canvas.figure for page in days]
    return drawn


def write_pdf(diary: Diary, path: Path, options: ReportOptions = _EVERYTHING) -> None:
    """The report as a PDF at `path`. Raises UserError."""
    content = pdf_bytes(pages(diary, options), _(phrases.TITLE), options.name)
    output_file.write(path, content)


def plain_text(diary: Diary, options: ReportOptions = _EVERYTHING) -> str:
    """The report as plain text with the same numbers, for screen readers. Raises UserError."""
    data, _series = gather(diary, options)
    text = text_report.text(data, options)
    if options.with_days:
        text += "\n" + days_pages.table(diary, data, options).text() + "\n"
    return text


def short_text(diary: Diary, options: ReportOptions = _EVERYTHING) -> str:
    """The box at the top of the report in sentences, for a screen reader. Raises UserError."""
    data, _series = gather(diary, options)
    return text_report.summary(data)


def write_text(text: str, path: Path) -> None:
    """`text` (from `plain_text`) into `path`, as UTF-8. Raises UserError."""
    output_file.write(path, text.encode())
