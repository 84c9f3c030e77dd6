"""The ring is where the keyboard is, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.storage import DiaryFile, WrongPassphraseError
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.start.unlock_window import UnlockWindow
from ldn_desktop.ui.style.focus_ring import REACH, current_focus_ring
from ldn_desktop.ui.today.one_question.one_question_page import OneQuestionPage
from ldn_desktop.ui.widgets.button import Button
from tests.support.ui.frames import pixels
from tests.support.ui.screens import settle
from tests.support.ui.window import OpenWindow

Key = Qt.Key
Touch = Callable[[QAbstractButton], None]


def _focused() -> Button:
    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    return focused


def _open_one_question(window: MainWindow) -> OneQuestionPage:
    window.today.open("one question")
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    return page


def test_the_ring_is_painted_when_a_key_takes_over_from_the_mouse(
    open_window: OpenWindow, touch: Touch, qtbot: QtBot
) -> None:
    window = open_window()
    crash = window.today.day.crash
    touch(crash)
    qtbot.waitUntil(lambda: window.today.day.status.text().startswith("Saved"))
    settle()
    without = pixels(window)
    crash.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert (pixels(window) != without).any()
    crash.setFocus(Qt.FocusReason.OtherFocusReason)
    settle()
    assert (pixels(window) == without).all()


def _ring_around() -> QRect:
    ring = current_focus_ring()
    assert ring is not None
    assert ring.isVisible()
    return QRect(ring.mapToGlobal(QPoint(0, 0)), ring.size())


def _outside_of(widget: QWidget) -> QRect:
    return _on_screen(widget).adjusted(-REACH, -REACH, REACH, REACH)


def _on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def test_the_ring_stays_around_its_control_when_that_moves_scrolls_or_grows(
    open_window: OpenWindow,
) -> None:
    window = open_window(text_percent=200)
    button = window.today.day.questions[3].buttons[2]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert _ring_around() == _outside_of(button)
    window.resize(1366, 900)
    settle()
    assert _ring_around() == _outside_of(button)
    window.preferences.change(text_percent=250)
    settle()
    assert _ring_around() == _outside_of(button)


def test_the_ring_goes_with_the_page_and_the_control_it_was_around(
    open_window: OpenWindow,
) -> None:
    window = open_window()
    window.today.day.note.setFocus(Qt.FocusReason.TabFocusReason)
    window.show_keys()
    page = window.pages.currentWidget()
    assert isinstance(page, Page)
    page.back.setFocus(Qt.FocusReason.TabFocusReason)
    # The bar is only 4 px higher than its buttons: the ring comes closer there.
    assert _ring_around() == _outside_of(page.back).intersected(_on_screen(window))
    page.leave()
    settle()
    assert _ring_around() == _outside_of(window.today.day.note)
    window.today.day.note.clearFocus()
    assert current_focus_ring() is None


@pytest.mark.parametrize("key", [Key.Key_Alt, Key.Key_Control, Key.Key_Escape])
def test_a_key_that_is_let_go_after_a_touch_shows_no_ring(
    key: Key, open_window: OpenWindow, touch: Touch
) -> None:
    crash = open_window().today.day.crash
    touch(crash)
    QTest.keyRelease(crash, key)
    assert crash.hasFocus()
    assert not crash.keyboard_focus


def test_holding_a_modifier_beside_the_mouse_shows_no_ring(
    open_window: OpenWindow, touch: Touch
) -> None:
    crash = open_window().today.day.crash
    touch(crash)
    QTest.keyClick(crash, Key.Key_Control)
    assert not crash.keyboard_focus
    QTest.keyClick(crash, Key.Key_Right)
    assert crash.keyboard_focus or _focused().keyboard_focus


@pytest.mark.parametrize("place", [0, 2])
def test_space_on_a_single_question_answer_leads_on_with_the_ring(
    place: int, open_window: OpenWindow
) -> None:
    page = _open_one_question(open_window())
    page.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.buttons[place], Key.Key_Space)
    assert page.index == 1
    assert _focused() is page.buttons[0]
    assert _focused().keyboard_focus


def test_a_touch_on_a_single_question_answer_leads_on_without_one(
    open_window: OpenWindow, touch: Touch
) -> None:
    page = _open_one_question(open_window())
    QTest.keyClick(page, Key.Key_3)
    touch(page.buttons[1])
    assert page.index == 2
    assert not _focused().keyboard_focus


def _nothing_opens(_passphrase: str) -> DiaryFile:
    raise WrongPassphraseError("no")


@pytest.mark.qt_log_ignore("propagateSizeHints")  # of a screen that is none
def test_tab_shows_the_ring_before_a_diary_is_open_too(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    open_window()  # applies the font and the colours
    asking = UnlockWindow(_nothing_opens)
    qtbot.addWidget(asking)
    with qtbot.waitActive(asking):
        asking.show()
    asking.field.setFocus()
    QTest.keyPress(asking.field, Key.Key_Tab)
    assert _focused().text() == "Open"
    assert _focused().keyboard_focus


def test_a_tab_has_a_ring_for_keys_and_none_for_a_finger(open_window: OpenWindow) -> None:
    window = open_window()
    tabs = window.top_bar.tabs
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    ringed = tabs.grab().toImage()
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    assert tabs.hasFocus()
    plain = tabs.grab().toImage()
    assert plain != ringed
    QTest.keyClick(tabs, Key.Key_Right)
    QTest.keyClick(tabs, Key.Key_Left)
    assert tabs.grab().toImage() == ringed


@pytest.mark.parametrize("by_key", [False, True])
def test_a_button_that_vanishes_under_the_mouse_leaves_no_ring_behind(
    open_window: OpenWindow, by_key: bool
) -> None:
    crash = open_window().today.day.crash
    crash.clicked.connect(crash.hide)
    if by_key:
        crash.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(crash, Key.Key_Return)
    else:
        QTest.mouseClick(crash, Qt.MouseButton.LeftButton)
    assert not crash.isVisible()
    assert _focused().keyboard_focus is by_key
