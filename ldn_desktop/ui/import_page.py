"""Bring in a history: choose or drop a file, see what would happen, one touch, one undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ldn_desktop.diary import Diary
from ldn_desktop.imports import OwnReading, Preview, Reading, Row, Target, reading_of
from ldn_desktop.ui.controls import Button, Label, Weight
from ldn_desktop.ui.page import Page
from ldn_desktop.ui.said import Said
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.spread_row import Place, SpreadRow
from ldn_desktop.words import Refused, _, ngettext


class Reader(QObject):
    """Reads a file in a thread of its own; can be stopped at any time."""

    went_on = Signal(float)
    done = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._stopped = Event()
        self._thread: Thread | None = None

    def start(self, path: Path, diary: Diary) -> None:
        """Read `path`; `done` carries the reading, `refused` a sentence."""
        self.stop()
        self._stopped = Event()
        self._thread = Thread(
            target=self._read, args=(path, diary, self._stopped), name="import", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _read(self, path: Path, diary: Diary, stopped: Event) -> None:
        def go_on(share: float) -> bool:
            self.went_on.emit(share)
            return not stopped.is_set()

        try:
            reading = reading_of(path, diary, progress=go_on)
        except Refused as refusal:
            self.refused.emit(str(refusal))
        else:
            self.done.emit(reading)


class ImportPage(Page):
    """Nothing is changed before “Bring it in”, and Undo takes all of it back."""

    page_opened = Signal(Page)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Bring in your history"), _("‹ Done"))
        self._session = session
        self._reading: Reading | OwnReading | None = None
        self._preview: Preview | None = None
        self._mapping: dict[str, Target] = {}
        self._reader = Reader()
        self._reader.went_on.connect(self._show_progress)
        self._reader.done.connect(self._on_read)
        self._reader.refused.connect(self._on_refused)
        self.setAcceptDrops(True)
        self.column.addWidget(
            Label(
                _(
                    "Visible, Bearable, Daylio, Apple Health, wearables, or any table with dates."
                    " Choose a file, or drop one here. You see everything first."
                )
            )
        )
        self.column.addWidget(self._choosing())
        self.said = Said()
        self.column.addWidget(self.said)
        self.accept = Button(_("Bring it in"), Weight.ACTION, self._accept)
        self.undo = Button(_("Undo the import"), Weight.ANSWER, self._undo)
        self.stop = Button(_("Stop"), Weight.ANSWER, self._reader.stop)
        for button in (self.accept, self.undo, self.stop):
            button.hide()
            self.column.addWidget(button)
        self._body = QWidget()
        self.column.addWidget(self._body)
        self.column.addStretch(1)

    def _choosing(self) -> QWidget:
        line = QWidget()
        row = SpreadRow(line)
        row.add(Button(_("Choose a file…"), Weight.ANSWER, self._choose_file), Place.LEFT)
        row.add(Button(_("Choose a folder…"), Weight.ANSWER, self._choose_folder), Place.LEFT)
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
        if paths:
            self.read(Path(paths[0]))

    def read(self, path: Path) -> None:
        """Look at `path`; the preview follows when it is read."""
        self._preview, self._reading, self._mapping = None, None, {}
        self._body = self.swap(self._body, QWidget())
        self.accept.hide()
        self.undo.hide()
        self.stop.show()
        self.said.setText(_("Reading {name} …").format(name=path.name))
        self._reader.start(path, self._session.diary)

    def _show_progress(self, share: float) -> None:
        if self._reading is None:
            self.said.setText(_("Reading: {percent} %").format(percent=round(100 * share)))

    def _on_refused(self, sentence: str) -> None:
        self.stop.hide()
        self.said.setText(sentence)

    def _on_read(self, reading: Reading | OwnReading) -> None:
        self._reading = reading
        self.stop.hide()
        self._look_again()

    def _look_again(self) -> None:
        if self._reading is None:
            return
        try:
            self._preview = self._reading.preview(
                self._session.diary, now=self._session.clock(), mapping=self._mapping
            )
        except Refused as refusal:
            self._on_refused(str(refusal))
            return
        self._show(self._preview)

    def _show(self, preview: Preview) -> None:
        first, *rest = preview.sentences()
        self.said.setText(first)
        self.accept.setVisible(bool(preview.edit))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        for sentence in rest:
            column.addWidget(Label(sentence))
        if preview.names:
            column.addWidget(Label(_("What becomes of each name"), scale=1.2, bold=True))
        for row in preview.names:
            column.addWidget(self._line(row))
        self._body = self.swap(self._body, body)

    def _line(self, row: Row) -> QWidget:
        line = QWidget()
        spread = SpreadRow(line)
        becomes = row.target_label or _("left out")
        words = Label(_("{name}: {becomes}").format(name=row.column.name, becomes=becomes))
        change = Button(_("Change…"), on_click=partial(self._change, row))
        change.setAccessibleName(_("Change what becomes of {name}").format(name=row.column.name))
        spread.add(words, Place.LEFT)
        spread.add(change, Place.RIGHT)
        return line

    def _change(self, row: Row) -> None:
        from ldn_desktop.ui.target_page import TargetPage

        page = TargetPage(row, self._session.diary)
        page.chosen.connect(partial(self._set_target, row.column.name))
        self.page_opened.emit(page)

    def _set_target(self, name: str, target: Target) -> None:
        self._mapping[name] = target
        self._look_again()

    def _accept(self) -> None:
        if self._preview is None:
            return
        count = self._preview.answers
        if self._try(partial(self._session.record, self._preview.edit)):
            words = ngettext("{n} answer came in.", "{n} answers came in.", count)
            self.said.setText(words.format(n=count))
            self.accept.hide()
            self.undo.show()
            self._body = self.swap(self._body, QWidget())

    def _undo(self) -> None:
        if self._try(self._session.undo):
            self.undo.hide()
            self.said.setText(_("The import was taken back."))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused as refusal:
            self.said.setText(str(refusal))
            return False
        return True

    def leave(self) -> None:
        self._reader.stop()
        super().leave()
