"""The open diary as Qt sees it: record, undo, and the signals that something changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from ldn_desktop.diary import Diary, Edit
from ldn_desktop.entry import answer_now, diary_date
from ldn_desktop.storage import DiaryFile, MemoryDiaryFile, Writer
from ldn_desktop.words import Refused, _

Clock = Callable[[], datetime]


def local_now() -> datetime:
    """Now, with the offset of this place."""
    return datetime.now().astimezone()


class Session(QObject):
    """Applies edits to the diary at once and has them written by another thread.

    `saved` follows only when an edit is durable on disk.
    """

    changed = Signal(object)
    """The dates whose answers changed; an empty set when steps, symptoms or rules did."""
    saved = Signal(object)
    """The moment at which everything recorded so far was durable."""
    trouble = Signal(str)
    """One sentence: saving failed, the answer is kept and will be tried again."""

    def __init__(self, file: DiaryFile | MemoryDiaryFile, clock: Clock = local_now) -> None:
        super().__init__()
        self.clock = clock
        self.file = file
        self.diary: Diary = file.diary
        self.version = 0
        """Grows with every change: tells what was worked out from an older diary."""
        self._undoable: list[Edit] = []
        self._writer = Writer(file, self._on_saved, self.trouble.emit)

    def _on_saved(self, _edit: Edit, moment: datetime) -> None:
        self.saved.emit(moment)

    @property
    def today(self) -> date:
        """The diary day of this moment."""
        return diary_date(self.clock(), self.diary.about.day_ends_hour)

    @property
    def can_undo(self) -> bool:
        return bool(self._undoable)

    def answer(self, when: date, name: str, value: object) -> None:
        """Record `value` in field `name` of `when`; None clears it. Raises Refused."""
        given = None if value is None else answer_now(self.diary, when, value, self.clock())
        self.record(self.diary.answer(when, name, given))

    def record(self, edit: Edit) -> None:
        """Make `edit` so, and have it written. An empty one does nothing. Raises Refused."""
        if not edit:
            return
        if self.file.read_only:
            raise Refused(_("This diary is open for reading only. Nothing was changed."))
        self._undoable.append(edit)
        self._make(edit)

    def undo(self) -> Edit | None:
        """Take back the last edit of this sitting; None when there is none."""
        if not self._undoable:
            return None
        edit = self._undoable.pop().reversed()
        self._make(edit)
        return edit

    def _make(self, edit: Edit) -> None:
        self.diary.apply(edit)
        self.version += 1
        self._writer.record(edit)
        self.changed.emit(edit.dates)

    def close(self) -> None:
        """Write what is left and let the diary go."""
        self._writer.close()
        self.file.close()
