"""Read aloud, pause and next sentence; there only where the system has a voice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ldn_desktop.guide import Guide
from ldn_desktop.guide.search import spoken
from ldn_desktop.i18n import _
from ldn_desktop.ui.guide.speech import ReadAloud, voices
from ldn_desktop.ui.widgets.button import GAP, Button
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.theme import Role


class ReadAloudBar(QWidget):
    """The buttons that read a section aloud; `speaking` carries block and sentence."""

    speaking = Signal(int, str)
    """The block and the sentence being said; an empty sentence when it fell silent."""

    def __init__(self, reader: ReadAloud | None = None) -> None:
        super().__init__()
        self.reader = reader or ReadAloud(voices(), self)
        self._said: list[tuple[int, str]] = []
        self.play = Button(_("Read aloud"), on_click=self._play_or_pause)
        self.next = Button(_("Next sentence"), on_click=self.reader.next)
        self.trouble = Label(_("The voice of this computer did not answer."), role=Role.QUIET)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for widget in (self.play, self.next, self.trouble):
            row.addWidget(widget)
        self.next.hide()
        self.trouble.hide()
        if not self.reader.available:
            self.hide()
        self.reader.speaking.connect(self._on_sentence)
        self.reader.ended.connect(self._on_silence)
        self.reader.failed.connect(self._on_trouble)

    def load(self, guide: Guide, section_key: str) -> None:
        """Take the sentences of another section; silent until played."""
        self._said = spoken(guide, section_key)
        self.reader.load([sentence for _block, sentence in self._said])

    def stop(self) -> None:
        """Be silent."""
        self.reader.pause()

    def _play_or_pause(self) -> None:
        if self.reader.playing:
            self.reader.pause()
        else:
            self.reader.play()

    def _on_sentence(self, place: int) -> None:
        self.play.setText(_("Pause"))
        self.play.updateGeometry()
        self.next.show()
        self.speaking.emit(*self._said[place])

    def _on_silence(self) -> None:
        self.play.setText(_("Read aloud"))
        self.play.updateGeometry()
        self.next.hide()
        self.speaking.emit(-1, "")

    def _on_trouble(self) -> None:
        self._on_silence()
        self.play.hide()
        self.trouble.show()
