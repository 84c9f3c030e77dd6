"""Buttons to read a section aloud; hidden where no speech program is installed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ldn_desktop.guide import Guide
from ldn_desktop.guide.search import sentences_of
from ldn_desktop.i18n import _, pgettext
from ldn_desktop.ui.guide.speech import ReadAloud, voices
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import GAP, Button
from ldn_desktop.ui.widgets.label import Label


class ReadAloudBar(QWidget):
    """Play or pause, and next sentence."""

    speaking = Signal(int, str)
    """Block index and sentence being spoken; (-1, "") when speech stops."""

    def __init__(self, reader: ReadAloud | None = None) -> None:
        super().__init__()
        # The guide is in English, whatever language the window is in.
        self.reader = reader or ReadAloud(voices(), self)
        self._sentences: list[tuple[int, str]] = []
        self.play = Button(_("Read aloud"), on_click=self._play_or_pause)
        self.next = Button(_("Next sentence"), on_click=self.reader.next)
        self.error = Label(_("The computer’s voice did not start."), role=Role.QUIET)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for widget in (self.play, self.next, self.error):
            row.addWidget(widget)
        self.next.hide()
        self.error.hide()
        if not self.reader.available:
            self.hide()
        self.reader.speaking.connect(self._on_sentence)
        self.reader.ended.connect(self._on_ended)
        self.reader.failed.connect(self._on_failed)

    def load(self, guide: Guide, section_key: str) -> None:
        """Load the sentences of another section; silent until played."""
        self._sentences = sentences_of(guide, section_key)
        self.reader.load([sentence for _block, sentence in self._sentences])

    def stop(self) -> None:
        """Stop speaking."""
        self.reader.pause()

    def _play_or_pause(self) -> None:
        if self.reader.playing:
            self.reader.pause()
        else:
            self.reader.play()

    def _on_sentence(self, index: int) -> None:
        self.play.setText(pgettext("reading aloud", "Pause"))
        self.play.updateGeometry()
        self.next.show()
        self.speaking.emit(*self._sentences[index])

    def _on_ended(self) -> None:
        self.play.setText(_("Read aloud"))
        self.play.updateGeometry()
        self.next.hide()
        self.speaking.emit(-1, "")

    def _on_failed(self) -> None:
        self._on_ended()
        self.play.hide()
        self.error.show()
