"""Charts as a person uses it: choose, read a day, come closer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import charts
from ldn_desktop.charts.dose_levels import stretches
from ldn_desktop.charts.drawing.style import PRINT
from ldn_desktop.charts.drawing.timeline import TimeSpan
from ldn_desktop.charts.year_chart import YearGrid
from ldn_desktop.diary.model import AnswerChange, Diary, Edit
from ldn_desktop.i18n.formats import day_month
from ldn_desktop.ui.charts.example_page import ExamplePage
from ldn_desktop.ui.charts.export_page import ExportPage
from ldn_desktop.ui.charts.period_page import PeriodPage
from ldn_desktop.ui.charts.symptom_choice_page import ChoicePage
from ldn_desktop.ui.charts.tab import ChartsTab
from tests.support.ui.window import TODAY, OpenCharts, OpenWindow, shown

Touch = Callable[[QAbstractButton], None]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_period_is_one_touch(open_charts: OpenCharts, touch: Touch, qtbot: QtBot) -> None:
    window, tab = open_charts()
    for name, days in (("month", 31), ("year", 366), ("3 months", 92)):
        touch(tab.toolbar.periods.buttons[name])
        qtbot.waitUntil(tab.is_ready)
        assert shown(tab) == (TODAY - timedelta(days=days - 1), TODAY)
        assert window.preferences.settings.chart_period == name
    touch(tab.toolbar.periods.buttons["all"])
    qtbot.waitUntil(tab.is_ready)
    assert shown(tab)[0] == window.session.diary.dates()[0]


def test_two_sentences_stand_above_and_a_short_description_is_spoken(
    open_charts: OpenCharts,
) -> None:
    window, tab = open_charts()
    assert tab.result is not None
    headline = tab.result.headline
    assert tab.headline.accessibleName() == "\n".join(headline.sentences)
    end = shown(tab)[1]
    series = charts.DailySeries.of(window.session.diary)
    week = series.column("fatigue", end - timedelta(days=6), end).values
    assert f"Fatigue: mean {np.nanmean(week):.1f} in the last 7 days." in headline.lead
    since = window.session.diary.dose_steps[-1].start
    assert headline.second == f"4.5 mg since {day_month(since)}."
    interface = QAccessible.queryAccessibleInterface(tab.view)
    assert interface.role() == QAccessible.Role.Chart
    assert interface.text(QAccessible.Text.Name) == "Chart of Fatigue, Brain fog, Pain"
    description = interface.text(QAccessible.Text.Description)
    assert description.startswith(" ".join(headline.sentences))
    assert description.count(". ") >= 2
    assert len(description.split()) <= 60


def test_enter_on_the_picture_brings_all_its_words(open_charts: OpenCharts) -> None:
    window, tab = open_charts()
    tab.view.setFocus()
    QTest.keyClick(tab.view, Qt.Key.Key_Return)
    page = window.pages.currentWidget()
    assert isinstance(page, ExportPage)
    labels = [label.text() for label in page.findChildren(QLabel)]
    assert tab.result is not None
    assert [text for text in tab.result.sentences if text not in labels] == []


def test_arrow_keys_read_days_out_and_enter_opens_one(open_charts: OpenCharts) -> None:
    window, tab = open_charts()
    tab.view.setFocus()
    QTest.keyClick(tab.view, Qt.Key.Key_Left)
    assert tab.view.day == TODAY
    for _step in range(3):
        QTest.keyClick(tab.view, Qt.Key.Key_Left)
    when = TODAY - timedelta(days=3)
    assert tab.result is not None
    reading = tab.view.reading
    assert reading is not None
    assert reading.sentence == charts.day_in_words(window.session.diary, when, tab.result.keys)
    scores = window.session.diary.day(when).scores
    assert {v.key: v.points for v in reading.values} == {
        key: scores[key].value for key in tab.result.keys if key in scores
    }
    QTest.keyClick(tab.view, Qt.Key.Key_Return)
    assert window.today.day.date == when
    assert window.top_bar.tabs.currentIndex() == 0


def test_the_focus_is_seen_when_it_comes_by_key(open_charts: OpenCharts) -> None:
    _window, tab = open_charts()
    tab.toolbar.zoom.less.setFocus()
    away = tab.view.grab().toImage()
    tab.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert tab.view.grab().toImage() != away


def test_pointing_at_a_day_reads_it_and_a_touch_opens_it(open_charts: OpenCharts) -> None:
    window, tab = open_charts()
    span = tab.view.days
    assert isinstance(span, TimeSpan)
    when = TODAY - timedelta(days=20)
    at = QPoint(round(span.middle(when)), 80)
    QTest.mouseMove(tab.view, at)
    assert tab.view.day == when
    QTest.mouseClick(tab.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert window.today.day.date == when


def test_reading_a_day_moves_nothing(open_charts: OpenCharts) -> None:
    _window, tab = open_charts()
    span, image = tab.view.days, tab.view.image
    assert isinstance(span, TimeSpan)
    positions = {w: w.geometry() for w in tab.findChildren(QWidget) if w.isVisible()}
    before = _pixels(tab.view.grab().toImage())
    for back in (0, 3, 20, 45, 91):
        tab.view.read(TODAY - timedelta(days=back))
        QTest.qWait(1)
        assert {w: w.geometry() for w in positions} == positions
        assert tab.view.image is image
        assert (_pixels(tab.view.grab().toImage()) != before).any()
    tab.view.read(None)
    assert (_pixels(tab.view.grab().toImage()) == before).all()


@pytest.mark.parametrize("size", [(1366, 690), (1024, 690)])
def test_sentences_picture_and_dose_are_seen_without_scrolling(
    open_charts: OpenCharts, size: tuple[int, int], qtbot: QtBot
) -> None:
    window, tab = open_charts(size=size)
    assert (window.width(), window.height()) == size
    qtbot.waitUntil(tab.is_ready)
    assert tab.result is not None
    assert len(tab.result.keys) == 3
    span = tab.view.days
    assert isinstance(span, TimeSpan)
    seen = window.rect()
    for widget in (tab.headline, tab.toolbar, tab.change, tab.report, tab.export, tab.choose):
        corner = widget.mapTo(window, widget.rect().bottomRight())
        assert seen.contains(corner), widget
    assert not tab._scroll.verticalScrollBar().maximum()
    # The dose ends where the axis begins; under it stand dates and the key.
    assert seen.contains(tab.view.mapTo(window, QPoint(0, round(span.bottom) + 50)))
    assert min(panel.height for panel in span.panels) >= 40


def test_dose_changes_are_marked_with_their_amounts_and_means(open_charts: OpenCharts) -> None:
    window, tab = open_charts()
    assert tab.result is not None
    start, end = shown(tab)
    figure = charts.symptoms_figure(
        tab.result.series, tab.result.keys, start, end, PRINT, width=10, height=5
    )
    written = [text.get_text() for text in figure.texts]
    series = tab.result.series
    for stretch in stretches(series, end)[-2:]:
        assert stretch.label in written
        for key in tab.result.keys:
            days = window.session.diary.days(stretch.start, stretch.end)
            scores = [day.scores[key].value for day in days if key in day.scores]
            assert f"{sum(scores) / len(scores):.1f}" in written


def test_zooming_in_keeps_the_day_that_is_read_and_out_comes_back(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot
) -> None:
    _window, tab = open_charts()
    when = TODAY - timedelta(days=70)
    tab.view.read(when)
    touch(tab.toolbar.zoom.more)
    qtbot.waitUntil(tab.is_ready)
    start, end = shown(tab)
    assert (end - start).days + 1 == 46
    assert start <= when <= end
    QTest.keyClick(tab.view, Qt.Key.Key_Minus)
    qtbot.waitUntil(tab.is_ready)
    start, end = shown(tab)
    assert (end - start).days + 1 == 92
    touch(tab.toolbar.steps.more)
    qtbot.waitUntil(tab.is_ready)
    assert shown(tab)[1] <= TODAY


def test_earlier_stops_at_the_first_day(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot
) -> None:
    window, tab = open_charts()
    for _time in range(6):
        touch(tab.toolbar.steps.less)
        qtbot.waitUntil(tab.is_ready)
    assert shown(tab)[0] == window.session.diary.dates()[0]


def test_at_most_four_can_be_chosen_and_the_choice_is_kept(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot
) -> None:
    window, tab = open_charts()
    touch(tab.choose)
    page = window.pages.currentWidget()
    assert isinstance(page, ChoicePage)
    touch(page.picks.buttons["unrefreshing_sleep"])
    assert not page.picks.buttons["anxiety"].isEnabled()
    touch(page.picks.buttons["fatigue"])
    assert page.picks.buttons["anxiety"].isEnabled()
    touch(page.back)
    qtbot.waitUntil(tab.is_ready)
    assert tab.result is not None
    assert tab.result.keys == ("brain_fog", "pain", "unrefreshing_sleep")
    assert window.preferences.settings.charted == tab.result.keys


def test_chosen_dates_cannot_cross(open_charts: OpenCharts, touch: Touch, qtbot: QtBot) -> None:
    window, tab = open_charts()
    touch(tab.toolbar.periods.buttons["own"])
    page = window.pages.currentWidget()
    assert isinstance(page, PeriodPage)
    before = page.start.date
    page.start.field.setText("1 December 2026")
    assert not page.start.commit()
    assert page.start.date == before
    page.start.field.setText("3 October 2026")
    assert page.start.commit()
    touch(page.back)
    qtbot.waitUntil(tab.is_ready)
    assert shown(tab) == (date(2026, 10, 3), TODAY)


def test_a_new_answer_is_drawn_when_it_is_given(open_charts: OpenCharts, qtbot: QtBot) -> None:
    window, tab = open_charts()
    assert tab.result is not None
    before = tab.result
    window.session.answer(TODAY, "fatigue", 10.0)
    qtbot.waitUntil(lambda: tab.result is not before)
    qtbot.waitUntil(tab.is_ready)
    assert tab.result is not None
    assert "entries on 74 of 92 days" in before.sentences[0]
    assert "entries on 75 of 92 days" in tab.result.sentences[0]
    assert before.headline != tab.result.headline


def test_the_table_opens_its_days(open_charts: OpenCharts, touch: Touch, qtbot: QtBot) -> None:
    window, tab = open_charts()
    touch(tab.views.buttons["table"])
    qtbot.waitUntil(tab.is_ready)
    assert tab.table.isVisible()
    assert not tab.view.isVisible()
    model = tab.table.days
    start, end = shown(tab)
    assert model.rowCount() == (end - start).days + 1
    rows = [model.index(n, 3) for n in range(model.rowCount())]
    announcements = [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    scored = {d.date for d in window.session.diary.days(start, end) if "pain" in d.scores}
    assert [text == "Pain: no entry" for text in announcements] == [
        model.date_of(n) not in scored for n in range(model.rowCount())
    ]
    tab.table.selectRow(4)
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert window.today.day.date == model.date_of(4)


def test_the_first_key_down_in_the_table_follows_the_row_that_was_read(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot
) -> None:
    _window, tab = open_charts()
    touch(tab.views.buttons["table"])
    qtbot.waitUntil(tab.is_ready)
    tab.table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(tab.table.hasFocus)  # where several programs run, the window may wait for it

    def chosen() -> list[int]:
        return [index.row() for index in tab.table.selectionModel().selectedRows()]

    assert chosen() == [0]
    QTest.keyClick(tab.table, Qt.Key.Key_Down)
    assert chosen() == [1]


def test_a_calendar_of_each_symptom_and_of_other_years(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot
) -> None:
    _window, tab = open_charts()
    touch(tab.views.buttons["year"])
    qtbot.waitUntil(tab.is_ready)
    grid = tab.view.days
    assert isinstance(grid, YearGrid)
    box = grid.box(date(2026, 9, 3))
    assert box is not None
    at = QPoint(round((box.left + box.right) / 2), round((box.top + box.bottom) / 2))
    QTest.mouseMove(tab.view, at)
    assert tab.view.day == date(2026, 9, 3)
    assert tab.view.reading is not None
    assert tab.view.reading.title.startswith("Thursday 3 September")
    tab._change(year_key="pain")
    qtbot.waitUntil(tab.is_ready)
    assert tab.view.accessibleName() == "Pain in 2026"
    assert not tab.toolbar.steps.less.isEnabled()  # nothing was recorded before


def test_an_empty_diary_keeps_the_frame_and_offers_two_ways_on(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot
) -> None:
    window, tab = open_charts(Diary())
    assert tab.headline.accessibleName().startswith("Nothing to draw yet.")
    assert tab.empty.isVisible()
    assert not any(b.isEnabled() for b in (tab.change, tab.report, tab.export))
    assert tab.hint.isVisible()
    touch(tab.empty.example)
    page = window.pages.currentWidget()
    assert isinstance(page, ExamplePage)
    qtbot.waitUntil(page.charts.is_ready, timeout=20_000)
    assert page.charts.result is not None
    assert not page.charts.result.empty
    assert len(window.session.diary.dates()) == 0
    touch(page.back)
    touch(tab.empty.start)
    assert window.top_bar.tabs.currentIndex() == 0


@pytest.mark.parametrize("days", [0, 1, 2])
def test_near_empty_diaries_are_shown_in_every_view(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot, days: int, usual_diary: Diary
) -> None:
    few = Diary({day.date: day for day in list(usual_diary.days())[-days:]} if days else {})
    _window, tab = open_charts(few)
    for view in ("year", "table", "chart"):
        touch(tab.views.buttons[view])
        qtbot.waitUntil(tab.is_ready)
        assert tab.result is not None
        assert len(tab.result.sentences) >= 3


def test_nothing_of_it_moves_while_idle(open_charts: OpenCharts, qtbot: QtBot) -> None:
    _window, tab = open_charts()
    first = tab.view.grab().toImage()
    with qtbot.assertNotEmitted(tab.view.drawn, wait=300):
        pass
    assert tab.view.grab().toImage() == first


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_nothing_is_cut_and_nothing_scrolls_sideways(open_charts: OpenCharts, percent: int) -> None:
    _window, tab = open_charts(text_percent=percent)
    for widget in tab.findChildren(QAbstractButton):
        if widget.isVisible():
            assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
            right = widget.mapTo(tab, QPoint(widget.width(), 0)).x()
            assert right <= tab.width(), widget.text()
            assert min(widget.width(), widget.height()) >= 44
    image = tab.view.image
    assert image is not None
    assert image.width() == tab.view.width()
    edge = _columns(image)
    # The outermost columns hold the ground alone: no letter runs out of the picture.
    assert (edge[:, 0] == edge[0, 0]).all()
    assert (edge[:, -1] == edge[0, 0]).all()


def _pixels(image: QImage) -> np.ndarray:
    return _columns(image).copy()


def _columns(image: QImage) -> np.ndarray:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), -1)
    return pixels[:, : plain.width()] & 0xFFFFFF


def test_every_control_of_charts_has_a_name_and_a_role(open_charts: OpenCharts) -> None:
    _window, tab = open_charts()
    nameless = [
        widget
        for widget in tab.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_what_is_asked_of_a_chart_that_is_not_drawn_yet_is_answered(
    open_window: OpenWindow,
) -> None:
    tab = open_window().tab("charts")
    assert isinstance(tab, ChartsTab)
    assert tab.result is None
    tab.export.click()
    assert tab.status.text() == "The chart is still being drawn. Please try again in a moment."


def test_what_has_answers_is_shown_before_what_has_none(
    open_charts: OpenCharts, usual_diary: Diary
) -> None:
    for when in usual_diary.dates():
        before = usual_diary.day(when).answers.get("brain_fog")
        usual_diary.apply(Edit((AnswerChange(when, "brain_fog", before, None),)))
    _window, tab = open_charts(usual_diary)
    assert tab.result is not None
    assert tab.result.keys == ("fatigue", "pain", "unrefreshing_sleep")
