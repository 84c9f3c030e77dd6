"""Draws the guide's pictures and signs, for the screen and for paper."""

from ldn_desktop.ui.guide.pictures.drawing import PictureDrawing
from ldn_desktop.ui.guide.pictures.picture_canvas import BLACK_ON_WHITE, WRAP, Colours
from ldn_desktop.ui.guide.pictures.signs import draw_safety_sign, draw_squares, squares_width

__all__ = [
    "BLACK_ON_WHITE",
    "WRAP",
    "Colours",
    "PictureDrawing",
    "draw_safety_sign",
    "draw_squares",
    "squares_width",
]
