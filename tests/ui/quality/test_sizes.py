"""Everything can be hit and nothing is cut, in large text too."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QApplication,
    QScrollBar,
)

from ldn_desktop.ui.today.one_question.one_question_page import OneQuestionPage
from tests.support.ui.screens import diary_of_screens, settle, visible, walk
from tests.support.ui.sizes import (
    PERCENTS,
    SMALL_SCREENS,
    apart,
    controls_of,
    cut_off,
    is_entry,
    place,
    scroll_area,
)
from tests.support.ui.window import OpenWindow


@pytest.mark.parametrize("percent", PERCENTS)
def test_entry_controls_are_64_px_and_all_others_44(open_window: OpenWindow, percent: int) -> None:
    window = open_window(diary_of_screens(), text_percent=percent)
    small = []
    for name in walk(window):
        controls = controls_of(window)
        assert len(controls) >= 2, name
        for widget in controls:
            side = 64 if is_entry(widget) else 44
            if min(widget.width(), widget.height()) < side:
                small.append((name, widget.accessibleName(), widget.size()))
    assert small == []


@pytest.mark.parametrize("percent", [100, 300])
def test_controls_stand_8_px_apart(open_window: OpenWindow, percent: int) -> None:
    window = open_window(diary_of_screens(), text_percent=percent)
    close = []
    for name in walk(window):
        positions = [(widget, place(widget, window)) for widget in controls_of(window)]
        for (one, first), (other, second) in combinations(positions, 2):
            scrolled = scroll_area(one) is not scroll_area(other)
            if apart(first, second) < 8 and not scrolled:
                close.append((name, one.accessibleName(), other.accessibleName()))
    assert close == []


@pytest.mark.parametrize("percent", PERCENTS)
@pytest.mark.parametrize("size", SMALL_SCREENS, ids=lambda s: f"{s[0]}x{s[1]}")
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    open_window: OpenWindow, size: tuple[int, int], percent: int
) -> None:
    window = open_window(diary_of_screens(), size=size, text_percent=percent)
    cut = []
    for name in walk(window):
        assert window.size() == QSize(*size), name
        cut += [f"{name}: {what}" for widget in visible(window) for what in cut_off(widget)]
    assert cut == []


def test_a_default_day_fits_1024_by_690_without_scrolling(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    for name in walk(window, "empty day", "copied day", "crash day"):
        bars = [w for w in visible(window) if isinstance(w, QScrollBar)]
        assert [bar.maximum() for bar in bars if bar.maximum()] == [], name


def test_a_large_window_gets_larger_answers_within_reach(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    day = window.today.day
    answers = [b for question in day.questions for b in question.buttons]
    assert {button.height() for button in answers} == {64}
    window.resize(1920, 1000)
    settle()
    assert {button.height() for button in answers} == {96}
    positions = [place(button, window) for button in answers]
    across = max(p.right() for p in positions) - min(p.left() for p in positions)
    assert across <= 1344
    assert abs(min(p.left() for p in positions) - (1919 - max(p.right() for p in positions))) <= 16
    assert not [w for w in visible(window) if isinstance(w, QScrollBar) and w.maximum()]
    window.resize(1024, 690)
    settle()
    assert {button.height() for button in answers} == {64}


@pytest.mark.parametrize(
    ("percent", "columns", "stacked"),
    [(100, 2, False), (125, 2, False), (150, 1, False), (200, 1, False), (300, 1, True)],
)
def test_the_page_reflows_from_150_percent_and_stacks_answers_from_300(
    open_window: OpenWindow, percent: int, columns: int, stacked: bool
) -> None:
    window = open_window(text_percent=percent, size=(1366, 690))
    first, second = window.today.day.questions[:2]
    assert (first.y() == second.y()) == (columns == 2)
    tops = {button.y() for button in first.buttons}
    assert len(tops) == (5 if stacked else 1)


def test_there_are_five_answers_a_question_and_eight_rows_a_page(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    day = window.today.day
    assert {len(question.buttons) for question in day.questions} == {5}
    assert len(day.questions) + 1 == 8


@pytest.mark.parametrize("percent", PERCENTS)
def test_all_five_answers_of_a_single_question_are_seen_at_once(
    open_window: OpenWindow, percent: int
) -> None:
    window = open_window(text_percent=percent)
    for _screen in walk(window, "one question"):
        page = window.pages.currentWidget()
        assert isinstance(page, OneQuestionPage)
        for button in page.buttons:
            assert button.visibleRegion().boundingRect() == button.rect()


@pytest.mark.parametrize("percent", PERCENTS)
def test_the_way_to_help_is_seen_beside_the_worst_low_mood(
    open_window: OpenWindow, percent: int
) -> None:
    window = open_window(diary_of_screens(), text_percent=percent)
    for _screen in walk(window, "full day"):
        day = window.today.day
        mood = next(q for q in day.questions if q.field == "low_mood")
        mood.focus_answer()
        QApplication.processEvents()
        assert window.top_bar.help.isVisible()
        assert day.footer.help.isVisible()
        if percent >= 150:
            assert 0 < apart(place(mood, window), place(day.footer.help, window)) <= 16
        else:
            assert not day.footer.help.visibleRegion().isEmpty()
