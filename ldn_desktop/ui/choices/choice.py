"""One of several: large buttons, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import ButtonKind, ExclusiveButton
from ldn_desktop.ui.widgets.label import Label


class Choice(QWidget):
    """A title and its options; `chosen` carries the key that was touched."""

    chosen = Signal(object)

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[object, str]],
        current: object,
        columns: tuple[int, ...] = (5, 3, 1),
        kind: ButtonKind = ButtonKind.ANSWER,
    ) -> None:
        super().__init__()
        row = Group(title)
        grid = GridLayout(row, columns)
        self.buttons: dict[object, ExclusiveButton] = {}
        for key, text in options:
            button = ExclusiveButton(text, kind)
            button.setAccessibleName(_("{title}: {option}").format(title=title, option=text))
            button.setChecked(key == current)
            button.clicked.connect(lambda _c=False, k=key: self.chosen.emit(k))
            grid.addWidget(button)
            self.buttons[key] = button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if title:
            column.addWidget(Label(title, bold=True))
        column.addWidget(row)

    def show_chosen(self, current: object) -> None:
        """Show `current` as chosen; nothing is sent."""
        for key, button in self.buttons.items():
            button.show_chosen(key == current)
