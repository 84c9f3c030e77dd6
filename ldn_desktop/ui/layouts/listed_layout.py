"""What Qt asks of a layout whose children are a plain list."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QLayoutItem


class ListedLayout(QLayout):
    """Subclasses size and place the children `_items`, in the order in which they were added."""

    _items: list[QLayoutItem]

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None
