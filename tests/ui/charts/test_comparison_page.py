"""Did anything change: the page, what it says, and what is agreed on beforehand."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import analysis
from ldn_desktop.analysis import table, text
from ldn_desktop.diary import analysis_plan
from ldn_desktop.diary.model import Diary
from ldn_desktop.ui.charts.analysis_plan_page import AnalysisPlanPage
from ldn_desktop.ui.charts.comparison_page import ComparisonPage
from ldn_desktop.ui.charts.method_page import MethodPage
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.main_window import MainWindow
from tests.support.analysis.diaries import START, around, diary
from tests.support.ui.window import TODAY, OpenWindow


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def button(widget: QWidget, text: str) -> QPushButton:
    """The one in sight: those of an earlier look are still to be deleted."""
    return next(
        b
        for b in widget.findChildren(QPushButton)
        if b.text().endswith(text) and b.isVisibleTo(widget)
    )


def charts(window: MainWindow) -> ChartsTab:
    window.go_to("charts")
    tab = window.tab("charts")
    assert isinstance(tab, ChartsTab)
    return tab


def comparison(window: MainWindow, qtbot: QtBot) -> ComparisonPage:
    tab = charts(window)
    tab.change.click()
    page = window.pages.currentWidget()
    assert isinstance(page, ComparisonPage)
    qtbot.waitUntil(lambda: page.worked_out is not None, timeout=20_000)
    qtbot.waitUntil(tab.is_ready, timeout=20_000)
    return page


def test_the_page_says_two_sentences_then_each_symptom_then_the_doctors_table(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    page = comparison(open_window(usual_diary), qtbot)
    asked = text.latest(analysis.compare(usual_diary, today=TODAY))
    shown = texts(page)
    assert page.worked_out is not None
    assert len(page.worked_out.lines) == 2
    for one in asked:
        assert text.describe(one) in shown
    for row in table.doctor_rows(asked):
        assert row.change in shown
    assert shown.index(page.worked_out.lines[0]) < shown.index("For the doctor")


def test_a_diary_of_a_few_days_gets_a_calm_answer(
    open_window: OpenWindow, short_diary: Diary, qtbot: QtBot
) -> None:
    page = comparison(open_window(short_diary), qtbot)
    assert page.worked_out is not None
    assert page.worked_out.rows == []
    assert page.worked_out.lines[0] in texts(page)


def test_the_page_follows_the_diary(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    window = open_window(usual_diary)
    page = comparison(window, qtbot)
    before = page.worked_out
    window.session.answer(TODAY, "fatigue", 10)
    qtbot.waitUntil(lambda: page.worked_out is not before, timeout=20_000)
    qtbot.waitUntil(charts(window).is_ready, timeout=20_000)


def test_the_method_is_one_touch_away(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    window = open_window(usual_diary)
    button(comparison(window, qtbot), "How this is worked out").click()
    assert isinstance(window.pages.currentWidget(), MethodPage)


@pytest.fixture
def agreeing(open_window: OpenWindow, usual_diary: Diary) -> AnalysisPlanPage:
    window = open_window(usual_diary)
    page = AnalysisPlanPage(window.session)
    window.show_page(page)
    return page


def test_two_main_symptoms_can_be_chosen_and_a_third_is_refused(
    agreeing: AnalysisPlanPage, usual_diary: Diary
) -> None:
    for name in ("Fatigue", "Pain", "Anxiety"):
        button(agreeing, name).click()
    assert analysis_plan.main_symptoms(usual_diary.about, TODAY) == {"fatigue", "pain"}
    assert "one or two" in agreeing.said.text()


def test_the_change_that_matters_is_asked_for_main_symptoms(
    agreeing: AnalysisPlanPage, usual_diary: Diary
) -> None:
    button(agreeing, "Fatigue").click()
    button(agreeing, "1.5 points").click()
    assert analysis_plan.important_difference(usual_diary.about, "fatigue") == 1.5


def test_a_day_to_look_again_lies_ahead_or_is_refused(
    agreeing: AnalysisPlanPage, usual_diary: Diary
) -> None:
    agreeing.fix.click()
    assert "still to come" in agreeing.said.text()
    agreeing.when.step(30)
    agreeing.fix.click()
    assert analysis_plan.look_again_dates(usual_diary.about) == [TODAY + timedelta(days=30)]


def test_a_step_can_be_joined_to_the_one_before_and_parted_again(
    agreeing: AnalysisPlanPage, usual_diary: Diary
) -> None:
    second = usual_diary.dose_steps[1]

    def join() -> None:
        button(agreeing, "goes with the one before").click()

    join()
    assert analysis_plan.joined_steps(usual_diary.about) == {second.start}
    join()
    assert analysis_plan.joined_steps(usual_diary.about) == frozenset()


def test_the_caveat_stands_directly_under_the_verdict(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    page = comparison(open_window(usual_diary), qtbot)
    assert page.worked_out is not None
    shown = texts(page)
    first, second = page.worked_out.lines
    assert page.worked_out.caveat.endswith("Hope, rest and time change scores too.")
    assert shown.index(first) < shown.index(page.worked_out.caveat) < shown.index(second)


def test_before_a_fixed_day_the_page_says_nothing_until_it_is_used_up(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    when = TODAY + timedelta(days=20)
    usual_diary.apply(analysis_plan.fix_look_again(usual_diary, when, TODAY))
    window = open_window(usual_diary)
    page = comparison(window, qtbot)
    assert page.worked_out is not None
    [line] = page.worked_out.lines
    assert line.startswith("You fixed")
    assert "For the doctor" not in texts(page)
    before = page.worked_out
    button(page, "Look now all the same").click()
    qtbot.waitUntil(lambda: page.worked_out is not before, timeout=20_000)
    assert analysis_plan.pending_look(window.session.diary.about, TODAY) is None
    assert len(page.worked_out.lines) == 2
    qtbot.waitUntil(charts(window).is_ready, timeout=20_000)


def test_what_was_said_in_earlier_weeks_stands_with_its_date(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    told = diary((TODAY - START).days + 1, {200: 4.5}, around({0: 7, 200: 4}))
    page = comparison(open_window(told), qtbot)
    qtbot.waitUntil(lambda: "What was said before" in texts(page), timeout=20_000)
    assert re.search(r"Fatigue: said likely better since \d+ \w+\.", texts(page))
