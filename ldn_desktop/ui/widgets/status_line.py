"""The line in which a page answers; it takes no room while it has nothing to say."""

from __future__ import annotations

from ldn_desktop.i18n import _
from ldn_desktop.ui.widgets.label import Label


class StatusLine(Label):
    """One sentence about what was just done or refused."""

    def __init__(self) -> None:
        super().__init__("", bold=True)
        self.setAccessibleName(_("What happened"))
        self.hide()

    def setText(self, text: str) -> None:
        """Show `text`; nothing where it is empty."""
        super().setText(text)
        self.setVisible(bool(text))
