"""A column whose height is exactly that of its contents."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


@dataclass(slots=True)
class _Entry:
    item: QLayoutItem
    space_above: int
    full_width: bool


class ColumnLayout(QLayout):
    """Stacks widgets; each is as high as it needs to be at the width it gets.

    Nested box layouts report a minimum height worked out at their narrowest width, and a scroll
    area then leaves room for it: a text that wraps would end in blank space. Here the minimum
    height is 0 and `heightForWidth` alone decides.

    Text is never wider than `text_width` px, so that lines stay readable, beside its `text_indent`
    if it has one; widgets added at `full_width` may be as wide as the column.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._entries: list[_Entry] = []
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self._text_width: int | None = None
        self._widest: int | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, space_above: int = 0, *, full_width: bool = False) -> None:
        """Append `widget`, `space_above` px beneath the one before."""
        self.addWidget(widget)
        self._entries[-1].space_above = space_above
        self._entries[-1].full_width = full_width
        widget.show()  # Qt would do so at the next turn of its event loop, and until then skip it
        self.invalidate()
        self.update()  # ask the scroll area around it to make room

    def set_widths(self, text: int, widest: int) -> None:
        """Limit text to `text` px, and everything else to `widest` px, from now on."""
        self._text_width, self._widest = text, widest
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._entries.append(_Entry(item, 0, full_width=False))

    def count(self) -> int:
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index].item if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._entries.pop(index).item if 0 <= index < len(self._entries) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # Qt asks many times between two changes
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def minimumSize(self) -> QSize:
        widths = [entry.item.minimumSize().width() for entry in self._visible()]
        margins = self.contentsMargins()
        return QSize(max(widths, default=0) + margins.left() + margins.right(), 0)

    def sizeHint(self) -> QSize:
        widths = [entry.item.sizeHint().width() for entry in self._visible()]
        margins = self.contentsMargins()
        width = max(widths, default=0) + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _visible(self) -> list[_Entry]:
        return [entry for entry in self._entries if not entry.item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the widgets in `rect`; the height they need, margins included."""
        margins: QMargins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        top = inner.y()
        for number, entry in enumerate(self._visible()):
            top += entry.space_above if number else 0
            width = inner.width() if self._widest is None else min(inner.width(), self._widest)
            if self._text_width is not None and not entry.full_width:
                indent = getattr(entry.item.widget(), "text_indent", 0)
                width = min(width, self._text_width + indent)
            item = entry.item
            height = item.heightForWidth(width) if item.hasHeightForWidth() else -1
            height = height if height >= 0 else item.sizeHint().height()
            if move:
                item.setGeometry(QRect(inner.x(), top, width, height))
            top += height
        return top - rect.y() + margins.bottom()
