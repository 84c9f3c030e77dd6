"""Room to write, in any script; saved while typing pauses."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.fields import NOTE
from ldn_desktop.diary.model import AnswerChange
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.sharing.difference_line import DifferenceLine
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import Button, ButtonKind
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
        self._known = session.diary.day(when).note
        """The note as the diary had it when this page last looked."""
        self.text = NoteField(_("Note for {day}").format(day=day), self._known)
        self.column.addWidget(self.text, 1)
        self._add_other_note()
        self.saved = Label(_("Saved as you type."), role=Role.QUIET)
        self.foot.addWidget(self.saved)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.text.textChanged.connect(self._on_typed)
        session.saved.connect(self._on_saved)
        session.exchanged.connect(self._on_exchanged)

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
        self._known = written = self.text.toPlainText().strip()
        if written == self._session.diary.day(self._date).note:
            return True
        recorded = self.attempt(lambda: self._session.answer(self._date, NOTE, written or None))
        self._recorded = self._recorded or recorded
        return recorded

    def _add_other_note(self) -> None:
        """The other computer's note, and a button that puts it under this one."""
        self.other = QWidget()
        self._other_note = DifferenceLine()
        add = Button(_("Add it to this note"), ButtonKind.TILE, self._add_other)
        row = RowLayout(self.other)
        row.add(self._other_note, RowSlot.WORDS)
        row.add(add, RowSlot.RIGHT)
        self.column.addWidget(self.other)
        self._show_other_note()

    def _show_other_note(self) -> None:
        text = self._session.difference_text(self._date, NOTE)
        self._other_note.setText(text)
        self._other_notes = [
            str(difference.change.after.value)
            for difference in self._session.differing(self._date, NOTE)
            if isinstance(difference.change, AnswerChange) and difference.change.after
        ]
        self.other.setVisible(bool(self._other_notes))

    def _add_other(self) -> None:
        for note in self._other_notes:
            self._append(note)
        self.other.hide()
        self.text.setFocus()

    def _append(self, note: str) -> None:
        """Put `note` under what stands here, and leave the cursor where it is."""
        end = self.text.textCursor()
        end.movePosition(QTextCursor.MoveOperation.End)
        end.insertText(f"\n\n{note}" if self.text.toPlainText().strip() else note)

    def _on_exchanged(self, _edit: object) -> None:
        """Take in what another computer wrote meanwhile: nothing typed here may replace it."""
        note = self._session.diary.day(self._date).note
        if note != self._known:
            before, self._known = self._known, note
            if self.text.toPlainText().strip() == before:
                self.text.setPlainText(note)
                self._pause.stop()
            elif note:
                self._append(note)
            self.tell(
                _("This note was changed on the other computer. Both versions are shown here.")
            )
        if not self._other_notes or self._session.differing(self._date, NOTE):
            self._show_other_note()

    def leave(self) -> None:
        """Close the page, unless its text could not be recorded: nothing written is dropped."""
        if self.save():
            super().leave()
