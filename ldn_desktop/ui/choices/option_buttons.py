"""The buttons of a control that offers one of several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ldn_desktop.i18n import _
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import ButtonKind, ExclusiveButton

Options = Sequence[tuple[object, str]]
"""A key and its text for each."""


class OptionButton(ExclusiveButton):
    """An option that says itself when Enter chooses it: readers speak of Space alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            # Before it acts: another language builds the whole page anew.
            accessibility.say(self, self.accessibleName())
        super().keyPressEvent(event)


def option_buttons(
    title: str,
    options: Options,
    current: object,
    kind: ButtonKind,
    choose: Callable[[object], object],
) -> dict[object, OptionButton]:
    """A button for each of `options`, read out after `title`; a touch calls `choose` with its key.

    The one with the key `current` is shown as chosen.
    """
    buttons: dict[object, OptionButton] = {}
    for key, text in options:
        button = buttons[key] = OptionButton(text, kind, partial(choose, key))
        button.setAccessibleName(_("{title}: {option}").format(title=title, option=text))
        button.setChecked(key == current)
    return buttons


def show_chosen(buttons: Mapping[object, ExclusiveButton], current: object) -> None:
    """Show `current` as chosen, or none where it is no option; nothing is sent."""
    for key, button in buttons.items():
        button.show_chosen(key == current)
