"""The list of keyboard shortcuts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ldn_desktop.i18n import _, mark
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.widgets.button import GAP
from ldn_desktop.ui.widgets.choice import Choice
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.page import Page

SHORTCUTS = {
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
COLUMNS = (("Everywhere", "Guide"), ("Today", "Charts, in the picture"))
"""Sections by column: both are about equally high."""


class Column(QWidget):
    """The shortcuts of several sections, one section above the other."""

    width_in_em = 28

    def __init__(self, titles: tuple[str, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for title in titles:
            column.addWidget(Heading(_(title), scale=1.2))
            board = QWidget()
            grid = GridLayout(board, (2,), across=16)
            for key, action in SHORTCUTS[title]:
                for label in (Label(_(key), bold=True), Label(_(action))):
                    label.setAlignment(Qt.AlignmentFlag.AlignTop)
                    grid.addWidget(label)
            column.addWidget(board)
            column.addSpacing(GAP)
        column.addStretch(1)

    def sizeHint(self) -> QSize:
        """A fixed width in em: labels wrap in it, so that two columns fit on most screens."""
        width = self.width_in_em * QFontInfo(QApplication.font()).pixelSize()
        return QSize(width, self.heightForWidth(width))


class ShortcutsPage(Page):
    """Lists shortcuts by where they work; single-letter ones can be switched off here."""

    widest_in_letters = 68

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Keys"))
        board = QWidget()
        columns = GridLayout(board, (2, 1), across=36, down=16)
        for titles in COLUMNS:
            columns.addWidget(Column(titles))
        self.column.addWidget(board)
        single_keys = Choice(
            _("Single letters such as C and U"),
            [(True, _("On")), (False, _("Off"))],
            preferences.settings.single_keys,
            (2, 1),
        )
        single_keys.chosen.connect(lambda on: preferences.remember(single_keys=on))
        self.column.addWidget(single_keys)
        self.column.addStretch(1)
