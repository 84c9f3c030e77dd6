"""The line in which a page answers; it takes no room while it has nothing to say."""

from __future__ import annotations

from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.label import VanishingLabel


class StatusLine(VanishingLabel):
    """One sentence about what was just done or refused; screen readers announce it.

    Its accessible name is its text, as every label's.
    """

    def __init__(self) -> None:
        super().__init__("", bold=True)

    def say(self, sentence: str) -> None:
        """Show and announce `sentence`; "" for nothing. `setText` shows it without a word."""
        self.setText(sentence)
        accessibility.say(self, sentence)
