"""What a screen reader announces on Today: each choice, day, crash, saving and undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.model import Answer, Day, Diary, DoseStep
from ldn_desktop.diary.symptoms import LOW_MOOD
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.today.calendar.calendar_page import CalendarPage
from ldn_desktop.ui.today.dose_page import DosePage
from ldn_desktop.ui.today.one_question.one_question_page import OneQuestionPage
from ldn_desktop.ui.widgets import accessibility
from tests.support.ui.accessible import interface
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]
Keys = Qt.Key


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that the window hands to a screen reader, in order."""
    sentences: list[str] = []
    handed_on = accessibility.say

    def say(widget: QWidget, sentence: str) -> None:
        sentences.append(sentence)
        handed_on(widget, sentence)

    for module in ("widgets.accessibility", "today.one_question.one_question_page"):
        monkeypatch.setattr(f"ldn_desktop.ui.{module}.say", say)
    return sentences


def apart_from_saving(announced: list[str]) -> list[str]:
    """“Saved” comes from the writing thread, whenever that is done."""
    return [sentence for sentence in announced if sentence != "Saved"]


@pytest.fixture
def on_ldn() -> Diary:
    return Diary(dose_steps=[DoseStep(date(2026, 11, 10), 1.5)])


def test_each_choice_is_told_with_its_question(
    open_window: OpenWindow, touch: Touch, on_ldn: Diary, announced: list[str]
) -> None:
    day = open_window(on_ldn).today.day
    announced.clear()
    touch(day.questions[0].buttons[3])
    touch(day.questions[0].buttons[3])
    touch(day.dose.took)
    touch(day.dose.not_taken)
    touch(day.dose.none)
    touch(day.crash)
    touch(day.crash)
    assert apart_from_saving(announced) == [
        "Fatigue: Severe",
        "Fatigue: no answer",
        "LDN: Took 1.5 mg",
        "LDN: Not taken",
        "Side effects, None",
        "Crash day marked",
        "Crash day no longer marked",
    ]


def test_saving_is_told_when_it_is_true(
    open_window: OpenWindow, touch: Touch, qtbot: QtBot, announced: list[str]
) -> None:
    window = open_window()
    touch(window.today.day.questions[0].buttons[1])
    qtbot.waitUntil(lambda: window.session.all_saved and "Saved" in announced)


def test_undo_says_what_it_undid(
    open_window: OpenWindow, touch: Touch, announced: list[str]
) -> None:
    day = open_window().today.day
    touch(day.questions[2].buttons[1])
    touch(day.undo)
    assert "Undone: Pain, Mild." in announced
    assert day.status.text().startswith("Undone: Pain, Mild.")


def test_another_day_is_told_by_its_date(
    open_window: OpenWindow, press: Callable[..., None], announced: list[str]
) -> None:
    window = open_window()
    press(Keys.Key_PageUp)
    press(Keys.Key_PageUp)
    window.today.go_to(TODAY)
    assert [sentence for sentence in announced if "day" in sentence] == [
        "Yesterday, Saturday 21 November. No entry",
        "Friday 20 November. No entry",
        "Today, Sunday 22 November. No entry",
    ]


def test_a_day_is_told_with_what_is_saved_of_it(
    open_window: OpenWindow, press: Callable[..., None], announced: list[str]
) -> None:
    open_window()
    press(Keys.Key_3)
    press(Keys.Key_PageUp)
    press(Keys.Key_C)
    press(Keys.Key_PageDown)
    press(Keys.Key_PageUp)
    assert [sentence for sentence in announced if "ember" in sentence][1:] == [
        "Today, Sunday 22 November. 1 answer saved",
        "Yesterday, Saturday 21 November. Crash day",
    ]


