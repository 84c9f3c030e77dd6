"""The diary file: where it is, backups, export, import, encryption."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.model import Edit
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.interchange import export
from ldn_desktop.storage import LargeEdit
from ldn_desktop.ui.layouts.page_columns import PageColumn, side_by_side
from ldn_desktop.ui.pages.captioned_row import captioned_row
from ldn_desktop.ui.pages.open_outside import open_folder
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.section import Section, ruled_list
from ldn_desktop.ui.pages.undo_line import UndoLine
from ldn_desktop.ui.save_path import choose_save_path
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.settings.another_computer.copies_section import CopiesSection
from ldn_desktop.ui.settings.backups_section import BackupsSection
from ldn_desktop.ui.settings.file_dates import moment_text
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.wording.undo_title import ADDED_FROM_COPIES, shown_title

MAX_UNDOS_SHOWN = 3


class DiaryFilePage(Page):
    """The diary as a file that belongs to the person."""

    max_width_in_em = None

    def __init__(self, session: Session, back: str | None = None) -> None:
        """`back` is what the way back says; “‹ Back” where it is not given."""
        super().__init__(_("Diary file and backups"), back)
        self._session = session
        self._guard = DoubleClickGuard()
        left, right = PageColumn(), PageColumn()
        left.add_section(self._location_section())
        left.add_section(self._backups_section())
        left.add_section(self._undo_section())
        left.add_section(self._copies_section())
        right.add_section(self._export_section())
        right.add_section(self._import_section())
        right.add_section(self._encryption_section())
        self.column.addWidget(side_by_side(left, right))
        self.column.addStretch(1)
        self.undo_line = UndoLine(session.changed, session.undo)
        self.foot.addWidget(self.undo_line)
        session.changed.connect(self._refresh)
        self.refresh()

    def _location_section(self) -> Section:
        section = Section(_("Where it is saved"))
        folder = self._session.file.folder
        if folder is None:
            section.add_row(
                captioned_row(
                    Label(_("Example data, not a real person.")), _("Changes are not saved.")
                )
            )
            self._days = Label("")
            return section
        show = Button(
            _("Show in folder"),
            ButtonKind.TILE,
            partial(open_folder, folder),
        )
        self._days = Label("", role=Role.QUIET, scale=TextScale.SIDE)
        section.add_row(captioned_row(Label(str(folder), bold=True), self._days, show))
        section.add(
            Label(
                _(
                    "“diary.json” and “diary.journal” belong together. Keep both: together "
                    "they are your diary."
                ),
                role=Role.QUIET,
                scale=TextScale.SIDE,
            ),
            4,
        )
        return section

    def _backups_section(self) -> Section:
        self.backups = BackupsSection(self._session)
        self.backups.started.connect(self._forget_messages)
        self.backups.done.connect(self.tell)
        self.backups.refused.connect(self.tell)
        self.backups.restored.connect(self._on_restored)
        return self.backups

    def _undo_section(self) -> Section:
        self._undo_entries = QWidget()
        self._undos = Section(_("Imports and restored backups"))
        self._undos.add(self._undo_entries, 0)
        self._undos.hide()
        return self._undos

    def _copies_section(self) -> CopiesSection:
        self.copies = CopiesSection(self._session)
        self.copies.accepted.connect(self._add_from_copies)
        self.copies.page_opened.connect(self.page_opened)
        return self.copies

    def _add_from_copies(self, edit: Edit) -> None:
        self._forget_messages()
        if self.attempt(partial(self._session.record_large, edit, ADDED_FROM_COPIES)):
            count = len(edit.changes)
            text = ngettext("{n} entry was added.", "{n} entries were added.", count)
            self.undo_line.say(text.format(n=count))
            self._refresh()
            self.copies.refresh()

    def _export_section(self) -> Section:
        section = Section(_("Export"))
        for text, kind, filter_text in (
            (_("A table for a spreadsheet (CSV)"), "csv", _("Table (*.csv)")),
            (_("Everything, to move to another program (JSON)"), "json", _("JSON (*.json)")),
        ):
            save = Button(
                _("Save…"), ButtonKind.TILE, partial(self._export, text, kind, filter_text)
            )
            save.setAccessibleName(_("Save… {what}").format(what=text))
            section.add_row(captioned_row(Label(text), "", save))
        section.add(
            Label(_("An exported file is not encrypted."), role=Role.QUIET, scale=TextScale.SIDE),
            4,
        )
        return section

    def _import_section(self) -> Section:
        section = Section(_("Import"))
        choose = Button(_("Import…"), ButtonKind.TILE, self._open_import)
        section.add_row(captioned_row(Label(_("From a table or another app")), "", choose))
        return section

    def _encryption_section(self) -> Section:
        self._encryption = Section(_("Encryption"))
        self._encryption_row = QWidget()
        self._encryption.add_row(self._encryption_row)
        return self._encryption

    def refresh(self) -> None:
        """Show everything anew: what is in the diary at once, what is on the disk soon."""
        self._refresh()
        self.backups.refresh()

    def _refresh(self, _dates: object = None) -> None:
        days = len(self._session.diary.dates())
        self._days.setText(ngettext("{n} day", "{n} days", days).format(n=days))
        self._show_encryption()
        file = self._session.file
        self._session.on_disk(self, file.undo_entries, self._show_undo_entries)

    def _show_undo_entries(self, entries: list[LargeEdit]) -> None:
        diary = self._session.diary
        left = [entry for entry in entries if not entry.is_undone(diary)]
        rows = [self._undo_row(entry) for entry in left[:MAX_UNDOS_SHOWN]]
        self._undo_entries = self._undos.replace(self._undo_entries, ruled_list(rows))
        self._undos.setVisible(bool(rows))

    def _undo_row(self, entry: LargeEdit) -> QWidget:
        title = shown_title(entry.title)
        when = moment_text(datetime.fromisoformat(entry.when), self._session.clock())
        undo = Button(_("Undo"), ButtonKind.TILE, partial(self._take_back, entry, title))
        undo.setAccessibleName(_("Undo {title}, {when}").format(title=title, when=when))
        return captioned_row(Label(title), when, undo)

    def _take_back(self, entry: LargeEdit, title: str) -> None:
        # Rows move up: the second click of a double click would hit the next one.
        if self._guard.meant("undo") and not self.backups.busy:
            self._forget_messages()
            if self.attempt(partial(self._session.take_back, entry)):
                self.tell(_("Undone: {what}.").format(what=title))
                self._refresh()  # the entry is removed behind the change that it made

    def _on_restored(self, sentence: str) -> None:
        self.undo_line.say(sentence)

    def _forget_messages(self) -> None:
        self.tell("")
        self.undo_line.clear()

    def _export(self, text: str, kind: str, filter_text: str) -> None:
        self._forget_messages()
        name = f"ldn-diary-{self._session.today.isoformat()}.{kind}"
        path = choose_save_path(self, text, name, filter_text)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the diary to `path` and say so."""
        if self.attempt(partial(export.write, self._session.diary, path)):
            self.show_saved(path)

    def _open_import(self) -> None:
        from ldn_desktop.ui.importing.import_page import ImportPage

        self._forget_messages()
        page = ImportPage(self._session)
        page.left.connect(self.refresh)
        self.page_opened.emit(page)

    def _show_encryption(self) -> None:
        encrypted = self._session.file.encrypted
        button = Button(
            _("Change…") if encrypted else _("Set a passphrase…"),
            ButtonKind.TILE,
            self._open_encryption,
        )
        if encrypted:
            button.setAccessibleName(_("Change… the passphrase"))
        button.setEnabled(self._session.file.folder is not None)
        row = captioned_row(
            Label(_("Encrypted") if encrypted else _("Not encrypted")),
            _("Nobody can read it without the passphrase.")
            if encrypted
            else _("Anyone who uses this account can read it."),
            button,
        )
        self._encryption_row = self._encryption.replace(self._encryption_row, row)

    def _open_encryption(self) -> None:
        from ldn_desktop.ui.settings.encryption_page import encryption_page

        self._forget_messages()
        page = encryption_page(self._session)
        page.left.connect(self.refresh)
        self.page_opened.emit(page)
