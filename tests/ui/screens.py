"""Every screen of the program by name, and how to come to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.demo import demo_diary
from ldn_desktop.diary import Diary, DoseStep, DoseStepChange, Edit
from ldn_desktop.ui.asked_page import AskedPage
from ldn_desktop.ui.foggy_page import FoggyPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.settings_page import SettingsPage
from ldn_desktop.ui.welcome_page import WelcomePage
from ldn_desktop.words import _
from tests.ui.conftest import TODAY


def diary_of_screens() -> Diary:
    """The invented diary up to yesterday, with a step planned for today."""
    diary = demo_diary(TODAY - timedelta(days=1))
    planned = DoseStep(TODAY, 3.0, planned=True)
    diary.apply(Edit((DoseStepChange(TODAY, None, planned),)))
    return diary


def _full_day(window: MainWindow) -> None:
    for place, question in enumerate(window.today.day.questions):
        window.today.day.answer(question.field, question.words[place % 5].points)
    window.today.day.answer("low_mood", 10.0)
    window.today.day.dose.took.click()
    window.today.day.dose.none.click()


def _foggy_end(window: MainWindow) -> None:
    window.today.open("foggy")
    page = window.pages.currentWidget()
    assert isinstance(page, FoggyPage)
    while not page.done:
        page.go(page.place + 1)


def _asked(window: MainWindow) -> AskedPage:
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    page._open_asked()
    asked = window.pages.currentWidget()
    assert isinstance(asked, AskedPage)
    return asked


def _renaming(window: MainWindow) -> None:
    page = _asked(window)
    name = _("{act}: {symptom}").format(act=_("Rename"), symptom=_("Pain"))
    next(b for b in page.findChildren(QPushButton) if b.accessibleName() == name).click()


def _dose_steps(window: MainWindow) -> None:
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    page._open_dose_steps()


def _diary_file(window: MainWindow) -> None:
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    page._open_files()


def _welcome(number: int) -> Callable[[MainWindow], None]:
    def show(window: MainWindow) -> None:
        page = WelcomePage(window.preferences)
        window.show_page(page)
        page.show_number(number)

    return show


SCREENS: dict[str, Callable[[MainWindow], object]] = {
    "empty day": lambda _window: None,
    "full day": _full_day,
    "crash day": lambda window: window.today.day.toggle_crash(),
    "copied day": lambda window: window.today.day.same_as_day_before(),
    "foggy question": lambda window: window.today.open("foggy"),
    "foggy end": _foggy_end,
    "note": lambda window: window.today.open("note"),
    "dose": lambda window: window.today.open("dose"),
    "side effects": lambda window: window.today.open("side effects"),
    "calendar": lambda window: window.today.open("calendar"),
    "settings": lambda window: window.show_settings(),
    "what is asked": _asked,
    "renaming": _renaming,
    "dose steps": _dose_steps,
    "keys": lambda window: window.show_keys(),
    "diary file": _diary_file,
    "help now": lambda window: window.show_help(),
    "guide": lambda window: window.go_to("guide"),
    "charts": lambda window: window.go_to("charts"),
    "first start 1": _welcome(0),
    "first start 2": _welcome(1),
    "first start 3": _welcome(2),
}
"""The three tabs, each state of Today, and every page that lies over them."""


def walk(window: MainWindow, *names: str) -> Iterator[str]:
    """Bring each screen (of `names`, or all) to the front in turn, with nothing over it."""
    for name in names or SCREENS:
        while window.session.can_undo:
            window.session.undo()
        window._leave_pages()
        window.go_to("today")
        window.today.go_to(TODAY)
        SCREENS[name](window)
        settle()
        yield name


def settle() -> None:
    """Let every layout and paint that waits happen."""
    for _round in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents()


def wait_until_saved(window: MainWindow, qtbot: QtBot) -> None:
    """Until everything touched so far is saved, and said to be."""
    told: list[object] = []
    # In turn behind all edits, and back on this thread behind what they tell.
    window.session.on_disk(window, lambda: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    settle()


def visible(window: QWidget) -> list[QWidget]:
    """Every widget that could be seen if its scroll area were large enough."""
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
