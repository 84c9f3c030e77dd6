"""A row of a list or a setting: a name, a quieter line below it, and controls at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.ui.layouts.row_layout import words_and_controls
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.label import Label


def captioned_row(
    name: Label, caption: str | Label, *controls: QWidget, margin: int = 4
) -> QWidget:
    """`name` with `caption` below it, where there is one, and `controls` at the right.

    `margin` is the px that stay free above and below the texts.
    """
    words = QWidget()
    column = QVBoxLayout(words)
    column.setContentsMargins(0, margin, 0, margin)
    column.setSpacing(0)
    column.addWidget(name)
    if isinstance(caption, str) and caption:
        caption = Label(caption, role=Role.QUIET, scale=TextScale.SIDE)
    if isinstance(caption, Label):
        column.addWidget(caption)
    return words_and_controls(words, *controls)


def setting_row(control: Group, hint: str = "") -> QWidget:
    """The name of `control` at the left, with a hint below it, and `control` at the right."""
    name = Label(control.accessibleName())
    name.setBuddy(control)
    return captioned_row(name, hint, control, margin=0)
