"""Encryption in three steps: a passphrase, the recovery sheet, two of its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _
from ldn_desktop.storage import (
    DiaryFile,
    Preparation,
    change_passphrase,
    decrypt,
    encrypt,
    prepare,
)
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.pages.entry_form import begin_typing
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.section import Section
from ldn_desktop.ui.pages.stepped_page import PageStep, SteppedPage
from ldn_desktop.ui.printing import html_documents
from ldn_desktop.ui.save_path import choose_save_path
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import Labelled, LineField, secret_field

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


class EncryptionPage(SteppedPage):
    """Encrypts only after the sheet was printed or saved and two of its words were typed back."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Set a passphrase"))
        self._session = session
        self._preparation: Preparation | None = None
        self._remove_backups = False
        self._has_sheet = False
        self._sheet_board, self._word_board = QWidget(), QWidget()
        self.add_step(self._passphrase_step())
        self.add_step(self._sheet_step())
        self.add_step(self._words_step())
        self.column.addStretch(1)
        self.show_step(0)

    @property
    def unfinished(self) -> bool:
        return True

    def begin(self, reason: Qt.FocusReason) -> None:
        self.first.setFocus(reason)

    def _passphrase_step(self) -> PageStep:
        step = PageStep(
            _("Choose a passphrase"),
            _("It stops others reading the diary. You type it each time you open the diary."),
            to_go_on=_("Continue"),
        )
        self.first = secret_field(_("Passphrase, 8 characters or more"))
        self.second = secret_field(_("Repeat the passphrase"))
        self.second.returnPressed.connect(self.go_on.click)
        for field in (self.first, self.second):
            step.column.addWidget(Labelled(field))
        backups = Choice(
            _("Older backups"),
            [(False, _("Encrypt them too")), (True, _("Remove them"))],
            self._remove_backups,
            (2, 1),
        )
        backups.chosen.connect(self._set_backups)
        step.column.addWidget(backups)
        return step

    def _sheet_step(self) -> PageStep:
        step = PageStep(
            _("Print or save the recovery sheet"),
            _("Without the passphrase, only these words open the diary."),
            to_go_on=_("Continue"),
        )
        step.column.addWidget(self._sheet_board)
        step.column.addWidget(
            at_left(
                Button(_("Print the sheet…"), ButtonKind.TILE, self._print),
                Button(_("Save as PDF…"), ButtonKind.TILE, self._save),
            )
        )
        step.column.addWidget(
            Label(
                _("Keep it with your important papers. Anyone who has it can read the diary."),
                role=Role.QUIET,
            )
        )
        return step

    def _words_step(self) -> PageStep:
        step = PageStep(
            _("Type two words from the sheet"),
            _("This checks that you have the sheet. Nothing is encrypted until then."),
            to_go_on=_("Encrypt the diary"),
        )
        step.column.addWidget(self._word_board)
        return step

    def show_step(self, number: int) -> None:
        super().show_step(number)
        if self.number == len(self.steps) - 1:
            begin_typing(self.typed[0])

    def _set_backups(self, remove: bool) -> None:
        self._remove_backups = remove

    def may_go_on(self) -> bool:
        if self.number == 0:
            self._prepare()
            return False  # the next step follows when the key is ready
        if self.number == 1 and not self._has_sheet:
            self.tell(_("Please print or save the sheet first."))
            return False
        return True

    def _prepare(self) -> None:
        if self.first.text() != self.second.text():
            self.tell(_("The two passphrases are not the same. Please type them again."))
            return
        self._set_busy(_("One moment…"))
        # Takes about two seconds, so it runs on the writer thread.
        task = partial(prepare, self.first.text())
        self._session.on_disk(self, task, self._on_prepared, self._on_refused)

    def _set_busy(self, sentence: str) -> None:
        self.tell(sentence)
        self.go_on.setEnabled(not sentence)

    def _on_refused(self, sentence: str) -> None:
        self._set_busy("")
        self.tell(sentence)

    def _on_prepared(self, preparation: Preparation) -> None:
        self._set_busy("")
        self._preparation, self._has_sheet = preparation, False
        self._show_words(preparation)
        self._ask_words(preparation)
        self.show_step(1)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_words(self, preparation: Preparation) -> None:
        board = Group(_("Words from the recovery sheet"))
        grid = GridLayout(board, (WORDS_PER_ROW, 2, 1), down=4)
        for number, word in enumerate(preparation.words, 1):
            text = _("{n} {word}").format(n=number, word=word)
            grid.addWidget(Label(text, scale=TextScale.ROW))
        self._sheet_board = _replaced(self.steps[1], self._sheet_board, board)

    def _ask_words(self, preparation: Preparation) -> None:
        self.typed = [
            LineField(_("Word {n} of the sheet").format(n=position))
            for position in preparation.asked_positions
        ]
        self.typed[-1].returnPressed.connect(self.go_on.click)
        board = QWidget()
        grid = GridLayout(board, (2, 1), across=2 * GAP, down=2 * GAP)
        for field in self.typed:
            grid.addWidget(Labelled(field))
        self._word_board = _replaced(self.steps[2], self._word_board, board)

    @property
    def _sheet_html(self) -> str:
        assert self._preparation is not None
        lines = self._preparation.sheet(self._session.file.folder or Path())
        return sheet_html(lines, self._preparation.words)

    def _print(self) -> None:
        if html_documents.print_documents(self, [self._sheet_html], self.tell, one_page=True):
            self._has_sheet = True

    def _save(self) -> None:
        path = choose_save_path(self, _("Save as PDF…"), "ldn-recovery-sheet.pdf", _("PDF (*.pdf)"))
        if path is not None:
            self.save_sheet(path)

    def save_sheet(self, path: Path) -> None:
        """Write the sheet to `path`; the last step opens when that went well."""
        if self.attempt(partial(html_documents.write_pdf, path, [self._sheet_html])):
            path.chmod(0o600)
            self._has_sheet = True
            self.show_saved(path)

    def finish(self) -> None:
        """Encrypt, if the words are the right ones."""
        preparation, file = self._preparation, self._session.file
        if preparation is None or not isinstance(file, DiaryFile):
            return
        words = [field.text().strip() for field in self.typed]
        if self.attempt(partial(preparation.check_typed, words)):
            self._set_busy(_("Encrypting…"))
            task = partial(encrypt, file, preparation, words, remove_backups=self._remove_backups)
            self._session.on_disk(self, task, self._on_encrypted, self._on_refused)

    def _on_encrypted(self, _nothing: object) -> None:
        self.leave()
        done = _("The diary is encrypted. You will need the passphrase the next time you open it.")
        elsewhere = _(
            "The other computer will ask for it once, in Settings, under “Another computer”."
        )
        self.parting.emit(f"{done} {elsewhere}" if self._session.is_shared else done)


