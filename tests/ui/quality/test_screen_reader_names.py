"""What a screen reader and a keyboard meet: names, roles, groups, and the order of Tab."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from ldn_desktop.diary.symptoms import SymptomKind
from ldn_desktop.ui.widgets.label import Heading, Lead
from ldn_desktop.ui.widgets.text_field import NoteField
from tests.support.ui.accessible import (
    VAGUE,
    focusable_of,
    interface,
    tab_order,
    tops_by_part,
)
from tests.support.ui.screens import (
    SCREENS,
    diary_of_screens,
    settle,
    visible,
    walk,
)
from tests.support.ui.window import OpenWindow


def test_every_focusable_control_has_a_name_and_a_specific_role(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    nameless, count = [], 0
    for name in walk(window):
        for widget in focusable_of(window):
            count += 1
            spoken, role = _name_and_role(widget)
            # A name that begins with a colon lost the question before it.
            if not spoken or spoken.startswith(":") or role in VAGUE:
                nameless.append((name, widget, spoken, role))
    assert count > 300
    assert nameless == []


def _name_and_role(widget: QWidget) -> tuple[str, QAccessible.Role]:
    """Holds the interface no longer than the widget lives: Python would take another for it."""
    accessible = interface(widget)
    return accessible.text(QAccessible.Text.Name).strip(), accessible.role()


def test_names_tell_the_controls_of_a_screen_apart(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    for name in walk(window):
        announcements = [
            interface(widget).text(QAccessible.Text.Name) for widget in focusable_of(window)
        ]
        assert sorted(announcements) == sorted(set(announcements)), name


def test_answers_are_radio_buttons_in_a_group_named_by_the_question(
    open_window: OpenWindow,
) -> None:
    window = open_window(diary_of_screens())
    for question in window.today.day.questions:
        for button in question.buttons:
            accessible = interface(button)
            assert accessible.role() == QAccessible.Role.RadioButton
            group = accessible.parent()
            assert group.role() == QAccessible.Role.Grouping
            assert group.text(QAccessible.Text.Name) == question.title.text()
            assert (
                accessible.text(QAccessible.Text.Name)
                == f"{question.title.text()}: {button.text()}"
            )


def test_a_chosen_answer_is_announced_as_checked(open_window: OpenWindow) -> None:
    window = open_window()
    question = window.today.day.questions[0]
    question.buttons[3].click()
    assert [bool(interface(b).state().checked) for b in question.buttons] == [
        False, False, False, True, False,
    ]  # fmt: skip


def test_every_page_has_a_heading_that_names_it(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    for name in walk(window):
        headings = [widget for widget in visible(window) if isinstance(widget, Heading)]
        assert headings, name
        for heading in headings:
            accessible = interface(heading)
            # Readers leave headings out when a page opens, and a lead is what it comes to.
            lead = isinstance(heading, Lead)
            roles = QAccessible.Role
            assert accessible.role() == (roles.StaticText if lead else roles.Heading)
            title = accessible.text(QAccessible.Text.Name)
            assert title
            assert heading.textFormat() is Qt.TextFormat.RichText or title == heading.text()


@pytest.mark.parametrize("name", list(SCREENS))
def test_tab_reaches_everything_in_reading_order(open_window: OpenWindow, name: str) -> None:
    window = open_window(diary_of_screens())
    for _screen in walk(window, name):
        focusable = focusable_of(window)
        reached = list(tab_order())
        assert set(reached) == set(focusable)
        assert len(reached) == len(focusable)
        for tops in tops_by_part(reached, window):
            assert all(after >= before - 8 for before, after in pairwise(tops)), tops


def _scroll_area(widget: QWidget) -> QWidget | None:
    ancestor = widget.parentWidget()
    while ancestor is not None and not isinstance(ancestor, QScrollArea):
        ancestor = ancestor.parentWidget()
    return ancestor


def test_backtab_goes_the_same_way_back(open_window: OpenWindow) -> None:
    window = open_window()
    before = QApplication.focusWidget()
    assert before is not None
    QTest.keyClick(before, Qt.Key.Key_Tab)
    after = QApplication.focusWidget()
    assert after is not None
    assert after is not before
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is before
    assert window.isActiveWindow()


def test_after_a_page_is_left_the_focus_is_where_it_was(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    window.today.day.note.setFocus(Qt.FocusReason.TabFocusReason)
    window.today.day.note.click()
    settle()
    assert isinstance(QApplication.focusWidget(), NoteField)
    window._leave_pages()
    assert QApplication.focusWidget() is window.today.day.note
    assert window.today.day.note.keyboard_focus


def test_a_list_that_is_built_anew_keeps_the_focus_on_the_same_line(
    open_window: OpenWindow,
) -> None:
    window = open_window(diary_of_screens())
    for _screen in walk(window, "symptoms to track"):
        page = window.pages.currentWidget()
        assert page is not None
        buttons = page.findChildren(QPushButton)
        down = next(b for b in buttons if b.accessibleName() == "Move Fatigue down")
        down.setFocus(Qt.FocusReason.TabFocusReason)
        for _step in range(2):
            focused = QApplication.focusWidget()
            assert isinstance(focused, QPushButton)
            assert focused.accessibleName() == "Move Fatigue down"
            QApplication.setDoubleClickInterval(0)
            QTest.keyClick(focused, Qt.Key.Key_Space)
            settle()
        shown = [s.key for s in window.session.diary.shown(SymptomKind.SYMPTOM)]
        assert shown.index("fatigue") == 2
