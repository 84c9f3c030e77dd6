"""What is painted and read out by its name: Tab stops at it, as at a control."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

from ldn_desktop.ui.style.focus_ring import hide_focus_ring, show_focus_ring
from ldn_desktop.ui.widgets.accessibility import Group


class ReadingGroup(Group):
    """A group whose name is all it shows: readers speak of what has the focus, not of paint."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_focus_ring(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        hide_focus_ring(self)
