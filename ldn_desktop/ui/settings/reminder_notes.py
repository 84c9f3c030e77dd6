"""Has the reminder know what is entered in an encrypted diary, which it cannot read by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from ldn_desktop.reminder import entry_notes
from ldn_desktop.ui.session import Session

NOTE_AFTER_MS = 1000
"""After a change, so that of several in a row only the last is noted."""


class ReminderNotes(QObject):
    """Notes at once and after each change; when the window closes, it calls `note`."""

    def __init__(self, parent: QObject, session: Session) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=NOTE_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(partial(note, session))
        session.changed.connect(self._on_change)
        note(session)

    def _on_change(self, _dates: object) -> None:
        self._timer.start()


def note(session: Session) -> None:
    """Store on the writing thread what the diary of `session` says now, where it is encrypted."""
    folder = session.file.folder
    if folder is not None and session.file.encrypted and not session.file.read_only:
        notes = entry_notes.notes_of(session.diary, session.clock())
        session.run_in_turn(partial(entry_notes.store, notes, folder))
