"""The screens of the Guide, of Help now and of printing, and how to come to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ldn_desktop.ui.guide.blocks import ParagraphView
from ldn_desktop.ui.guide.guide_print_page import GuidePrintPage
from ldn_desktop.ui.guide.help_page import HelpPage
from ldn_desktop.ui.guide.section_view import SectionView
from ldn_desktop.ui.guide.tab import GuideTab
from ldn_desktop.ui.main_window import MainWindow
from tests.support.ui.screens import settle


def guide_tab(window: MainWindow, key: str = "should-i-ask") -> GuideTab:
    """The Guide in front, at section `key`."""
    window.go_to("guide")
    tab = window.tab("guide")
    assert isinstance(tab, GuideTab)
    tab.search.clear()
    tab.go_to(key)
    tab.finish()
    settle()
    return tab


def column(tab: GuideTab) -> SectionView:
    assert tab.column
    return tab.column


def paragraph_views(tab: GuideTab) -> list[ParagraphView]:
    return [view for view in column(tab).views if isinstance(view, ParagraphView)]


def help_page(window: MainWindow) -> HelpPage:
    window.show_help()
    page = window.pages.currentWidget()
    assert isinstance(page, HelpPage)
    return page


def print_page(window: MainWindow) -> GuidePrintPage:
    guide_tab(window).print.click()
    settle()
    page = window.pages.currentWidget()
    assert isinstance(page, GuidePrintPage)
    return page


def _source_card(window: MainWindow) -> None:
    paragraph_views(guide_tab(window, "side-effects"))[0].toggle()


def _word_card(window: MainWindow) -> None:
    view = paragraph_views(guide_tab(window, "side-effects"))[0]
    view.paragraph.term_touched.emit("Placebo")


def _found(window: MainWindow) -> None:
    tab = guide_tab(window)
    if not tab.search.isVisible():
        tab.unfold.click()
    tab.search.setText("vivid dreams")


def _folded_list(window: MainWindow) -> None:
    tab = guide_tab(window)
    if tab.unfold.isVisible():
        tab.unfold.click()


def _help_in(country: str) -> Callable[[MainWindow], None]:
    def show(window: MainWindow) -> None:
        page = help_page(window)
        page._choose(country)

    return show


def _forget_country(window: MainWindow) -> None:
    help_page(window).change.click()


GUIDE_SCREENS: dict[str, Callable[[MainWindow], object]] = {
    "guide": guide_tab,
    "guide opioids": lambda window: guide_tab(window, "opioids"),
    "guide side effects": lambda window: guide_tab(window, "side-effects"),
    "guide at a glance": lambda window: guide_tab(window, "at-a-glance"),
    "guide fibromyalgia": lambda window: guide_tab(window, "fibromyalgia"),
    "guide when to get help": lambda window: guide_tab(window, "when-to-get-help"),
    "guide questions": lambda window: guide_tab(window, "questions"),
    "guide glossary": lambda window: guide_tab(window, "words"),
    "guide sources": lambda window: guide_tab(window, "sources"),
    "guide list": _folded_list,
    "guide source card": _source_card,
    "guide word card": _word_card,
    "guide found": _found,
    "help countries": _forget_country,
    "help United Kingdom": _help_in("gb"),
    "help Germany": _help_in("de"),
    "print": print_page,
}


def walk_guide(window: MainWindow, *names: str) -> Iterator[str]:
    """Bring each screen (of `names`, or all) to the front in turn, with nothing over it."""
    for name in names or GUIDE_SCREENS:
        window._leave_pages()
        GUIDE_SCREENS[name](window)
        settle()
        yield name
