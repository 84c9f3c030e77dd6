"""The views of Charts: what each of them says, draws and prints. A new view is an entry here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ldn_desktop.i18n import _, formats, mark

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ldn_desktop.charts import DayTable, Headline, Style
    from ldn_desktop.diary.model import Diary
    from ldn_desktop.ui.charts.query import ChartResult


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


class SymptomsView(ChartView):
    """Symptoms over time, the dose beneath."""

    key, title = "chart", mark("Chart")

    def headline(self, result: ChartResult) -> Headline:
        from ldn_desktop.charts import summary

        return summary.headline(result.series, result.keys, result.period.end)

    def describe(self, result: ChartResult) -> list[str]:
        from ldn_desktop.charts import summary

        period = result.period
        return summary.describe(result.series, result.keys, period.start, period.end)

    def name(self, result: ChartResult) -> str:
        names = formats.enumerated([result.label(key) for key in result.keys])
        return _("Chart of {names}").format(names=names)

    def figure(self, result: ChartResult, style: Style, width: float, height: float) -> Figure:
        from ldn_desktop.charts import symptoms_figure

        period = result.period
        return symptoms_figure(
            result.series,
            result.keys,
            period.start,
            period.end,
            style,
            width=width,
            height=height,
        )

    def page(self, result: ChartResult, style: Style, paper: str) -> Figure:
        from ldn_desktop import report

        period = result.period
        return report.chart_page(
            result.series, result.keys, period.start, period.end, paper=paper, style=style
        )

    def least_height(self, result: ChartResult, percent: int, width: int) -> int:
        from ldn_desktop.charts import symptoms_chart

        return symptoms_chart.least_height(len(result.keys), percent, width)

    def shown_keys(self, result: ChartResult) -> Sequence[str]:
        return result.keys


class YearView(ChartView):
    """A calendar of one symptom."""

    key, title = "year", mark("Year")
    has_periods = zooms = False
    picks_symptom = True

    def headline(self, result: ChartResult) -> Headline:
        from ldn_desktop.charts import summary

        return summary.year_headline(result.series, result.year_key, result.year)

    def describe(self, result: ChartResult) -> list[str]:
        from ldn_desktop.charts import summary

        return summary.describe_year(result.series, result.year_key, result.year)

    def name(self, result: ChartResult) -> str:
        label = result.label(result.year_key)
        return _("{name} in {year}").format(year=result.year, name=label)

    def figure(self, result: ChartResult, style: Style, width: float, height: float) -> Figure:
        from ldn_desktop.charts import year_figure

        return year_figure(
            result.series,
            result.year_key,
            result.year,
            style,
            width=width,
            height=height,
            today=result.query.today,
        )

    def page(self, result: ChartResult, style: Style, paper: str) -> Figure:
        from ldn_desktop import report

        return report.year_page(
            result.series, result.year_key, result.year, paper=paper, style=style
        )

    def least_height(self, result: ChartResult, percent: int, width: int) -> int:
        from ldn_desktop.charts import year_chart

        months = year_chart.months_of(result.series, result.year)
        return year_chart.least_height(len(months), percent, width)

    def shown_keys(self, result: ChartResult) -> Sequence[str]:
        return (result.year_key,)


class TableView(SymptomsView):
    """The days of the period as rows; on paper the chart."""

    key, title = "table", mark("Table")
    zooms = False
    is_picture = False

    def headline(self, result: ChartResult) -> Headline:
        from ldn_desktop.charts import summary

        return summary.table_headline(result.series, result.period.start, result.period.end)

    def table(self, diary: Diary, result: ChartResult) -> DayTable:
        from ldn_desktop.charts import day_table

        return day_table(diary, result.keys, result.period.start, result.period.end)


VIEWS: dict[str, ChartView] = {view.key: view for view in (SymptomsView(), YearView(), TableView())}
