"""Help now: one touch from everywhere, offline, the right country first, text before phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from ldn_desktop.guide.model import Country
from ldn_desktop.ui.guide import help_page as help_module
from ldn_desktop.ui.guide.help_page import HelpPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.wording.system_country import system_country
from tests.support.ui.accessible import interface
from tests.support.ui.guide_screens import help_page, print_page
from tests.support.ui.screens import settle
from tests.support.ui.window import OpenWindow

Touch = Callable[[QAbstractButton], None]
Press = Callable[..., None]


def _names(page: HelpPage) -> list[str]:
    """What the cards say to a screen reader, from top to bottom."""
    return [interface(card).text(QAccessible.Text.Name) for card in page.cards]


def _words(page: HelpPage) -> str:
    return " ".join(label.text() for label in page._content.findChildren(QLabel))


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


def test_the_emergency_number_stands_first_and_has_the_focus(open_window: OpenWindow) -> None:
    window = open_window(help_country="gb")
    page = help_page(window)
    settle()
    assert _names(page)[0] == "Emergency number, United Kingdom: 999 or 112"
    assert page.cards[0].number == "999"
    assert page.cards[0].title == "In danger now: call 999 or 112."
    assert QApplication.focusWidget() is page.cards[0]


def test_text_stands_before_phone_and_a_way_without_speaking_before_both(
    open_window: OpenWindow,
) -> None:
    page = help_page(open_window(help_country="gb"))
    settle()
    assert _names(page)[1].startswith("Emergency, without speaking: Text 999. It works once")
    assert _names(page)[1:] == [
        _names(page)[1],
        "To text: Shout, 85258. Send the word SHOUT. Day and night.",
        "To talk: Samaritans, 116 123. Free, day and night.",
        "To talk: NHS, England, 111. Then option 2. Day and night.",
    ]
    assert "numbers are from South Tees Hospitals NHS; West Yorkshire Police" in _words(page)


def test_each_card_is_a_tab_stop_with_a_specific_role(open_window: OpenWindow) -> None:
    page = help_page(open_window(help_country="gb"))
    settle()
    for card in page.cards:
        assert card.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert interface(card).role() == QAccessible.Role.Paragraph


def _pages_of_countries(window: MainWindow) -> Iterator[tuple[Country, HelpPage]]:
    """Each country, and the page as it shows its numbers."""
    for country in help_page(window)._help.countries:
        window._leave_pages()
        window.preferences.remember(help_country=country.key)
        page = help_page(window)
        settle()
        yield country, page


def test_nothing_says_not_yet_checked(open_window: OpenWindow) -> None:
    for _country, page in _pages_of_countries(open_window()):
        assert "not yet checked" not in (_words(page) + " ".join(_names(page))).lower()


def test_the_first_view_is_the_country_of_the_system(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(help_module, "system_country", lambda: "fr")
    page = help_page(open_window())
    settle()
    assert _names(page)[:2] == [
        "Emergency number, France: 112",
        "Emergency, without speaking: Text 114, day and night.",
    ]


def test_the_country_of_the_system_is_a_code_of_two_letters() -> None:
    before = QLocale()
    try:
        assert QLocale.territoryToCode(QLocale("de_AT").territory()).lower() == "at"
        assert system_country() == "" or len(system_country()) == 2
    finally:
        QLocale.setDefault(before)


def test_the_chosen_country_counts_more_than_the_system(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(help_module, "system_country", lambda: "fr")
    window = open_window()
    page = help_page(window)
    touch(page.change)
    touch(page.choice.buttons["au"])
    settle()
    assert _names(page)[:2] == [
        "Emergency number, Australia: 000",
        "To text: Lifeline, 0477 13 11 14. Day and night.",
    ]
    assert QApplication.focusWidget() is page.cards[0]
    assert window.preferences.settings.help_country == "au"
    page.leave()
    again = help_page(window)
    settle()
    assert _names(again)[0] == "Emergency number, Australia: 000"


def test_where_the_country_is_not_known_the_countries_stand_there(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(help_module, "system_country", lambda: "")
    page = help_page(open_window())
    settle()
    assert page.choice.isVisible()
    assert not page.change.isVisible()
    assert _names(page) == ["Emergency number: 112 works on most mobile phones."]


def test_every_country_says_where_help_is(open_window: OpenWindow) -> None:
    for country, page in _pages_of_countries(open_window()):
        names = " ".join(_names(page))
        assert all(contact.reach in names for contact in country.contacts)
        assert (country.emergency or "112 works on most mobile phones") in names


def test_the_date_is_the_one_of_the_list(open_window: OpenWindow) -> None:
    page = help_page(open_window())
    settle()
    assert "Helplines as of August 2026. They can change." in _words(page)


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
    assert "tel:" not in _words(page)
