"""What a person wants to see in Charts, and what is worked out for it off the screen's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import Kind
from ldn_desktop.ui.charts.periods import USUAL, Period, period_named
from ldn_desktop.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ldn_desktop.charts import DailySeries, DayTable, Style

FIRST_SYMPTOMS = 3
"""So many of the asked symptoms are shown until the person chooses."""


@dataclass(frozen=True, slots=True)
class ChartAppearance:
    """Colours and letters of the window at the moment of asking."""

    theme: Theme
    family: str
    percent: int

    def style(self) -> Style:
        """The same for figures; loads the drawing library."""
        from ldn_desktop.charts import Style

        theme = self.theme
        return Style(
            ground=theme.ground,
            card=theme.card,
            text=theme.text,
            quiet=theme.quiet,
            line=theme.line,
            accent=theme.accent,
            chosen=theme.chosen,
            series=theme.series,
            family=self.family,
            percent=self.percent,
        )

    def page_style(self) -> Style:
        """For a page shown before it is printed: the window's colours, the paper's sizes."""
        from dataclasses import replace

        from ldn_desktop.report import ON_PAPER

        return replace(self.style(), family=ON_PAPER.family, percent=ON_PAPER.percent)


@dataclass(frozen=True, slots=True)
class ChartQuery:
    """`view` is “chart”, “year” or “table”."""

    today: date
    view: str = "chart"
    named: str = USUAL
    """The period by name; counts while `own` is None."""
    own: Period | None = None
    keys: tuple[str, ...] = ()
    """Up to four; the first asked symptoms while empty."""
    year: int | None = None
    """Of the calendar; the newest while None."""
    year_key: str = ""
    """What the calendar shows; the first of `keys` while empty."""


@dataclass(frozen=True, slots=True)
class ChartResult:
    """Everything a view needs, worked out from one version of the diary."""

    wish: ChartQuery
    columns: DailySeries
    options: tuple[tuple[str, str], ...]
    """Keys and labels that may be chosen."""
    symptoms: frozenset[str]
    """Those of `options` that are symptoms."""
    keys: tuple[str, ...]
    period: Period
    first: date
    year: int
    year_key: str
    sentences: tuple[str, ...]
    table: DayTable | None

    def label(self, key: str) -> str:
        return dict(self.options).get(key, key)

    def is_symptom(self, key: str) -> bool:
        """Whether `key` is a symptom: no side effect, exertion or reading."""
        return key in self.symptoms

    def figure(self, style: Style, wide: float, high: float) -> Figure:
        """The picture of the view, in inches. For the drawing thread."""
        from ldn_desktop.charts import symptoms_figure, year_figure

        size = {"width": wide, "height": high}
        if self.wish.view == "year":
            return year_figure(self.columns, self.year_key, self.year, style, **size)
        start, end = self.period.start, self.period.end
        return symptoms_figure(self.columns, self.keys, start, end, style, **size)

    def page(self, style: Style, paper: str) -> Figure:
        """The same as a page of paper. For the drawing thread."""
        from ldn_desktop import report

        if self.wish.view == "year":
            return report.year_page(
                self.columns, self.year_key, self.year, paper=paper, style=style
            )
        start, end = self.period.start, self.period.end
        return report.chart_page(self.columns, self.keys, start, end, paper=paper, style=style)


def prepare(diary: Diary, columns: DailySeries, wish: ChartQuery) -> ChartResult:
    """What `wish` comes to in `diary`. For the drawing thread: it loads the drawing library."""
    from ldn_desktop.charts import (
        MOST_FRAMES,
        chartable,
        day_table,
        describe,
        describe_year,
        label_of,
    )

    options = chartable(diary, sorted({name for name, _origin in columns.columns}))
    keys = tuple(key for key in wish.keys if key in options)[:MOST_FRAMES]
    keys = keys or tuple(options[:FIRST_SYMPTOMS])
    first = columns.first if columns.days else wish.today
    period = wish.own or period_named(wish.named, first, wish.today)
    year = wish.year or wish.today.year
    year_key = wish.year_key if wish.year_key in keys else _first(keys)
    if wish.view == "year":
        sentences = describe_year(columns, year_key, year)
    else:
        sentences = describe(columns, keys, period.start, period.end)
    table = None
    if wish.view == "table":
        table = day_table(diary, keys, period.start, period.end)
    labels = tuple((key, label_of(diary, key)) for key in options)
    return ChartResult(
        wish=wish,
        columns=columns,
        options=labels,
        symptoms=frozenset(s.key for s in diary.symptoms if s.kind is Kind.SYMPTOM),
        keys=keys,
        period=period,
        first=first,
        year=year,
        year_key=year_key,
        sentences=tuple(sentences),
        table=table,
    )


def _first(keys: Sequence[str]) -> str:
    return keys[0] if keys else ""
