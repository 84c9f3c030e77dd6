"""What an action would change, shown where it was asked for, before it happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style.painting import fill, oblong
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label

RULE, INDENT = 3, 20


class InlineConsequence(Group):
    """A rule at the left, what would change, one filled button that repeats the object, Cancel.

    It opens below the row whose button asked for it and moves nothing above. The page removes it
    when `on_confirm` or `on_cancel` was called.
    """

    def __init__(
        self,
        title: str,
        changes: Sequence[str],
        action: str,
        *,
        on_confirm: Callable[[], object],
        on_cancel: Callable[[], object],
        note: str = "",
    ) -> None:
        """`action` names the object too: “Restore yesterday, 21:30”. `note` stands beside it."""
        super().__init__(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(INDENT, GAP, 0, GAP)
        column.setSpacing(4)
        column.addWidget(Label(title, bold=True))
        for change in changes:
            column.addWidget(Label(_("• {sentence}").format(sentence=change)))
        buttons = QWidget()
        row = RowLayout(buttons)
        row.setContentsMargins(0, 4, 0, 0)
        self.confirm = Button(action, ButtonKind.PRIMARY, on_confirm)
        self.cancel = Button(_("Cancel"), ButtonKind.TILE, on_cancel)
        row.add(self.confirm, RowSlot.LEFT)
        row.add(self.cancel, RowSlot.LEFT)
        if note:
            row.add(Label(note, role=Role.QUIET), RowSlot.WORDS)
        column.addWidget(buttons)

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the focus on Cancel: Enter pressed once too often changes nothing."""
        self.cancel.setFocus(reason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill(QPainter(self), oblong(0, 0, RULE, self.height()), self, Role.TEXT)
