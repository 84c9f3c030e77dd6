"""Signs beside text: the three safety marks, and the squares of how sure an answer is."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ldn_desktop.guide import BlockKind, Sureness
from ldn_desktop.guide.model import FILLED_SQUARES


def draw_safety_sign(
    painter: QPainter, box: QRectF, kind: BlockKind, text: QColor, ground: QColor
) -> None:
    """The sign of a safety mark: filled octagon, diamond or ring, distinguished by shape alone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side, centre = box.width(), box.center()
    stroke = max(1.6, side / 11)
    inside = text
    if kind is BlockKind.DANGER:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(text)
        painter.drawPolygon(_polygon(centre, side / 2, 8, pi / 8))
        inside = ground
    else:
        painter.setPen(QPen(text, stroke))
        corners = 4 if kind is BlockKind.ASK_FIRST else 60
        painter.drawPolygon(_polygon(centre, side / 2 - stroke / 2, corners, 0))
    painter.setPen(QPen(inside, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if kind is BlockKind.DANGER:
        reach = QPointF(side * 0.2, 0)
        painter.drawLine(centre - reach, centre + reach)
    else:
        # A stroke and a dot: “!” for Ask first, “i” for Be aware.
        way = -side if kind is BlockKind.ASK_FIRST else side
        painter.drawLine(centre - QPointF(0, 0.02 * way), centre + QPointF(0, 0.2 * way))
        painter.drawPoint(centre - QPointF(0, 0.2 * way))
    painter.restore()


def _polygon(centre: QPointF, radius: float, corners: int, turn: float) -> QPolygonF:
    angles = [turn + 2 * pi * corner / corners for corner in range(corners)]
    return QPolygonF([centre + QPointF(radius * cos(a), radius * sin(a)) for a in angles])


def draw_squares(painter: QPainter, box: QRectF, sure: Sureness, colour: QColor) -> None:
    """Three squares in `box`, as many of them filled as the answer is sure."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = box.height()
    stroke = max(1.2, side / 9)
    painter.setPen(QPen(colour, stroke))
    inset = stroke / 2
    for number in range(3):
        filled = number < FILLED_SQUARES[sure]
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        square = QRectF(box.left() + number * 1.3 * side, box.top(), side, side)
        painter.drawRoundedRect(square.adjusted(inset, inset, -inset, -inset), 2, 2)
    painter.restore()


def squares_width(side: float) -> float:
    """Width in px of three squares of `side` px."""
    return 3.6 * side
