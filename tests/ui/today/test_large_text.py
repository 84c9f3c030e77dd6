"""Keys on a day that is longer than the window: nothing out of sight is answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import SymptomKind
from ldn_desktop.ui.today.day_page import DayPage
from ldn_desktop.ui.today.side_effects_page import SideEffectsPage
from ldn_desktop.ui.widgets.button import GAP
from tests.support.ui.window import TODAY, OpenWindow

Keys = Qt.Key
Press = Callable[..., None]


def _scroll_to_end(day: DayPage) -> None:
    bar = day._scrolled.verticalScrollBar()
    bar.setValue(bar.maximum())


@pytest.mark.parametrize("percent", [200, 300])
def test_a_key_never_answers_a_question_that_is_out_of_sight(
    open_window: OpenWindow, press: Press, percent: int
) -> None:
    window = open_window(text_percent=percent)
    day = window.today.day
    _scroll_to_end(day)
    assert not day.questions[0].is_in_view(3)
    press(Keys.Key_4)
    assert not window.session.diary.day(TODAY)
    assert day.questions[0].is_in_view(0)
    press(Keys.Key_1)
    assert window.session.diary.day(TODAY).value("fatigue") == 0


def test_keys_lead_down_the_page_and_the_page_follows(
    open_window: OpenWindow, press: Press
) -> None:
    window = open_window(text_percent=200)
    day = window.today.day
    for _question in day.questions[:-1]:
        press(Keys.Key_3)
        focused = next(q for q in day.questions if any(b.hasFocus() for b in q.buttons))
        assert focused.visibleRegion().boundingRect() == focused.rect()
    answers = window.session.diary.day(TODAY).answers
    shown = [symptom.key for symptom in window.session.diary.shown(SymptomKind.SYMPTOM)]
    assert [answers[key].value for key in shown] == [5.0] * 6


def test_a_new_day_starts_at_its_top(open_window: OpenWindow, press: Press) -> None:
    window = open_window(text_percent=200)
    day = window.today.day
    for _question in day.questions[:-1]:
        press(Keys.Key_3)
    assert day._scrolled.verticalScrollBar().value() > 0
    press(Keys.Key_PageUp)
    assert day._scrolled.verticalScrollBar().value() == 0
    assert day.questions[0].buttons[0].hasFocus()
    assert day.header.heading.visibleRegion().boundingRect() == day.header.heading.rect()


def test_keys_among_side_effects_answer_only_what_is_seen(
    open_window: OpenWindow, press: Press, short_diary: Diary
) -> None:
    window = open_window(short_diary, text_percent=300)
    window.today.open("side effects")
    page = window.pages.currentWidget()
    assert isinstance(page, SideEffectsPage)
    page.questions[0].focus_answer()
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    press(Keys.Key_5)
    assert not window.session.diary.day(TODAY)
    press(Keys.Key_1)
    assert window.session.diary.day(TODAY).answers.keys() == {page.questions[0].field}


@pytest.mark.parametrize("percent", [150, 200, 300])
def test_the_last_answers_have_room_for_a_ring_above_the_footer(
    open_window: OpenWindow, short_diary: Diary, percent: int
) -> None:
    day = open_window(short_diary, text_percent=percent).today.day
    QApplication.processEvents()
    _scroll_to_end(day)
    viewport = day._scrolled.viewport()
    some = day.dose.some
    assert some.isVisible()
    end = some.mapTo(viewport, some.rect().bottomLeft()).y() + 1
    assert viewport.height() - end >= GAP
