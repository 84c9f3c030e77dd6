"""An answer as large as a fifth of the window: a mark, the word, and its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ldn_desktop.ui.style.painting import CENTRED, severity_mark
from ldn_desktop.ui.style.theme import Role, TextScale, colour, percent_now
from ldn_desktop.ui.today.careful_button import CarefulButton

MARK, BELOW_MARK = 60, 30
"""Px of the box of the severity mark, and between it and the word, at 100 % text."""
HIGH_FROM = 200
"""Px of height from which the mark stands above the word, and the key beneath it."""
PADDING = 12


def word_scale() -> float:
    """How much larger than the person's text: so that five answers fit a small screen."""
    percent = percent_now()
    if percent <= 100:
        return TextScale.TITLE
    return 1.5 if percent <= 150 else 1.1 if percent <= 200 else 1.0


class LargeAnswer(CarefulButton):
    """One answer of “One question at a time”; `level` 0 to 4 draws a mark, None draws none.

    The page around it moves the focus: its answers stand in a row or below one another.
    """

    def __init__(
        self, text: str, key: int, level: int | None, on_click: Callable[[], object]
    ) -> None:
        super().__init__(text, on_click=on_click, scale=word_scale())
        self._key, self._level = key, level
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def step_for(self, key: int) -> int:  # noqa: ARG002  # the page takes all of them
        return 0

    def on_font_changed(self) -> None:
        self.set_scale(word_scale())

    @property
    def _padding(self) -> int:
        return PADDING

    def heightForWidth(self, width: int) -> int:  # noqa: ARG002  # no word of it wraps
        return self.sizeHint().height()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_body(painter)
        painter.setPen(colour(self, Role.TEXT))
        word = QFontMetrics(self._text_font(bold=True)).height()
        key = QRectF(self.rect().adjusted(0, 0, 0, -16))
        if self.height() < HIGH_FROM:
            self._paint_beside(painter)
            return
        middle = self.height() / 2
        if self._level is None:
            top = middle - word / 2
        else:
            box = QRectF(0, middle - MARK - BELOW_MARK / 2, self.width(), MARK)
            severity_mark(painter, box, self._level, self)
            top = box.bottom() + BELOW_MARK
        painter.setFont(self.font())
        at_foot = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(key, at_foot, str(self._key))
        painter.setFont(self._text_font(self.isChecked()))
        painter.drawText(QRectF(0, top, self.width(), word), CENTRED, self.text())

    def _paint_beside(self, painter: QPainter) -> None:
        """Mark, word and key in one line, where the answers stand below one another."""
        side = min(MARK, self.height() - 2 * PADDING)
        if self._level is not None:
            severity_mark(painter, QRectF(2 * PADDING, 0, side, self.height()), self._level, self)
        painter.setFont(self._text_font(self.isChecked()))
        painter.drawText(QRectF(self.rect()), CENTRED, self.text())
