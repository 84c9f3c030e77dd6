"""A crash day asks for nothing more; who wants to say more finds how."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from ldn_desktop.diary.fields import CRASH
from ldn_desktop.diary.model import Diary
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]
Keys = Qt.Key


def test_the_questions_fold_to_one_line(
    open_window: OpenWindow, touch: Touch, short_diary: Diary
) -> None:
    day = open_window(short_diary).today.day
    touch(day.crash)
    assert day.crash_summary.isVisible()
    assert (day.crash_summary.saved.text(), day.crash_summary.rest.text()) == (
        "Crash day saved.",
        "You can rest now.",
    )
    assert not any(question.isVisible() for question in day.questions)
    assert not day.dose.isVisible()
    touch(day.crash)
    assert not day.crash_summary.isVisible()
    assert all(question.isVisible() for question in day.questions)


def test_details_can_be_added_and_stay_in_sight(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    day = window.today.day
    touch(day.crash)
    touch(day.crash_summary.details)
    assert not day.crash_summary.isVisible()
    touch(day.questions[0].buttons[4])
    assert day.questions[0].isVisible()
    assert window.session.diary.day(TODAY).answers.keys() == {CRASH, "fatigue"}


def test_keys_answer_nothing_that_is_folded(
    open_window: OpenWindow, press: Callable[..., None]
) -> None:
    window = open_window()
    press(Keys.Key_C, Keys.Key_3, Keys.Key_5)
    assert window.session.diary.day(TODAY).answers.keys() == {CRASH}
    assert QApplication.focusWidget() is window.today.day.crash


def test_undoing_the_crash_brings_the_questions_back(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    touch(window.today.day.crash)
    touch(window.today.day.undo)
    assert window.today.day.questions[0].isVisible()
    assert window.today.day.status.text().startswith("Undone: Crash day.")


def test_the_ring_goes_on_to_the_crash_button_where_keys_are_used(
    open_window: OpenWindow, press: Callable[..., None]
) -> None:
    day = open_window().today.day
    press(Keys.Key_Right, Keys.Key_C)
    assert day.crash.keyboard_focus
