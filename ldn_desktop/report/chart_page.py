"""One chart as a page of paper: the picture, what it shows in words, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matplotlib.figure import Figure

from ldn_desktop.charts import symptoms_chart, year_chart
from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.drawing.canvas import Box
from ldn_desktop.charts.drawing.style import Style
from ldn_desktop.charts.summary import describe, describe_year, series_of
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _, formats
from ldn_desktop.report import phrases
from ldn_desktop.report.paper_page import ON_PAPER, SMALL, TITLE, PaperPage


def chart_page(
    diary: Diary | DailySeries,
    keys: Sequence[str],
    start: date,
    end: date,
    *,
    paper: str = "a4",
    style: Style = ON_PAPER,
) -> Figure:
    """Up to four of `keys` from `start` to `end` on an upright page. Raises UserError."""
    series = series_of(diary)
    page = _begun(_("Symptoms and LDN"), formats.period(start, end), paper, style)
    sentences = describe(series, keys, start, end)
    box = _box(page, sentences, min(4, len(keys)) * 150 + 230)
    keys = list(keys)[: symptoms_chart.MAX_PANELS]
    symptoms_chart.draw(page.canvas, series, keys, (start, end), box)
    _end(page, series, sentences, box)
    return page.canvas.figure


def year_page(
    diary: Diary | DailySeries, key: str, year: int, *, paper: str = "a4", style: Style = ON_PAPER
) -> Figure:
    """The calendar of one symptom on an upright page. Raises UserError."""
    series = series_of(diary)
    page = _begun(_("A year at a glance"), str(year), paper, style)
    sentences = describe_year(series, key, year)
    box = _box(page, sentences, 560)
    year_chart.draw(page.canvas, series, key, year, box)
    _end(page, series, sentences, box)
    return page.canvas.figure


def _begun(title: str, period: str, paper: str, style: Style) -> PaperPage:
    page = PaperPage.of(paper, style)
    page.heading(title, TITLE)
    page.space(6)
    page.body(period)
    page.space(8)
    return page


def _box(page: PaperPage, sentences: list[str], height: float) -> Box:
    room = page.bottom - page.px(60 + 24 * (len(sentences) + 2))
    return Box(page.left, page.y, page.right, min(room, page.y + page.px(height)))


def _end(page: PaperPage, series: DailySeries, sentences: list[str], box: Box) -> None:
    page.y = box.bottom + page.px(18)
    for sentence in sentences:
        page.body(sentence)
        page.space(5)
    page.y = page.bottom - page.px(18)
    if series.invented:
        page.body(_(phrases.INVENTED), size=SMALL)
    else:
        page.body(_(phrases.NOT_A_DEVICE), size=SMALL, quiet=True)
