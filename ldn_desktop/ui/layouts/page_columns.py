"""Columns of a page: side by side where the window is wide enough, else one above the other."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLayoutItem, QVBoxLayout, QWidget

from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.listed_layout import ListedLayout

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

    @property
    def _asked_width(self) -> int:
        return round(self._width_in_em * QFontInfo(QApplication.font()).pixelSize())

    def sizeHint(self) -> QSize:
        return QSize(self._asked_width, self.heightForWidth(self._asked_width))

    def minimumSizeHint(self) -> QSize:
        """Never wider than is asked for: what is shown only where there is room does not count."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._asked_width), least.height())

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


class SplitLayout(ListedLayout):
    """A main part and a narrower one at its right, as wide as that asks for.

    Where the main part would get less than it asks for, the other goes below it.
    """

    def __init__(self, parent: QWidget, main: QWidget, side: QWidget) -> None:
        self._items: list[QLayoutItem] = []
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(main)
        self.addWidget(side)

    def _widths(self, width: int) -> list[int]:
        """Px for each part side by side; the whole width for each where they do not fit."""
        main, side = (item.sizeHint().width() for item in self._items)
        if main + COLUMN_GAP + side <= width:
            return [width - COLUMN_GAP - side, side]
        return [width, width]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        widths = self._widths(width)
        heights = [_height(item, w) for item, w in zip(self._items, widths, strict=True)]
        return max(heights) if sum(widths) <= width else sum(heights) + SECTION_GAP

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() for item in self._items) + COLUMN_GAP
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max(s.width() for s in sizes), max(s.height() for s in sizes))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        (main, side), widths = self._items, self._widths(rect.width())
        height = _height(main, widths[0])
        if sum(widths) > rect.width():
            main.setGeometry(QRect(rect.x(), rect.y(), rect.width(), height))
            below = rect.y() + height + SECTION_GAP
            side.setGeometry(QRect(rect.x(), below, rect.width(), rect.bottom() + 1 - below))
            return
        main.setGeometry(QRect(rect.x(), rect.y(), widths[0], rect.height()))
        left = rect.x() + widths[0] + COLUMN_GAP
        side.setGeometry(QRect(left, rect.y(), widths[1], rect.height()))


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def main_and_side(main: PageColumn, side: PageColumn) -> QWidget:
    """`main` with `side` at its right, or below it where there is no room.

    The caller finishes them, once everything stands in them.
    """
    board = QWidget()
    SplitLayout(board, main, side)
    return board
