"""Settings, and notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from ldn_desktop.ui.settings.settings_page import SettingsPage
from ldn_desktop.ui.today.note_page import NotePage
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.theme import DIM, PAPER
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]


def _button(page: Page, name: str) -> QPushButton:
    found = [b for b in page.findChildren(QPushButton) if name in (b.text(), b.accessibleName())]
    shown = [b for b in found if b.isVisible()]
    assert len(shown) == 1, (name, [b.accessibleName() for b in shown])
    return shown[0]


def test_the_large_answers_shown_are_a_setting(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    touch(_button(page, "Show “Same as yesterday”"))
    touch(page.back)
    day = window.today.day
    assert (day.same.isVisible(), day.crash.isVisible(), day.one_question.isVisible()) == (
        False, True, True,
    )  # fmt: skip
    assert window.settings.quick_answers == ("crash", "foggy")


def test_the_end_of_the_day_is_a_setting_of_the_diary(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    for hour, name in ((0, "Midnight"), (5, "5 o’clock"), (12, "12 o’clock")):
        touch(_button(page, f"My day ends at: {name}"))
        assert window.session.diary.about.day_ends_hour == hour


def test_a_theme_chosen_in_the_settings_is_seen_at_once_and_followed_by_the_key(
    open_window: OpenWindow, touch: Touch, press: Callable[..., None]
) -> None:
    window = open_window()
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    touch(_button(page, "Theme: Paper"))
    assert QApplication.palette().window().color().name().upper() == PAPER.ground
    press(Qt.Key.Key_T)
    assert QApplication.palette().window().color().name().upper() == DIM.ground
    assert _button(page, "Theme: Dim").isChecked()


@pytest.mark.parametrize(
    "text", ["Slept badly.", "昨夜は眠れなかった。\nとても疲れた。", "لم أنم جيدا", "🌧️ नींद नहीं"]
)
def test_a_note_in_any_script_is_kept_on_leaving(
    open_window: OpenWindow, touch: Touch, text: str
) -> None:
    window = open_window()
    touch(window.today.day.note)
    page = window.pages.currentWidget()
    assert isinstance(page, NotePage)
    page.text.insertPlainText(text)
    touch(page.back)
    assert window.session.diary.day(TODAY).note == text
    assert window.today.day.note.text() == "Change the note"


def test_a_note_made_empty_is_no_note(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    for text in ("Rain.", ""):
        window.today.open("note")
        page = window.pages.currentWidget()
        assert isinstance(page, NotePage)
        page.text.setPlainText(text)
        touch(page.back)
    assert not window.session.diary.day(TODAY)
