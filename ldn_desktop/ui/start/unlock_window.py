"""Asks for the passphrase of an encrypted diary before the window opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from ldn_desktop.i18n import _
from ldn_desktop.storage import DiaryFile, WrongPassphraseError
from ldn_desktop.ui.start.start_window import StartWindow
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.text_field import Labelled, secret_field


class UnlockWindow(StartWindow):
    """One field and two buttons; a wrong passphrase changes nothing."""

    def __init__(self, open_with: Callable[[str], DiaryFile]) -> None:
        super().__init__()
        self._open_with = open_with
        self.file: DiaryFile | None = None
        self.field = secret_field(_("Passphrase"))
        self.field.returnPressed.connect(self.unlock)
        self.message = Label("", bold=True)
        self.message.hide()
        for part in (
            Heading(_("Your diary is encrypted"), scale=TextScale.TITLE),
            Labelled(self.field),
            self.message,
            Label(
                _("Forgotten? Type the words from your recovery sheet instead."), role=Role.QUIET
            ),
        ):
            self.column.addWidget(part)
        self.add_buttons(
            Button(_("Open"), ButtonKind.PRIMARY, self.unlock),
            Button(_("Not now"), ButtonKind.TILE, self.reject),
        )
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.show()
        self.fit()
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
