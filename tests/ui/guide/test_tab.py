"""Reading the guide: sections, marks, words, finding, and the position that is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from ldn_desktop.guide import GUIDE_IN_ENGLISH, BlockKind
from ldn_desktop.i18n import translation
from ldn_desktop.ui.guide.blocks import AnswersView, BlockView
from ldn_desktop.ui.guide.cards import CardPart, SourcesCard
from ldn_desktop.ui.guide.guide_print_page import GuidePrintPage
from ldn_desktop.ui.guide.help_page import HelpPage
from ldn_desktop.ui.guide.reading_stop import ReadingStop
from ldn_desktop.ui.guide.tab import GuideTab
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Notice
from tests.support.ui.accessible import interface
from tests.support.ui.guide_screens import column, guide_tab, paragraph_views
from tests.support.ui.screens import settle
from tests.support.ui.window import OpenWindow

Touch = Callable[[QAbstractButton], None]
Press = Callable[..., None]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[QWidget], list[str]]]:
    """What a screen reader was given to say in a window, newest last."""
    monkeypatch.setattr(accessibility, "NOTIFICATIONS", True)
    QAccessible.setActive(True)
    yield lambda widget: [n.accessibleName() for n in widget.window().findChildren(Notice)]
    QAccessible.setActive(False)


def _texts(widget: QWidget | None) -> str:
    assert widget is not None
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def _click(stop: ReadingStop) -> None:
    """Touch the text itself, away from underlined words."""
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton, pos=QPoint(2, stop.height() - 3))
    settle()


def _button(tab: GuideTab, text: str) -> QPushButton:
    return next(b for b in column(tab).findChildren(QPushButton) if b.text() == text)


def test_the_guide_opens_at_the_decision_page(open_window: OpenWindow) -> None:
    tab = guide_tab(open_window())
    assert column(tab).section.key == "should-i-ask"
    assert tab.sections.currentRow() == 0
    assert len(tab.sections.rows()) == 7
    assert not tab.previous.isEnabled()


def test_every_section_shows_every_block(open_window: OpenWindow) -> None:
    window = open_window()
    for section in guide_tab(window).guide.sections:
        tab = guide_tab(window, section.key)
        assert len(column(tab).views) == len(section.blocks)
        shown = [view.paragraph.plain for view in paragraph_views(tab)]
        other = (BlockKind.HEADING, BlockKind.ANSWERS, BlockKind.PICTURE, BlockKind.LINK)
        assert shown == [b.text for b in section.blocks if b.kind not in other]


def test_the_list_shows_the_sections_of_the_group_that_is_read(open_window: OpenWindow) -> None:
    window = open_window()
    tab = guide_tab(window, "fibromyalgia")
    rows = tab.sections.rows()
    group = tab.guide.group_of("fibromyalgia")
    assert [row.section for row in rows if row.indent] == list(group.sections)
    assert rows[tab.sections.currentRow()].section == "fibromyalgia"
    assert sum(row.bold for row in rows) == 7


def test_a_touch_on_a_paragraph_shows_its_sources_and_another_hides_them(
    open_window: OpenWindow,
) -> None:
    tab = guide_tab(open_window(), "fibromyalgia")
    view = next(v for v in paragraph_views(tab) if "FINAL trial" in v.paragraph.plain)
    _click(view.paragraph)
    assert isinstance(view.card, SourcesCard)
    assert tab.guide.sources["bruun2024"].title in _texts(view.card)
    assert f"{tab.guide.number('bruun2024')}. Trial" in _texts(view.card)
    _click(view.paragraph)
    assert view.card is None


def test_enter_opens_the_sources_and_escape_closes_them(
    open_window: OpenWindow, press: Press
) -> None:
    tab = guide_tab(open_window(), "opioids")
    view = paragraph_views(tab)[2]
    view.paragraph.setFocus(Qt.FocusReason.TabFocusReason)
    assert interface(view.paragraph).role() == QAccessible.Role.Button
    assert interface(view.paragraph).state().collapsed
    press(Qt.Key.Key_Return)
    assert view.card
    assert "Official label, US" in _texts(view.card)
    assert interface(view.paragraph).state().expanded
    press(Qt.Key.Key_Escape)
    assert not view.card
    assert column(tab).section.key == "opioids"


def test_our_own_advice_says_so_on_its_card(open_window: OpenWindow) -> None:
    tab = guide_tab(open_window(), "questions")
    view = paragraph_views(tab)[0]
    view.toggle()
    assert "Our advice, not yet reviewed" in _texts(view.card)


def test_a_row_of_a_table_opens_its_own_sources(open_window: OpenWindow) -> None:
    tab = guide_tab(open_window(), "side-effects")
    table = next(view for view in column(tab).views if isinstance(view, AnswersView))
    dreams = table.rows[2]
    assert interface(dreams.stop).text(QAccessible.Text.Name) == (
        "Vivid dreams, fibromyalgia? More than twice as many. "
        "How sure: probably more often. One review of trials."
    )
    _click(dreams.stop)
    assert "Annals of Medicine and Surgery" in _texts(dreams.card)


def test_the_browser_is_opened_only_when_asked(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    tab = guide_tab(open_window(), "fibromyalgia")
    view = next(v for v in paragraph_views(tab) if "FINAL trial" in v.paragraph.plain)
    view.toggle()
    settle()
    assert opened == []
    assert view.card
    touch(view.card.findChildren(QPushButton)[0])
    assert [url.toString() for url in opened] == ["https://doi.org/10.1016/S2665-9913(23)00278-3"]


def test_a_word_is_explained_by_a_touch_on_it(open_window: OpenWindow) -> None:
    view = paragraph_views(guide_tab(open_window(), "opioids"))[0]
    paragraph = view.paragraph
    left, top, _width = paragraph._text_box(paragraph.width())
    start = paragraph.fontMetrics().horizontalAdvance("LDN blocks op")
    QTest.mouseClick(paragraph, Qt.MouseButton.LeftButton, pos=QPoint(left + start, top + 12))
    assert "Medicines such as morphine" in _texts(view.card)
    assert "Official label" not in _texts(view.card)


def test_a_word_is_underlined_where_it_first_stands_only(open_window: OpenWindow) -> None:
    tab = guide_tab(open_window(), "fibromyalgia")
    words = [name for view in paragraph_views(tab) for name in view.terms]
    assert "Placebo" in words
    assert len(words) == len(set(words))


def test_links_lead_to_sections_to_help_and_to_printing(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    tab = guide_tab(window)
    touch(_button(tab, "Who must not take it"))
    assert column(tab).section.key == "opioids"
    tab = guide_tab(window, "when-to-get-help")
    touch(_button(tab, "Whom to reach"))
    assert isinstance(window.pages.currentWidget(), HelpPage)
    window._leave_pages()
    tab = guide_tab(window, "operations")
    touch(_button(tab, "Print the card"))
    assert isinstance(window.pages.currentWidget(), GuidePrintPage)


def test_next_and_previous_go_through_all_sections(open_window: OpenWindow, touch: Touch) -> None:
    tab = guide_tab(open_window())
    met = [column(tab).section.key]
    while tab.next.isEnabled():
        touch(tab.next)
        met.append(column(tab).section.key)
    assert met == [section.key for section in tab.guide.sections]
    touch(tab.previous)
    assert column(tab).section.key == met[-2]


def test_the_next_section_takes_the_focus_to_its_title(
    open_window: OpenWindow, touch: Touch, press: Press
) -> None:
    tab = guide_tab(open_window())
    assert tab.next.accessibleName() == "Next: Opioid medicines"
    touch(tab.next)
    settle()
    title = QApplication.focusWidget()
    assert title is column(tab).title
    assert interface(title).role() is QAccessible.Role.Heading
    assert interface(title).text(QAccessible.Text.Name) == "Opioid medicines"
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is paragraph_views(tab)[0].paragraph


def test_a_section_reached_from_within_the_one_before_begins_at_its_title(
    open_window: OpenWindow,
) -> None:
    window = open_window()
    tab = guide_tab(window)
    paragraph_views(tab)[1].paragraph.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert column(tab).section.key != "should-i-ask"
    assert QApplication.focusWidget() is column(tab).title


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
    assert column(tab).section.key == "side-effects"
    tab.sections.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert column(tab).section.key == "when-to-get-help"


def test_typing_finds_and_enter_goes_there_with_the_focus(
    open_window: OpenWindow, press: Press
) -> None:
    tab = guide_tab(open_window())
    press(Qt.Key.Key_F, with_ctrl=True)
    assert QApplication.focusWidget() is tab.search
    QTest.keyClicks(tab.search, "co-codamol")
    assert tab.sections.count() == 1
    assert tab.found.text() == "1 found"
    press(Qt.Key.Key_Return)
    settle()
    assert column(tab).section.key == "opioids"
    view = next(v for v in paragraph_views(tab) if "Co-codamol" in v.paragraph.plain)
    assert QApplication.focusWidget() is view.paragraph
    top = view.mapTo(tab, QPoint()).y()
    assert 0 <= top < tab.height() // 2
    press(Qt.Key.Key_Escape)
    assert tab.search.text() == ""
    assert len(tab.sections.rows()) > 7


def test_the_down_arrow_leads_to_the_hits_and_each_is_named(
    open_window: OpenWindow, press: Press
) -> None:
    tab = guide_tab(open_window())
    press(Qt.Key.Key_F, with_ctrl=True)
    QTest.keyClicks(tab.search, "vivid dreams")
    accessible = interface(tab.sections)
    assert accessible.text(QAccessible.Text.Name) == f"Found in the guide: {tab.found.text()}"
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is tab.sections
    assert tab.sections.currentRow() == 0
    names = [
        accessible.child(number).text(QAccessible.Text.Name)
        for number in range(accessible.childCount())
    ]
    assert len(names) == tab.sections.count() >= 2
    assert all(name.startswith("Side effects: ") for name in names)
    assert {accessible.child(n).role() for n in range(accessible.childCount())} == {
        QAccessible.Role.ListItem
    }
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    settle()
    assert column(tab).section.key == "side-effects"
    assert isinstance(QApplication.focusWidget(), ReadingStop)


def test_the_count_of_hits_and_the_way_to_them_are_announced(
    open_window: OpenWindow, press: Press, heard: Callable[[QWidget], list[str]]
) -> None:
    tab = guide_tab(open_window())
    press(Qt.Key.Key_F, with_ctrl=True)
    QTest.keyClicks(tab.search, "co-codamol")
    tab._announce.timeout.emit()
    assert heard(tab)[-2:] == ["1 found", "Press the down arrow to go through them."]


def test_a_card_is_announced_and_each_of_its_parts_is_a_stop(
    open_window: OpenWindow, press: Press, heard: Callable[[QWidget], list[str]]
) -> None:
    tab = guide_tab(open_window(), "fibromyalgia")
    view = next(v for v in paragraph_views(tab) if v.terms and "2009" in v.paragraph.plain)
    view.paragraph.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return)
    settle()
    assert view.card
    parts = view.card.findChildren(CardPart)
    assert len(parts) == len(view.terms) + 2
    text = heard(tab)[-1]
    assert text.endswith("2 sources. Press Tab to read them.")
    assert [name for name in view.terms if f"{name}: " not in text] == []
    met = []
    for _step in range(len(parts) + 2):  # two of them have a button to the browser
        press(Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    assert [stop for stop in met if isinstance(stop, CardPart)] == parts
    names = [interface(part).text(QAccessible.Text.Name) for part in parts[-2:]]
    assert "Study that is not a fair trial" in names[0]
    assert "Trial" in names[1]
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is view.paragraph


def test_another_language_is_told_why_the_guide_is_in_english(open_window: OpenWindow) -> None:
    assert GUIDE_IN_ENGLISH not in _texts(column(guide_tab(open_window(), "opioids")))
    translation.use_language(translation.PSEUDO)
    window = open_window()
    for key in ("should-i-ask", "opioids"):
        assert f"⟦{GUIDE_IN_ENGLISH}" in _texts(column(guide_tab(window, key)))


def test_hits_are_counted(open_window: OpenWindow) -> None:
    tab = guide_tab(open_window())
    tab.search.setText("withdrawal")
    assert tab.found.text() == f"{tab.sections.count()} found"
    tab.search.setText("ldn")
    assert tab.found.text().endswith(" found. The first 30 are shown.")


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


def test_the_position_is_remembered_from_one_start_to_the_next(open_window: OpenWindow) -> None:
    window = open_window()
    tab = guide_tab(window)
    tab.go_to("opioids", 7)
    settle()
    tab.store_position()
    stored = window.preferences.settings.guide_place
    assert stored.startswith("opioids:")
    again = open_window(guide_place=stored)
    again.go_to("guide")
    settle()
    back = again.tab("guide")
    assert isinstance(back, type(tab))
    assert column(back).section.key == "opioids"
    assert back.position == stored


@pytest.mark.parametrize("stored", ["", "gone:3", "safety", "opioids:x", "opioids:999", ":::"])
def test_a_position_that_is_no_more_opens_the_guide_all_the_same(
    open_window: OpenWindow, stored: str
) -> None:
    window = open_window(guide_place=stored)
    window.go_to("guide")
    settle()
    tab = window.tab("guide")
    assert isinstance(tab, GuideTab)
    assert column(tab).section.title


def test_the_page_keys_scroll_the_text(open_window: OpenWindow, press: Press) -> None:
    tab = guide_tab(open_window())
    paragraph_views(tab)[0].paragraph.setFocus(Qt.FocusReason.TabFocusReason)
    bar = tab._area.verticalScrollBar()
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(Qt.Key.Key_PageUp)
    assert bar.value() == 0
    tab.setFocus()
    press(Qt.Key.Key_PageDown, with_ctrl=True)
    assert column(tab).section.key == "opioids"


def test_tab_scrolls_what_it_reaches_into_view(open_window: OpenWindow, press: Press) -> None:
    tab = guide_tab(open_window(), "opioids")
    paragraph_views(tab)[0].paragraph.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(9):
        press(Qt.Key.Key_Tab)
        settle()
        focused = QApplication.focusWidget()
        assert isinstance(focused, ReadingStop)
        top = focused.mapTo(tab._area.viewport(), QPoint()).y()
        assert -1 <= top < tab._area.viewport().height()


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
    assert column(tab).section.key == "at-a-glance"


def test_text_size_changes_while_reading_keep_the_position(open_window: OpenWindow) -> None:
    window = open_window()
    tab = guide_tab(window)
    tab.go_to("opioids", 9)
    settle()
    before = tab.position
    window.preferences.change(text_percent=150)
    settle()
    settle()
    assert tab.position == before


def test_a_theme_change_reaches_the_numbers_of_sources(open_window: OpenWindow) -> None:
    window = open_window()
    paragraph = paragraph_views(guide_tab(window))[0].paragraph
    before = paragraph._document.toHtml()
    window.preferences.change(theme="low_light")
    settle()
    assert paragraph._document.toHtml() != before


def test_every_block_with_sources_can_be_opened(open_window: OpenWindow) -> None:
    window = open_window()
    for section in guide_tab(window).guide.sections[:-1]:
        tab = guide_tab(window, section.key)
        for view, block in zip(column(tab).views, section.blocks, strict=True):
            if block.sources and isinstance(view, BlockView):
                view.toggle()
                assert isinstance(view.card, SourcesCard)
                for key in block.sources:
                    assert f"{tab.guide.number(key)}. " in _texts(view.card)
                view.toggle()
