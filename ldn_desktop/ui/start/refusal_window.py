"""Says why no diary opens to someone who sees no terminal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from ldn_desktop.i18n import _
from ldn_desktop.ui.start.start_window import StartWindow
from ldn_desktop.ui.style.theme import TextScale
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label


class RefusalWindow(StartWindow):
    """One sentence and one button."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.setAccessibleDescription(sentence)
        self.words = Label(sentence, scale=TextScale.ROW)
        # A sentence about a fault is to be sent to somebody.
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = self.words.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)  # no higher than its lines here
        self.words.setSizePolicy(policy)
        self.column.addWidget(self.words)
        self.close_button = Button(_("Close"), ButtonKind.PRIMARY, self.accept)
        self.add_buttons(self.close_button)
        self.close_button.setFocus(Qt.FocusReason.TabFocusReason)
