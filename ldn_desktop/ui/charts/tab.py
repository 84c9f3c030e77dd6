"""Charts: symptoms over time beside the dose, in a picture, in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.charts.days_table import DaysView
from ldn_desktop.ui.charts.export_buttons import ExportButtons
from ldn_desktop.ui.charts.periods import Period
from ldn_desktop.ui.charts.query import ChartAppearance, ChartQuery, ChartResult, prepare
from ldn_desktop.ui.charts.series_cache import SeriesCache
from ldn_desktop.ui.charts.toolbar import (
    OWN,
    VIEWS,
    ChartToolbar,
    exclusive,
    show_checked,
)
from ldn_desktop.ui.figures.figure_view import FigureView
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.render_worker import RenderWorker
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.page import Page, scrolling
from ldn_desktop.ui.widgets.status_line import StatusLine
from ldn_desktop.ui.widgets.theme import Role

MARGIN = 20
SCROLL_WIDE = 14
SIDE_FROM = 56
"""Text sizes of width from which the buttons stand beside the picture, not beneath it."""
FRAME_HIGH, REST_HIGH, YEAR_HIGH, TABLE_HIGH = 104, 170, 430, 320
"""Px of 100 % text that a frame, what is under the frames, a calendar and a table need."""
AFTER_PICTURE_MS = 150
"""The picture comes first; the comparison is worked out behind it."""


def _grid(into: QVBoxLayout, buttons: Sequence[Button]) -> GridLayout:
    """`buttons` in one column at first, beneath what `into` holds."""
    board = QWidget()
    grid = GridLayout(board, (1,))
    for button in buttons:
        grid.addWidget(button)
    into.addWidget(board)
    return grid


class ChartsTab(QWidget):
    """`day_wanted` carries a day to open in Today, `page_opened` a page to lay over the window."""

    day_wanted = Signal(object)
    page_opened = Signal(Page)

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self.session, self.preferences = session, preferences
        self.drawing = RenderWorker(self)
        self.reading = SeriesCache(session, self)
        kept = preferences.settings
        self.wish = ChartQuery(session.today, named=kept.chart_period, keys=kept.charted)
        self.ready: ChartResult | None = None
        self._ticket = 0
        self._judged = -1
        """The version of the diary that the two sentences speak of."""
        self._beside: bool | None = None
        self._side_area: QScrollArea | None = None
        self._build_picture()
        self._build_side()
        self._lay_out()
        session.changed.connect(self._on_change)
        preferences.changed.connect(self.refresh)
        self.destroyed.connect(self.drawing.stop)
        self.refresh()

    def _build_picture(self) -> None:
        self.picks = QWidget()
        self._picks = GridLayout(self.picks, (4, 2, 1))
        self.view = FigureView(self.drawing, _("Chart"))
        self.view.day_read.connect(self._say_day)
        self.view.day_wanted.connect(self.day_wanted)
        self.view.zoom_wanted.connect(self.zoom)
        self.view.move_wanted.connect(self.move_period)
        self.view.refused.connect(self.say)
        self.heading = Heading(_("Charts"), scale=1.1)
        self.hint = Label(self._hint_text(), role=Role.QUIET)
        self.words = Label("")
        self.verdict = Label("", bold=True)
        self.verdict.setAccessibleName(_("Did anything change?"))
        self.verdict.hide()
        self.table = DaysView()
        self.table.day_wanted.connect(self.day_wanted)

    def _build_side(self) -> None:
        self.bar = ChartToolbar(self.wish.named)
        self.bar.period_chosen.connect(self._choose_period)
        self.bar.own_wanted.connect(self._open_own_dates)
        self.bar.zoom_wanted.connect(self.zoom)
        self.bar.move_wanted.connect(self.move_period)
        self.change = Button(_("Did anything change?"), ButtonKind.SMALL, self._open_comparison)
        self.choose = Button(_("What to show…"), ButtonKind.SMALL, self._open_choice)
        self.views = {
            key: exclusive(_(text), partial(self._choose_view, key)) for key, text in VIEWS.items()
        }
        show_checked(self.views, self.wish.view)
        self.out = ExportButtons(
            self.session, self.drawing, lambda: self.ready, lambda: self.view.image
        )
        self.out.said.connect(self.say)
        self.out.print_wanted.connect(self._open_print)
        self.out.report_wanted.connect(self._open_report)
        self.side = QWidget()
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(GAP)
        self._ways = _grid(side, (self.change, self.choose, *self.views.values()))
        self._outs = _grid(side, self.out.buttons)
        _grid(side, (self.out.report,))
        self.said = StatusLine()

    def _lay_out(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 6, 8)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.picks)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.hint)
        self._column.addWidget(self.words)
        self._column.addWidget(self.verdict)
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(scrolling(content), 1)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self._outer.setSpacing(GAP)
        self._outer.addWidget(body, 1)
        self._outer.addWidget(self.said)
        self._show_view()
        self._reflow()

    def _reflow(self) -> None:
        """The buttons at the side where there is room, else under the words."""
        beside = self.width() >= SIDE_FROM * QApplication.font().pixelSize()
        if beside == self._beside:
            return
        self._beside = beside
        self._ways.limit((1,) if beside else (5, 3, 2, 1))
        self._outs.limit((2, 1) if beside else (5, 3, 2, 1))
        for grid in (self._ways, self._outs):
            if (board := grid.parentWidget()) is not None:
                board.updateGeometry()
        if beside:
            self._outer.insertWidget(0, self.bar)
            # A low window with large letters: the buttons scroll rather than being cut.
            self._side_area = scrolling(self.side)
            self._fit_side()
            self._row.addWidget(self._side_area)
            return
        if self._side_area is not None:
            self._side_area.takeWidget()
            self._side_area.deleteLater()
            self._side_area = None
        # Large letters: nothing may stand still above a picture that has no room left.
        self._column.insertWidget(0, self.bar)
        self._column.addWidget(self.side)
        self.side.show()

    def _fit_side(self) -> None:
        if self._side_area is not None:
            self._side_area.setFixedWidth(self.side.sizeHint().width() + SCROLL_WIDE)

    def on_font_changed(self) -> None:
        """As wide as its buttons are, once they have the letters too."""
        QTimer.singleShot(0, self, self._fit_side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()

    def _hint_text(self) -> str:
        return _("Point at a day, or use the arrow keys, to read it. Touch it to open it.")

    def say(self, sentence: str) -> None:
        """One quiet line under the chart: what was saved, or why not."""
        self.said.setText(sentence)

    def is_ready(self) -> bool:
        """Whether everything asked for is on the screen."""
        judged = self._judged == self.session.version
        return judged and self.drawing.idle and (self.view.is_ready or not self.view.isVisible())

    def _on_change(self, _dates: set[date]) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Work out and show what the person wishes for, from the diary as it is now."""
        self._reflow()
        self.wish = replace(self.wish, today=self.session.today)
        self._ticket += 1
        ticket, wish, diary = self._ticket, self.wish, self.session.diary

        def work() -> ChartResult | None:
            if ticket != self._ticket:
                return None
            return prepare(diary, self.reading.columns(), wish)

        self.drawing.ask(work, lambda ready: self._show(ready, ticket))

    def _show(self, ready: ChartResult | None, ticket: int) -> None:
        if ready is None or ticket != self._ticket:
            return
        self.ready = ready
        view = ready.wish.view
        self.words.setText("\n".join(ready.sentences))
        self.heading.say(self._title_of(ready))
        self.view.setAccessibleName(self._name_of(ready))
        self.view.describe(ready.sentences)
        if view == "table" and ready.table is not None:
            self.table.show_days(ready.table)
        self._show_picks(ready)
        percent = self.preferences.settings.text_percent / 100
        high = YEAR_HIGH if view == "year" else FRAME_HIGH * len(ready.keys) + REST_HIGH
        look = self.look()
        self.view.show_figure(
            lambda wide, tall: ready.figure(look.style(), wide, tall), round(high * percent)
        )
        QTimer.singleShot(AFTER_PICTURE_MS, self._ask_for_verdict)

    def _ask_for_verdict(self) -> None:
        """The comparison in two sentences, worked out behind the picture, once a version."""
        version = self.session.version
        if version == self._judged:
            return
        self._judged = version
        diary, today = self.session.diary, self.session.today

        def work() -> list[str]:
            from ldn_desktop.ui.charts.comparison_page import two_sentences

            return two_sentences(diary, today)

        def show(lines: list[str]) -> None:
            self.verdict.setText("\n".join(lines))
            self.verdict.setVisible(bool(lines) and self.wish.view != "table")

        self.drawing.ask(work, show)

    def _open_comparison(self) -> None:
        from ldn_desktop.ui.charts.comparison_page import ComparisonPage

        page = ComparisonPage(self.session, self.drawing, self.look)
        self.preferences.changed.connect(page.follow_look)
        self.page_opened.emit(page)

    def look(self) -> ChartAppearance:
        """The colours and letters of the window."""
        percent = self.preferences.settings.text_percent
        return ChartAppearance(self.preferences.theme, QApplication.font().family(), percent)

    def _title_of(self, ready: ChartResult) -> str:
        """The days that are shown, in words."""

        if ready.wish.view == "year":
            return str(ready.year)
        return formats.period(ready.period.start, ready.period.end)

    def _name_of(self, ready: ChartResult) -> str:
        if ready.wish.view == "year":
            label = ready.label(ready.year_key)
            return _("Year {year} of {name}").format(year=ready.year, name=label)
        names = ", ".join(ready.label(key) for key in ready.keys)
        return _("Chart of {names}").format(names=names)

    def _show_view(self) -> None:
        table = self.wish.view == "table"
        self.view.setVisible(not table)
        self.hint.setVisible(not table)
        self.words.setVisible(not table)
        self.verdict.setVisible(not table and bool(self.verdict.text()))
        self.table.setVisible(table)
        self.table.setMinimumHeight(TABLE_HIGH)
        self.picks.setVisible(self.wish.view == "year")
        for button in (self.bar.closer, self.bar.wider):
            button.setEnabled(self.wish.view != "year")

    def _show_picks(self, ready: ChartResult) -> None:
        """Buttons for what the calendar shows, one for each symptom of the chart."""
        while (old := self._picks.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        for key in ready.keys if ready.wish.view == "year" else ():
            button = exclusive(ready.label(key), partial(self._change, year_key=key))
            button.setChecked(key == ready.year_key)
            self._picks.addWidget(button)

    def _say_day(self, when: date | None) -> None:
        if when is None or self.ready is None:
            self.hint.setText(self._hint_text())
            return
        from ldn_desktop.charts import day_in_words

        keys = (self.ready.year_key,) if self.wish.view == "year" else self.ready.keys
        sentence = day_in_words(self.session.diary, when, keys)
        self.hint.setText(sentence)
        self.view.say(sentence)

    def _change(self, **values: Any) -> None:
        self.wish = replace(self.wish, **values)
        self._show_view()
        self.refresh()

    def _choose_view(self, view: str) -> None:
        self._change(view=view)

    def _choose_period(self, named: str) -> None:
        self.preferences.remember(chart_period=named)
        view = "chart" if self.wish.view == "year" else self.wish.view
        show_checked(self.views, view)
        self._change(named=named, own=None, view=view)

    def choose_keys(self, keys: list[str]) -> None:
        """Show `keys`, at most four."""
        self.preferences.remember(charted=tuple(keys))
        self._change(keys=tuple(keys))

    def _choose_own(self, start: date, end: date) -> None:
        self.bar.show_period(OWN)
        self._change(own=Period(start, end))

    def zoom(self, by: int) -> None:
        """Half the days (+1) around the day that is read, or twice as many (−1)."""
        if self.ready is None or self.wish.view == "year":
            return
        period, first = self.ready.period, self.ready.first
        today = self.session.today
        wanted = period.closer(self.view.day) if by > 0 else period.wider(first, today)
        self._choose_own(wanted.start, wanted.end)

    def move_period(self, by: int) -> None:
        """Half a period later (+1) or earlier (−1); in the calendar a year."""
        if self.ready is None:
            return
        today, first = self.session.today, self.ready.first
        if self.wish.view == "year":
            year = min(max(self.ready.year + by, first.year), today.year)
            self._change(year=year)
            return
        moved = self.ready.period.moved(by, first, today)
        self._choose_own(moved.start, moved.end)

    def _open_choice(self) -> None:
        if self.ready is None:
            return
        from ldn_desktop.charts import MOST_FRAMES
        from ldn_desktop.ui.charts.symptom_choice_page import ChoicePage

        page = ChoicePage(self.ready.options, self.ready.keys, MOST_FRAMES)
        page.chosen.connect(self.choose_keys)
        self.page_opened.emit(page)

    def _open_own_dates(self) -> None:
        if self.ready is None:
            return
        from ldn_desktop.ui.charts.period_page import PeriodPage

        period, first = self.ready.period, self.ready.first
        page = PeriodPage(period.start, period.end, first, self.session.today)
        page.chosen.connect(self._choose_own)
        self._choose_own(period.start, period.end)
        self.page_opened.emit(page)

    def _open_print(self) -> None:
        if self.ready is None:
            return
        from ldn_desktop.ui.printing.print_page import PrintPage

        ready, look = self.ready, self.look()

        def make(on_paper: bool) -> list[Any]:
            from ldn_desktop.report import ON_PAPER

            return [ready.page(ON_PAPER if on_paper else look.page_style(), "a4")]

        self.page_opened.emit(PrintPage(_("Print the chart"), make, self.drawing))

    def _open_report(self) -> None:
        if self.ready is None:
            return
        from ldn_desktop.ui.charts.report_page import ReportPage

        self.page_opened.emit(ReportPage(self.session, self.drawing, self.look(), self.ready))
