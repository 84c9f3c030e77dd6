"""100 small figures for each number: how many of 100 people, with LDN and with placebo."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.guide import Picture
from ldn_desktop.ui.guide.pictures.picture_canvas import GAP, PictureCanvas

HUNDRED = 100
FIGURES_A_LINE = (100, 50, 20, 10)
"""Tried in this order: fewer where figures would be narrower than `LEAST_WIDTH`."""
LEAST_WIDTH, WIDEST = 4.6, 9.0
"""Px of a figure, in text of 16 px."""
WITH_GAPS = 1.12
"""Figures stand in groups of ten: a line is that much wider than its figures."""
LINE_GAP = 4


def draw_figures(canvas: PictureCanvas, picture: Picture, top: float, width: float) -> float:
    """Rows of figures under the title; returns the bottom."""
    beside = width >= 46 * canvas.em
    label_width = 15 * canvas.em if beside else width
    left = label_width + 2 * GAP if beside else 0
    for row in picture.rows:
        height = canvas.label(top, label_width, row.label, row.note)
        bottom = top if beside else top + height + GAP
        names = max(canvas.width_of(name) for name in (picture.first, picture.second))
        for name, value, colour in (
            (picture.first, row.first, canvas.colours.accent),
            (picture.second, row.second, canvas.colours.text),
        ):
            canvas.text(QRectF(left, bottom, names, 0), name)
            box = QRectF(left + names + 1.5 * GAP, bottom, 0, 0)
            box.setRight(width)
            bottom += _hundred(canvas, box, int(value), colour) + GAP
        top = max(bottom, top + height) + GAP
    return top - GAP


def _hundred(canvas: PictureCanvas, box: QRectF, value: int, colour: QColor) -> float:
    """100 figures, `value` of them filled, and the number at the right; returns the height."""
    number_width = canvas.width_of("100", canvas.bold)
    room = box.width() - number_width - GAP
    scale = canvas.em / 16
    fitting = (n for n in FIGURES_A_LINE if room / (WITH_GAPS * n) >= LEAST_WIDTH * scale)
    per_line = next(fitting, FIGURES_A_LINE[-1])
    step = min(WIDEST * scale, room / (WITH_GAPS * per_line))
    height = min(2.1 * step, 1.1 * canvas.em)
    lines = HUNDRED // per_line
    top = box.top() + ((canvas.line - height) / 2 if lines == 1 else 2)
    if canvas.painter:
        for number in range(HUNDRED):
            row, position = divmod(number, per_line)
            left = box.left() + (position + 1.2 * (position // 10)) * step
            figure = QRectF(left, top + row * (height + LINE_GAP), step, height)
            draw_person(
                canvas.painter, figure, colour if number < value else None, canvas.colours.line
            )
    end = QRectF(box.right() - number_width, box.top(), number_width, 0)
    canvas.text(end, str(value), canvas.bold)
    return max(canvas.line, lines * (height + LINE_GAP))


def draw_person(painter: QPainter, box: QRectF, filled: QColor | None, line: QColor) -> None:
    """A head and a body: filled, or an outline."""
    head, side = 0.36 * box.width(), 0.12 * box.width()
    body = box.adjusted(side, 2.3 * head, -side, 0)
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(filled)
        within = 0.0
    else:
        pen = QPen(line, max(1.3, 0.08 * box.width()))  # a thinner line fades
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        within = pen.widthF() / 2
    painter.drawEllipse(QPointF(box.center().x(), box.top() + head), head - within, head - within)
    painter.drawRoundedRect(body.adjusted(within, within, -within, -within), 2 * side, 2 * side)
