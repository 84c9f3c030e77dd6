"""Encryption in three steps: a passphrase, the recovery sheet, two of its words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage import (
    DiaryFile,
    Preparation,
    change_passphrase,
    decrypt,
    encrypt,
    prepare,
)
from ldn_desktop.ui.printing import html_documents
from ldn_desktop.ui.save_path import choose_save_path
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.choice import Choice
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.text_field import Labelled, LineField, secret_field
from ldn_desktop.ui.widgets.theme import Role

WORDS_PER_ROW = 4
WORD_STYLE = "font-size:16pt; font-weight:bold"


def sheet_html(lines: list[str], words: Sequence[str]) -> str:
    """The recovery sheet as an HTML page to print: `words` in large type, numbered, four a row."""
    rows = range(0, len(words), WORDS_PER_ROW)
    heading, folder, meaning, *rest = lines
    cells = (
        "".join(
            f'<td width="25%"><p>{number} <span style="{WORD_STYLE}">{escape(word)}</span></p></td>'
            for number, word in enumerate(words[first : first + WORDS_PER_ROW], first + 1)
        )
        for first in rows
    )
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    advice = "".join(f"<p>{escape(line)}</p>" for line in rest[len(rows) :])
    return (
        f"<h1>{escape(heading)}</h1><p>{escape(folder)}</p><p>{escape(meaning)}</p>"
        f'<table width="100%" cellpadding="6">{table}</table>{advice}'
    )


class EncryptionPage(Page):
    """Encrypts only after the sheet was printed or saved and two of its words were typed back."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Passphrase"))
        self._session = session
        self._preparation: Preparation | None = None
        self._remove_backups = False
        self._body = QWidget()
        self.column.addWidget(self._body)
        self.column.addStretch(1)
        if session.file.encrypted:
            self._show(*self._change_step())
        else:
            self._show(*self._passphrase_step())

    def _show(self, *parts: QWidget) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in parts:
            column.addWidget(part)
        self._body = self.swap(self._body, body)

    def _passphrase_step(self) -> list[QWidget]:
        self.first = secret_field(_("Passphrase, 8 characters or more"))
        self.second = secret_field(_("The same passphrase again"))
        self.second.returnPressed.connect(self._prepare)
        backups = Choice(
            _("Older backups"),
            [(False, _("Encrypt them too")), (True, _("Remove them"))],
            self._remove_backups,
            (2, 1),
        )
        backups.chosen.connect(self._set_backups)
        return [
            Label(
                _("A passphrase keeps others from reading the diary. You type it at each start.")
            ),
            Label(_("Lost for good? The recovery sheet of the next step opens it then.")),
            Labelled(self.first),
            Labelled(self.second),
            backups,
            Button(_("Go on to the recovery sheet"), ButtonKind.PRIMARY, self._prepare),
        ]

    def _set_backups(self, remove: bool) -> None:
        self._remove_backups = remove

    def _prepare(self) -> None:
        if self.first.text() != self.second.text():
            self.tell(_("The two are not the same. Please type them again."))
            return
        self.tell(_("One moment …"))
        passphrase = self.first.text()
        # Takes about two seconds, so it runs on the writer thread.
        self._session.on_disk(self, partial(self._try_to_prepare, passphrase), self._on_prepared)

    def _try_to_prepare(self, passphrase: str) -> Preparation | str:
        try:
            return prepare(passphrase)
        except UserError as error:
            return str(error)

    def _on_prepared(self, preparation: Preparation | str) -> None:
        if isinstance(preparation, str):
            self.tell(preparation)
            return
        self.tell("")
        self._preparation = preparation
        self._show(*self._sheet_step(preparation))

    @property
    def _sheet(self) -> list[str]:
        assert self._preparation is not None
        return self._preparation.sheet(self._session.file.folder or Path())

    @property
    def _sheet_html(self) -> str:
        assert self._preparation is not None
        return sheet_html(self._sheet, self._preparation.words)

    def _sheet_step(self, preparation: Preparation) -> list[QWidget]:
        first, second = preparation.asked_positions
        self.typed = [
            LineField(_("Word {n} of the sheet").format(n=first)),
            LineField(_("Word {n} of the sheet").format(n=second)),
        ]
        self._checks = QWidget()
        column = QVBoxLayout(self._checks)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(_("Now type two of its words, as they stand on the sheet:")))
        for field in self.typed:
            column.addWidget(Labelled(field))
        column.addWidget(Button(_("Encrypt the diary"), ButtonKind.PRIMARY, self._encrypt))
        self._checks.hide()
        return [
            Label(_("Print or save this sheet first. Keep it with your papers.")),
            *(Label(line) for line in self._sheet[2:]),
            Button(_("Print the sheet…"), ButtonKind.ANSWER, self._print),
            Button(_("Save the sheet as PDF…"), ButtonKind.ANSWER, self._save),
            self._checks,
        ]

    def _print(self) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self.tell(_("No printer was found. You can save a PDF instead."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            html_documents.print_on(printer, [self._sheet_html], one_page=True)
            self.tell(_("Sent to the printer."))
            self._checks.show()

    def _save(self) -> None:
        path = choose_save_path(
            self, _("Save the sheet as PDF…"), "ldn-recovery-sheet.pdf", "*.pdf"
        )
        if path is not None:
            self.save_sheet(path)

    def save_sheet(self, path: Path) -> None:
        """Write the sheet to `path`; the last step opens when that went well."""
        if self.attempt(partial(html_documents.write_pdf, path, [self._sheet_html])):
            path.chmod(0o600)
            self.show_saved(path)
            self._checks.show()

    def _encrypt(self) -> None:
        preparation, file = self._preparation, self._session.file
        words = [field.text().strip() for field in self.typed]
        if preparation is None or not isinstance(file, DiaryFile):
            return
        if self.attempt(partial(preparation.check_typed, words)):
            task = partial(encrypt, file, preparation, words, remove_backups=self._remove_backups)
            message = _("The diary is encrypted. The next start asks for the passphrase.")
            self._session.on_disk(self, task, partial(self._finish, message))

    def _change_step(self) -> list[QWidget]:
        self.first = secret_field(_("New passphrase, 8 characters or more"))
        self.second = secret_field(_("The same passphrase again"))
        return [
            Label(_("The recovery sheet stays good when the passphrase changes.")),
            Labelled(self.first),
            Labelled(self.second),
            Button(_("Change the passphrase"), ButtonKind.ANSWER, self._change),
            Label(
                _("Without a passphrase, whoever uses this account can read the diary."),
                role=Role.QUIET,
            ),
            Button(_("Remove the passphrase"), ButtonKind.ANSWER, self._remove),
        ]

    def _change(self) -> None:
        file = self._session.file
        if self.first.text() != self.second.text():
            self.tell(_("The two are not the same. Please type them again."))
        elif isinstance(file, DiaryFile):
            task = partial(change_passphrase, file, self.first.text())
            self._session.on_disk(
                self, task, partial(self._finish, _("The passphrase is changed."))
            )

    def _remove(self) -> None:
        file = self._session.file
        if isinstance(file, DiaryFile):
            message = _("The diary is plain again. No passphrase is asked for.")
            self._session.on_disk(self, partial(decrypt, file), partial(self._finish, message))

    def _finish(self, sentence: str, _nothing: object) -> None:
        self.tell(sentence)
        self._show()
