"""The diary file: where it is, import, export, backups, encryption."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.interchange import export
from ldn_desktop.storage import Backup, Undo
from ldn_desktop.ui.save_path import choose_save_path
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.theme import Role

MAX_BACKUPS_SHOWN = 12


class DiaryFilePage(Page):
    """The diary as a file the person owns."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Your diary file"), _("‹ Done"))
        self._session = session
        self._add_location()
        self._add_import_and_export()
        self.column.addWidget(Label(_("Backups"), scale=1.2, bold=True))
        self._backups = QWidget()
        self.column.addWidget(self._backups)
        self.column.addWidget(Label(_("Passphrase"), scale=1.2, bold=True))
        self._encryption = QWidget()
        self.column.addWidget(self._encryption)
        self.column.addStretch(1)
        self._show_encryption()
        self.refresh()

    def _add_location(self) -> None:
        folder = self._session.file.folder
        if folder is None:
            self.column.addWidget(Label(_("This is an invented example. Nothing of it is kept.")))
            return
        self.column.addWidget(Label(_("It is on this computer, in the folder")))
        self.column.addWidget(Label(str(folder), bold=True))
        self.column.addWidget(
            Label(
                _("“diary.json” and “diary.journal” belong together: both are your diary."),
                role=Role.QUIET,
            )
        )
        show = Button(_("Show the folder"), ButtonKind.TILE, partial(self._show_folder, folder))
        line = QWidget()
        RowLayout(line).add(show, Place.LEFT)
        self.column.addWidget(line)

    def _show_folder(self, folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _add_import_and_export(self) -> None:
        self.column.addWidget(Label(_("Bring in, take out"), scale=1.2, bold=True))
        board = QWidget()
        grid = GridLayout(board, (3, 1))
        for text, act in (
            (_("Bring in your history…"), self._open_import),
            (_("Save as a table (CSV)…"), partial(self._export, "csv")),
            (_("Save everything (JSON)…"), partial(self._export, "json")),
        ):
            grid.addWidget(Button(text, ButtonKind.ANSWER, act))
        self.column.addWidget(board)
        self.column.addWidget(
            Label(_("A saved table or JSON file is not encrypted."), role=Role.QUIET)
        )

    def _open_import(self) -> None:
        from ldn_desktop.ui.importing.import_page import ImportPage

        page = ImportPage(self._session)
        page.left.connect(self.refresh)
        self.page_opened.emit(page)

    def _export(self, kind: str) -> None:
        name = f"ldn-diary-{self._session.today.isoformat()}.{kind}"
        path = choose_save_path(self, _("Save as"), name, f"*.{kind}")
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the diary to `path` and say so."""
        if self.attempt(partial(export.write, self._session.diary, path)):
            self.show_saved(path)

    def refresh(self) -> None:
        """Read the backups and undo records on the writer thread, then list them."""
        file = self._session.file
        self._session.on_disk(
            self, lambda: (file.backups(), file.undo_entries()), self._show_backups
        )

    def _show_backups(self, result: tuple[list[Backup], list[Undo]]) -> None:
        backups, undos = result
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for undo in undos[:3]:
            text = _("{title}, brought in {day}").format(title=undo.title, day=undo.when[:10])
            undo_it = partial(self._take_back, undo)
            column.addWidget(self._row(text, _("Take it back"), undo_it))
        for backup in backups[:MAX_BACKUPS_SHOWN]:
            column.addWidget(self._backup_row(backup))
        if not backups:
            column.addWidget(
                Label(_("None yet. The program makes them by itself."), role=Role.QUIET)
            )
        now = Button(_("Back up now"), ButtonKind.ANSWER, self._back_up)
        now.setEnabled(self._session.file.folder is not None)
        column.addWidget(now)
        self._backups = self.swap(self._backups, board)

    def _backup_row(self, backup: Backup) -> QWidget:
        local = backup.created.astimezone()
        when = f"{formats.long_date(local)}, {formats.clock_time(local)}"
        if not backup.sound:
            return Label(_("{when}: damaged").format(when=when), role=Role.QUIET)
        days = ngettext("{n} day", "{n} days", backup.days).format(n=backup.days)
        text = _("{when}: {days}").format(when=when, days=days)
        return self._row(text, _("Bring it back"), partial(self._restore, backup))

    def _row(self, text: str, action: str, on_click: Callable[[], object]) -> QWidget:
        line = QWidget()
        row = RowLayout(line)
        button = Button(action, ButtonKind.TILE, on_click)
        button.setAccessibleName(f"{action}: {text}")
        row.add(Label(text), Place.WORDS)
        row.add(button, Place.RIGHT)
        return line

    def _back_up(self) -> None:
        self._session.on_disk(self, self._session.file.back_up, self._backed_up)

    def _backed_up(self, _nothing: object) -> None:
        self.tell(_("A backup was made."))
        self.refresh()

    def _restore(self, backup: Backup) -> None:
        self.attempt(partial(self._session.restore, self, backup, self._restored))

    def _restored(self) -> None:
        self.tell(_("The backup is back. “Take it back” undoes this."))
        self.refresh()

    def _take_back(self, undo: Undo) -> None:
        if self.attempt(partial(self._session.take_back, undo)):
            self.tell(_("Taken back. The diary is as it was before."))
            self.refresh()

    def _show_encryption(self) -> None:
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        encrypted = self._session.file.encrypted
        words = (
            _("The diary is encrypted. Who opens it needs the passphrase.")
            if encrypted
            else _("The diary is readable for whoever uses this account on this computer.")
        )
        column.addWidget(Label(words))
        text = _("Change or remove the passphrase…") if encrypted else _("Encrypt it…")
        button = Button(text, ButtonKind.ANSWER, self._open_encryption)
        button.setEnabled(self._session.file.folder is not None)
        column.addWidget(button)
        self._encryption = self.swap(self._encryption, board)

    def _open_encryption(self) -> None:
        from ldn_desktop.ui.settings.encryption_page import EncryptionPage

        page = EncryptionPage(self._session)
        page.left.connect(self._show_encryption)
        page.left.connect(self.refresh)
        self.page_opened.emit(page)
