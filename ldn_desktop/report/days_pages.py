"""The table of days: every recorded day of the period, newest last, over as many pages."""

from __future__ import annotations

from ldn_desktop.charts.drawing.style import Style
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _
from ldn_desktop.report import columns, phrases
from ldn_desktop.report.options import ReportOptions
from ldn_desktop.report.paper_page import ON_PAPER, SMALL, PaperPage
from ldn_desktop.report.paper_table import PaperTable
from ldn_desktop.report.report_data import ReportData

ROW = 18.0


def table(diary: Diary, data: ReportData, options: ReportOptions) -> PaperTable:
    """One row a recorded day, notes only where chosen."""
    days = diary.days(data.start, data.end)
    return columns.table_of(columns.days(data, notes=options.notes), days)


def pages(
    diary: Diary,
    data: ReportData,
    options: ReportOptions,
    style: Style = ON_PAPER,
) -> list[PaperPage]:
    """The table, as many rows a page as fit."""
    whole = table(diary, data, options)
    probe = PaperPage.of(options.paper, style)
    row = probe.px(ROW)
    room = int((probe.bottom - probe.y - probe.px(96)) / row)
    parts = whole.parts(room)
    return [
        _page(
            PaperPage.of(options.paper, style),
            part,
            data,
            (number, len(parts)),
        )
        for number, part in enumerate(parts, start=1)
    ]


def _page(
    page: PaperPage, part: PaperTable, data: ReportData, number: tuple[int, int]
) -> PaperPage:
    page.heading(_("Days from {period}").format(period=phrases.period(data)))
    if data.invented:
        page.body(_(phrases.INVENTED), size=SMALL)
    page.space(4)
    part.draw(page, page.px(ROW))
    page.y = page.bottom - page.px(14)
    text = _(
        "{number} of {count} · c: copied, p: from paper, f: filled in afterwards, i: imported, "
        "h: entered by a helper"
    )
    line = text.format(number=number[0], count=number[1])
    page.body(line, size=SMALL, quiet=True, max_lines=1)
    return page
