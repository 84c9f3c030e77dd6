"""A row of a setting: what it is called, a hint below that, and its control at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.label import Label


def setting_row(control: Group, hint: str = "") -> QWidget:
    """The name of `control` at the left, with a hint below it, and `control` at the right."""
    line = QWidget()
    row = RowLayout(line)
    names = QWidget()
    column = QVBoxLayout(names)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(control.accessibleName()))
    if hint:
        column.addWidget(Label(hint, role=Role.QUIET, scale=TextScale.SIDE))
    row.add(names, RowSlot.WORDS)
    row.add(control, RowSlot.RIGHT)
    return line
