"""A layout of equal cells, perhaps under a title: as many columns as fit, else fewer.

Nothing is ever cut.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ldn_desktop.ui.widgets.button import GAP, Button

BELOW_TITLE = 4
WIDE = 10_000
"""Px in which no text of a button wraps."""


class GridLayout(QLayout):
    """Places children row by row in equal columns.

    `columns` are the numbers of columns it may use, widest first; the last one always
    serves. Rows are as high as their highest child needs at the width it gets. A `title` has
    the whole width above them, `set_below` gives a widget that beneath them: one layout for all
    is asked half as often as one in another.
    """

    def __init__(
        self,
        parent: QWidget | None,
        columns: tuple[int, ...],
        across: int = GAP,
        down: int = GAP,
        title: QWidget | None = None,
    ) -> None:
        self._title: QLayoutItem | None = None
        self._below: QLayoutItem | None = None
        self._cells: list[QLayoutItem] = []
        self._forget()
        super().__init__(parent)
        self._columns, self._across, self._down = columns, across, down
        self.setContentsMargins(0, 0, 0, 0)
        if title is not None:
            self.addWidget(title)
            self._title = self._cells.pop()

    def set_below(self, widget: QWidget) -> None:
        """Give `widget` the whole width beneath all cells."""
        self.addWidget(widget)
        self._below = self._cells.pop()
        self.invalidate()

    def limit(self, columns: tuple[int, ...]) -> None:
        """Use these numbers of columns from now on."""
        if columns != self._columns:
            self._columns = columns
            self.invalidate()

    def spread(self, down: int) -> None:
        """Put `down` px between rows from now on."""
        if down != self._down:
            self._down = down
            self.invalidate()

    def add_after(self, widget: QWidget, before: QWidget) -> None:
        """Give `widget` the cell after the one of `before`; the last one if that is not here."""
        self.addWidget(widget)
        positions = [n for n, cell in enumerate(self._cells) if cell.widget() is before]
        if positions:
            self._cells.insert(positions[0] + 1, self._cells.pop())
            self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._cells.append(item)
        self._forget()

    def count(self) -> int:
        return len(self._items())

    def _items(self) -> list[QLayoutItem]:
        """Every child: the cells, then the title and what is below."""
        return [*self._cells, *(item for item in (self._title, self._below) if item is not None)]

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Child number `index`, the title behind all cells."""
        items = self._items()
        return items[index] if 0 <= index < len(items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._forget()
        taken = self.itemAt(index)
        if taken is None:
            return None
        if taken is self._title:
            self._title = None
        elif taken is self._below:
            self._below = None
        else:
            self._cells.remove(taken)
        return taken

    def invalidate(self) -> None:
        self._forget()
        super().invalidate()

    def _forget(self) -> None:
        """Qt asks again and again between two changes: what was measured is cached until then."""
        self._shown: list[QLayoutItem] | None = None
        self._widest = 0
        self._tall: list[int] | None = None
        self._rows: dict[int, list[int]] = {}

    def _visible(self) -> list[QLayoutItem]:
        if self._shown is None:
            self._shown = [cell for cell in self._cells if not cell.isEmpty()]
            hints = [cell.sizeHint() for cell in self._shown]
            self._widest = max((hint.width() for hint in hints), default=0)
            heights = [hint.height() for hint in hints]
            if all(isinstance(cell.widget(), Button) for cell in self._shown) and heights == [
                cell.heightForWidth(WIDE) for cell in self._shown
            ]:
                # No word of theirs wraps where all fit: no need to ask each for every width.
                self._tall = heights
        return self._shown

    def columns_at(self, width: int) -> int:
        """How many columns fit into `width` px without cutting a child."""
        return next((n for n in self._columns if self._width_of(n) <= width), self._columns[-1])

    def _width_of(self, columns: int) -> int:
        self._visible()
        return columns * self._widest + (columns - 1) * self._across

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        heights = self._heights(inner)
        between = max(0, len(heights) - 1) * self._down
        around = margins.top() + margins.bottom() + self._above(inner) + self._beneath(inner)
        return around + sum(heights) + between

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        above = self._above(inner.width())
        if self._title is not None and above:
            height = above - BELOW_TITLE
            self._title.setGeometry(QRect(inner.x(), inner.y(), inner.width(), height))
        edges, top = self._edges(inner.width()), inner.y() + above
        heights = self._heights(inner.width())
        for row, height in zip(self._by_row(len(edges) - 1), heights, strict=True):
            for cell, (left, after) in zip(row, pairwise(edges), strict=False):
                width = after - left - self._across
                cell.setGeometry(QRect(inner.x() + left, top, width, height))
            top += height + self._down
        if self._below is not None and (height := self._beneath(inner.width())):
            top += BELOW_TITLE - self._down
            self._below.setGeometry(QRect(inner.x(), top, inner.width(), height - BELOW_TITLE))

    def sizeHint(self) -> QSize:
        width = self._width_of(self._columns[0])
        if self._title is not None:
            width = max(width, self._title.sizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        sizes, columns = [cell.minimumSize() for cell in self._visible()], self._columns[-1]
        widest = max((size.width() for size in sizes), default=0)
        height = max((size.height() for size in sizes), default=0)
        width = columns * widest + (columns - 1) * self._across
        if self._title is None:
            return QSize(width, height + self._beneath(width))
        title = self._title.minimumSize()
        height += self._above(width) + self._beneath(width)
        return QSize(max(width, title.width()), height)

    def _above(self, width: int) -> int:
        """How much of the height the title takes in `width` px; 0 where none is shown."""
        return _height_apart(self._title, width)

    def _beneath(self, width: int) -> int:
        """How much of the height what is below takes in `width` px; 0 where nothing is shown."""
        return _height_apart(self._below, width)

    def _by_row(self, columns: int) -> list[list[QLayoutItem]]:
        cells = self._visible()
        return [cells[first : first + columns] for first in range(0, len(cells), columns)]

    def _edges(self, width: int) -> list[int]:
        """Where each column begins, and where one more would."""
        columns = self.columns_at(width)
        room = width - (columns - 1) * self._across
        return [n * room // columns + n * self._across for n in range(columns + 1)]

    def _heights(self, width: int) -> list[int]:
        """How high each row is in `width` px."""
        if width not in self._rows:
            edges = self._edges(width)
            wide = [after - left - self._across for left, after in pairwise(edges)]
            self._rows[width] = self._unwrapped(wide) or [
                max(_height(cell, room) for cell, room in zip(row, wide, strict=False))
                for row in self._by_row(len(wide))
            ]
        return self._rows[width]

    def _unwrapped(self, wide: list[int]) -> list[int]:
        """How high rows of buttons are that need not wrap in `wide`; empty where some must."""
        if self._tall is None or min(wide) < self._widest:
            return []
        firsts = range(0, len(self._tall), len(wide))
        return [max(self._tall[first : first + len(wide)]) for first in firsts]


def _height_apart(item: QLayoutItem | None, width: int) -> int:
    """The height of `item` in `width` px and its distance from the cells; 0 while it is hidden."""
    if item is None or item.isEmpty():
        return 0
    return _height(item, width) + BELOW_TITLE


def _height(cell: QLayoutItem, width: int) -> int:
    if cell.hasHeightForWidth():
        return cell.heightForWidth(width)
    return cell.sizeHint().height()
