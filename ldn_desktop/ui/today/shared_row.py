"""A layout of buttons that share one row, or stand below one another where they do not fit."""

from __future__ import annotations

from itertools import accumulate, pairwise

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from ldn_desktop.ui.layouts.listed_layout import ListedLayout
from ldn_desktop.ui.widgets.button import GAP


class SharedRow(ListedLayout):
    """Equal widths where they fit, else each by its words, else a column.

    `by_text` gives each its room by its words from the start; `fill` shares out height too.
    """

    def __init__(
        self, parent: QWidget | None = None, *, by_text: bool = False, fill: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._by_text, self._fill = by_text, fill
        self.setContentsMargins(0, 0, 0, 0)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def widths(self, width: int) -> list[int]:
        """How wide each child is in a row of `width` px; empty where they are stacked."""
        requested = [item.sizeHint().width() for item in self._shown()]
        room = width - GAP * (len(requested) - 1)
        if not requested or sum(requested) > room:
            return []
        equal = not self._by_text and max(requested) * len(requested) <= room
        shares = [1] * len(requested) if equal else requested
        edges = [round(room * total / sum(shares)) for total in accumulate(shares, initial=0)]
        return [after - before for before, after in pairwise(edges)]

    def is_stacked(self) -> bool:
        """Whether the children stand below one another now."""
        return not self.widths(self.contentsRect().width())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        items = self._shown()
        if widths := self.widths(width):
            return max(_height(item, w) for item, w in zip(items, widths, strict=True))
        return sum(_height(item, width) for item in items) + GAP * max(0, len(items) - 1)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + GAP * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        items = self._shown()
        if widths := self.widths(rect.width()):
            high = rect.height() if self._fill else self.heightForWidth(rect.width())
            left = rect.x()
            for item, width in zip(items, widths, strict=True):
                item.setGeometry(QRect(left, rect.y(), width, high))
                left += width + GAP
            return
        over = rect.height() - self.heightForWidth(rect.width()) if self._fill and items else 0
        top = rect.y()
        for item in items:
            high = _height(item, rect.width()) + max(0, over // len(items))
            item.setGeometry(QRect(rect.x(), top, rect.width(), high))
            top += high + GAP


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
