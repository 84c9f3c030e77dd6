"""Asks for the passphrase of an encrypted diary before the window opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from ldn_desktop.i18n import _
from ldn_desktop.storage import DiaryFile, WrongPassphraseError
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import secret_field


class UnlockWindow(QDialog):
    """One field and two buttons; a wrong passphrase changes nothing."""

    def __init__(self, open_with: Callable[[str], DiaryFile]) -> None:
        super().__init__()
        self._open_with = open_with
        self.file: DiaryFile | None = None
        self.setWindowTitle(_("LDN Desktop"))
        self.setMinimumWidth(560)
        self.message = Label(_("This diary is encrypted."))
        self.field = secret_field(_("Passphrase, or the words of the recovery sheet"))
        self.field.returnPressed.connect(self.unlock)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 28, 28, 28)
        column.setSpacing(16)
        column.addWidget(Label(_("Your diary"), scale=1.6, bold=True))
        column.addWidget(self.message)
        column.addWidget(self.field)
        column.addWidget(Button(_("Open"), ButtonKind.PRIMARY, self.unlock))
        column.addWidget(Button(_("Not now"), on_click=self.reject))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name
        """Move the focus as Qt does, and show the focus ring on buttons."""
        moved = super().focusNextPrevChild(next)
        focused = self.focusWidget()
        if isinstance(focused, Button):
            focused.setFocus(Qt.FocusReason.TabFocusReason)
        return moved

    def unlock(self) -> None:
        """Open the diary with the typed passphrase, or say why it did not open."""
        self.message.setText(_("One moment …"))
        self.repaint()
        try:
            self.file = self._open_with(self.field.text())
        except WrongPassphraseError as error:
            self.message.setText(str(error))
            self.field.selectAll()
        else:
            self.accept()
