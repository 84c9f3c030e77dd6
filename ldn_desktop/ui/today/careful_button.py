"""An answer that Enter gives only where the person can see the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ldn_desktop.ui.widgets.button import ExclusiveButton

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CarefulButton(ExclusiveButton):
    """The focus may start on it without anyone having moved it there.

    One Enter too many on the page before must not answer.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER or self.keyboard_focus:
            super().keyPressEvent(event)
