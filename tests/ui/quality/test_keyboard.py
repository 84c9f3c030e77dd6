"""Whole tasks without a mouse, and keys that stay out of the way of typing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.ui import actions
from ldn_desktop.ui.actions import HALVES, SHORTCUTS, Scope, keys_text, listed
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.settings.shortcuts_page import ShortcutRow, ShortcutsPage
from ldn_desktop.ui.today.note_page import NotePage
from ldn_desktop.ui.today.one_question.one_question_page import OneQuestionPage
from ldn_desktop.ui.widgets.button import Button
from tests.support.ui.screens import settle, wait_until_saved
from tests.support.ui.window import TODAY, OpenWindow

Key = Qt.Key
Press = Callable[..., None]


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    QApplication.setDoubleClickInterval(0)
    return open_window(Diary(dose_steps=[DoseStep(date(2025, 1, 1), 1.5)]))


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _tab_to(name: str) -> None:
    """Press Tab until the control called `name` has the focus."""
    for _step in range(120):
        if _focused().accessibleName() == name or getattr(_focused(), "text", str)() == name:
            return
        QTest.keyClick(_focused(), Key.Key_Tab)
        settle()
    raise AssertionError(f"Tab does not reach {name}")


def _type(text: str) -> None:
    QTest.keyClicks(_focused(), text)


def test_the_day_is_rated_with_1_to_5(window: MainWindow, press: Press) -> None:
    press(Key.Key_2, Key.Key_3, Key.Key_4)
    day = window.session.diary.day(TODAY)
    assert [day.value(k) for k in ("fatigue", "brain_fog", "pain")] == [2.5, 5.0, 7.5]


@pytest.mark.parametrize("doses", [True, False], ids=["with doses", "without"])
def test_after_the_last_digit_the_ring_is_around_no_answer_that_was_not_given(
    open_window: OpenWindow, press: Press, doses: bool
) -> None:
    QApplication.setDoubleClickInterval(0)
    steps = [DoseStep(date(2025, 1, 1), 1.5)] if doses else []
    window = open_window(Diary(dose_steps=steps))
    day = window.today.day
    press(*[Key.Key_2] * len(day.questions))
    assert len(window.session.diary.day(TODAY).answers) == len(day.questions)
    focused = _focused()
    assert isinstance(focused, Button)
    assert focused.keyboard_focus
    assert day.dose.isAncestorOf(focused) or focused is day.questions[-1].buttons[1]


def test_arrows_go_between_answers_and_questions(window: MainWindow, press: Press) -> None:
    questions = window.today.day.questions
    press(Key.Key_Right, Key.Key_Right)
    assert questions[0].buttons[2].hasFocus()
    press(Key.Key_Down)
    assert questions[2].buttons[0].hasFocus()
    press(Key.Key_Space, Key.Key_Up, Key.Key_5)
    day = window.session.diary.day(TODAY)
    assert (day.value("pain"), day.value("fatigue")) == (0.0, 10.0)


def test_a_crash_day_is_c(window: MainWindow, press: Press) -> None:
    press(Key.Key_C)
    assert window.session.diary.day(TODAY).crash
    press(Key.Key_C)
    assert not window.session.diary.day(TODAY)


@pytest.mark.parametrize(("key", "ctrl"), [(Key.Key_U, False), (Key.Key_Z, True)])
def test_undo_is_u_or_ctrl_z(window: MainWindow, press: Press, key: Key, ctrl: bool) -> None:
    press(Key.Key_3)
    press(key, with_ctrl=ctrl)
    assert not window.session.diary.day(TODAY)


def test_pressing_undo_once_too_often_does_nothing_else(window: MainWindow, press: Press) -> None:
    press(Key.Key_3)
    _tab_to("Undo")
    press(Key.Key_Space, Key.Key_Space, Key.Key_Space)
    assert _focused() is window.today.day.undo
    assert window.today.day.status.text().startswith("Nothing left to undo.")
    assert window.pages.currentIndex() == 0
    assert not window.session.diary.day(TODAY)


def test_a_day_one_question_at_a_time_from_f_to_the_end(window: MainWindow, press: Press) -> None:
    press(Key.Key_F)
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    press(Key.Key_1, Key.Key_Down, Key.Key_3, Key.Key_Up, Key.Key_PageUp, Key.Key_2)
    press(Key.Key_PageDown, Key.Key_4, Key.Key_5, Key.Key_1, Key.Key_2, Key.Key_1)
    assert page.finished
    press(Key.Key_Escape)
    day = window.session.diary.day(TODAY)
    assert [day.value(k) for k in ("fatigue", "brain_fog", "pain")] == [0.0, 2.5, 5.0]
    assert day.dose_mg == 1.5
    assert window.today.isVisible()


def test_single_answers_typed_in_a_hurry_all_count(open_window: OpenWindow, press: Press) -> None:
    window = open_window()
    press(Key.Key_F, Key.Key_1, Key.Key_2, Key.Key_3)
    day = window.session.diary.day(TODAY)
    assert [day.value(k) for k in ("fatigue", "brain_fog", "pain")] == [0.0, 2.5, 5.0]


def test_a_new_name_takes_the_place_of_the_old_one(window: MainWindow, press: Press) -> None:
    press(Key.Key_Comma, with_ctrl=True)
    _tab_to("Symptoms to track")
    press(Key.Key_Return)
    _tab_to("Rename Pain")
    press(Key.Key_Return)
    settle()
    _type("Aches")
    press(Key.Key_Return)
    symptom = window.session.diary.symptom("pain")
    assert symptom is not None
    assert symptom.label == "Aches"


def test_other_days_are_page_up_and_page_down(window: MainWindow, press: Press) -> None:
    press(Key.Key_PageUp, Key.Key_PageUp, Key.Key_4, Key.Key_PageDown)
    assert window.today.day.date == TODAY - timedelta(days=1)
    assert window.session.diary.day(TODAY - timedelta(days=2)).value("fatigue") == 7.5


def test_a_day_is_chosen_in_the_calendar(window: MainWindow, press: Press) -> None:
    _tab_to("Calendar")
    press(Key.Key_Return, Key.Key_Left, Key.Key_Up, Key.Key_Return)
    assert window.today.day.date == TODAY - timedelta(days=8)


def test_a_note_and_the_calendar_are_one_key_each(window: MainWindow, press: Press) -> None:
    press(Key.Key_N)
    settle()
    _type("Rain.")
    press(Key.Key_Escape, Key.Key_M, Key.Key_Up, Key.Key_Return)
    assert window.session.diary.day(TODAY).note == "Rain."
    assert window.today.day.date == TODAY - timedelta(days=7)


def test_the_dose_is_taken(window: MainWindow, press: Press) -> None:
    _tab_to("Took 1.5 mg")
    press(Key.Key_Space)
    assert window.session.diary.day(TODAY).dose_mg == 1.5


def test_another_amount_is_typed(window: MainWindow, press: Press) -> None:
    _tab_to("Another amount")
    press(Key.Key_Return)
    _tab_to("Another amount")
    _type("0.5")
    press(Key.Key_Return, Key.Key_Escape)
    assert window.session.diary.day(TODAY).dose_mg == 0.5


def test_a_side_effect_is_rated(window: MainWindow, press: Press) -> None:
    _tab_to("Side effects: Some")
    press(Key.Key_Return)
    _tab_to("Insomnia: None")
    press(Key.Key_3, Key.Key_Escape)
    assert window.session.diary.day(TODAY).value("insomnia") == 5.0


def test_a_note_is_written(window: MainWindow, press: Press) -> None:
    _tab_to("Add a note")
    press(Key.Key_Return)
    _type("Cut grass. Too much.")
    press(Key.Key_Escape)
    assert window.session.diary.day(TODAY).note == "Cut grass. Too much."


def test_an_own_symptom_is_added_and_rated(window: MainWindow, press: Press) -> None:
    press(Key.Key_Comma, with_ctrl=True)
    _tab_to("Symptoms to track")
    press(Key.Key_Return)
    _tab_to("Your own symptom")
    _type("Cold hands")
    press(Key.Key_Return, Key.Key_Escape, Key.Key_Escape)
    _tab_to("Cold hands: Mild")
    press(Key.Key_Space)
    assert window.session.diary.day(TODAY).value("cold_hands") == 2.5


def test_theme_and_text_size_are_changed(window: MainWindow, press: Press) -> None:
    press(Key.Key_T, Key.Key_Plus, Key.Key_Plus, Key.Key_Minus)
    assert (window.settings.theme, window.settings.text_percent) == ("dim", 125)
    press(Key.Key_T, Key.Key_Plus, with_ctrl=True)
    assert (window.settings.theme, window.settings.text_percent) == ("low_light", 150)


def test_help_is_one_key_from_a_page_too(window: MainWindow, press: Press) -> None:
    from ldn_desktop.ui.guide.help_page import HelpPage

    press(Key.Key_F)
    press(Key.Key_H, with_ctrl=True)
    press(Key.Key_H, with_ctrl=True)
    assert isinstance(window.pages.currentWidget(), HelpPage)
    press(Key.Key_Escape)
    assert isinstance(window.pages.currentWidget(), OneQuestionPage)


def test_yesterday_is_copied_and_fatigue_answered(
    open_window: OpenWindow, press: Press, usual_diary: Diary
) -> None:
    window = open_window(usual_diary)
    _tab_to("Same as yesterday")
    press(Key.Key_Space, Key.Key_4)
    day = window.session.diary.day(TODAY)
    assert day.value("fatigue") == 7.5
    assert day.value("pain") == usual_diary.day(TODAY - timedelta(days=1)).value("pain")


def test_every_key_is_listed_on_one_page(window: MainWindow, press: Press) -> None:
    press(Key.Key_F1)
    page = window.pages.currentWidget()
    assert isinstance(page, ShortcutsPage)
    labels = page.findChildren(QLabel)
    shown = {label.text().replace("\N{ZERO WIDTH SPACE}", "") for label in labels}
    assert {scope.value for scope in Scope} <= shown
    assert {keys_text(shortcut) for shortcut in SHORTCUTS} <= shown
    bars = [bar for bar in page.findChildren(QScrollBar) if bar.isVisible()]
    assert not bars, "all of it is seen at once on a small screen"


def test_a_combination_is_read_out_after_what_it_does(window: MainWindow, press: Press) -> None:
    press(Key.Key_F1)
    page = window.pages.currentWidget()
    assert page is not None
    rows = page.findChildren(ShortcutRow)
    assert len(rows) == sum(1 for scope in Scope for _row in listed(scope))
    for row in rows:
        keys = row.keys.text().replace("\N{ZERO WIDTH SPACE}", "")
        assert row.keys.accessibleName() == f"{row.action.text()}: {keys}"
        assert row.action.buddy() is row, "read once, with its keys"


def test_no_key_does_two_things_in_one_place() -> None:
    for scope in Scope:
        keys = [key for one in SHORTCUTS if one.scope is scope for key in one.keys]
        assert len(keys) == len(set(keys))
    characters = [one.letter for one in SHORTCUTS if one.letter]
    assert len(characters) == len(set(characters))


@pytest.mark.parametrize("place", ["charts", "guide", "settings"])
def test_single_letters_do_nothing_away_from_today(open_window: OpenWindow, place: str) -> None:
    window = open_window(theme="paper")
    window.session.answer(TODAY, "pain", 5.0)
    if place == "settings":
        window.show_settings()
    else:
        window.go_to(place)
    settle()
    front = window.pages.currentWidget()
    for key in (Key.Key_U, Key.Key_T, Key.Key_C, Key.Key_F, Key.Key_N, Key.Key_M, Key.Key_1):
        QTest.keyClick(window, key)
    assert window.session.diary.day(TODAY).answers.keys() == {"pain"}
    assert window.settings.theme == "paper"
    assert window.pages.currentWidget() is front


def test_what_a_single_letter_did_is_said(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    day = window.today.day
    press(Key.Key_3)
    press(Key.Key_U)
    assert day.status.text().startswith("Undone: Fatigue, Moderate.")
    wait_until_saved(window, qtbot)
    press(Key.Key_T)
    assert day.status.text() == "Theme: Dim"
    press(Key.Key_Plus)
    assert day.status.text() == "Text size: 125%"


def test_undo_leads_to_where_it_happened_and_can_be_redone(
    window: MainWindow, press: Press
) -> None:
    window.session.answer(TODAY - timedelta(days=3), "pain", 2.5)
    window.go_to("charts")
    window.top_bar.help.setFocus()
    press(Key.Key_Z, with_ctrl=True)
    assert window.tabs.currentWidget() is window.today
    assert window.today.day.date == TODAY - timedelta(days=3)
    assert window.today.day.status.text().startswith("Undone: Pain, Mild.")
    press(Key.Key_Y, with_ctrl=True)
    assert window.today.day.status.text().startswith("Redone: Pain, Mild.")
    assert window.session.diary.day(TODAY - timedelta(days=3)).value("pain") == 2.5


def test_undo_on_a_page_is_said_on_that_page(window: MainWindow, press: Press) -> None:
    window.session.answer(TODAY, "pain", 2.5)
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, Page)
    press(Key.Key_Z, with_ctrl=True)
    assert page.status_line.text() == "Undone: Pain, Mild."
    press(Key.Key_Z, with_ctrl=True)
    assert page.status_line.text() == "Nothing left to undo."


def test_tool_tips_name_the_keys(window: MainWindow) -> None:
    assert window.top_bar.help.toolTip() == "Help now: Ctrl+H"
    assert window.top_bar.tabs.tabToolTip(1) == "Charts: Ctrl+2"
    day = window.today.day
    tips = {button.toolTip() for button in (day.undo, day.crash, day.note, day.header.calendar)}
    assert tips == {"Undo: Ctrl+Z or U", "Crash day: C", "Note: N", "Calendar: M"}


WITHOUT_A_BUTTON = {
    "days",
    "zoom",
    "move",
    "redo",
    "theme",
    "moving",
    "answer",
    "around",
    "read day",
    "read week",
    "open day",
}


def test_every_button_that_has_a_shortcut_names_it_in_a_tool_tip(
    window: MainWindow,
) -> None:
    window.go_to("charts")
    window.go_to("guide")
    window.show_settings()
    tips = {widget.toolTip() for widget in window.findChildren(QWidget)}
    tips |= {window.top_bar.tabs.tabToolTip(index) for index in range(3)}
    names = {shortcut.name for shortcut in SHORTCUTS} - WITHOUT_A_BUTTON | set(HALVES)
    assert {name for name in names if actions.tool_tip(name) not in tips} == set()


def test_a_short_caption_is_shown_in_full_under_the_pointer(window: MainWindow) -> None:
    button = window.today.day.dose.side_effects.some
    assert button.toolTip() == ""
    assert "…" in button.text()
    place = QPointF(5, 5)
    QApplication.sendEvent(button, QEnterEvent(place, place, place))
    assert button.toolTip() == button.accessibleName() == "Side effects: Some"
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
    assert button.toolTip() == ""


def test_single_letters_can_be_switched_off(window: MainWindow, press: Press) -> None:
    press(Key.Key_F1)
    _tab_to("Single letters on Today, such as C and U: Off")
    press(Key.Key_Space, Key.Key_Escape)
    press(Key.Key_C, Key.Key_T, Key.Key_F, Key.Key_U, Key.Key_Plus)
    assert not window.session.diary.day(TODAY)
    assert (window.settings.theme, window.settings.text_percent) == ("paper", 100)
    assert window.today.isVisible()
    press(Key.Key_Z, with_ctrl=True)
    window.today.day.questions[0].focus_answer()
    press(Key.Key_2)
    assert window.session.diary.day(TODAY).value("fatigue") == 2.5


def test_letters_typed_into_a_field_are_letters(window: MainWindow) -> None:
    window.today.open("note")
    page = window.pages.currentWidget()
    assert isinstance(page, NotePage)
    settle()
    _type("cuft+-123")
    assert page.text.toPlainText() == "cuft+-123"
    assert (window.settings.theme, window.settings.text_percent) == ("paper", 100)
    assert window.session.diary.day(TODAY).answers.keys() <= {"note"}


def test_ctrl_z_in_a_field_takes_back_typing_only(window: MainWindow, press: Press) -> None:
    press(Key.Key_3)
    window.today.open("note")
    settle()
    _type("rain")
    press(Key.Key_Z, with_ctrl=True)
    assert window.session.diary.day(TODAY).value("fatigue") == 5.0


def test_a_key_held_down_answers_once(window: MainWindow) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    plain = Qt.KeyboardModifier.NoModifier
    for held in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_4, plain, "4", held)
        QApplication.sendEvent(_focused(), event)
    assert window.session.diary.day(TODAY).answers.keys() == {"fatigue"}


def test_enter_presses_what_has_the_focus(window: MainWindow, press: Press) -> None:
    _tab_to("Crash day, too ill to rate")
    assert isinstance(_focused(), QPushButton)
    press(Key.Key_Return)
    assert window.session.diary.day(TODAY).crash
