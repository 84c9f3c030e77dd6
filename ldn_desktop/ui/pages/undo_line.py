"""What was just done on a page, with Undo beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.actions import add_tool_tips
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import Button
from ldn_desktop.ui.widgets.label import Label


class UndoLine(QWidget):
    """Shows the last change of its page until something else changes; takes no room before.

    `changed` is emitted with every change of the diary: the line must not offer to undo another.
    """

    def __init__(self, changed: SignalInstance, undo: Callable[[], object]) -> None:
        super().__init__()
        self._undo = undo
        self._done = ""
        self.words = Label("", bold=True)
        self.button = Button(_("Undo"), on_click=self._take_back)
        add_tool_tips((self.button, "undo"))
        row = RowLayout(self)
        row.add(self.words, RowSlot.WORDS)
        row.add(self.button, RowSlot.LEFT)
        changed.connect(self.clear)
        self.hide()

    def say(self, done: str) -> None:
        """Show and announce what was `done`, with Undo."""
        self._done = done
        self._show(done)
        self.button.setAccessibleName(_("Undo: {what}").format(what=done))
        self.button.show()

    def clear(self, _change: object = None) -> None:
        """Show nothing."""
        self.hide()

    def _take_back(self) -> None:
        self._undo()
        self._show(_("Undone: {what}").format(what=self._done))
        self.button.hide()

    def _show(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.show()
        accessibility.say(self, sentence)
