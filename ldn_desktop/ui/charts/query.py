"""What a person asks to see in Charts, and the answer that is worked out in the worker's thread."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import SymptomKind
from ldn_desktop.ui.charts.periods import USUAL, ChartPeriod, period_named
from ldn_desktop.ui.charts.views import VIEWS, ChartView
from ldn_desktop.ui.style.theme import Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ldn_desktop.charts import DailySeries, DayTable, Headline, Style

FIRST_SYMPTOMS = 3
"""So many of the tracked symptoms are shown until the person chooses."""


@dataclass(frozen=True, slots=True)
class ChartAppearance:
    """Colours and font of the window at the moment of asking."""

    theme: Theme
    family: str
    percent: int

    def style(self) -> Style:
        """The same for figures; loads matplotlib."""
        from ldn_desktop.charts import Style

        theme = self.theme
        return Style(
            ground=theme.ground,
            card=theme.card,
            text=theme.text,
            quiet=theme.quiet,
            line=theme.line,
            hair=theme.hair,
            dot=theme.dot,
            accent_ink=theme.accent_ink,
            crash=theme.crash,
            crash_line=theme.crash_line,
            family=self.family,
            percent=self.percent,
        )

    def page_style(self) -> Style:
        """For a page shown before it is printed: the window's colours, laid out as on paper."""
        from ldn_desktop.report import ON_PAPER

        style = self.style()
        return replace(style, family=ON_PAPER.family, percent=ON_PAPER.percent, printed=True)


@dataclass(frozen=True, slots=True)
class ChartQuery:
    """Which view of which days and symptoms."""

    today: date
    view: str = "chart"
    period_name: str = USUAL
    """The period by name; counts while `dates` is None."""
    dates: ChartPeriod | None = None
    keys: tuple[str, ...] = ()
    """Up to four; the first tracked symptoms while empty."""
    year: int | None = None
    """Of the calendar; the newest while None."""
    year_key: str = ""
    """What the calendar shows; the first of `keys` while empty."""


@dataclass(slots=True)
class ChartResult:
    """What a query comes to in one version of the diary."""

    query: ChartQuery
    series: DailySeries
    options: tuple[tuple[str, str], ...]
    """Keys and labels that may be chosen."""
    symptoms: frozenset[str]
    """Those of `options` that are symptoms: no side effects, exertion or readings."""
    keys: tuple[str, ...]
    period: ChartPeriod
    first: date
    """The first recorded day, or today."""
    year: int
    year_key: str
    headline: Headline = field(init=False)
    sentences: tuple[str, ...] = field(init=False)
    description: str = field(init=False)
    """At most 60 words of it, for a screen reader."""
    name: str = field(init=False)
    table: DayTable | None = field(init=False)

    @property
    def view(self) -> ChartView:
        return VIEWS[self.query.view]

    @property
    def empty(self) -> bool:
        """Whether the diary holds no day at all."""
        return not self.series.days

    @property
    def earliest_year(self) -> int:
        return self.first.year

    def label(self, key: str) -> str:
        return dict(self.options).get(key, key)

    def figure(self, style: Style, width: float, height: float) -> Figure:
        """The picture of the view, in inches. For the worker's thread."""
        return self.view.figure(self, style, width, height)

    def page(self, style: Style, paper: str) -> Figure:
        """The same as a page of paper. For the worker's thread."""
        return self.view.page(self, style, paper)


def answer(diary: Diary, series: DailySeries, query: ChartQuery) -> ChartResult:
    """What `query` comes to in `diary`. For the worker's thread: it loads matplotlib."""
    from ldn_desktop.charts import MAX_PANELS, chartable, label_of, summary

    options = chartable(diary, sorted({name for name, _origin in series.columns}))
    keys = tuple(key for key in query.keys if key in options)[:MAX_PANELS]
    keys = keys or tuple(options[:FIRST_SYMPTOMS])
    first = series.first if series.days else query.today
    result = ChartResult(
        query=query,
        series=series,
        options=tuple((key, label_of(diary, key)) for key in options),
        symptoms=frozenset(s.key for s in diary.symptoms if s.kind is SymptomKind.SYMPTOM),
        keys=keys,
        period=query.dates or period_named(query.period_name, first, query.today),
        first=first,
        year=query.year or query.today.year,
        year_key=query.year_key if query.year_key in keys else next(iter(keys), ""),
    )
    view = result.view
    result.headline = view.headline(result)
    result.sentences = tuple(view.describe(result))
    result.description = summary.short_description(result.headline, result.sentences)
    result.name = view.name(result)
    result.table = view.table(diary, result)
    return result