def test_the_questions_stand_in_a_group_with_the_date(
    open_window: OpenWindow, press: Callable[..., None]
) -> None:
    day = open_window().today.day
    assert interface(day).role() == QAccessible.Role.Grouping
    assert interface(day).text(QAccessible.Text.Name) == "Today, Sunday 22 November"
    press(Keys.Key_PageUp)
    assert interface(day).text(QAccessible.Text.Name) == "Yesterday, Saturday 21 November"


def test_what_becomes_of_a_plan_is_told_and_the_first_open_question_waits(
    open_window: OpenWindow, touch: Touch, announced: list[str]
) -> None:
    steps = [DoseStep(TODAY - timedelta(days=60), 1.5), DoseStep(TODAY, 3.0, planned=True)]
    for answer, sentence in (
        ("not_yet", "3 mg is still only planned. The Today page will ask again tomorrow."),
        ("yes", "3 mg applies from 22 November."),
    ):
        day = open_window(Diary(dose_steps=steps)).today.day
        announced.clear()
        touch(getattr(day.plan, answer))
        assert apart_from_saving(announced)[0] == sentence
        first = day.questions[0].buttons[0]
        assert first.hasFocus()
        assert not first.keyboard_focus


def test_help_now_is_told_of_when_it_comes_into_sight(
    open_window: OpenWindow, touch: Touch, announced: list[str]
) -> None:
    day = open_window().today.day
    mood = next(question for question in day.questions if question.field == LOW_MOOD)
    touch(mood.buttons[3])
    assert "Help now, if you need it" not in announced
    touch(mood.buttons[4])
    assert "Help now, if you need it" in announced


def test_a_plan_that_asks_is_told_with_its_day(
    open_window: OpenWindow, press: Callable[..., None], announced: list[str]
) -> None:
    open_window(Diary(dose_steps=[DoseStep(TODAY, 3.0, planned=True)]))
    press(Keys.Key_PageUp, Keys.Key_PageDown)
    assert apart_from_saving(announced)[-1] == (
        "Today, Sunday 22 November. No entry. Your plan says 3 mg from today. Is that still right?"
    )


def test_leaving_a_folded_crash_day_leads_to_the_first_question(
    open_window: OpenWindow, press: Callable[..., None]
) -> None:
    day = open_window().today.day
    press(Keys.Key_C)
    day.crash_summary.details.setFocus(Qt.FocusReason.TabFocusReason)
    press(Keys.Key_PageUp)
    assert day.questions[0].buttons[0].hasFocus()


def test_a_day_chosen_in_the_calendar_begins_at_its_questions(
    open_window: OpenWindow, press: Callable[..., None], on_ldn: Diary
) -> None:
    window = open_window(on_ldn)
    day = window.today.day
    day.dose.took.setFocus(Qt.FocusReason.TabFocusReason)
    press(Keys.Key_M)
    press(Keys.Key_Left)
    press(Keys.Key_Return)
    assert day.date == TODAY - timedelta(days=1)
    assert day.questions[0].buttons[0].keyboard_focus


def test_arrows_lead_from_the_dose_back_to_the_questions(
    open_window: OpenWindow, press: Callable[..., None], on_ldn: Diary
) -> None:
    day = open_window(on_ldn).today.day
    for key in (Keys.Key_Up, Keys.Key_Left):
        day.dose.took.setFocus(Qt.FocusReason.TabFocusReason)
        press(key)
        assert day.questions[-1].buttons[0].hasFocus()


def test_where_no_later_day_has_come_the_day_is_named_again(
    open_window: OpenWindow, press: Callable[..., None], announced: list[str]
) -> None:
    open_window()
    press(Keys.Key_PageDown)
    assert announced == ["Today, Sunday 22 November. No entry"]


def test_a_number_too_many_changes_no_answer_and_says_so(
    open_window: OpenWindow, press: Callable[..., None], on_ldn: Diary, announced: list[str]
) -> None:
    window = open_window(on_ldn)
    press(*[Keys.Key_2] * len(window.today.day.questions))
    announced.clear()
    press(Keys.Key_4)
    assert apart_from_saving(announced) == ["Every question has an answer already."]
    assert window.session.diary.day(TODAY).value("fatigue") == 2.5


