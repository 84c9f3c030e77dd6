"""The first start: theme first, then what it is for, then whether LDN is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.model import Source
from ldn_desktop.themes import LOW_LIGHT
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.start.welcome_page import WelcomePage
from tests.support.ui.on_page import button
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]
Press = Callable[..., None]
Key = Qt.Key
DANGER = "LDN must not be combined with opioid medicines such as codeine, tramadol or morphine."


def _page(window: MainWindow) -> WelcomePage:
    page = window.pages.currentWidget()
    assert isinstance(page, WelcomePage)
    return page


def _texts(page: WelcomePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def _since(page: WelcomePage, days: int) -> None:
    page.when.field.setText(f"{TODAY - timedelta(days):%d/%m/%Y}")
    assert page.when.commit()


def _to_the_dose(window: MainWindow, touch: Touch) -> WelcomePage:
    page = _page(window)
    touch(page.go_on)
    touch(page.go_on)
    return page


def test_the_first_page_chooses_the_theme_by_tiles_that_show_it(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window(welcomed=False)
    page = _page(window)
    touch(button(page, "Low light"))
    assert QApplication.palette().window().color().name().upper() == LOW_LIGHT.ground
    touch(button(page, "150%"))
    assert (window.settings.theme, window.settings.text_percent) == ("low_light", 150)
    assert page.themes.tiles["low_light"].isChecked()
    assert page.sizes.tiles[150].isChecked()


def test_the_opioid_warning_stands_on_every_page_after_the_look(
    open_window: OpenWindow, touch: Touch
) -> None:
    page = _page(open_window(welcomed=False))
    for _step in range(2):
        touch(page.go_on)
        assert any(DANGER in text for text in _texts(page))


def test_the_warning_is_read_out_with_the_button_that_has_the_focus(
    open_window: OpenWindow, touch: Touch
) -> None:
    page = _page(open_window(welcomed=False))
    for _step in range(2):
        touch(page.go_on)
        assert page.go_on.hasFocus()
        accessible = QAccessible.queryAccessibleInterface(page.go_on)
        assert accessible is not None
        assert DANGER in accessible.text(QAccessible.Text.Description)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_over_and_over_answers_nothing(
    open_window: OpenWindow, press: Press, key: Key
) -> None:
    window = open_window(welcomed=False)
    press(*[key] * 12)
    assert window.today.isVisible()
    assert window.session.diary.dates() == []
    assert window.session.diary.dose_steps == []


def test_escape_and_tab_with_enter_lead_past_no_warning(
    open_window: OpenWindow, press: Press
) -> None:
    window = open_window(welcomed=False)
    page = _page(window)
    press(Key.Key_Escape)
    assert window.pages.currentWidget() is page
    names = [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
    assert not [name for name in names if "Skip" in name]
    press(Key.Key_Return, Key.Key_Escape)
    assert page.number == 0


def test_not_yet_opens_a_diary_without_a_dose(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window(welcomed=False)
    page = _to_the_dose(window, touch)
    touch(button(page, "Not yet"))
    touch(page.go_on)
    assert window.session.diary.dose_steps == []
    assert window.settings.welcomed


@pytest.mark.parametrize("typed", ["1.5 mg", "1.5mg", "1,5"])
def test_a_dose_since_a_date_becomes_a_step_and_its_days_are_filled_in(
    open_window: OpenWindow, touch: Touch, typed: str
) -> None:
    window = open_window(welcomed=False)
    page = _to_the_dose(window, touch)
    touch(button(page, "Yes"))
    page.mg.setText(typed)
    _since(page, 10)
    assert "“Yes, nearly every day” fills in 10 days as taken." in _texts(page)
    touch(button(page, "Yes, nearly every day"))
    touch(page.go_on)
    diary, start = window.session.diary, TODAY - timedelta(10)
    [step] = diary.dose_steps
    assert (step.start, step.mg, step.planned) == (start, 1.5, False)
    assert diary.dates() == [start + timedelta(n) for n in range(10)]
    assert diary.day(start).answers[DOSE].source is Source.RECALLED


def test_enter_leads_from_the_amount_to_the_date_and_on(
    open_window: OpenWindow, touch: Touch, press: Press
) -> None:
    page = _to_the_dose(open_window(welcomed=False), touch)
    touch(page.takes.buttons["yes"])
    page.mg.setFocus()
    press(Key.Key_1, Key.Key_Return)
    assert QApplication.focusWidget() is page.when.field
    press(Key.Key_Return)
    assert QApplication.focusWidget() is page.go_on
    assert page.mg.text() == "1"


def test_the_whole_answer_is_undone_at_once(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window(welcomed=False)
    page = _to_the_dose(window, touch)
    touch(button(page, "Yes"))
    page.mg.setText("3")
    _since(page, 10)
    touch(button(page, "Yes, nearly every day"))
    touch(page.go_on)
    window.session.undo()
    assert window.session.diary.dates() == []
    assert window.session.diary.dose_steps == []


@pytest.mark.parametrize("typed", ["", "1_5", "a lot"])
def test_an_amount_that_is_none_is_refused_in_a_sentence_and_nothing_is_recorded(
    open_window: OpenWindow, touch: Touch, typed: str
) -> None:
    window = open_window(welcomed=False)
    page = _to_the_dose(window, touch)
    touch(button(page, "Yes"))
    page.mg.setText(typed)
    touch(page.go_on)
    assert "mg" in page.status_line.text()
    assert window.pages.currentWidget() is page
    assert window.session.diary.dose_steps == []


def test_a_window_closed_in_the_middle_asks_again_at_the_next_start(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window(welcomed=False)
    touch(_page(window).go_on)
    window.close()
    assert not window.settings.welcomed


def test_what_was_missing_is_not_said_on_once_it_is_typed(
    open_window: OpenWindow, touch: Touch, press: Press
) -> None:
    page = _to_the_dose(open_window(welcomed=False), touch)
    touch(page.takes.buttons["yes"])
    touch(page.go_on)
    assert page.status_line.text().startswith("Please type how much")
    page.mg.setFocus()
    press(Key.Key_3)
    assert page.status_line.text() == ""


def test_no_button_or_tile_is_larger_than_its_words_need(
    open_window: OpenWindow, touch: Touch
) -> None:
    page = _page(open_window(welcomed=False, text_percent=150))
    for tile in page.themes.tiles.values():
        assert tile.height() == tile.heightForWidth(tile.width())
    touch(page.go_on)
    touch(page.go_on)
    touch(button(page, "Yes"))
    assert page.when.calendar.width() == page.when.calendar.sizeHint().width()
