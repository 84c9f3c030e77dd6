"""A picture of the guide, laid out at a width: measured, or drawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from ldn_desktop.guide import Picture
from ldn_desktop.ui.guide.pictures.figures import draw_figures
from ldn_desktop.ui.guide.pictures.grid import draw_grid
from ldn_desktop.ui.guide.pictures.opioid_block import draw_phases
from ldn_desktop.ui.guide.pictures.pairs import draw_pairs
from ldn_desktop.ui.guide.pictures.picture_canvas import GAP, Colours, PictureCanvas

KINDS: dict[str, Callable[[PictureCanvas, Picture, float, float], float]] = {
    "figures": draw_figures,
    "pairs": draw_pairs,
    "grid": draw_grid,
    "phases": draw_phases,
}
"""How each kind is drawn: canvas, picture, top and width in px; returns its bottom."""


class PictureDrawing:
    """One picture in one font and one set of colours."""

    def __init__(self, picture: Picture, font: QFont, colours: Colours) -> None:
        self._picture, self._font, self._colours = picture, font, colours

    def height(self, width: int) -> int:
        """How high the picture is at `width` px."""
        return self._lay_out(None, width)

    def paint(self, painter: QPainter, width: int) -> None:
        """Draw with the top left corner at the origin of `painter`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lay_out(painter, width)

    def _lay_out(self, painter: QPainter | None, width: int) -> int:
        canvas = PictureCanvas(self._font, self._colours, painter)
        top = canvas.text(QRectF(0, 0, width, 0), self._picture.title, canvas.bold) + 1.5 * GAP
        return round(KINDS[self._picture.kind](canvas, self._picture, top, width))
