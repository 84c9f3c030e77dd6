"""Every key on one page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.choice import Choice
from ldn_desktop.ui.controls import Label
from ldn_desktop.ui.even_grid import EvenGrid
from ldn_desktop.ui.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.words import _, mark

KEYS = (
    (mark("1 to 5"), mark("answer the question, None to Worst, and go on")),
    (mark("Arrow keys"), mark("other answers, other questions")),
    (mark("Page up, Page down"), mark("the day before, the day after")),
    (mark("C"), mark("crash day")),
    (mark("F"), mark("one question at a time")),
    (mark("U or Ctrl+Z"), mark("undo")),
    (mark("T or Ctrl+T"), mark("next theme")),
    (mark("+ and −, also with Ctrl"), mark("larger and smaller text")),
    (mark("Ctrl+1, Ctrl+2, Ctrl+3"), mark("Today, Charts, Guide")),
    (mark("Ctrl+H"), mark("Help now")),
    (mark("Ctrl+comma"), mark("Settings")),
    (mark("Tab, Enter, Escape"), mark("next control, press it, go back")),
    (mark("F1"), mark("this page")),
)


class KeysPage(Page):
    """Lists the keys; single letters can be switched off here."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Keys"))
        board = QWidget()
        grid = EvenGrid(board, (2,), across=24)
        for key, act in KEYS:
            grid.addWidget(Label(_(key), bold=True))
            grid.addWidget(Label(_(act)))
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
