"""Shapes filled and outlined with colours of the palette, at no cost to the start.

PySide's `setPen`, `setBrush` and `fillRect` ask whether they were given one of Qt's enums before
they look at a colour, and make a Python class of each of the eighty then: a tenth of the start.
A path asks nothing, and a painter begins with its widget's own ink and letters.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.widgets.theme import Role

RADIUS = 8.0
CENTRED = 0x84
"""Qt.AlignCenter as the number that `drawText` wants."""
CENTRED_AND_WRAPPED = CENTRED | 0x1000
"""With Qt.TextWordWrap."""
DASHES = (4.0, 2.0)
"""A dash and a gap, in widths of the line."""


def inside(rect: QRect, by: float) -> QRectF:
    """`rect` less `by` px at each edge."""
    return QRectF(rect).adjusted(by, by, -by, -by)


def rounded(rect: QRectF, radius: float = RADIUS) -> QPainterPath:
    shape = QPainterPath()
    shape.addRoundedRect(rect, radius, radius)
    return shape


def oblong(left: int, top: int, width: int, height: int) -> QPainterPath:
    """A rectangle without rounded corners; a line where it is thin. All in px."""
    shape = QPainterPath()
    shape.addRect(left, top, width, height)
    return shape


def fill(painter: QPainter, shape: QPainterPath, widget: QWidget, role: Role) -> None:
    painter.fillPath(shape, widget.palette().brush(role.value))


def outline(
    painter: QPainter, shape: QPainterPath, colour: QColor, width: float, *, dashed: bool = False
) -> None:
    """Draw along `shape` with a line of `width` px."""
    pen = painter.pen()
    pen.setColor(colour)
    pen.setWidthF(width)
    if dashed:
        pen.setDashPattern(DASHES)
    painter.strokePath(shape, pen)