def test_a_copied_answer_is_told_as_copied(open_window: OpenWindow, touch: Touch) -> None:
    before = TODAY - timedelta(days=1)
    answers = {"fatigue": Answer(5.0, 1200), "pain": Answer(7.5, 1200)}
    window = open_window(Diary(days={before: Day(before, answers)}))
    day = window.today.day
    touch(day.same)
    severe = day.questions[2].buttons[3]
    assert interface(severe).text(QAccessible.Text.Description) == "copied"
    touch(day.questions[2].buttons[2])
    assert interface(severe).text(QAccessible.Text.Description) == ""


def test_the_pages_over_today_tell_their_choices_too(
    open_window: OpenWindow, touch: Touch, on_ldn: Diary, announced: list[str]
) -> None:
    window = open_window(on_ldn)
    window.today.open("one question")
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    touch(page.buttons[2])
    page.leave()
    window.today.open("dose")
    dose = window.pages.currentWidget()
    assert isinstance(dose, DosePage)
    touch(dose.amounts[1.5])
    assert "Fatigue: Moderate" in announced
    assert "LDN: Took 1.5 mg" in announced


def test_every_one_of_the_questions_is_told_with_its_count(open_window: OpenWindow) -> None:
    window = open_window()
    window.today.open("one question")
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    for number in (1, 2):
        group = page.buttons[0].parentWidget()
        assert group is not None
        title = page.title.text()
        assert group.accessibleName() == f"{title}, {number} of {len(page.questions)}"
        QTest.keyClick(page, Keys.Key_1)


def test_some_side_effects_is_no_choice_until_the_page_is_answered(
    open_window: OpenWindow, on_ldn: Diary
) -> None:
    window = open_window(on_ldn)
    some = window.today.day.dose.some
    toggles: list[bool] = []
    some.toggled.connect(toggles.append)
    QTest.keyClick(some, Keys.Key_Space)
    assert window.pages.currentWidget() is not window.tabs
    assert not toggles


def test_a_day_read_in_the_calendar_is_told(
    open_window: OpenWindow, press: Callable[..., None], announced: list[str]
) -> None:
    window = open_window()
    when = TODAY - timedelta(days=1)
    window.session.answer(when, "pain", 7.5)
    window.today.open("calendar")
    page = window.pages.currentWidget()
    assert isinstance(page, CalendarPage)
    press(Keys.Key_Left)
    assert "Saturday 21 November, Pain: Severe" in announced
    press(Keys.Key_Left)
    assert "Friday 20 November, no entry" in announced


def test_left_of_the_first_answer_is_the_question_before_with_its_answer(
    open_window: OpenWindow, on_ldn: Diary
) -> None:
    window = open_window(on_ldn)
    window.today.open("one question")
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    first = page.title.text()
    QTest.keyClick(page, Keys.Key_5)
    assert page.title.text() != first
    QTest.keyClick(page, Keys.Key_Left)
    assert page.title.text() == first
    focused = page.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.isChecked()
    assert focused.accessibleName() == f"{first}: Worst"


def test_charts_tell_their_headline_and_no_dates_that_did_not_change(
    open_window: OpenWindow, usual_diary: Diary, announced: list[str], qtbot: QtBot
) -> None:
    window = open_window(usual_diary)
    announced.clear()
    window.go_to("charts")
    charts = window.tabs.currentWidget()
    assert isinstance(charts, ChartsTab)
    qtbot.waitUntil(charts.is_ready, timeout=20_000)
    qtbot.waitUntil(lambda: any("mean" in sentence for sentence in announced))
    assert not [sentence for sentence in announced if sentence.startswith("Dates")]
    count = len(announced)
    charts.refresh()
    qtbot.waitUntil(charts.is_ready, timeout=20_000)
    assert len(announced) == count
