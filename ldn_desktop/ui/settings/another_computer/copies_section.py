"""Conflict copies beside the diary, and a diary folder that a sync tool carries."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _, ngettext
from ldn_desktop.storage import ConflictCopies
from ldn_desktop.ui.layouts.row_layout import words_and_controls
from ldn_desktop.ui.pages.section import Section, ruled_list
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.sharing.sync_notice import SyncFindings, look
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label


class CopiesSection(Section):
    """Hidden where no sync tool has to do with the diary's folder."""

    accepted = Signal(object)
    """An Edit that adds what stands only in the copies."""
    page_opened = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("A sync tool is using the diary’s folder"))
        self._session = session
        self._board = QWidget()
        self.add(self._board, 0)
        self.hide()
        self.refresh()

    def refresh(self) -> None:
        """Look at the folder again, on the writing thread."""
        file = self._session.file
        self._session.on_disk(self, lambda: look(file), self._show, lambda _why: None)

    def _show(self, found: SyncFindings) -> None:
        rows = []
        if found.copies.names:
            rows.append(self._copies_row(found.copies))
        if found.tool or found.copies.names:
            rows.append(self._folder_row(found.tool))
        self._board = self.replace(self._board, ruled_list(rows))
        self.setVisible(bool(rows))

    def _copies_row(self, copies: ConflictCopies) -> QWidget:
        count, missing = len(copies.names), len(copies.missing.changes)
        if not missing:
            text = ngettext(
                "There is {n} copy next to the diary file. Everything in it is already in the "
                "diary.",
                "There are {n} copies next to the diary file. Everything in them is already in "
                "the diary.",
                count,
            ).format(n=count)
            return _line(text)
        text = ngettext(
            "{n} entry is only in a copy next to the diary file.",
            "{n} entries are only in copies next to the diary file.",
            missing,
        ).format(n=missing)
        add = Button(
            _("Add what is missing"),
            ButtonKind.TILE,
            lambda: self.accepted.emit(copies.missing),
        )
        return _line(text, add)

    def _folder_row(self, tool: str) -> QWidget:
        if tool:
            text = _(
                "{tool} syncs this folder. If two computers change the diary at the same time, "
                "it makes extra copies. Sharing through “Another computer” avoids this."
            ).format(tool=tool)
        else:
            text = _("“Another computer” shares the diary without such copies.")
        return _line(text, Button(_("Another computer…"), ButtonKind.TILE, self._open_sharing))

    def _open_sharing(self) -> None:
        from ldn_desktop.ui.settings.another_computer.sharing_page import SharingPage

        self.page_opened.emit(SharingPage(self._session))


def _line(text: str, *buttons: Button) -> QWidget:
    return words_and_controls(Label(text), *buttons, margin=4)
