"""One of several: large buttons, one of them chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.ui.choices.option_buttons import Options, option_buttons, show_chosen
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import ButtonKind
from ldn_desktop.ui.widgets.label import Label


class Choice(QWidget):
    """A title and its options; `chosen` carries the key that was touched.

    Under a heading that asks the same, the title is read out and not `shown` again.
    """

    chosen = Signal(object)

    def __init__(
        self,
        title: str,
        options: Options,
        current: object,
        columns: tuple[int, ...] = (5, 3, 1),
        kind: ButtonKind = ButtonKind.ANSWER,
        *,
        shown: bool = True,
    ) -> None:
        super().__init__()
        row = Group(title)
        grid = GridLayout(row, columns)
        self.buttons = option_buttons(title, options, current, kind, self.chosen.emit)
        for button in self.buttons.values():
            grid.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if shown:
            name = Label(title, bold=True)
            name.setBuddy(row)
            column.addWidget(name)
        column.addWidget(row)

    def show_chosen(self, current: object) -> None:
        """Show `current` as chosen; nothing is sent."""
        show_chosen(self.buttons, current)
