"""Four people keep a day: how many touches it takes them, and how long at the least."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.diary.symptoms import LOW_MOOD
from ldn_desktop.storage import MemoryDiaryFile
from ldn_desktop.ui.today.one_question.one_question_page import OneQuestionPage
from tests.support.ui.klm import TimedPerson
from tests.support.ui.window import TODAY, OpenWindow

SIX = ("fatigue", "brain_fog", "pain", "unrefreshing_sleep", LOW_MOOD, "anxiety")


@pytest.fixture
def on_ldn() -> Diary:
    """Someone who has taken the same amount for long."""
    return Diary(dose_steps=[DoseStep(date(2025, 1, 1), 4.5)])


def _words_of_the_day(window_diary: Diary) -> list[float]:
    return [window_diary.day(TODAY).value(key) for key in SIX]


def test_the_model_gives_the_published_times_of_one_answer(
    open_window: OpenWindow, on_ldn: Diary
) -> None:
    window, mouse, keyboard = open_window(on_ldn), TimedPerson(), TimedPerson()
    mouse.click(window.today.day.questions[0].buttons[0])
    keyboard.press(Qt.Key.Key_1)
    assert mouse.seconds == pytest.approx(2.65)
    assert keyboard.seconds == pytest.approx(1.63)


def test_the_worst_day_is_one_click(open_window: OpenWindow, on_ldn: Diary, qtbot: QtBot) -> None:
    window, person = open_window(on_ldn), TimedPerson()
    person.click(window.today.day.crash)
    assert window.session.diary.day(TODAY).crash
    file = window.session.file
    assert isinstance(file, MemoryDiaryFile)
    qtbot.waitUntil(lambda: bool(file.recorded))  # another thread writes
    assert (person.clicks, person.keys) == (1, 0)
    assert person.seconds <= 2.7


def test_the_worst_day_is_one_key(open_window: OpenWindow, on_ldn: Diary) -> None:
    window, person = open_window(on_ldn), TimedPerson()
    person.press(Qt.Key.Key_C)
    assert window.session.diary.day(TODAY).crash
    assert person.keys == 1


def test_a_usual_day_is_seven_clicks_and_no_typing(open_window: OpenWindow, on_ldn: Diary) -> None:
    window, person = open_window(on_ldn), TimedPerson()
    by_field = {question.field: question for question in window.today.day.questions}
    for position, key in enumerate(SIX):
        person.click(by_field[key].buttons[position % 5])
    person.click(window.today.day.dose.took)
    assert _words_of_the_day(window.session.diary) == [0.0, 2.5, 5.0, 7.5, 10.0, 0.0]
    assert window.session.diary.day(TODAY).dose_mg == 4.5
    assert (person.clicks, person.keys) == (7, 0)
    assert person.seconds <= 19


def test_a_usual_day_by_keys_takes_twelve_seconds_at_most(
    open_window: OpenWindow, on_ldn: Diary
) -> None:
    window, person = open_window(on_ldn), TimedPerson()
    for position in range(6):
        person.press(Qt.Key(Qt.Key.Key_1 + position % 5))
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert _words_of_the_day(window.session.diary) == [0.0, 2.5, 5.0, 7.5, 10.0, 0.0]
    assert window.session.diary.day(TODAY).dose_mg == 4.5
    assert person.clicks == 0
    assert person.seconds <= 12


def test_one_question_at_a_time_is_one_touch_each(open_window: OpenWindow, on_ldn: Diary) -> None:
    window, person = open_window(on_ldn), TimedPerson()
    QApplication.setDoubleClickInterval(0)
    person.click(window.today.day.one_question)
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    while not page.finished:
        assert page.back.isVisible()
        person.click(page.buttons[min(1, len(page.buttons) - 1)])
    day = window.session.diary.day(TODAY)
    assert {key: day.value(key) for key in SIX} == dict.fromkeys(SIX, 2.5)
    assert page.title.text() == "That is all. You can rest now."
    assert person.clicks == 1 + len(SIX) + 2
    assert person.seconds <= 9 * 2.65 + 0.01


def test_a_day_like_yesterday_is_three_clicks(open_window: OpenWindow, usual_diary: Diary) -> None:
    window, person = open_window(usual_diary), TimedPerson()
    person.click(window.today.day.same)
    person.click(window.today.day.questions[0].buttons[3])
    person.click(window.today.day.dose.took)
    given = window.session.diary.day(TODAY)
    before = usual_diary.day(TODAY).answers.keys()
    assert given.value("fatigue") == 7.5
    assert given.dose_mg == 4.5
    assert len(before) >= 7
    assert person.clicks == 3
