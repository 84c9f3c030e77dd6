"""Notices about the diary file, shown at the start before anything else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import TextScale
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label


class NoticePage(Page):
    """Says what was recovered from damage, or that another program changed the file."""

    files_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(_("About your diary file"), _("‹ Back to the diary"))
        self._session = session
        self.set_lead(_("Something happened to the diary file."))
        for sentence in session.file.notices:
            self.column.addWidget(Label(sentence, scale=TextScale.ROW))
        if session.file.changed_outside:
            self.go_on = Button(_("Accept the change"), ButtonKind.PRIMARY, self._accept_change)
        else:
            self.go_on = Button(_("Open my diary"), ButtonKind.PRIMARY, self.leave)
        backups = Button(_("See the backups"), ButtonKind.TILE, self._open_backups)
        self.column.addWidget(at_left(self.go_on, backups))
        self.column.addStretch(1)

    def begin(self, reason: Qt.FocusReason) -> None:
        """The focus is on the button, and the notices are read out."""
        self.go_on.setFocus(reason)
        self.go_on.setAccessibleDescription(" ".join(self._session.file.notices))
        accessibility.say(self, " ".join((self.lead.text(), *self._session.file.notices)))

    def _accept_change(self) -> None:
        session = self._session
        session.on_disk(session, session.file.accept_outside_change, lambda _nothing: None)
        self.leave()

    def _open_backups(self) -> None:
        self.leave()
        self.files_requested.emit()
