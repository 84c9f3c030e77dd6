"""Every screen of the program by name, and how to come to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary, DoseStep, DoseStepChange, Edit
from ldn_desktop.screenshots.states import (
    FIRST_STATES,
    STATES,
    Lead,
    back_to_start,
    settle,
)
from ldn_desktop.ui.main_window import MainWindow
from tests.support.ui.window import TODAY

__all__ = ["settle"]


def diary_of_screens() -> Diary:
    """The invented diary up to yesterday, with a step planned for today."""
    diary = demo_diary(TODAY - timedelta(days=1))
    planned = DoseStep(TODAY, 3.0, planned=True)
    diary.apply(Edit((DoseStepChange(TODAY, None, planned),)))
    return diary


NAMES = (
    "empty day", "full day", "crash day", "copied day", "trouble", "one question",
    "one question end", "note", "dose", "dose refused", "side effects", "calendar", "settings",
    "language", "country",
    "helper", "settings helper", "month entry",
    "symptoms to track", "renaming", "dose steps", "dose steps fill in",
    "licences", "keys", "diary file",
    "help now", "guide",
    "first start 1", "first start 2", "first start 3", "first start dose",
)  # fmt: skip
SCREENS: dict[str, Lead] = {
    **{name: (STATES | FIRST_STATES)[name] for name in NAMES},
    # What is drawn in it is looked at elsewhere: here nobody waits for it.
    "charts": lambda window: window.go_to("charts"),
}
"""The three tabs, each state of Today, and every page that lies over them."""


def walk(window: MainWindow, *names: str) -> Iterator[str]:
    """Bring each screen (of `names`, or all) to the front in turn, with nothing over it."""
    for name in names or SCREENS:
        back_to_start(window)
        SCREENS[name](window)
        settle()
        yield name


def wait_until_saved(window: MainWindow, qtbot: QtBot) -> None:
    """Until everything touched so far is saved and reported as saved."""
    reported: list[object] = []
    # In turn behind all edits, and back on this thread behind what they tell.
    window.session.on_disk(window, lambda: None, reported.append)
    qtbot.waitUntil(lambda: bool(reported))
    settle()


def visible(window: QWidget) -> list[QWidget]:
    """Every widget that could be seen if its scroll area were large enough."""
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
