"""Tells a second click that is meant from a double click."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QApplication


class DoubleClickGuard:
    """Tells a second touch that is meant from a finger that trembles."""

    def __init__(self) -> None:
        self._last: tuple[object, float] | None = None

    def meant(self, what: object) -> bool:
        """False for the same thing again within the double-click time."""
        now = time.monotonic()
        within = QApplication.doubleClickInterval() / 1000
        again = self._last is not None and self._last[0] == what and now - self._last[1] < within
        self._last = (what, now)
        return not again
