"""Asks for the passphrase of an encrypted diary before the window opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.storage import DiaryFile, WrongPassphraseError
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import scrolling
from ldn_desktop.ui.style.theme import Role, TextScale, percent_now
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.text_field import Labelled, secret_field

MARGIN = 28
WIDTH = 560
"""Px at a text size of 100 %."""
ROUND_THE_WINDOW = 60
"""Px of the screen that the window's frame and title bar need."""


class UnlockWindow(QDialog):
    """One field and two buttons; a wrong passphrase changes nothing."""

    def __init__(self, open_with: Callable[[str], DiaryFile]) -> None:
        super().__init__()
        self._open_with = open_with
        self.file: DiaryFile | None = None
        self.setWindowTitle(_("LDN Desktop"))
        self.field = secret_field(_("Passphrase"))
        self.field.returnPressed.connect(self.unlock)
        self.message = Label("", bold=True)
        self.message.hide()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        column.setSpacing(16)
        column.addWidget(Heading(_("Your diary is encrypted"), scale=TextScale.TITLE))
        column.addWidget(Labelled(self.field))
        column.addWidget(self.message)
        column.addWidget(
            Label(_("Forgotten? Type the words from your recovery sheet instead."), role=Role.QUIET)
        )
        column.addStretch(1)
        buttons = QWidget()
        row = RowLayout(buttons)
        row.add(Button(_("Open"), ButtonKind.PRIMARY, self.unlock), RowSlot.LEFT)
        row.add(Button(_("Not now"), ButtonKind.TILE, self.reject), RowSlot.LEFT)
        row.setContentsMargins(MARGIN, 16, MARGIN, MARGIN)
        self._buttons = buttons
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolling(self._content), 1)
        outer.addWidget(buttons)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as large as the words need; what the screen has no room for scrolls."""
        room = self.screen().availableGeometry()
        width = min(WIDTH * percent_now() // 100, room.width() - ROUND_THE_WINDOW)
        needed = sum(part.heightForWidth(width) for part in (self._content, self._buttons))
        self.resize(width, min(needed, room.height() - ROUND_THE_WINDOW))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name
        """Move the focus as Qt does, and show the focus ring on buttons."""
        moved = super().focusNextPrevChild(next)
        focused = self.focusWidget()
        if isinstance(focused, Button):
            focused.setFocus(Qt.FocusReason.TabFocusReason)
        return moved

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.show()
        self._fit()
        accessibility.say(self, sentence)

    def unlock(self) -> None:
        """Open the diary with the typed passphrase, or say why it did not open."""
        self._say(_("One moment…"))
        self.repaint()
        try:
            self.file = self._open_with(self.field.text())
        except WrongPassphraseError as error:
            self._say(str(error))
            self.field.selectAll()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.accept()
