"""What a view of Charts has to offer, and the result of a query that it is asked about."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.ui.charts.periods import ChartPeriod
from ldn_desktop.ui.charts.query import ChartQuery

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ldn_desktop.charts import DailySeries, DayTable, Headline, Style
    from ldn_desktop.diary.model import Diary


class ChartView(ABC):
    """One way to look at the diary. Everything but the attributes is for the worker's thread."""

    key: str
    title: str
    """Marked for translation."""
    has_periods = True
    """Whether months and dates are chosen for it; else whole years are."""
    zooms = True
    picks_symptom = False
    """Whether it shows one symptom at a time."""
    is_picture = True

    @abstractmethod
    def headline(self, result: ChartResult) -> Headline:
        """The answer in two sentences."""

    @abstractmethod
    def describe(self, result: ChartResult) -> list[str]:
        """Everything the picture shows, in sentences."""

    @abstractmethod
    def name(self, result: ChartResult) -> str:
        """The short name that a screen reader says."""

    def table(self, _diary: Diary, _result: ChartResult) -> DayTable | None:
        """The days as a table, where the view is one."""
        return None

    @abstractmethod
    def figure(self, result: ChartResult, style: Style, width: float, height: float) -> Figure:
        """The picture; `width` and `height` in inches."""

    @abstractmethod
    def page(self, result: ChartResult, style: Style, paper: str) -> Figure:
        """The same on a page of paper."""

    @abstractmethod
    def least_height(self, result: ChartResult, percent: int, width: int) -> int:
        """Px that the picture needs at `percent` text where it is `width` px wide."""

    @abstractmethod
    def shown_keys(self, result: ChartResult) -> Sequence[str]:
        """What a day that is pointed at is read for."""


@dataclass(slots=True)
class ChartResult:
    """What a query comes to in one version of the diary."""

    query: ChartQuery
    view: ChartView
    series: DailySeries
    options: tuple[tuple[str, str], ...]
    """Keys and labels that may be chosen."""
    symptoms: frozenset[str]
    """Those of `options` that are symptoms: no side effects, exertion or readings."""
    keys: tuple[str, ...]
    recorded: frozenset[str]
    """Everything that has an answer."""
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
    def empty(self) -> bool:
        """Whether the diary holds no day at all."""
        return not self.series.days

    def label(self, key: str) -> str:
        return dict(self.options).get(key, key)

    def figure(self, style: Style, width: float, height: float) -> Figure:
        """The picture of the view, in inches. For the worker's thread."""
        return self.view.figure(self, style, width, height)

    def page(self, style: Style, paper: str) -> Figure:
        """The same as a page of paper. For the worker's thread."""
        return self.view.page(self, style, paper)
