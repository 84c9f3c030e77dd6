"""What a chart shows: up to four symptoms, side effects or readings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label


class MultiChoice(QWidget):
    """Buttons that can be chosen together, at most `most` of them."""

    changed = Signal(object)
    """The chosen keys, in the order of the buttons."""

    def __init__(self, options: Sequence[tuple[str, str]], chosen: Sequence[str], most: int):
        super().__init__()
        self._most = most
        grid = GridLayout(self, (3, 2, 1))
        self.buttons: dict[str, Button] = {}
        for key, text in options:
            button = Button(text, ButtonKind.ANSWER, self._follow)
            button.setCheckable(True)
            button.setChecked(key in chosen)
            grid.addWidget(button)
            self.buttons[key] = button
        self._limit()

    @property
    def chosen(self) -> list[str]:
        return [key for key, button in self.buttons.items() if button.isChecked()]

    def _follow(self) -> None:
        self._limit()
        self.changed.emit(self.chosen)

    def _limit(self) -> None:
        full = len(self.chosen) >= self._most
        for button in self.buttons.values():
            button.setEnabled(button.isChecked() or not full)


class ChoicePage(Page):
    """Choose what the chart shows; every touch counts at once."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[str, str]], chosen: Sequence[str], most: int):
        super().__init__(_("What to show"), _("‹ Done"))
        hint = _("You can show up to {n}. Select one again to remove it.").format(n=most)
        self.column.addWidget(Label(hint))
        self.picks = MultiChoice(options, chosen, most)
        self.picks.changed.connect(self.chosen)
        self.column.addWidget(self.picks)
        self.column.addStretch(1)
