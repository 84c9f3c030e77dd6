"""What a page shows while it has nothing yet, or is still working."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label

Action = tuple[str, Callable[[], object]]


class EmptyState(Group):
    """Says that there is nothing yet and why, and offers what can be done: the first filled."""

    def __init__(
        self, title: str, sentence: str, actions: Sequence[Action], note: str = ""
    ) -> None:
        super().__init__(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(Label(title, scale=TextScale.SECTION, bold=True))
        column.addWidget(Label(sentence, scale=TextScale.ROW))
        line = QWidget()
        row = RowLayout(line)
        row.setContentsMargins(0, GAP, 0, 0)
        kinds = (ButtonKind.PRIMARY, *(ButtonKind.TILE for _action in actions))
        self.buttons = [
            Button(text, kind, act) for (text, act), kind in zip(actions, kinds, strict=False)
        ]
        for button in self.buttons:
            row.add(button, RowSlot.LEFT)
        column.addWidget(line)
        if note:
            column.addWidget(Label(note, role=Role.QUIET))


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
