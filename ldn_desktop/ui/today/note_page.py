"""Room to write, in any script; saved while typing pauses."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer

from ldn_desktop.diary.fields import NOTE
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import NoteField

PAUSE_MS = 700


class NotePage(Page):
    """The note of one day."""

    def __init__(self, session: Session, when: date) -> None:
        super().__init__(_("Note"), _("‹ Done"))
        self._session, self._date = session, when
        self._recorded = False
        day = formats.relative_date(when, session.clock().date())
        self.set_lead(day)
        self.text = NoteField(_("Note for {day}").format(day=day), session.diary.day(when).note)
        self.column.addWidget(self.text, 1)
        self.saved = Label(_("Saved as you type."), role=Role.QUIET)
        self.foot.addWidget(self.saved)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.text.textChanged.connect(self._on_typed)
        session.saved.connect(self._on_saved)

    def _on_typed(self) -> None:
        self.saved.setText("")  # what stands there now is not saved yet
        self._pause.start()

    def _on_saved(self, _moment: object) -> None:
        """Say so of this note alone: what was touched before it may be saved later than this."""
        if self._recorded and self._session.all_saved and not self._pause.isActive():
            self.saved.setText(_("Saved"))
            accessibility.say(self, _("Saved"))

    def begin(self, reason: Qt.FocusReason) -> None:
        self.text.setFocus(reason)

    def save(self) -> bool:
        """Record what stands there now; an empty note is no note. False if it was refused."""
        self._pause.stop()
        written = self.text.toPlainText().strip()
        if written == self._session.diary.day(self._date).note:
            return True
        recorded = self.attempt(lambda: self._session.answer(self._date, NOTE, written or None))
        self._recorded = self._recorded or recorded
        return recorded

    def leave(self) -> None:
        """Close the page, unless its text could not be recorded: nothing written is dropped."""
        if self.save():
            super().leave()
