"""Help now: one touch from everywhere, offline, text before phone, honest about what is checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from ldn_desktop.ui.guide.help_page import HelpPage
from ldn_desktop.ui.main_window import MainWindow
from tests.support.ui.guide_screens import help_page, print_page
from tests.support.ui.screens import settle
from tests.support.ui.window import OpenWindow

Touch = Callable[[QAbstractButton], None]
Press = Callable[..., None]


def _lines(page: HelpPage) -> list[str]:
    """What the page says, from top to bottom."""
    labels: list[QLabel] = [
        label
        for label in page._content.findChildren(QLabel)
        if label.isVisible() and isinstance(label, QLabel)
    ]
    return [label.text() for label in sorted(labels, key=lambda one: _top(one, page))]


def _top(widget: QWidget, page: HelpPage) -> int:
    return widget.mapTo(page, QPoint()).y()


def _shown(window: MainWindow) -> HelpPage:
    page = window.pages.currentWidget()
    assert isinstance(page, HelpPage)
    return page


@pytest.mark.parametrize("tab", ["today", "charts", "guide"])
def test_help_is_one_touch_from_every_tab(open_window: OpenWindow, touch: Touch, tab: str) -> None:
    window = open_window()
    window.go_to(tab)
    touch(window.top_bar.help)
    assert _shown(window).heading.text() == "Help now"


def test_help_is_one_touch_from_a_page_too(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    touch(print_page(window).help)
    assert _shown(window)


def test_help_opens_by_key_and_goes_by_escape(open_window: OpenWindow, press: Press) -> None:
    window = open_window()
    press(Qt.Key.Key_H, with_ctrl=True)
    assert _shown(window)
    press(Qt.Key.Key_Escape)
    assert window.pages.currentIndex() == 0


def test_the_emergency_number_and_the_directory_stand_before_everything_else(
    open_window: OpenWindow,
) -> None:
    page = help_page(open_window(help_country="gb"))
    settle()
    lines = _lines(page)
    assert lines[0].startswith("If you might act on thoughts of ending your life, call")
    assert lines[1] == "Emergency number, United Kingdom"
    assert lines[2] == "999 or 112"
    assert _top(page.directory, page) < min(
        _top(label, page) for label in page.findChildren(QLabel) if "85258" in label.text()
    )


def test_text_stands_before_phone(open_window: OpenWindow) -> None:
    page = help_page(open_window(help_country="gb"))
    settle()
    ways = [line.partition(" · ")[0] for line in _lines(page) if line.startswith("By ")]
    assert ways == ["By text", "By phone", "By phone"]


def test_what_is_not_checked_says_so_and_what_is_does_not(open_window: OpenWindow) -> None:
    page = help_page(open_window(help_country="gb"))
    settle()
    lines = _lines(page)
    unchecked = "This number was not yet checked."
    assert lines[lines.index("SHOUT to 85258") + 1] == unchecked
    samaritans = lines.index("116 123")
    assert lines[samaritans + 1] == "free, day and night"
    assert lines[samaritans + 2] != unchecked
    assert lines.count(unchecked) == 3


def test_the_country_is_chosen_once(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    page = help_page(window)
    touch(page.choice.buttons["au"])
    assert "0477 13 11 14" in _lines(page)
    assert window.preferences.settings.help_country == "au"
    page.leave()
    again = help_page(window)
    settle()
    assert "0477 13 11 14" in _lines(again)
    touch(again.change)
    touch(again.choice.buttons["us"])
    assert "988" in _lines(again)
    assert window.preferences.settings.help_country == "us"


def test_every_country_says_where_help_is(open_window: OpenWindow) -> None:
    window = open_window()
    for country in help_page(window)._help.countries:
        window._leave_pages()
        window.preferences.remember(help_country=country.key)
        page = help_page(window)
        settle()
        lines = " ".join(_lines(page))
        assert all(contact.reach in lines for contact in country.contacts)
        assert (country.emergency or "112 works on most mobile phones") in lines


def test_a_country_that_is_no_more_asks_again(open_window: OpenWindow) -> None:
    page = help_page(open_window(help_country="atlantis"))
    settle()
    assert page.choice.isVisible()


def test_the_date_is_the_one_of_the_evidence(open_window: OpenWindow) -> None:
    page = help_page(open_window())
    settle()
    assert "Numbers as of mid-2026. They can change." in _lines(page)


def test_nothing_is_dialled_or_opened_unless_touched(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page = help_page(open_window(help_country="gb"))
    settle()
    assert opened == []
    touch(page.directory)
    assert [url.toString() for url in opened] == ["https://findahelpline.com"]
    assert not any("tel:" in label.text() for label in page.findChildren(QLabel))
