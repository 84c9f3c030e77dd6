"""Columns of a page: side by side where the window is wide enough, else one above the other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ldn_desktop.ui.widgets.grid_layout import GridLayout

COLUMN_GAP = 36
SECTION_GAP = 28


class PageColumn(QWidget):
    """A column of sections. Its width is asked for in em, since its text can wrap.

    Two of 28 em fit into 1024 px at 100 % beside a scroll bar: whether the bar is shown must not
    change the number of columns, or the page would have two stable layouts.
    """

    def __init__(self, width_in_em: float = 28) -> None:
        super().__init__()
        self._width_in_em = width_in_em
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def sizeHint(self) -> QSize:
        width = round(self._width_in_em * QFontInfo(QApplication.font()).pixelSize())
        return QSize(width, self.heightForWidth(width))

    def on_font_changed(self) -> None:
        """The width follows the font."""
        self.updateGeometry()

    def add_section(self, section: QWidget) -> None:
        """Add `section` below the others, with a gap above all but the first."""
        if self.column.count():
            self.column.addSpacing(SECTION_GAP - self.column.spacing())
        self.column.addWidget(section)

    def finish(self) -> None:
        """Keep everything at the top where the other column is longer."""
        self.column.addStretch(1)


def side_by_side(*columns: PageColumn) -> QWidget:
    """`columns` in one row, or in one column where they do not fit."""
    board = QWidget()
    grid = GridLayout(board, (len(columns), 1), across=COLUMN_GAP, down=SECTION_GAP)
    for column in columns:
        column.finish()
        grid.addWidget(column)
    return board
