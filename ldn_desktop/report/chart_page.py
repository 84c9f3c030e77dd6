"""One chart as a page of paper: the picture, what it shows in words, where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from matplotlib.figure import Figure

from ldn_desktop.charts import symptoms_chart, year_chart
from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.drawing.canvas import Box, Canvas
from ldn_desktop.charts.drawing.style import Style
from ldn_desktop.charts.summary import describe, describe_year, series_of
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _, formats
from ldn_desktop.report import phrases
from ldn_desktop.report.paper_page import ON_PAPER, SMALL, TITLE, PaperPage

Draw = Callable[[Canvas, Box], object]


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
    shown = list(keys)[: symptoms_chart.MAX_PANELS]
    return drawn_page(
        (_("Symptoms and LDN"), formats.period(start, end)),
        lambda canvas, box: symptoms_chart.draw(canvas, series, shown, (start, end), box),
        describe(series, keys, start, end),
        height=len(shown) * 150 + 230,
        invented=series.invented,
        paper=paper,
        style=style,
    )


def year_page(
    diary: Diary | DailySeries, key: str, year: int, *, paper: str = "a4", style: Style = ON_PAPER
) -> Figure:
    """The calendar of one symptom on an upright page. Raises UserError."""
    series = series_of(diary)
    return drawn_page(
        (_("A year at a glance"), str(year)),
        lambda canvas, box: year_chart.draw(canvas, series, key, year, box),
        describe_year(series, key, year),
        height=560,
        invented=series.invented,
        paper=paper,
        style=style,
    )


def drawn_page(
    heading: tuple[str, str],
    draw: Draw,
    sentences: Sequence[str],
    *,
    height: float,
    invented: bool,
    paper: str = "a4",
    style: Style = ON_PAPER,
) -> Figure:
    """A page with a title and the period (`heading`), a picture, and what it shows in words.

    `draw` is given the canvas and a box of up to `height` px at 100 % text. Raises UserError for
    an unknown `paper`.
    """
    page = PaperPage.of(paper, style)
    title, period = heading
    page.heading(title, TITLE)
    page.space(6)
    page.body(period)
    page.space(8)
    room = page.bottom - page.px(60 + 24 * (len(sentences) + 2))
    box = Box(page.left, page.y, page.right, min(room, page.y + page.px(height)))
    draw(page.canvas, box)
    page.y = box.bottom + page.px(18)
    for sentence in sentences:
        page.body(sentence)
        page.space(5)
    page.y = page.bottom - page.px(18)
    if invented:
        page.body(_(phrases.INVENTED), size=SMALL)
    else:
        page.body(_(phrases.NOT_A_DEVICE), size=SMALL, quiet=True)
    return page.canvas.figure
