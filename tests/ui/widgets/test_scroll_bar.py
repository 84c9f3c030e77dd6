"""The scroll bar that paints itself."""

from __future__ import annotations

import random

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.layouts.scroll_bar import WIDTH, QuietScrollBar

LINE = QColor("red")


def draggable(bar: QuietScrollBar) -> tuple[int, int]:
    """The first and last row of pixels at which the style lets the mouse drag `bar`."""
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    part = bar.style().subControlRect(
        QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, bar
    )
    return part.top(), part.bottom()


def drawn(bar: QuietScrollBar) -> tuple[int, int]:
    picture = bar.grab().toImage()
    rows = [y for y in range(bar.height()) if picture.pixelColor(WIDTH // 2, y) == LINE]
    return rows[0], rows[-1]


def test_the_handle_is_drawn_where_the_mouse_takes_it(qtbot: QtBot) -> None:
    rng = random.Random(20)
    for _ in range(200):
        bar = QuietScrollBar()
        qtbot.addWidget(bar)
        palette = bar.palette()
        palette.setColor(QPalette.ColorRole.Mid, LINE)
        bar.setPalette(palette)
        bar.resize(WIDTH, rng.randint(70, 1200))
        least = rng.choice([0, 0, rng.randint(-50, 50)])
        bar.setRange(least, least + rng.choice([0, 1, 5, rng.randint(1, 4000)]))
        bar.setPageStep(rng.randint(1, 1500))
        bar.setValue(rng.randint(bar.minimum(), bar.maximum()))
        (top, bottom), (first, last) = drawn(bar), draggable(bar)
        assert 0 <= top - first <= 1  # its ends are round
        assert 0 <= last - bottom <= 1
