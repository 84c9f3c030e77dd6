"""One quiet line: what the other computer says instead of what is shown."""

from __future__ import annotations

from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.label import VanishingLabel


class DifferenceLine(VanishingLabel):
    """Empty, and out of the way, while nothing differs."""

    def __init__(self) -> None:
        super().__init__("", role=Role.QUIET, scale=TextScale.SIDE)
