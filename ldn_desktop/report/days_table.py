"""The table of days: every recorded day of the period, newest last, over as many pages."""

from __future__ import annotations

from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.drawing.style import Style
from ldn_desktop.diary.fields import EXERTION
from ldn_desktop.diary.model import Answer, Day, Diary, Source
from ldn_desktop.i18n import _, formats
from ldn_desktop.report import phrases
from ldn_desktop.report.options import ReportOptions
from ldn_desktop.report.paper_page import ON_PAPER, SMALL, PaperPage
from ldn_desktop.report.paper_table import PaperTable
from ldn_desktop.report.report_data import ReportData

ROW = 18.0
_SIGNS = {Source.COPIED: "c", Source.RECALLED: "m", Source.IMPORTED: "i"}
_HELPED = "h"


def table(
    diary: Diary, data: ReportData, series: DailySeries, options: ReportOptions
) -> PaperTable:
    """One row a recorded day; blank where nothing was entered, notes only where chosen."""
    names = [series.labels[key][0] for key in data.keys]
    heads = [_("Day"), *names, _("Exertion"), _("Crash"), _("LDN mg")]
    if options.notes:
        heads.append(_("Note"))
    rows = [_row(day, data, options) for day in diary.days(data.start, data.end)]
    return PaperTable(heads, rows)


def _row(day: Day, data: ReportData, options: ReportOptions) -> list[str]:
    scores = [_score(day.answers.get(key)) for key in (*data.keys, EXERTION)]
    dose = "" if day.dose_mg is None else formats.number(day.dose_mg)
    row = [formats.short_date(day.date), *scores, _("crash") if day.crash else "", dose]
    return [*row, " ".join(day.note.split())] if options.notes else row


def _score(answer: Answer | None) -> str:
    if answer is None:
        return ""
    by_helper = _HELPED if answer.by is not None else ""
    return f"{formats.number(answer.value)}{_SIGNS.get(Source(answer.source), '')}{by_helper}"


def pages(
    diary: Diary,
    data: ReportData,
    series: DailySeries,
    options: ReportOptions,
    style: Style = ON_PAPER,
) -> list[PaperPage]:
    """The table, as many rows a page as fit."""
    whole = table(diary, data, series, options)
    probe = PaperPage.of(options.paper, style)
    row = probe.px(ROW)
    room = int((probe.bottom - probe.y - probe.px(96)) / row)
    parts = [whole.rows[at : at + room] for at in range(0, len(whole.rows), room)] or [[]]
    return [
        _page(
            PaperPage.of(options.paper, style),
            PaperTable(whole.heads, rows),
            data,
            (number, len(parts)),
        )
        for number, rows in enumerate(parts, start=1)
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
        "{number} of {count} · c: copied from the day before, m: later from memory, "
        "i: imported, h: entered by a helper"
    )
    line = text.format(number=number[0], count=number[1])
    page.body(line, size=SMALL, quiet=True, max_lines=1)
    return page
