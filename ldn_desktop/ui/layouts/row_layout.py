"""A row with a left end, a right end and perhaps a middle; it breaks instead of squeezing."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ldn_desktop.ui.widgets.button import GAP
from ldn_desktop.ui.widgets.label import Label


class RowSlot(Enum):
    LEFT = "left"
    WORDS = "words"
    """At the left; wraps beside the others rather than break the line."""
    MIDDLE = "middle"
    RIGHT = "right"


Line = list[tuple[QLayoutItem, RowSlot]]


class RowLayout(QLayout):
    """Widgets at the left, in the middle and at the right of one line.

    Where they do not fit side by side, the middle takes a line of its own above the others;
    where even those do not fit, each line holds as many as it can.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = GAP) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self._items: Line = []
        self._next = RowSlot.LEFT
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, place: RowSlot) -> None:
        self._next = place
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append((item, self._next))

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index][0] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index)[0] if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # Qt asks again and again between two changes
            margins = self.contentsMargins()
            inner = width - margins.left() - margins.right()
            height = self._lay_out(QRect(0, 0, inner, 0), move=False)
            self._heights[width] = height + margins.top() + margins.bottom()
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        width = self._wide(self._visible()) + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item, _place in self._visible()]
        margins = self.contentsMargins()
        return QSize(
            max((s.width() for s in sizes), default=0) + margins.left() + margins.right(),
            max((s.height() for s in sizes), default=0) + margins.top() + margins.bottom(),
        )

    def _visible(self) -> Line:
        return [(item, position) for item, position in self._items if not item.isEmpty()]

    def _wide(self, items: Line) -> int:
        if not items:
            return 0
        sides = {
            position: sum(_wish(i) + self._gap for i, p in items if p is position)
            for position in RowSlot
        }
        if sides[RowSlot.MIDDLE]:  # truly centred: the wider end is needed on both sides
            ends = 2 * max(sides[RowSlot.LEFT] + sides[RowSlot.WORDS], sides[RowSlot.RIGHT])
        else:
            ends = sides[RowSlot.LEFT] + sides[RowSlot.WORDS] + sides[RowSlot.RIGHT]
        return ends + sides[RowSlot.MIDDLE] - (0 if sides[RowSlot.MIDDLE] else self._gap)

    def _room_for_words(self, items: Line, width: int) -> int:
        """What a line of `width` px leaves to its one text that may wrap; 0 if it has none."""
        others = [(i, p) for i, p in items if p is not RowSlot.WORDS]
        if len(others) != len(items) - 1 or any(p is RowSlot.MIDDLE for _i, p in others):
            return 0
        return width - sum(_wish(i) + self._gap for i, _p in others)

    def _lines(self, width: int) -> list[Line]:
        items = self._visible()
        if not items:
            return []
        if self._wide(items) <= width or 2 * self._room_for_words(items, width) >= width:
            return [items]
        middle: Line = [(i, p) for i, p in items if p is RowSlot.MIDDLE]
        lines: list[Line] = [[one] for one in middle]
        line: Line = []
        for one in ((i, p) for i, p in items if p is not RowSlot.MIDDLE):
            if line and self._wide([*line, one]) > width:
                lines.append(line)
                line = []
            line.append(one)
        return [*lines, line] if line else lines

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        top = rect.y()
        for line in self._lines(rect.width()):
            widths = self._widths(line, rect.width())
            height = max(
                (_height(i, w) for (i, _p), w in zip(line, widths, strict=True)), default=0
            )
            if move:
                self._place_line(line, widths, QRect(rect.x(), top, rect.width(), height))
            top += height + self._gap
        return max(0, top - self._gap - rect.y())

    def _widths(self, line: Line, width: int) -> list[int]:
        if len(line) == 1 and line[0][1] is RowSlot.MIDDLE:
            return [width]
        room = self._room_for_words(line, width)
        return [
            min(_wish(i), room if p is RowSlot.WORDS and room else width, width) for i, p in line
        ]

    def _place_line(
        self, line: list[tuple[QLayoutItem, RowSlot]], widths: list[int], rect: QRect
    ) -> None:
        left, right = rect.left(), rect.right() + 1
        for (item, position), width in zip(line, widths, strict=True):
            if position in (RowSlot.LEFT, RowSlot.WORDS):
                _put(item, left, width, rect)
                left += width + self._gap
            elif position is RowSlot.MIDDLE:
                _put(item, rect.x() + (rect.width() - width) // 2, width, rect)
        for (item, position), width in reversed(list(zip(line, widths, strict=True))):
            if position is RowSlot.RIGHT:
                right -= width
                _put(item, right, width, rect)
                right -= self._gap


def _put(item: QLayoutItem, left: int, width: int, line: QRect) -> None:
    """As high as it needs to be, in the middle of `line`."""
    height = min(_height(item, width), line.height())
    item.setGeometry(QRect(left, line.y() + (line.height() - height) // 2, width, height))


def _wish(item: QLayoutItem) -> int:
    """The width that `item` would like; for words, that of one line."""
    widget = item.widget()
    return widget.width_of_one_line if isinstance(widget, Label) else item.sizeHint().width()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def at_left(*widgets: QWidget, gap: int = GAP, margin: int = 0) -> QWidget:
    """A line with `widgets` at its left, none wider than it needs to be.

    `gap` is the px between them, `margin` the px that stay free above and below.
    """
    line = QWidget()
    row = RowLayout(line, gap)
    row.setContentsMargins(0, margin, 0, margin)
    for widget in widgets:
        row.add(widget, RowSlot.LEFT)
    return line


def words_and_controls(words: QWidget, *controls: QWidget, margin: int = 0) -> QWidget:
    """A line with `words`, which wrap, at its left, and `controls` at its right.

    `margin` is the px that stay free above and below.
    """
    line = QWidget()
    row = RowLayout(line)
    row.setContentsMargins(0, margin, 0, margin)
    row.add(words, RowSlot.WORDS)
    for control in controls:
        row.add(control, RowSlot.RIGHT)
    return line
