"""Reading the guide: sections, labels, words, finding, and the place that is remembered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from ldn_desktop.ui.guide.block import BlockView
from ldn_desktop.ui.guide.cards import EvidenceCard, TermCard
from ldn_desktop.ui.guide.tab import GuideTab
from tests.support.ui.guide_screens import block_views, column, guide_tab
from tests.support.ui.screens import settle
from tests.support.ui.window import OpenWindow

Touch = Callable[[QAbstractButton], None]
Press = Callable[..., None]


def _texts(widget: QWidget | None) -> str:
    assert widget is not None
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def _card(view: BlockView) -> QWidget | None:
    return view.card


def test_the_guide_opens_at_its_first_section(open_window: OpenWindow) -> None:
    tab = guide_tab(open_window())
    assert column(tab).section.key == "what-ldn-is"
    assert tab.sections.currentRow() == 0
    assert not tab.previous.isEnabled()


def test_every_section_shows_every_block(open_window: OpenWindow) -> None:
    window = open_window()
    for section in guide_tab(window).guide.sections:
        tab = guide_tab(window, section.key)
        shown = [view.paragraph.plain for view in block_views(tab)]
        told = [b.text for b in (*section.short, *section.blocks) if b.kind != "heading"]
        assert shown == told


def test_every_claim_has_its_label_on_a_line_of_its_own(open_window: OpenWindow) -> None:
    window = open_window()
    for section in guide_tab(window).guide.sections:
        tab = guide_tab(window, section.key)
        labels = [view.label.text() for view in block_views(tab) if view.label]
        strengths = [claim.evidence.strength for claim in section.claims if claim.evidence]
        assert [text.removeprefix("Evidence: ").split(",")[0] for text in labels] == strengths
        for view in block_views(tab):
            if view.label:
                bottom = view.paragraph.mapTo(view, view.paragraph.rect().bottomLeft()).y()
                assert view.label.mapTo(view, QPoint()).y() > bottom


def test_one_touch_on_a_label_explains_it_and_shows_the_sources(
    open_window: OpenWindow, touch: Touch
) -> None:
    tab = guide_tab(open_window(), "research-fibromyalgia")
    view = block_views(tab)[0]
    assert view.label
    touch(view.label)
    assert isinstance(view.card, EvidenceCard)
    said = _texts(view.card)
    assert tab.guide.strengths["negative"] in said
    assert tab.guide.sources["bruun2024"].title in said
    assert "to be confirmed" in said
    touch(view.label)
    assert view.card is None


def test_a_claim_not_yet_checked_says_so_before_and_after_the_touch(
    open_window: OpenWindow, touch: Touch
) -> None:
    view = block_views(guide_tab(open_window(), "when-to-get-help"))[0]
    assert view.label
    assert view.label.text() == "Evidence: strong, not yet checked"
    touch(view.label)
    assert "not yet checked against a source" in _texts(view.card)


def test_the_browser_is_opened_only_when_asked(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    view = block_views(guide_tab(open_window(), "research-fibromyalgia"))[0]
    assert view.label
    touch(view.label)
    settle()
    assert opened == []
    assert view.card
    touch(view.card.findChildren(QPushButton)[0])
    assert [url.toString() for url in opened] == ["https://doi.org/10.1016/S2665-9913(23)00278-3"]


def test_a_word_is_explained_where_it_stands_by_its_button_or_by_a_touch_on_it(
    open_window: OpenWindow, touch: Touch
) -> None:
    view = block_views(guide_tab(open_window(), "safety"))[0]
    assert view.words
    touch(view.words)
    assert isinstance(_card(view), TermCard)
    assert "Strong painkillers such as morphine" in _texts(view.card)
    touch(view.words)
    assert _card(view) is None
    view.paragraph.linkActivated.emit("word")
    assert isinstance(_card(view), TermCard)


def test_one_card_is_open_at_a_time_under_a_claim(open_window: OpenWindow, touch: Touch) -> None:
    view = block_views(guide_tab(open_window(), "safety"))[0]
    assert view.words
    assert view.label
    touch(view.words)
    touch(view.label)
    assert isinstance(view.card, EvidenceCard)
    assert not view.words.isChecked()


def test_next_and_previous_go_through_all_sections(open_window: OpenWindow, touch: Touch) -> None:
    tab = guide_tab(open_window())
    met = [column(tab).section.key]
    while tab.next.isEnabled():
        touch(tab.next)
        met.append(column(tab).section.key)
    assert met == [section.key for section in tab.guide.sections]
    touch(tab.previous)
    assert column(tab).section.key == met[-2]


def test_a_section_is_chosen_from_the_list_by_touch_or_by_key(
    open_window: OpenWindow, press: Press
) -> None:
    tab = guide_tab(open_window())
    item = tab.sections.item(2)
    QTest.mouseClick(
        tab.sections.viewport(),
        Qt.MouseButton.LeftButton,
        pos=tab.sections.visualItemRect(item).center(),
    )
    assert column(tab).section.key == "how-it-may-work"
    tab.sections.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert column(tab).section.key == "research-me-cfs"


def test_typing_finds_and_enter_goes_there(open_window: OpenWindow, press: Press) -> None:
    tab = guide_tab(open_window())
    press(Qt.Key.Key_F, with_ctrl=True)
    assert QApplication.focusWidget() is tab.search
    QTest.keyClicks(tab.search, "tramadol")
    assert tab.sections.count() == 1
    press(Qt.Key.Key_Return)
    settle()
    assert column(tab).section.key == "safety"
    view = next(v for v in block_views(tab) if "tramadol" in v.paragraph.plain)
    top = view.mapTo(tab, QPoint()).y()
    assert 0 <= top < tab.height() // 2
    press(Qt.Key.Key_Escape)
    assert tab.search.text() == ""
    assert tab.sections.count() == len(tab.guide.sections)


def test_the_guide_does_not_open_in_its_search_field(open_window: OpenWindow, press: Press) -> None:
    window = open_window()
    press(Qt.Key.Key_3, with_ctrl=True)
    settle()
    tab = window.tab("guide")
    assert isinstance(tab, GuideTab)
    assert QApplication.focusWidget() is tab.sections


def test_nothing_found_is_said_kindly(open_window: OpenWindow) -> None:
    tab = guide_tab(open_window())
    tab.search.setText("zebra")
    assert tab.sections.count() == 0
    assert tab.found.isVisible()
    assert tab.found.text() == "Nothing found. Try a shorter word."
    tab.search.setText("")
    assert not tab.found.isVisible()


def test_the_place_is_remembered_from_one_start_to_the_next(open_window: OpenWindow) -> None:
    window = open_window()
    tab = guide_tab(window)
    tab.go_to("safety", 7)
    settle()
    tab.keep_place()
    kept = window.preferences.settings.guide_place
    assert kept.startswith("safety:")
    again = open_window(guide_place=kept)
    again.go_to("guide")
    settle()
    back = again.tab("guide")
    assert isinstance(back, type(tab))
    assert column(back).section.key == "safety"
    assert back.place == kept


@pytest.mark.parametrize("place", ["", "gone:3", "safety", "safety:x", "safety:999", ":::"])
def test_a_place_that_is_no_more_opens_the_guide_all_the_same(
    open_window: OpenWindow, place: str
) -> None:
    window = open_window(guide_place=place)
    window.go_to("guide")
    settle()
    assert column(window.tab("guide")).section.title  # type: ignore[arg-type]  # the guide's tab


def test_the_page_keys_scroll_the_text(open_window: OpenWindow, press: Press) -> None:
    tab = guide_tab(open_window())
    view = block_views(tab)[0]
    assert view.label
    view.label.setFocus(Qt.FocusReason.TabFocusReason)
    bar = tab._area.verticalScrollBar()
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(Qt.Key.Key_PageUp)
    assert bar.value() == 0
    tab.setFocus()
    press(Qt.Key.Key_PageDown, with_ctrl=True)
    assert column(tab).section.key == "immune-system-and-mood"


def test_the_list_folds_where_there_is_no_room_and_comes_when_asked(
    open_window: OpenWindow, touch: Touch
) -> None:
    tab = guide_tab(open_window(text_percent=200))
    assert not tab.sections.isVisible()
    assert tab.unfold.isVisible()
    touch(tab.unfold)
    assert tab.sections.isVisible()
    assert not tab._area.isVisible()
    tab.sections.itemClicked.emit(tab.sections.item(3))
    settle()
    assert tab._area.isVisible()
    assert not tab.sections.isVisible()
    assert column(tab).section.key == "research-me-cfs"


def test_text_size_changes_while_reading_keep_the_place(open_window: OpenWindow) -> None:
    window = open_window()
    tab = guide_tab(window)
    tab.go_to("safety", 9)
    settle()
    before = tab.place
    window.preferences.change(text_percent=150)
    settle()
    settle()
    assert tab.place == before


def test_a_theme_change_reaches_the_paragraphs(open_window: OpenWindow) -> None:
    window = open_window()
    paragraph = block_views(guide_tab(window))[0].paragraph
    assert "#2a2723" in paragraph.text()
    window.preferences.change(theme="low_light")
    settle()
    assert "#b8b2a7" in paragraph.text()
