"""Boxes of illness × outcome: how sure the answers are, and where there are none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from ldn_desktop.guide import CertaintyAnswer, Picture
from ldn_desktop.guide.pictures import mark_words
from ldn_desktop.ui.guide.pictures.picture_canvas import GAP, PictureCanvas
from ldn_desktop.ui.guide.pictures.signs import squares_width

PADDING = 1.4 * GAP
LEAST_CELL = 7.4
"""Width of a box in heights of the text; narrower, the boxes become a list."""


def draw_grid(canvas: PictureCanvas, picture: Picture, top: float, width: float) -> float:
    """The table, or the list where its columns would be too narrow; returns the bottom."""
    label_width = 10 * canvas.em
    cell = (width - label_width) / len(picture.outcomes)
    if cell < LEAST_CELL * canvas.em:
        return _list(canvas, picture, top, width)
    for number, outcome in enumerate(picture.outcomes):
        left = label_width + number * cell
        canvas.text(QRectF(left + GAP, top, cell - GAP, 0), outcome, canvas.bold)
    top += canvas.line + GAP
    measure = PictureCanvas(canvas.font, canvas.colours, None)
    for illness in picture.illnesses:
        answers = [c.answer for c in picture.cells if c.illness == illness]
        needed = (_cell(measure, QRectF(0, 0, cell, 0), a) for a in answers if a)
        height = max(2.2 * canvas.line, *needed) if any(answers) else 2.2 * canvas.line
        canvas.text(QRectF(0, top + GAP, label_width - GAP, 0), illness, canvas.bold)
        if any(answers):
            for number, answer in enumerate(answers):
                box = QRectF(label_width + number * cell, top, cell, height)
                _box(canvas, box, answer)
        else:
            _empty(canvas, picture, QRectF(label_width, top, width - label_width, height))
        top += height + GAP
    return top - GAP


def _empty(canvas: PictureCanvas, picture: Picture, box: QRectF) -> None:
    """One frame across all outcomes: no fair trial has reported."""
    canvas.frame(box.adjusted(2, 0, -2, 0), canvas.empty_pen)
    wide = canvas.width_of(picture.empty)
    rect = QRectF(box.center().x() - wide / 2, box.center().y() - canvas.line / 2, wide, 0)
    canvas.text(rect, picture.empty)


def _box(canvas: PictureCanvas, box: QRectF, answer: CertaintyAnswer | None) -> None:
    style = Qt.PenStyle.SolidLine if answer else Qt.PenStyle.DotLine
    canvas.frame(box.adjusted(2, 0, -2, 0), QPen(canvas.colours.line, 1, style))
    if answer:
        _cell(canvas, box, answer)


def _cell(canvas: PictureCanvas, box: QRectF, answer: CertaintyAnswer) -> float:
    """Squares, and the answer in words; returns the height they need."""
    left, top = box.left() + PADDING, box.top() + PADDING
    top += canvas.squares(left, top, answer.sure) + GAP / 2
    rect = QRectF(left, top, box.width() - 2 * PADDING, 0)
    return top + canvas.text(rect, mark_words(answer), canvas.small) + GAP - box.top()


def _list(canvas: PictureCanvas, picture: Picture, top: float, width: float) -> float:
    """The same boxes one below the other."""
    for illness in picture.illnesses:
        top += canvas.text(QRectF(0, top, width, 0), illness, canvas.bold) + GAP / 2
        answered = [c for c in picture.cells if c.illness == illness and c.answer]
        if not answered:
            inner = QRectF(2 * GAP, top + GAP, width - 4 * GAP, 0)
            height = canvas.text(inner, picture.empty) + 2 * GAP
            canvas.frame(QRectF(2, top, width - 4, height), canvas.empty_pen)
            top += height + GAP
        for cell in answered:
            assert cell.answer
            side = canvas.squares(0, top + canvas.line * 0.25, cell.answer.sure)
            left = squares_width(side) + 1.5 * GAP
            words = f"{cell.outcome}: {mark_words(cell.answer)}"
            top += canvas.text(QRectF(left, top, width - left, 0), words) + GAP
        top += GAP
    return top - 2 * GAP
