"""A titled section of a page: rows with a thin rule above each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.ui.layouts.focus_order import hand_focus_on
from ldn_desktop.ui.style.painting import hair_line
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.label import Heading, Label

RULE_GAP = 3
"""Px above and below a rule: controls in neighbouring rows stay 8 px apart with the rule's own."""


class Rule(QWidget):
    """A thin horizontal line between two rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(1, 2 * RULE_GAP + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        hair_line(QPainter(self), self, RULE_GAP)


class Section(Group):
    """A group of rows, announced to screen readers with its title."""

    def __init__(self, title: str, lead: str = "") -> None:
        super().__init__(title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._heading = Heading(title, scale=TextScale.SECTION)
        self._column.addWidget(self._heading)
        if lead:
            self._column.addSpacing(4)
            self._column.addWidget(Label(lead, role=Role.QUIET))

    def set_title(self, title: str) -> None:
        """Show and announce the group as `title` from now on."""
        self._heading.say(title)
        self.setAccessibleName(title)

    def add_row(self, row: QWidget) -> None:
        """Add `row` at the end, below a rule."""
        self._column.addWidget(Rule())
        self._column.addWidget(row)

    def add(self, widget: QWidget, space: int = 8) -> None:
        """Add `widget` at the end without a rule, `space` px below what is there."""
        self._column.addSpacing(space)
        self._column.addWidget(widget)

    def replace(self, old: QWidget, new: QWidget) -> QWidget:
        """Put `new` where `old` is, the focus too; returns `new`."""
        self._column.replaceWidget(old, new)
        new.show()
        hand_focus_on(old, new)
        old.hide()
        old.deleteLater()
        return new


def ruled_list(rows: Iterable[QWidget]) -> QWidget:
    """`rows` one below the other, each under a rule."""
    board = QWidget()
    column = QVBoxLayout(board)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for row in rows:
        column.addWidget(Rule())
        column.addWidget(row)
    return board
