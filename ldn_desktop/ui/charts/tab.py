"""Charts: two sentences, then symptoms over time beside the dose, as picture, year or table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.background import DRAWING_LOCK, Background
from ldn_desktop.ui.charts.chart_view import ChartResult
from ldn_desktop.ui.charts.days_view import DaysView
from ldn_desktop.ui.charts.empty_charts import EmptyCharts
from ldn_desktop.ui.charts.periods import ChartPeriod
from ldn_desktop.ui.charts.query import ChartQuery
from ldn_desktop.ui.charts.series_cache import SeriesCache
from ldn_desktop.ui.charts.toolbar import CHOSEN_DATES, ChartToolbar
from ldn_desktop.ui.charts.views import VIEWS, answer
from ldn_desktop.ui.choices.trough import SegmentedControl
from ldn_desktop.ui.figures.figure_view import FigureView
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.pages.page import Page, margin_for, scrolling
from ldn_desktop.ui.pages.status_line import StatusLine
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.chart_appearance import ChartAppearance
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.wording.difference_text import of_day

if TYPE_CHECKING:
    from ldn_desktop.charts import DayTable, Headline

ANNOUNCED_AFTER_MS = 800
"""Orca drops what comes amid the many events of a tab that is being built."""
SIDE_FROM = 72
"""Text sizes of width from which the buttons stand beside the picture, not beneath it."""
SIDE_WIDTH = 13.75
"""Text sizes of width of that column."""
FOLDS_FROM = 150
"""Percent of text size from which everything scrolls in one column."""
TABLE_HEIGHT = 320


class HeadlineLabel(Heading):
    """Two sentences, the beginning of the first one in bold."""

    def __init__(self) -> None:
        super().__init__("", scale=TextScale.SECTION, bold=False)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName(_("Charts"))  # until there is something to say

    def show_headline(self, headline: Headline) -> None:
        lead, rest, second = map(escape, (headline.lead, headline.rest, headline.second))
        self.setText(f"<b>{lead}</b> {rest}<br>{second}" if second else f"<b>{lead}</b> {rest}")
        announcement = "\n".join(headline.sentences)
        is_new = announcement != self.accessibleName()
        self.setAccessibleName(announcement)
        if is_new and self.isVisible():
            QTimer.singleShot(ANNOUNCED_AFTER_MS, self, self._announce)

    def _announce(self) -> None:
        if self.isVisible():
            accessibility.say(self, self.accessibleName())

    def sizeHint(self) -> QSize:
        return QLabel.sizeHint(self)


class ChartsTab(QWidget):
    """`day_requested` carries a day to open in Today, `page_opened` a page over the window."""

    day_requested = Signal(object)
    page_opened = Signal(Page)
    example_requested = Signal()
    """The diary is empty, and the person wants to see what Charts would show."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self.session, self.preferences = session, preferences
        self.worker = Background(self, lock=DRAWING_LOCK)
        self.cache = SeriesCache(session, self)
        settings = preferences.settings
        self.query = ChartQuery(
            session.today, period_name=settings.chart_period, keys=settings.charted
        )
        self.result: ChartResult | None = None
        self._request = 0
        self._arrangement = ""
        self._build_picture()
        self._build_controls()
        self._lay_out()
        session.changed.connect(self._on_change)
        preferences.changed.connect(self.refresh)
        self.destroyed.connect(self.worker.stop)
        self.refresh()

    def _build_picture(self) -> None:
        self.headline = HeadlineLabel()
        self.view = FigureView(self.worker, _("Chart"))
        self.view.day_read.connect(self._read_day)
        self.view.day_requested.connect(self.day_requested)
        self.view.more_requested.connect(self._say_more)
        self.view.zoom_requested.connect(self.zoom)
        self.view.move_requested.connect(self.move_period)
        self.view.refused.connect(self.say)
        self.empty = EmptyCharts(self.view)
        self.empty.today_requested.connect(lambda: self.day_requested.emit(self.session.today))
        self.empty.example_requested.connect(self.example_requested)
        self.table = DaysView()
        self.table.day_requested.connect(self.day_requested)

    def _build_controls(self) -> None:
        self.toolbar = ChartToolbar(self.query.period_name)
        self.toolbar.period_chosen.connect(self._choose_period)
        self.toolbar.dates_requested.connect(self._open_dates)
        self.toolbar.zoom_requested.connect(self.zoom)
        self.toolbar.move_requested.connect(self.move_period)
        self.toolbar.symptom_chosen.connect(lambda key: self._change(year_key=key))
        views: list[tuple[object, str]] = [(view.key, _(view.title)) for view in VIEWS.values()]
        self.views = SegmentedControl(_("View"), views, self.query.view)
        self.views.chosen.connect(lambda key: self._change(view=key))
        self.change = Button(_("Did anything change?"), ButtonKind.PRIMARY, self._open_comparison)
        self.report = Button(_("Report for my doctor"), ButtonKind.TILE, self._open_report)
        self.export = Button(_("Save or print…"), ButtonKind.TILE, self._open_export)
        self.choose = Button(_("What to show…"), ButtonKind.TILE, self._open_choice)
        self.buttons = QWidget()
        self._grid = GridLayout(self.buttons, (1,))
        for button in (self.change, self.report, self.export, self.choose):
            self._grid.addWidget(button)
        self.hint = Label("", scale=TextScale.SIDE, role=Role.QUIET)
        self.status = StatusLine()

    def _lay_out(self) -> None:
        """The column with the picture; where its neighbours stand is decided by `_arrange`."""
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        head = QWidget()
        self._head = QHBoxLayout(head)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(16)
        self._head.addWidget(self.headline, 1)
        self._column.addWidget(head)
        self._column.addWidget(self.toolbar)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(self.table, 1)
        self._scroll = scrolling(self._content)
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setSpacing(GAP)
        self._side_column.addStretch(1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self._scroll, 1)
        row.addWidget(self._side)
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(GAP)
        self._outer.addWidget(body, 1)
        self._outer.addWidget(self.status)
        self._arrange()
        self._show_view()

    def _arrange(self) -> None:
        """Buttons at the side where there is room, else under the picture; with large text, or in
        a low window, everything scrolls together."""
        pixels = QApplication.font().pixelSize()
        percent = self.preferences.settings.text_percent
        if percent >= FOLDS_FROM:
            arrangement = "folded"
        else:
            arrangement = "beside" if self.width() >= SIDE_FROM * pixels else "beneath"
        margin = margin_for(self.width())
        self._outer.setContentsMargins(margin, GAP, margin, GAP)
        self._side.setFixedWidth(round(SIDE_WIDTH * pixels))
        if arrangement == self._arrangement:
            return
        self._arrangement = arrangement
        self._side.setVisible(arrangement == "beside")
        self._grid.limit((1,) if arrangement == "beside" else (4, 2, 1))
        if arrangement == "beside":
            self._side_column.insertWidget(0, self.views)
            self._side_column.insertWidget(1, self.buttons)
            self._side_column.addWidget(self.hint)
        elif arrangement == "beneath":
            self._head.addWidget(self.views, 0, Qt.AlignmentFlag.AlignTop)
            self._outer.insertWidget(1, self.buttons)
            self._column.addWidget(self.hint)
        else:
            self._column.insertWidget(1, self.views)
            self._column.addWidget(self.buttons)
            self._column.addWidget(self.hint)
        for widget in (self.views, self.buttons):
            widget.show()
        self._show_hint()

    def on_font_changed(self) -> None:
        """Columns are as wide as the text is large."""
        QTimer.singleShot(0, self, self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self.result is not None:
            QTimer.singleShot(0, self, self._fit_height)

    def _fit_height(self) -> None:
        """A narrower picture has a longer key."""
        if self.result is not None:
            self.view.set_least_height(self._least_height(self.result))

    def say(self, sentence: str) -> None:
        """Show one sentence under the chart: why something cannot be done."""
        self.status.setText(sentence)

    def is_ready(self) -> bool:
        """Whether everything asked for is on the screen."""
        return self.worker.idle and (self.view.is_ready or not self.view.isVisible())

    def showEvent(self, event: QShowEvent) -> None:
        """What the charts come to is read out each time somebody comes here."""
        super().showEvent(event)
        if self.result is not None and not event.spontaneous():
            accessibility.say(self, self.headline.accessibleName())

    def _on_change(self, _dates: set[date]) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Work out and show what was asked for, from the diary as it is now."""
        self._arrange()
        self.query = replace(self.query, today=self.session.today)
        self._request += 1
        number, query, diary = self._request, self.query, self.session.diary

        def work() -> ChartResult | None:
            if number != self._request:
                return None
            return answer(diary, self.cache.series(), query)

        self.worker.submit(work, lambda result: self._show(result, number))

    def _show(self, result: ChartResult | None, number: int) -> None:
        if result is None or number != self._request:
            return
        if self.result is None:
            self.say("")  # what had to wait for the first picture need not wait any more
        self.result = result
        self.headline.show_headline(result.headline)
        self.view.setAccessibleName(result.name)
        self.view.describe(result.description)
        self.view.newest = result.query.today
        if result.table is not None:
            theme = self.preferences.theme
            self.table.crash_colours = (QColor(theme.crash), QColor(theme.crash_line))
            self.table.show_days(self._with_differences(result.table))
        self._show_dates(result)
        self._show_empty(result)
        self._read_day(self.view.day)
        appearance = self.appearance()
        self.view.show_figure(
            lambda width, height: result.figure(appearance.style(), width, height),
            self._least_height(result),
        )

    def _with_differences(self, table: DayTable) -> DayTable:
        """`table`, and in it what other computers say otherwise of its days."""
        session = self.session
        if not session.differences:
            return table
        from ldn_desktop.charts import with_remarks

        remarks = {
            when: " ".join(found)
            for when in table.days
            if (found := of_day(session.diary, session.differences, when))
        }
        return with_remarks(table, remarks)

    def _least_height(self, result: ChartResult) -> int:
        percent = self.preferences.settings.text_percent
        return result.view.least_height(result, percent, self.view.width())

    def _show_dates(self, result: ChartResult) -> None:
        view, first, today = result.view, result.first, result.query.today
        if view.has_periods:
            start, end = result.period.start, result.period.end
            text = formats.short_period(start, end, year=True)
            self.toolbar.show_dates(text, can_earlier=start > first, can_later=end < today)
        else:
            year = result.year
            self.toolbar.show_dates(
                str(year), can_earlier=year > first.year, can_later=year < today.year
            )
        if view.picks_symptom:
            options = [(key, result.label(key)) for key in result.keys]
            self.toolbar.offer_symptoms(options, result.year_key)

    def _show_empty(self, result: ChartResult) -> None:
        """An empty diary keeps the frame; what needs days says so."""
        self.empty.setVisible(result.empty and result.view.is_picture)
        for button in (self.change, self.report, self.export):
            button.set_spent(result.empty)
        self._show_hint()

    def _show_hint(self) -> None:
        empty = self.result is not None and self.result.empty
        if empty:
            text = _("These three buttons work once there is something to show.")
        elif self.query.view == "table":
            text = _("Select a day, or press Enter, to open it. Blank: no answer.")
        else:
            text = _("Point at a day, or use the arrow keys, to read it. Enter opens it.")
        self.hint.setText(text)
        # Under the picture it would take the room that the picture needs.
        self.hint.setVisible(empty or self._arrangement != "beneath")

    def appearance(self) -> ChartAppearance:
        """The colours and the font of the window."""
        percent = self.preferences.settings.text_percent
        return ChartAppearance(self.preferences.theme, QApplication.font().family(), percent)

    def _show_view(self) -> None:
        view = VIEWS[self.query.view]
        self.view.setVisible(view.is_picture)
        self.table.setVisible(not view.is_picture)
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.toolbar.show_parts(
            periods=view.has_periods, zoom=view.zooms, symptom=view.picks_symptom
        )
        self.views.show_chosen(self.query.view)
        self._show_hint()

    def _read_day(self, when: date | None) -> None:
        """Bring what stands beside the marked day."""
        if when is None or self.result is None:
            self.view.show_reading(None)
            return
        from ldn_desktop.charts import day_reading

        keys = self.result.view.shown_keys(self.result)
        self.view.show_reading(day_reading(self.session.diary, when, keys, self.session.today))

    def _say_more(self) -> None:
        """All that the picture says: Enter on it while no day is marked."""
        if self.result is not None and not self.result.empty:
            self._open_export()

    def _change(self, **values: Any) -> None:
        self.query = replace(self.query, **values)
        self._show_view()
        self.refresh()

    def _choose_period(self, name: str) -> None:
        self.preferences.remember(chart_period=name)
        self._change(period_name=name, dates=None)

    def choose_keys(self, keys: list[str]) -> None:
        """Show `keys`, at most four."""
        self.preferences.remember(charted=tuple(keys))
        self._change(keys=tuple(keys))

    def choose_dates(self, start: date, end: date) -> None:
        """Show the days from `start` to `end`."""
        self.toolbar.show_period(CHOSEN_DATES)
        self._change(dates=ChartPeriod(start, end))

    def zoom(self, by: int) -> None:
        """Half the days (+1) around the day that is read, or twice as many (−1)."""
        if self.result is None or not self.result.view.zooms:
            return
        period, first = self.result.period, self.result.first
        today = self.session.today
        zoomed = period.closer(self.view.day) if by > 0 else period.wider(first, today)
        self.choose_dates(zoomed.start, zoomed.end)

    def move_period(self, by: int) -> None:
        """Half a period later (+1) or earlier (−1); in the calendar a year."""
        if self.result is None:
            return
        today, first = self.session.today, self.result.first
        if not self.result.view.has_periods:
            self._change(year=min(max(self.result.year + by, first.year), today.year))
            return
        moved = self.result.period.moved(by, first, today)
        self.choose_dates(moved.start, moved.end)

    def _open_choice(self) -> None:
        if self.result is None:
            return
        from ldn_desktop.charts import MAX_PANELS
        from ldn_desktop.ui.charts.symptom_choice_page import ChoicePage

        page = ChoicePage(self.result.options, self.result.keys, MAX_PANELS)
        page.chosen.connect(self.choose_keys)
        self.page_opened.emit(page)

    def _open_dates(self) -> None:
        if self.result is None:
            return
        from ldn_desktop.ui.charts.period_page import PeriodPage

        period, first = self.result.period, self.result.first
        page = PeriodPage(period.start, period.end, first, self.session.today)
        page.chosen.connect(self.choose_dates)
        self.choose_dates(period.start, period.end)
        self.page_opened.emit(page)

    def _open_comparison(self) -> None:
        from ldn_desktop.ui.charts.comparison.comparison_page import ComparisonPage

        self.page_opened.emit(ComparisonPage(self.session, self.worker))

    def _open_export(self) -> None:
        if self.result is None:
            self.say(_("The chart is still being drawn. Please try again in a moment."))
            return
        from ldn_desktop.ui.charts.export_page import ExportPage

        self.page_opened.emit(
            ExportPage(self.session, self.worker, self.result, self.appearance(), self.view.image)
        )

    def _open_report(self) -> None:
        if self.result is None:
            self.say(_("The chart is still being drawn. Please try again in a moment."))
            return
        from ldn_desktop.ui.charts.report_page import ReportPage

        self.page_opened.emit(ReportPage(self.session, self.worker, self.appearance(), self.result))
