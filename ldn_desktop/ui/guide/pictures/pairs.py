"""A dot and a ring on a scale for each trial: the medicine beside placebo.

Both ends of a scale are named: a gap that looks wide on a short scale is not a large one.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetrics, QPen

from ldn_desktop.guide import Picture
from ldn_desktop.guide.model import PictureRow
from ldn_desktop.ui.guide.pictures.picture_canvas import GAP, PictureCanvas

TICK = 4


def draw_pairs(canvas: PictureCanvas, picture: Picture, top: float, width: float) -> float:
    """One scale a row, each with its own end; returns the bottom."""
    beside = width >= 40 * canvas.em
    label_width = 14 * canvas.em if beside else width
    left = label_width + 2 * GAP if beside else 0
    scale_width = min(width - left, 34 * canvas.em)
    for row in picture.rows:
        height = canvas.label(top, label_width, row.label, row.note)
        start = top if beside else top + height + GAP
        bottom = start + _scale(canvas, picture, row, QRectF(left, start, scale_width, 0))
        top = max(bottom, top + height) + 2 * GAP
    return top - 2 * GAP


def _scale(canvas: PictureCanvas, picture: Picture, row: PictureRow, box: QRectF) -> float:
    """A line from 0 to the row's top, with its ends and both values named; returns the height."""
    radius = 0.42 * canvas.em
    y = box.top() + canvas.line + 0.7 * canvas.em
    start, end = _ends(canvas, picture, row, box, y)
    if canvas.painter:
        canvas.painter.setPen(QPen(canvas.colours.line, 1.5))
        canvas.painter.drawLine(QPointF(start, y), QPointF(end, y))
        for x in (start, end):
            canvas.painter.drawLine(QPointF(x, y - TICK), QPointF(x, y + TICK))
    below = y + 0.7 * canvas.em
    for name, value, text_top, fill in (
        (picture.first, row.first, box.top(), canvas.colours.accent),
        (picture.second, row.second, below, canvas.colours.ground),
    ):
        x = start + (end - start) * float(value) / row.top
        words = f"{name} {value}"
        wide = canvas.width_of(words, canvas.bold)
        left = min(max(box.left(), x - wide / 2), box.right() - wide)
        canvas.text(QRectF(left, text_top, wide, 0), words, canvas.bold)
        if canvas.painter:
            canvas.painter.setPen(QPen(canvas.colours.text, 2))
            canvas.painter.setBrush(fill)
            canvas.painter.drawEllipse(QPointF(x, y), radius, radius)
    return below + canvas.line - box.top()


def _ends(
    canvas: PictureCanvas, picture: Picture, row: PictureRow, box: QRectF, y: float
) -> tuple[float, float]:
    """Write the numbers beside the line at `y`; where between them it begins and ends.

    The lines of all rows begin and end alike.
    """
    wide = max(canvas.width_of(f"{each.top:g}", canvas.small) for each in picture.rows)
    zero = canvas.width_of("0", canvas.small)
    top = y - QFontMetrics(canvas.small).height() / 2
    for number, left in (("0", box.left()), (f"{row.top:g}", box.right() - wide)):
        canvas.text(QRectF(left, top, wide, 0), number, canvas.small, canvas.colours.quiet)
    return box.left() + zero + GAP, box.right() - wide - GAP
