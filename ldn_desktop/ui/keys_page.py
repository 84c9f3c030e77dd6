"""Every key on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.choice import Choice
from ldn_desktop.ui.controls import Heading, Label
from ldn_desktop.ui.even_grid import EvenGrid
from ldn_desktop.ui.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.words import _, mark

KEYS = {
    mark("Everywhere"): (
        (mark("Ctrl+1, Ctrl+2, Ctrl+3"), mark("Today, Charts, Guide")),
        (mark("Tab, Enter, Escape"), mark("next control, press it, go back")),
        (mark("U or Ctrl+Z"), mark("undo")),
        (mark("T or Ctrl+T"), mark("next theme")),
        (mark("+ and −, also with Ctrl"), mark("larger and smaller text")),
        (mark("Ctrl+H"), mark("Help now")),
        (mark("Ctrl+comma"), mark("Settings")),
        (mark("F1"), mark("this page")),
    ),
    mark("Today"): (
        (mark("1 to 5"), mark("answer the question, None to Worst, and go on")),
        (mark("Arrow keys"), mark("other answers, other questions")),
        (mark("C"), mark("crash day")),
        (mark("F"), mark("one question at a time")),
        (mark("N"), mark("a note")),
        (mark("M"), mark("the month in the calendar")),
        (mark("Page up, Page down"), mark("the day before, the day after")),
    ),
    mark("Charts, in the picture"): (
        (mark("Left, Right"), mark("read the day before, the day after")),
        (mark("Up, Down"), mark("a week back, a week on")),
        (mark("Enter"), mark("open that day in Today")),
        (mark("+ and −"), mark("closer, wider")),
        (mark("Page up, Page down"), mark("earlier, later")),
    ),
    mark("Guide"): (
        (mark("Ctrl+F"), mark("find; Escape ends it")),
        (mark("Ctrl+Page up, Ctrl+Page down"), mark("the section before, the section after")),
        (mark("Ctrl+P"), mark("print")),
    ),
}


class KeysPage(Page):
    """Lists the keys by where they work; single letters can be switched off here."""

    widest_in_letters = 44

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Keys"))
        for title, keys in KEYS.items():
            self.column.addWidget(Heading(_(title), scale=1.2))
            board = QWidget()
            grid = EvenGrid(board, (2,), across=24)
            for key, act in keys:
                for label in (Label(_(key), bold=True), Label(_(act))):
                    label.setAlignment(Qt.AlignmentFlag.AlignTop)
                    grid.addWidget(label)
            self.column.addWidget(board)
        letters = Choice(
            _("Single letters such as C and U"),
            [(True, _("On")), (False, _("Off"))],
            preferences.settings.single_keys,
            (2, 1),
        )
        letters.chosen.connect(lambda on: preferences.remember(single_keys=on))
        self.column.addWidget(letters)
        self.column.addStretch(1)
