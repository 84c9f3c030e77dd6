"""Bring in a history: choose or drop a file, see what would happen, one touch, one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.interchange import (
    ImportOptions,
    ParsedFile,
    ParsedLdnFile,
    Preview,
    PreviewRow,
    Target,
)
from ldn_desktop.storage import Undo
from ldn_desktop.ui.importing.file_reader import FileReader
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.status_line import StatusLine

MAX_NAMES = 60
"""Names shown at first; the others follow when they are asked for."""


class ImportPage(Page):
    """Nothing is changed before “Bring it in”, and Undo takes all of it back."""

    page_opened = Signal(Page)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Bring in your history"), _("‹ Done"))
        self._session = session
        self._title = ""
        self._reading: ParsedFile | ParsedLdnFile | None = None
        self._preview: Preview | None = None
        self._previewed_version = -1
        self._mapping: dict[str, Target] = {}
        self._is_mapping_new = False
        self._reader = self._listened_to()
        self.setAcceptDrops(True)
        self._intro = Label(
            _(
                "Visible, Bearable, Daylio, Apple Health, wearables, or any table with dates."
                " Choose a file, or drop one here: a zip or a folder will do too."
                " You see everything first."
            )
        )
        self.said = StatusLine()
        self._body = QWidget()
        for part in (self._intro, self._choosing(), self.said, self._body):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.accept = Button(_("Bring it in"), ButtonKind.ACTION, self._accept)
        self.undo = Button(_("Undo the import"), ButtonKind.ANSWER, self._undo)
        self.stop = Button(_("Stop"), ButtonKind.ANSWER, self._stop)
        for button in (self.accept, self.undo, self.stop):
            button.hide()
            self.foot.addWidget(button)

    def _listened_to(self) -> FileReader:
        reader = FileReader()
        reader.went_on.connect(self._show_progress)
        reader.read.connect(self._on_read)
        reader.previewed.connect(self._on_preview)
        reader.refused.connect(self._on_refused)
        return reader

    def _choosing(self) -> QWidget:
        line = QWidget()
        row = RowLayout(line)
        row.add(Button(_("Choose a file…"), ButtonKind.ANSWER, self._choose_file), Place.LEFT)
        row.add(Button(_("Choose a folder…"), ButtonKind.ANSWER, self._choose_folder), Place.LEFT)
        return line

    def _choose_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, _("File to bring in"))
        if path:
            self.read(Path(path))

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, _("Folder to bring in"))
        if path:
            self.read(Path(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if len(paths) == 1:
            self.read(Path(paths[0]))
        elif paths:
            self._begin(_("Please drop one file. Several go into a folder first; drop that."))

    def read(self, path: Path) -> None:
        """Look at `path`; the preview follows when it is read."""
        self._begin(_("Reading {name} …").format(name=path.name))
        self._mapping, self._title = {}, _("Import of {name}").format(name=path.name)
        self._intro.hide()
        self.stop.show()
        self._reader.start(path, self._session.diary, self._session.clock())

    def _begin(self, sentence: str) -> None:
        """Show nothing but `sentence`."""
        self._reader.stop()
        self._preview, self._reading = None, None
        self._put(QWidget())
        for button in (self.accept, self.undo, self.stop):
            button.hide()
        self.said.setText(sentence)

    def _put(self, body: QWidget) -> None:
        self._body = self.swap(self._body, body)

    def _show_progress(self, share: float) -> None:
        self.said.setText(_("Reading: {percent} %").format(percent=round(100 * share)))

    def _stop(self) -> None:
        self._begin(_("Stopped. Nothing was changed."))

    def _on_refused(self, sentence: str) -> None:
        self._begin(sentence)

    def _on_read(self, reading: ParsedFile | ParsedLdnFile) -> None:
        self._reading = reading
        self.said.setText(_("Working out what would come in …"))
        self._look(reading)

    def _look(self, reading: ParsedFile | ParsedLdnFile) -> None:
        """Work out what `reading` would do with what the person decided so far."""
        self._preview, self._is_mapping_new = None, False
        self.accept.setEnabled(False)
        self._previewed_version = self._session.version
        options = ImportOptions(dict(self._mapping))
        self._reader.look(reading, self._session.diary, options)

    def _on_preview(self, preview: Preview) -> None:
        self._preview = preview
        self.stop.hide()
        self.accept.setVisible(bool(preview.edit))
        self.accept.setEnabled(True)
        self.said.setText(preview.whose())
        self._show(preview, MAX_NAMES)

    def _show(self, preview: Preview, most: int) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        headline, *counts = preview.comes_in()
        column.addWidget(Label(headline, scale=1.2, bold=True))
        for sentence in (*counts, *preview.makes(), *preview.dates_read(), *preview.notices):
            column.addWidget(Label(sentence))
        self._add_lines(column, _("Please look at this"), map(self._question, preview.questions))
        rest = [row for row in preview.names if not row.target.ask]
        rest.sort(key=lambda row: not row.target.kept)
        named = map(self._line, rest[:most])
        self._add_lines(column, _("What becomes of each name"), named)
        if len(rest) > most:
            words = ngettext("Show {n} more name", "Show {n} more names", len(rest) - most)
            more = Button(words.format(n=len(rest) - most), ButtonKind.ANSWER)
            more.clicked.connect(partial(self._show, preview, len(rest)))
            column.addWidget(more)
        left_out = map(Label, preview.stays_out())
        self._add_lines(column, _("What stays out, and why"), left_out)
        self._put(body)

    def _add_lines(self, column: QVBoxLayout, title: str, lines: Iterable[QWidget]) -> None:
        for number, line in enumerate(lines):
            if number == 0:
                column.addSpacing(8)
                column.addWidget(Heading(title, scale=1.2))
            column.addWidget(line)

    def _question(self, row: PreviewRow) -> QWidget:
        return self._changeable(row, f"{row.target.ask}\n{_becoming(row)}")

    def _line(self, row: PreviewRow) -> QWidget:
        return self._changeable(row, _becoming(row))

    def _changeable(self, row: PreviewRow, words: str) -> QWidget:
        line = QWidget()
        spread = RowLayout(line)
        change = Button(_("Change…"), on_click=partial(self._change, row))
        change.setAccessibleName(_("Change what becomes of {name}").format(name=row.column.name))
        spread.add(Label(words), Place.LEFT)
        spread.add(change, Place.RIGHT)
        return line

    def _change(self, row: PreviewRow) -> None:
        from ldn_desktop.ui.importing.mapping_page import MappingPage

        page = MappingPage(row, self._session.diary)
        page.chosen.connect(partial(self._set_target, row.column.name))
        page.left.connect(self._look_again)
        self.page_opened.emit(page)

    def _set_target(self, name: str, target: Target) -> None:
        self._mapping[name] = target
        self._is_mapping_new = True

    def _look_again(self) -> None:
        if self._reading is not None and self._is_mapping_new:
            self._look(self._reading)

    def _accept(self) -> None:
        preview = self._preview
        if preview is None or self._reading is None:
            return
        if self._previewed_version != self._session.version:
            # An answer came from elsewhere since: the preview must not stand over it.
            self._look(self._reading)
            return
        if self._try(partial(self._session.record_large, preview.edit, self._title)):
            words = ngettext("{n} answer came in.", "{n} answers came in.", preview.answers)
            later = _("You can take all of it back here, or later under “Your diary file”.")
            self._begin(f"{words.format(n=preview.answers)} {later}")
            self.undo.show()

    def _undo(self) -> None:
        self._session.on_disk(self, self._session.file.undo_entries, self._take_back)

    def _take_back(self, undos: list[Undo]) -> None:
        kept = next((undo for undo in undos if undo.title == self._title), None)
        act = partial(self._session.take_back, kept) if kept else self._session.undo
        if self._try(act):
            self.undo.hide()
            self.said.setText(_("The import was taken back."))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserError as refusal:
            self.said.setText(str(refusal))
            return False
        return True

    def leave(self) -> None:
        self._reader.stop()
        super().leave()


def _becoming(row: PreviewRow) -> str:
    becomes = row.target_label or _("left out")
    return _("{name}: {becomes}").format(name=row.column.name, becomes=becomes)
