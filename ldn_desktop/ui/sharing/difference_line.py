"""One quiet line: what the other computer says instead of what is shown."""

from __future__ import annotations

from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.label import Label


class DifferenceLine(Label):
    """Takes no room while nothing differs."""

    def __init__(self) -> None:
        super().__init__("", role=Role.QUIET, scale=TextScale.SIDE)
        self.hide()

    def setText(self, text: str) -> None:
        """Show `text`; nothing where it is empty."""
        super().setText(text)
        self.setVisible(bool(text))