class ChangePassphrasePage(Page):
    """Changes or removes the passphrase of an encrypted diary."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Passphrase"))
        self._session = session
        change = Section(
            _("Change the passphrase"),
            _("If you change the passphrase, the recovery sheet still works."),
        )
        self.first = secret_field(_("New passphrase, 8 characters or more"))
        self.second = secret_field(_("Repeat the passphrase"))
        self.second.returnPressed.connect(self._change)
        for field in (self.first, self.second):
            change.add(Labelled(field), 12)
        self.change = Button(_("Change the passphrase"), ButtonKind.PRIMARY, self._change)
        change.add(at_left(self.change), 12)
        self.column.addWidget(change)
        remove = Section(
            _("Remove the passphrase"),
            _("Without it, anyone who uses this account can read the diary."),
        )
        self.remove = Button(_("Remove the passphrase"), ButtonKind.TILE, self._remove)
        remove.add(at_left(self.remove))
        self.column.addWidget(remove)
        self.column.addStretch(1)

    @property
    def unfinished(self) -> bool:
        return True

    def begin(self, reason: Qt.FocusReason) -> None:
        self.first.setFocus(reason)

    def _change(self) -> None:
        file = self._session.file
        if self.first.text() != self.second.text():
            self.tell(_("The two passphrases are not the same. Please type them again."))
        elif isinstance(file, DiaryFile):
            done = _("The passphrase was changed.")
            self._run(partial(change_passphrase, file, self.first.text()), done)

    def _remove(self) -> None:
        file = self._session.file
        if isinstance(file, DiaryFile):
            done = _("The diary is no longer encrypted. You will not be asked for a passphrase.")
            self._run(partial(decrypt, file), done)

    def _run(self, task: Callable[[], object], done: str) -> None:
        self._set_busy(_("One moment…"))
        self._session.on_disk(self, task, partial(self._finish, done), self._on_refused)

    def _set_busy(self, sentence: str) -> None:
        self.tell(sentence)
        self.change.setEnabled(not sentence)
        self.remove.setEnabled(not sentence)

    def _on_refused(self, sentence: str) -> None:
        self._set_busy("")
        self.tell(sentence)

    def _finish(self, done: str, _nothing: object) -> None:
        self.leave()
        self.parting.emit(done)


def encryption_page(session: Session) -> Page:
    """The page to set a passphrase, or to change the one there is."""
    return ChangePassphrasePage(session) if session.file.encrypted else EncryptionPage(session)


def _replaced(step: PageStep, old: QWidget, new: QWidget) -> QWidget:
    """Put `new` where `old` stands in `step`; returns `new`."""
    step.column.replaceWidget(old, new)
    new.show()
    old.hide()
    old.deleteLater()
    return new
