"""The line in which a page answers; it takes no room while it has nothing to say."""

from __future__ import annotations

from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.label import Label


class StatusLine(Label):
    """One sentence about what was just done or refused; screen readers announce it.

    Its accessible name is its text, as every label's.
    """

    def __init__(self) -> None:
        super().__init__("", bold=True)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show and announce `sentence`; "" for nothing."""
        self.setText(sentence)
        accessibility.say(self, sentence)

    def setText(self, text: str) -> None:
        """Show `text` without announcing it; nothing where it is empty."""
        super().setText(text)
        self.setVisible(bool(text))
