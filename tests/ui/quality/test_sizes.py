"""Everything can be hit and nothing is cut, in large letters too."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtGui import Qt as RichText
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.today.one_question_page import OneQuestionPage
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from tests.support.ui.screens import diary_of_screens, settle, visible, walk
from tests.ui.conftest import OpenWindow

# 1024×768 and 1366×768 less title and task bar.
SMALL_SCREENS = [(1024, 690), (1366, 690)]
PERCENTS = [100, 150, 200, 300]


def _controls(window: MainWindow) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QTabBar)
    return [widget for widget in visible(window) if isinstance(widget, kinds)]


def _is_entry(widget: QWidget) -> bool:
    return isinstance(widget, Button) and widget.kind in (ButtonKind.ANSWER, ButtonKind.SHORTCUT)


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def _apart(one: QRect, other: QRect) -> int:
    """The gap between two rectangles in px; negative where they overlap."""
    across = max(one.left() - other.right(), other.left() - one.right()) - 1
    down = max(one.top() - other.bottom(), other.top() - one.bottom()) - 1
    return max(across, down)


@pytest.mark.parametrize("percent", PERCENTS)
def test_entry_controls_are_64_px_and_all_others_44(open_window: OpenWindow, percent: int) -> None:
    window = open_window(diary_of_screens(), text_percent=percent)
    small = []
    for name in walk(window):
        controls = _controls(window)
        assert len(controls) >= 2, name
        for widget in controls:
            side = 64 if _is_entry(widget) else 44
            if min(widget.width(), widget.height()) < side:
                small.append((name, widget.accessibleName(), widget.size()))
    assert small == []


@pytest.mark.parametrize("percent", [100, 300])
def test_controls_stand_8_px_apart(open_window: OpenWindow, percent: int) -> None:
    window = open_window(diary_of_screens(), text_percent=percent)
    close = []
    for name in walk(window):
        places = [(widget, _place(widget, window)) for widget in _controls(window)]
        for (one, first), (other, second) in combinations(places, 2):
            scrolled = _scroll_area(one) is not _scroll_area(other)
            if _apart(first, second) < 8 and not scrolled:
                close.append((name, one.accessibleName(), other.accessibleName()))
    assert close == []


def _scroll_area(widget: QWidget) -> QWidget | None:
    ancestor: QWidget | None = widget.parentWidget()
    while ancestor is not None and not isinstance(ancestor, QAbstractScrollArea):
        ancestor = ancestor.parentWidget()
    return ancestor


@pytest.mark.parametrize("percent", PERCENTS)
@pytest.mark.parametrize("size", SMALL_SCREENS, ids=lambda s: f"{s[0]}x{s[1]}")
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    open_window: OpenWindow, size: tuple[int, int], percent: int
) -> None:
    window = open_window(diary_of_screens(), size=size, text_percent=percent)
    cut = []
    for name in walk(window):
        assert window.size() == QSize(*size), name
        cut += [f"{name}: {what}" for widget in visible(window) for what in _cut(widget)]
    assert cut == []


def _cut(widget: QWidget) -> list[str]:
    """What of `widget` cannot be seen."""
    shown = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    name = widget.accessibleName() or shown or type(widget).__name__
    if isinstance(widget, QScrollBar):
        sideways = widget.orientation() is Qt.Orientation.Horizontal and widget.maximum() > 0
        return [f"{name} scrolls sideways"] if sideways else []
    said = _outside(widget, name)
    if isinstance(widget, QLabel) and shown:
        said += _cut_label(widget, name)
    elif isinstance(widget, QAbstractButton | QTabBar):
        said += _cut_control(widget, name)
    elif isinstance(widget, QLineEdit) and widget.height() < QFontMetrics(widget.font()).height():
        said.append(f"{name} is too low")
    return said


def _outside(widget: QWidget, name: str) -> list[str]:
    """Whether `widget` leaves the place its parent has."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, QAbstractScrollArea):
        return []
    inside, place = parent.rect(), widget.geometry()
    sideways = place.left() < 0 or place.right() > inside.right()
    scrolled = isinstance(parent.parentWidget(), QAbstractScrollArea)
    above_or_below = place.top() < 0 or place.bottom() > inside.bottom()
    if sideways or (above_or_below and not scrolled):
        return [f"{name} leaves its place: {place} in {inside}"]
    return []


def _cut_control(widget: QWidget, name: str) -> list[str]:
    need = widget.sizeHint()
    if widget.hasHeightForWidth() and widget.width() >= widget.minimumSizeHint().width():
        need = QSize(0, widget.heightForWidth(widget.width()))
    if widget.width() < need.width() or widget.height() < need.height():
        return [f"{name} needs {need} and has {widget.size()}"]
    return []


def _cut_label(label: QLabel, name: str) -> list[str]:
    if RichText.mightBeRichText(label.text()):
        low = label.heightForWidth(label.width()) > label.height()
        return [f"{name} is too low"] if low else []
    metrics, flags = label.fontMetrics(), Qt.TextFlag.TextWordWrap
    if label.wordWrap():
        need = metrics.boundingRect(QRect(0, 0, label.width(), 100_000), int(flags), label.text())
    else:
        need = metrics.boundingRect(QRect(0, 0, 100_000, 100_000), 0, label.text())
    if need.width() > label.width() or need.height() > label.height():
        return [f"{name} needs {need.size()} and has {label.size()}"]
    return []


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
    places = [_place(button, window) for button in answers]
    across = max(p.right() for p in places) - min(p.left() for p in places)
    assert across <= 1344
    assert abs(min(p.left() for p in places) - (1919 - max(p.right() for p in places))) <= 16
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
        mood.take_focus()
        QApplication.processEvents()
        assert window.top_bar.help.isVisible()
        assert day.help_line.isVisible()
        if percent >= 150:
            assert 0 < _apart(_place(mood, window), _place(day.help_line, window)) <= 16
        else:
            assert not day.help_line.visibleRegion().isEmpty()
