"""The accessible interface of widgets, and the order in which Tab reaches them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ldn_desktop.ui.layouts.page_columns import PageColumn
from tests.support.ui.screens import visible
from tests.support.ui.sizes import scroll_area

VAGUE = {
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Pane,
    QAccessible.Role.UserRole,
    QAccessible.Role.Whitespace,
    QAccessible.Role.StaticText,
}


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def focusable_of(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in visible(window)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled()
    ]


def tab_order() -> Iterator[QWidget]:
    """What Tab reaches, in order, starting with what has the focus now."""
    first = QApplication.focusWidget()
    assert first is not None
    reached = first
    while True:
        yield reached
        QTest.keyClick(reached, Qt.Key.Key_Tab)
        step = QApplication.focusWidget()
        assert step is not None
        reached = step
        if reached is first:
            return


def tops_by_part(reached: list[QWidget], window: QWidget) -> list[list[int]]:
    """Heights of controls as Tab comes by, for each part that scrolls or is read for itself."""
    height = {w: w.mapTo(window, w.rect().center()).y() for w in reached}
    # The walk began where the focus was; the page begins above what scrolls.
    fixed = [widget for widget in reached if scroll_area(widget) is None]
    first = reached.index(min(fixed or reached, key=height.__getitem__))
    turned = reached[first:] + reached[:first]
    return [[height[w] for w in part] for _area, part in groupby(turned, key=part_of)]


def part_of(widget: QWidget) -> QWidget | None:
    """The column that `widget` stands in, or else what scrolls with it."""
    ancestor = widget.parentWidget()
    while ancestor is not None and not isinstance(ancestor, QScrollArea | PageColumn):
        ancestor = ancestor.parentWidget()
    return ancestor
