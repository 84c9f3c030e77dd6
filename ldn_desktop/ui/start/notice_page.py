"""Notices about the diary file, shown at the start before anything else."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ldn_desktop.i18n import _
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page


class NoticePage(Page):
    """Says what was recovered from damage, or that another program changed the file."""

    files_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(_("About your diary file"), _("‹ To the diary"))
        self._session = session
        for sentence in session.file.notices:
            self.column.addWidget(Label(sentence, scale=1.2))
        if session.file.changed_outside:
            self.column.addWidget(
                Button(_("Keep it as it is"), ButtonKind.PRIMARY, self._accept_change)
            )
        self.column.addWidget(
            Button(_("Look at the backups"), ButtonKind.ANSWER, self._open_backups)
        )
        self.column.addStretch(1)

    def _accept_change(self) -> None:
        session = self._session
        session.on_disk(session, session.file.accept_outside_change, lambda _nothing: None)
        self.leave()

    def _open_backups(self) -> None:
        self.leave()
        self.files_wanted.emit()
