"""Charts as a person uses it: choose, read a day, come closer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import charts
from ldn_desktop.diary.model import Diary
from ldn_desktop.ui.charts.period_page import PeriodPage, months_on
from ldn_desktop.ui.charts.symptom_choice_page import ChoicePage
from ldn_desktop.ui.charts.tab import ChartsTab
from tests.support.ui.window import TODAY, OpenCharts, OpenWindow, shown

Touch = Callable[[QAbstractButton], None]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_period_is_one_touch(open_charts: OpenCharts, touch: Touch, qtbot: QtBot) -> None:
    window, tab = open_charts()
    for name, days in (("month", 31), ("year", 366), ("3 months", 92)):
        touch(tab.bar.periods[name])
        qtbot.waitUntil(tab.is_ready)
        assert shown(tab) == (TODAY - timedelta(days=days - 1), TODAY)
        assert window.preferences.settings.chart_period == name
    touch(tab.bar.periods["all"])
    qtbot.waitUntil(tab.is_ready)
    assert shown(tab)[0] == window.session.diary.dates()[0]


def test_the_words_under_the_chart_are_its_spoken_description(open_charts: OpenCharts) -> None:
    window, tab = open_charts()
    assert tab.ready is not None
    told = charts.describe(window.session.diary, tab.ready.keys, *shown(tab))
    assert tab.words.text() == "\n".join(told)
    face = QAccessible.queryAccessibleInterface(tab.view)
    assert face.role() == QAccessible.Role.Chart
    assert face.text(QAccessible.Text.Name) == "Chart of Fatigue, Brain fog, Pain"
    assert face.text(QAccessible.Text.Description) == " ".join(told)
    assert len(told) >= 3


def test_arrow_keys_read_days_out_and_enter_opens_one(open_charts: OpenCharts) -> None:
    window, tab = open_charts()
    tab.view.setFocus()
    QTest.keyClick(tab.view, Qt.Key.Key_Left)
    assert tab.view.day == TODAY
    for _step in range(3):
        QTest.keyClick(tab.view, Qt.Key.Key_Left)
    when = TODAY - timedelta(days=3)
    assert tab.ready is not None
    said = charts.day_in_words(window.session.diary, when, tab.ready.keys)
    assert tab.hint.text() == said
    QTest.keyClick(tab.view, Qt.Key.Key_Return)
    assert window.today.day.date == when
    assert window.top_bar.tabs.currentIndex() == 0


def test_the_focus_is_seen_when_it_comes_by_key(open_charts: OpenCharts) -> None:
    _window, tab = open_charts()
    tab.bar.wider.setFocus()
    away = tab.view.grab().toImage()
    tab.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert tab.view.grab().toImage() != away


def test_pointing_at_a_day_reads_it_and_a_touch_opens_it(open_charts: OpenCharts) -> None:
    window, tab = open_charts()
    span = tab.view.place
    assert isinstance(span, charts.Span)
    when = TODAY - timedelta(days=20)
    at = QPoint(round(span.middle(when)), 80)
    QTest.mouseMove(tab.view, at)
    assert tab.view.day == when
    QTest.mouseClick(tab.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert window.today.day.date == when


def test_closer_keeps_the_day_that_is_read_and_wider_comes_back(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot
) -> None:
    _window, tab = open_charts()
    when = TODAY - timedelta(days=70)
    tab.view.read(when)
    touch(tab.bar.closer)
    qtbot.waitUntil(tab.is_ready)
    start, end = shown(tab)
    assert (end - start).days + 1 == 46
    assert start <= when <= end
    QTest.keyClick(tab.view, Qt.Key.Key_Minus)
    qtbot.waitUntil(tab.is_ready)
    start, end = shown(tab)
    assert (end - start).days + 1 == 92
    touch(tab.bar.later)
    qtbot.waitUntil(tab.is_ready)
    assert shown(tab)[1] <= TODAY


def test_earlier_stops_at_the_first_day(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot
) -> None:
    window, tab = open_charts()
    for _time in range(6):
        touch(tab.bar.earlier)
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
    assert tab.ready is not None
    assert tab.ready.keys == ("brain_fog", "pain", "unrefreshing_sleep")
    assert window.preferences.settings.charted == tab.ready.keys


def test_own_dates_cannot_cross(open_charts: OpenCharts, touch: Touch, qtbot: QtBot) -> None:
    window, tab = open_charts()
    touch(tab.bar.periods["own"])
    page = window.pages.currentWidget()
    assert isinstance(page, PeriodPage)
    for _time in range(8):
        touch(page.start.buttons[3])
    assert page.start.date <= page.end.date
    touch(page.end.buttons[2])
    assert page.end.date == TODAY
    touch(page.back)
    qtbot.waitUntil(tab.is_ready)
    assert shown(tab) == (page.start.date, page.end.date)


def test_a_month_on_from_the_31st_is_the_last_day() -> None:
    assert months_on(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_on(date(2026, 1, 31), -2) == date(2025, 11, 30)


def test_a_new_answer_is_drawn_when_it_is_given(open_charts: OpenCharts, qtbot: QtBot) -> None:
    window, tab = open_charts()
    before = tab.words.text()
    window.session.answer(TODAY, "fatigue", 10.0)
    qtbot.waitUntil(tab.is_ready)
    assert tab.words.text() != before
    assert "entries on 74 of 92 days" in before
    assert "entries on 75 of 92 days" in tab.words.text()


def test_the_table_opens_its_days(open_charts: OpenCharts, touch: Touch, qtbot: QtBot) -> None:
    window, tab = open_charts()
    touch(tab.views["table"])
    qtbot.waitUntil(tab.is_ready)
    assert tab.table.isVisible()
    assert not tab.view.isVisible()
    model = tab.table.days
    assert model.rowCount() == len(window.session.diary.dates(*shown(tab)))
    tab.table.selectRow(4)
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert window.today.day.date == model.date_of(4)


def test_a_calendar_of_each_symptom_and_of_other_years(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot
) -> None:
    _window, tab = open_charts()
    touch(tab.views["year"])
    qtbot.waitUntil(tab.is_ready)
    cells = tab.view.place
    assert isinstance(cells, charts.Cells)
    box = cells.box(date(2026, 9, 3))
    assert box is not None
    QTest.mouseMove(tab.view, QPoint(round(box[0] + box[2] / 2), round(box[1] + box[3] / 2)))
    assert tab.view.day == date(2026, 9, 3)
    assert tab.hint.text().startswith("Thursday 3 September 2026")
    tab._change(year_key="pain")
    qtbot.waitUntil(tab.is_ready)
    assert tab.view.accessibleName() == "Year 2026 of Pain"
    touch(tab.bar.earlier)
    qtbot.waitUntil(tab.is_ready)
    assert tab.ready is not None
    assert tab.ready.year == 2026  # nothing was recorded before


def test_an_empty_diary_is_met_with_a_sentence(open_charts: OpenCharts) -> None:
    _window, tab = open_charts(Diary())
    assert "there are entries on 0 of 92 days" in tab.words.text()
    image = tab.view.image
    assert isinstance(image, QImage)
    assert tab.view.place is None


@pytest.mark.parametrize("days", [0, 1, 2])
def test_near_empty_diaries_are_shown_in_every_view(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot, days: int, usual_diary: Diary
) -> None:
    few = Diary({day.date: day for day in list(usual_diary.days())[-days:]} if days else {})
    _window, tab = open_charts(few)
    for view in ("year", "table", "chart"):
        touch(tab.views[view])
        qtbot.waitUntil(tab.is_ready)
        assert tab.ready is not None
        assert len(tab.ready.sentences) >= 3


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


def test_what_is_asked_of_a_chart_that_is_not_drawn_yet_is_told(open_window: OpenWindow) -> None:
    tab = open_window().tab("charts")
    assert isinstance(tab, ChartsTab)
    assert tab.ready is None
    said: list[str] = []
    tab.out.said.connect(said.append)
    tab.out.copy_picture()
    assert said == ["The chart is still being drawn. Please try again in a moment."]
