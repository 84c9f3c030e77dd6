"""Text and shapes at positions: drawn with a painter, or only measured without one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ldn_desktop.guide import Sureness
from ldn_desktop.ui.guide.pictures.signs import draw_squares
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.theme import TextScale

WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
GAP = 8
RADIUS = 8


@dataclass(frozen=True, slots=True)
class Colours:
    """What a picture is drawn in."""

    ground: QColor
    text: QColor
    quiet: QColor
    line: QColor
    accent: QColor


BLACK_ON_WHITE = Colours(
    QColor("#FFFFFF"), QColor("#000000"), QColor("#333333"), QColor("#767676"), QColor("#000000")
)


class PictureCanvas:
    """Where a picture is laid out. Each method returns the height it took, in px."""

    def __init__(self, font: QFont, colours: Colours, painter: QPainter | None) -> None:
        self.colours, self.painter = colours, painter
        self.font = font
        self.bold, self.small = fonts.scaled(font, bold=True), fonts.scaled(font, TextScale.CAPTION)
        self.em = font.pixelSize()
        self.line = QFontMetrics(font).height()

    def text(
        self, box: QRectF, text: str, font: QFont | None = None, colour: QColor | None = None
    ) -> int:
        """Wrapped text from the top left corner of `box` on, as wide as `box`."""
        font = font or self.font
        width = max(1, round(box.width()))
        height = fonts.wrapped_height(text, font, width)
        if self.painter:
            self.painter.setFont(font)
            self.painter.setPen(colour or self.colours.text)
            rect = QRect(round(box.left()), round(box.top()), width, height + 4)
            self.painter.drawText(rect, WRAP, text)
        return height

    def label(self, top: float, width: float, label: str, note: str) -> int:
        """A bold label with a small note under it."""
        height = self.text(QRectF(0, top, width, 0), label, self.bold)
        below = QRectF(0, top + height, width, 0)
        return height + self.text(below, note, self.small, self.colours.quiet)

    def width_of(self, text: str, font: QFont | None = None) -> int:
        """Width of `text` on one line."""
        return QFontMetrics(font or self.font).horizontalAdvance(text) + 2

    def frame(self, box: QRectF, pen: QPen) -> None:
        """A rounded outline."""
        if self.painter:
            self.painter.setPen(pen)
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawRoundedRect(box, RADIUS, RADIUS)

    def squares(self, left: float, top: float, sure: Sureness) -> float:
        """The squares of an answer; returns their side."""
        side = 0.72 * self.em
        if self.painter:
            draw_squares(self.painter, QRectF(left, top, 0, side), sure, self.colours.accent)
        return side

    @property
    def empty_pen(self) -> QPen:
        """The outline around what is not known."""
        return QPen(self.colours.text, 1.5, Qt.PenStyle.DashLine)
