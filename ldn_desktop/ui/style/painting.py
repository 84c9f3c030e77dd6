"""Shapes filled and outlined with colours of a widget's palette."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.style.theme import Role, colour, mixed

RADIUS = 8.0
CENTRED = Qt.AlignmentFlag.AlignCenter
CENTRED_AND_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
DASHES = (4.0, 2.0)
"""A dash and a gap, in widths of the line."""
SEVERITY_SIDES = (0.34, 0.5, 0.67, 0.84, 1.0)
SEVERITY_FILLS = (0.0, 0.22, 0.46, 0.72, 1.0)
"""How much of its box the mark of each severity takes, and how much accent is in its fill."""


def inside(rect: QRect, by: float) -> QRectF:
    """`rect` less `by` px at each edge."""
    return QRectF(rect).adjusted(by, by, -by, -by)


def rounded(rect: QRectF, radius: float = RADIUS) -> QPainterPath:
    shape = QPainterPath()
    shape.addRoundedRect(rect, radius, radius)
    return shape


def oblong(left: float, top: float, width: float, height: float) -> QPainterPath:
    """A rectangle without rounded corners; a line where it is thin. All in px."""
    shape = QPainterPath()
    shape.addRect(left, top, width, height)
    return shape


def fill(painter: QPainter, shape: QPainterPath, widget: QWidget, role: Role) -> None:
    painter.fillPath(shape, colour(widget, role))


def outline(
    painter: QPainter, shape: QPainterPath, colour: QColor, width: float, *, dashed: bool = False
) -> None:
    """Draw along `shape` with a line of `width` px."""
    pen = QPen(colour, width)
    if dashed:
        pen.setDashPattern(DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.strokePath(shape, pen)


def hair_line(painter: QPainter, widget: QWidget, top: int) -> None:
    """A thin rule across the whole of `widget`, `top` px from its upper edge."""
    fill(painter, oblong(0, top, widget.width(), 1), widget, Role.HAIR)


def severity_mark(painter: QPainter, box: QRectF, level: int, widget: QWidget) -> None:
    """A square in `box` that grows and fills with `level`, 0 (None) to 4 (Worst).

    Always beside a word or a key: it only repeats what they say.
    """
    side = min(box.width(), box.height()) * SEVERITY_SIDES[level]
    square = QRectF(0, 0, side, side)
    square.moveCenter(box.center())
    foreground = colour(widget, Role.ACCENT_TEXT)
    shape = rounded(square.adjusted(1, 1, -1, -1), max(2.0, side / 12))
    painter.fillPath(shape, mixed(colour(widget, Role.GROUND), foreground, SEVERITY_FILLS[level]))
    outline(painter, shape, foreground, 2)
