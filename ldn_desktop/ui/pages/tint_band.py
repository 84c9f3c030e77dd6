"""A band across the whole width that cannot be overlooked: another day, trouble."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import margin_for
from ldn_desktop.ui.style.painting import fill, hair_line, oblong
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button
from ldn_desktop.ui.widgets.label import Label

HEIGHT = 60


class TintBand(Group):
    """One sentence on tinted ground, with buttons at its right; hidden while it is empty.

    A screen reader announces each new sentence.
    """

    def __init__(self, name: str, text: str = "", *, scale: float = TextScale.SECTION) -> None:
        """`name` is read out as the name of the group."""
        super().__init__(name)
        self.words = Label("", scale=scale)
        self.setMinimumHeight(HEIGHT)
        self._row = RowLayout(self)
        self._row.add(self.words, RowSlot.WORDS)
        self.say(text)

    def add(self, button: Button) -> None:
        """Put `button` at the right end, after those that are there."""
        self._row.add(button, RowSlot.RIGHT)

    def say(self, text: str) -> None:
        """Show and announce `text`; "" hides the band."""
        if text != self.words.text():
            self.words.setText(text)
            accessibility.say(self, text)
        self.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = margin_for(self.width())
        self._row.setContentsMargins(side, 8, side, 8)
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, oblong(0, 0, self.width(), self.height()), self, Role.BAND)
        hair_line(painter, self, self.height() - 1)


def trouble_band(name: str) -> TintBand:
    """A band for what went wrong and is not over yet, in bold: saving failed, the disk is full."""
    band = TintBand(name, scale=TextScale.BODY)
    band.words.set_bold(True)
    return band
