"""A window of its own before the diary is open: a few words and a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import SCROLL_BAR_WIDTH, scrolling
from ldn_desktop.ui.style.theme import percent_now
from ldn_desktop.ui.widgets.button import Button

MARGIN = 28
WIDTH = 560
"""Px at a text size of 100 %."""
ROUND_THE_WINDOW = 60
"""Px of the screen that the window's frame and title bar need."""


class StartWindow(QDialog):
    """Subclasses fill `column` and add their buttons last."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("LDN Desktop"))
        self._content, self._buttons = QWidget(), QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        self.column.setSpacing(16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolling(self._content), 1)
        outer.addWidget(self._buttons)

    def add_buttons(self, *buttons: Button) -> None:
        """End the words, and put `buttons` in a row below them."""
        self.column.addStretch(1)
        row = RowLayout(self._buttons)
        for button in buttons:
            row.add(button, RowSlot.LEFT)
        row.setContentsMargins(MARGIN, 16, MARGIN, MARGIN)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as large as the words need; what the screen has no room for scrolls."""
        room = self.screen().availableGeometry()
        width = min(WIDTH * percent_now() // 100, room.width() - ROUND_THE_WINDOW)
        # With room for a scroll bar: once it is there, lines break that might need none.
        lines = width - SCROLL_BAR_WIDTH
        needed = self._content.heightForWidth(lines) + self._buttons.heightForWidth(width)
        self.resize(width, min(needed, room.height() - ROUND_THE_WINDOW))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name
        """Move the focus as Qt does, and show the focus ring on buttons."""
        moved = super().focusNextPrevChild(next)
        focused = self.focusWidget()
        if isinstance(focused, Button):
            focused.setFocus(Qt.FocusReason.TabFocusReason)
        return moved
