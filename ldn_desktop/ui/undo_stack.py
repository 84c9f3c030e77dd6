"""What can be undone and done again in this sitting, and how far back.

Imports and restored backups can be taken back after a restart too: storage/recovery/large_edits.py.
"""

from __future__ import annotations

from collections import deque

from ldn_desktop.diary.model import Edit
from ldn_desktop.storage import changed_field

DEPTH = 10_000
"""Edits that can be undone in one sitting; older ones stay as they are."""


class UndoStack:
    """The edits of this sitting, newest last. It applies nothing: it says which edit to apply."""

    def __init__(self, depth: int = DEPTH) -> None:
        self._done: deque[Edit] = deque(maxlen=depth)
        self._undone: list[Edit] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def push(self, edit: Edit) -> None:
        """Add an edit that was just made. What had been undone cannot be done again after it."""
        self._done.append(edit)
        self._undone.clear()

    def forget(self, edit: Edit) -> None:
        """Leave alone what `edit`, made on another computer, says: undo is for this sitting's."""
        fields = {changed_field(change) for change in edit.changes}
        for stack in (self._done, self._undone):
            left = [
                Edit(tuple(c for c in done.changes if changed_field(c) not in fields))
                for done in stack
            ]
            stack.clear()
            stack.extend(done for done in left if done)

    def undo(self) -> Edit:
        """The edit that reverses the newest one. Raises IndexError where there is none."""
        edit = self._done.pop()
        self._undone.append(edit)
        return edit.reversed()

    def redo(self) -> Edit:
        """The edit that was undone last. Raises IndexError where there is none."""
        edit = self._undone.pop()
        self._done.append(edit)
        return edit
