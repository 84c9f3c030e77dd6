"""Controls that stand together on one tile: one of several, and more or less of something."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ldn_desktop.i18n import _
from ldn_desktop.ui.choices.option_buttons import Options, option_buttons, show_chosen
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style.painting import fill, inside, outline, rounded
from ldn_desktop.ui.style.theme import Role, colour
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label

INSET = 4
"""Px between the edge of a trough and what it holds."""


class Trough(Group):
    """A tile, 52 px high at 100 %, that holds controls of 44 px, read out with its name.

    `row` takes them; they break into rows where the trough is too narrow.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.row = RowLayout(self)
        self.row.setContentsMargins(INSET, INSET, INSET, INSET)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = rounded(inside(self.rect(), 0.5))
        fill(painter, shape, self, Role.TILE)
        outline(painter, shape, colour(self, Role.TILE_LINE), 1)


class SegmentedControl(Trough):
    """One of several words, such as Chart · Year · Table.

    `chosen` carries the key that was touched, also when it was chosen already. For more than
    five options, or long ones, use `Choice`.
    """

    chosen = Signal(object)

    def __init__(self, name: str, options: Options, current: object = None) -> None:
        """`options` are keys and their words; `name` is read out, not shown."""
        super().__init__(name)
        self.buttons = option_buttons(name, options, current, ButtonKind.WORD, self.chosen.emit)
        for button in self.buttons.values():
            self.row.add(button, RowSlot.LEFT)

    def show_chosen(self, current: object) -> None:
        """Show `current` as chosen, or none where it is no option; nothing is sent."""
        show_chosen(self.buttons, current)


class Stepper(Trough):
    """A value between two buttons, such as − 4 am +. `stepped` carries −1 or +1."""

    stepped = Signal(int)

    def __init__(
        self,
        name: str,
        value: str,
        *,
        less: tuple[str, str] | None = None,
        more: tuple[str, str] | None = None,
        bold: bool = True,
    ) -> None:
        """`less` and `more` are what the buttons show and how they are read out."""
        super().__init__(name)
        self._name = name
        less, more = less or ("−", _("Less")), more or ("+", _("More"))
        self.less = self._button(*less, -1)
        self.value = Label("", bold=bold)
        self.value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.value.setWordWrap(False)
        self.more = self._button(*more, +1)
        self.row.add(self.less, RowSlot.LEFT)
        self.row.add(self.value, RowSlot.MIDDLE)
        self.row.add(self.more, RowSlot.RIGHT)
        self._show(value)

    def _button(self, text: str, spoken: str, step: int) -> Button:
        button = Button(text, on_click=lambda: self.stepped.emit(step))
        button.setAccessibleName(_("{title}: {option}").format(title=self._name, option=spoken))
        return button

    def _show(self, value: str) -> None:
        self.value.setText(value)
        self.value.setAccessibleName(_("{title}: {option}").format(title=self._name, option=value))

    def show_value(self, value: str, *, can_less: bool = True, can_more: bool = True) -> None:
        """Show `value`, and have a change read out; a button that leads nowhere is quiet."""
        before = self.value.text()
        self._show(value)
        self.less.set_spent(not can_less)
        self.more.set_spent(not can_more)
        if before not in ("", value):
            accessibility.say(self, self.value.accessibleName())
