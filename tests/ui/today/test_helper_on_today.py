"""Someone else is entering: marked, shown on Today, and over with the program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton

from ldn_desktop.diary.model import Diary
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.settings.settings_page import SettingsPage
from ldn_desktop.ui.today.helper_line import HelperLine
from ldn_desktop.ui.widgets.button import ButtonKind
from tests.support.ui.screens import settle
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]


def _settings(window: MainWindow) -> SettingsPage:
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    return page


def test_from_the_switch_to_the_end(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    day = window.today.day
    assert not day.findChildren(HelperLine)  # who needs none gets no control
    window.show_settings()
    page = _settings(window)
    assert not page.helper.name.isVisible()
    touch(page.helper.switch.buttons[True])
    assert window.session.helper == ""
    page.helper.name.setText(" Anna ")
    touch(page.helper.set_name)
    touch(page.back)
    line = day.findChild(HelperLine)
    assert line is not None
    assert line.isVisible()
    assert line.words.text() == "Anna is entering answers."
    touch(day.questions[0].buttons[2])
    answers = window.session.diary.day(TODAY).answers
    assert answers["fatigue"].by == "Anna"
    touch(line.end)
    assert not line.isVisible()
    touch(day.questions[1].buttons[2])
    answers = window.session.diary.day(TODAY).answers
    assert answers[day.questions[1].field].by is None
    assert answers["fatigue"].by == "Anna"


def test_undo_and_redo_keep_who_entered(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    window.session.enter_as("Anna")
    touch(window.today.day.questions[0].buttons[1])
    window.session.enter_as(None)
    touch(window.today.day.questions[0].buttons[3])
    window.session.undo()
    assert window.session.diary.day(TODAY).answers["fatigue"].by == "Anna"
    window.session.redo()
    assert window.session.diary.day(TODAY).answers["fatigue"].by is None


def test_copies_and_crash_days_are_the_helpers_too(
    open_window: OpenWindow, usual_diary: Diary
) -> None:
    window = open_window(usual_diary)
    window.session.enter_as("")
    window.today.day.same_as_day_before()
    window.today.day.toggle_crash()
    answers = window.session.diary.day(TODAY).answers
    assert answers
    assert {answer.by for answer in answers.values()} == {""}


def test_a_name_that_is_too_long_is_refused_in_a_sentence(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    window.session.enter_as("")
    window.show_settings()
    page = _settings(window)
    page.helper.name.setText("A" * 50)
    touch(page.helper.set_name)
    assert "up to 40 characters" in page.status_line.text()
    assert window.session.helper == ""


@pytest.mark.parametrize("size", [(1024, 690), (1280, 780)])
def test_the_line_of_a_helper_makes_no_usual_window_scroll(
    open_window: OpenWindow, usual_diary: Diary, size: tuple[int, int]
) -> None:
    window = open_window(usual_diary, size=size)
    settle()
    bar = window.today.day._scrolled.verticalScrollBar()
    assert bar.maximum() == 0
    window.session.enter_as("Anna")
    settle()
    assert bar.maximum() == 0


def test_the_button_that_ends_it_stands_at_the_margin(open_window: OpenWindow) -> None:
    window = open_window()
    window.session.enter_as("Anna")
    settle()
    day = window.today.day
    line = day.findChild(HelperLine)
    assert line is not None
    assert line.end.kind not in (ButtonKind.WORD, ButtonKind.LINK), "those have unseen padding"
    assert line.end.geometry().right() == line.rect().right()
