"""The table of days: every recorded day of the period, newest last, over as many pages."""

from __future__ import annotations

from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.style import Style
from ldn_desktop.diary.fields import SCALE_FIELDS
from ldn_desktop.diary.model import Answer, Day, Diary, Source
from ldn_desktop.i18n import _, formats
from ldn_desktop.report import phrases
from ldn_desktop.report.page import ON_PAPER, SMALL, Page
from ldn_desktop.report.report_data import ReportData
from ldn_desktop.report.table import Table

ROW = 18.0
_SIGNS = {Source.COPIED: "c", Source.RECALLED: "m", Source.IMPORTED: "i"}


def table(diary: Diary, facts: ReportData, columns: DailySeries) -> Table:
    """One row a recorded day; blank where nothing was entered."""
    names = [columns.labels[key][0] for key in facts.keys]
    heads = [
        _("Day"),
        *names,
        *(field.label for field in SCALE_FIELDS),
        _("Crash"),
        _("LDN mg"),
        _("Note"),
    ]
    rows = [_row(day, facts) for day in diary.days(facts.start, facts.end)]
    return Table(heads, rows)


def _row(day: Day, facts: ReportData) -> list[str]:
    keys = (*facts.keys, *(field.key for field in SCALE_FIELDS))
    scores = [_score(day.answers.get(key)) for key in keys]
    dose = "" if day.dose_mg is None else formats.number(day.dose_mg)
    note = " ".join(day.note.split())
    return [formats.short_date(day.date), *scores, _("crash") if day.crash else "", dose, note]


def _score(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return f"{formats.number(answer.value)}{_SIGNS.get(Source(answer.source), '')}"


def pages(
    diary: Diary, facts: ReportData, columns: DailySeries, paper: str, style: Style = ON_PAPER
) -> list[Page]:
    """The table, as many rows a page as fit."""
    whole = table(diary, facts, columns)
    probe = Page.of(paper, style)
    row = probe.px(ROW)
    room = int((probe.bottom - probe.y - probe.px(96)) / row)
    parts = [whole.rows[at : at + room] for at in range(0, len(whole.rows), room)] or [[]]
    return [
        _page(Page.of(paper, style), Table(whole.heads, rows), facts, (number, len(parts)))
        for number, rows in enumerate(parts, start=1)
    ]


def _page(page: Page, part: Table, facts: ReportData, place: tuple[int, int]) -> Page:
    page.heading(_("Days from {period}").format(period=phrases.period(facts)))
    if facts.invented:
        page.body(_(phrases.INVENTED), size=SMALL)
    page.space(4)
    part.draw(page, page.px(ROW))
    page.y = page.bottom - page.px(14)
    text = _(
        "{number} of {count} · c: copied from the day before, m: later from memory, i: imported"
    )
    page.body(text.format(number=place[0], count=place[1]), size=SMALL, quiet=True, most=1)
    return page
