"""A layout of equal cells: as many columns as fit, else fewer. Nothing is ever cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ldn_desktop.ui.controls import GAP


class EvenGrid(QLayout):
    """Places children row by row in equal columns.

    `columns` are the numbers of columns it may use, widest first; the last one always
    serves. Rows are as high as their highest child needs at the width it gets.
    """

    def __init__(
        self, parent: QWidget | None, columns: tuple[int, ...], across: int = GAP, down: int = GAP
    ) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self._cells: list[QLayoutItem] = []
        self._columns, self._across, self._down = columns, across, down
        self.setContentsMargins(0, 0, 0, 0)

    def limit(self, columns: tuple[int, ...]) -> None:
        """Use these numbers of columns from now on."""
        if columns != self._columns:
            self._columns = columns
            self.invalidate()

    def add_after(self, widget: QWidget, before: QWidget) -> None:
        """Give `widget` the cell after the one of `before`; the last one if that is not here."""
        self.addWidget(widget)
        places = [n for n, cell in enumerate(self._cells) if cell.widget() is before]
        if places:
            self._cells.insert(places[0] + 1, self._cells.pop())
            self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._cells.append(item)

    def count(self) -> int:
        return len(self._cells)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._cells[index] if 0 <= index < len(self._cells) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._cells.pop(index) if 0 <= index < len(self._cells) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def _visible(self) -> list[QLayoutItem]:
        return [cell for cell in self._cells if not cell.isEmpty()]

    def columns_at(self, width: int) -> int:
        """How many columns fit into `width` px without cutting a child."""
        cells = self._visible()
        widest = max((cell.sizeHint().width() for cell in cells), default=0)
        fits = [n for n in self._columns if n * widest + (n - 1) * self._across <= width]
        return fits[0] if fits else self._columns[-1]

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # Qt asks again and again between two changes
            margins = self.contentsMargins()
            inner = width - margins.left() - margins.right()
            height = self._place(QRect(0, 0, inner, 0), move=False)
            self._heights[width] = height + margins.top() + margins.bottom()
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        cells, columns = self._visible(), self._columns[0]
        widest = max((cell.sizeHint().width() for cell in cells), default=0)
        width = columns * widest + (columns - 1) * self._across
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        cells, columns = self._visible(), self._columns[-1]
        widest = max((cell.minimumSize().width() for cell in cells), default=0)
        height = max((cell.minimumSize().height() for cell in cells), default=0)
        return QSize(columns * widest + (columns - 1) * self._across, height)

    def _place(self, rect: QRect, *, move: bool) -> int:
        cells, columns = self._visible(), self.columns_at(rect.width())
        room = rect.width() - (columns - 1) * self._across
        top = rect.y()
        for first in range(0, len(cells), columns):
            row = cells[first : first + columns]
            edges = [rect.x() + n * room // columns + n * self._across for n in range(columns + 1)]
            widths = [edges[n + 1] - edges[n] - self._across for n in range(len(row))]
            height = max(_height(cell, width) for cell, width in zip(row, widths, strict=True))
            if move:
                for cell, left, width in zip(row, edges, widths, strict=False):
                    cell.setGeometry(QRect(left, top, width, height))
            top += height + self._down
        return max(0, top - self._down - rect.y())


def _height(cell: QLayoutItem, width: int) -> int:
    if cell.hasHeightForWidth():
        return cell.heightForWidth(width)
    return cell.sizeHint().height()
