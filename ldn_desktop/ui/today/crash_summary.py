"""What stands in place of the questions on a crash day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.style.theme import TextScale
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import ENTRY_SIDE, GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label

NARROWEST_BUTTON = 180
"""Px; a target for someone who can hardly lift a hand."""
BETWEEN_COLUMNS = 36


class CrashSummary(Group):
    """“Crash day saved. Rest.”, and one button for who wants to say more."""

    def __init__(self, on_details: Callable[[], object]) -> None:
        super().__init__(_("Crash day"))
        self.saved = Label(_("Crash day saved."), scale=TextScale.SECTION, bold=True)
        self.rest = Label(_("You can rest now."), scale=TextScale.SECTION)
        self.details = Button(_("Add details"), ButtonKind.ANSWER, on_details)
        self.details.setMinimumWidth(NARROWEST_BUTTON)
        for label in (self.saved, self.rest):
            label.setMinimumHeight(ENTRY_SIDE)
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        grid = GridLayout(self, (2, 1), across=BETWEEN_COLUMNS)
        grid.setContentsMargins(0, BETWEEN_COLUMNS - GAP, 0, 0)
        grid.addWidget(at_left(self.saved, self.rest, gap=6))
        grid.addWidget(at_left(self.details))

    def show_answered(self, answered: bool) -> None:
        """Offer to show what was answered before the day became a crash day, or to add it."""
        self.details.setText(_("Show details") if answered else _("Add details"))
