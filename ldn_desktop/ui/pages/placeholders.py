"""What a page shows while it has nothing yet, or is still working."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style.theme import TextScale
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label


class BusyState(Group):
    """Says that something is being worked out, without moving; a reader hears it once.

    `on_cancel` adds a button that stops the work.
    """

    def __init__(self, sentence: str, on_cancel: Callable[[], object] | None = None) -> None:
        super().__init__(sentence)
        row = RowLayout(self)
        self.words = Label(sentence, scale=TextScale.ROW)
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.add(self.words, RowSlot.WORDS)
        self.cancel = Button(_("Cancel"), ButtonKind.TILE, on_cancel)
        self.cancel.setVisible(on_cancel is not None)
        row.add(self.cancel, RowSlot.RIGHT)
        accessibility.say(self, sentence)

    def show_progress(self, sentence: str) -> None:
        """Replace the sentence, such as “Reading: 40%”; readers are not interrupted by each."""
        self.words.setText(sentence)
