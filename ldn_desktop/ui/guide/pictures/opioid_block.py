"""The opioid block, step by step: before it, during it, trying to overcome it, after it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from ldn_desktop.guide import Picture
from ldn_desktop.i18n import _
from ldn_desktop.ui.guide.pictures.picture_canvas import GAP, PictureCanvas

LOW = 3
"""Px of the line where there is no block."""


def draw_phases(canvas: PictureCanvas, picture: Picture, top: float, width: float) -> float:
    """Phases side by side under the block, or one below the other; returns the bottom.

    There is no scale of time: hours or days would read as an instruction.
    """
    rows = picture.rows
    beside = width >= 44 * canvas.em
    column = width / len(rows) if beside else width - 2 * GAP
    if beside:
        band = QRectF(0, top, column, 2.0 * canvas.em)
        _block(canvas, [row.level for row in rows], band)
        top = band.bottom() + 1.5 * GAP
    bottom = top
    for number, row in enumerate(rows):
        left = number * column if beside else 2 * GAP
        y = start = top if beside else bottom
        y += canvas.text(QRectF(left, y, column - 2.5 * GAP, 0), row.label, canvas.bold)
        y += canvas.text(QRectF(left, y, column - 2.5 * GAP, 0), row.note)
        if not beside:
            _bar(canvas, QRectF(0, start, 2 * LOW if row.level else LOW / 2, y - start))
        bottom = max(bottom, y) if beside else y + 1.5 * GAP
    return bottom if beside else bottom - 1.5 * GAP


def _bar(canvas: PictureCanvas, box: QRectF) -> None:
    """The block beside a phase: thick where it is there."""
    if canvas.painter:
        canvas.painter.fillRect(box, canvas.colours.accent)


def _block(canvas: PictureCanvas, levels: list[int], band: QRectF) -> None:
    """The block above the phases: a line where it is not, high where it is."""
    painter = canvas.painter
    if painter is None:
        return
    column, base = band.width(), band.bottom()
    points = [QPointF(0, base)]
    for number, level in enumerate(levels):
        y = band.top() if level else base - LOW
        points += [QPointF(number * column, y), QPointF((number + 1) * column - GAP, y)]
    points.append(QPointF(len(levels) * column - GAP, base))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(canvas.colours.accent)
    painter.drawPolygon(QPolygonF(points))
    painter.setFont(canvas.bold)
    painter.setPen(canvas.colours.ground)
    label = QRectF(levels.index(1) * column + GAP, band.top(), 2 * column, band.height())
    painter.drawText(label, int(Qt.AlignmentFlag.AlignVCenter), _("opioid block"))
