"""The views of Charts: what each of them says, draws and prints. A new view is an entry here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import SymptomKind
from ldn_desktop.i18n import _, formats, mark
from ldn_desktop.ui.charts.chart_view import ChartResult, ChartView
from ldn_desktop.ui.charts.periods import period_named
from ldn_desktop.ui.charts.query import ChartQuery

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ldn_desktop.charts import DailySeries, DayTable, Headline, Style


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
        from ldn_desktop.charts import mark_lanes, symptoms_chart

        period = result.period
        lanes = mark_lanes.most_lanes(result.series.marks, period.start, period.end)
        return symptoms_chart.least_height(len(result.keys), percent, width, lanes)

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


FIRST_SYMPTOMS = 3
"""So many of the tracked symptoms are shown until the person chooses."""

VIEWS: dict[str, ChartView] = {view.key: view for view in (SymptomsView(), YearView(), TableView())}


def answer(diary: Diary, series: DailySeries, query: ChartQuery) -> ChartResult:
    """What `query` comes to in `diary`. For the worker's thread: it loads matplotlib."""
    from ldn_desktop.charts import MAX_PANELS, chartable, label_of, summary

    recorded = frozenset(name for name, _origin in series.columns)
    options = chartable(diary, sorted(recorded))
    keys = tuple(key for key in query.keys if key in options)[:MAX_PANELS]
    # What has no answer yet is tracked all the same, but there is nothing to see of it.
    keys = keys or tuple(sorted(options, key=lambda key: key not in recorded)[:FIRST_SYMPTOMS])
    first = series.first if series.days else query.today
    result = ChartResult(
        query=query,
        view=VIEWS[query.view],
        series=series,
        options=tuple((key, label_of(diary, key)) for key in options),
        symptoms=frozenset(s.key for s in diary.symptoms if s.kind is SymptomKind.SYMPTOM),
        keys=keys,
        recorded=recorded,
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
