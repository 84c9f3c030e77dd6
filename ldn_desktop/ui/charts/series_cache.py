"""The diary's daily series for the worker's thread, updated day by day as the diary changes."""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ldn_desktop.ui.session import Session

if TYPE_CHECKING:
    from ldn_desktop.charts import DailySeries


class SeriesCache(QObject):
    """Reads the diary once, and after that only the days that changed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._series: DailySeries | None = None
        self._stale: set[date] | None = None
        self._lock = Lock()
        session.changed.connect(self._on_change)

    def _on_change(self, dates: set[date]) -> None:
        with self._lock:
            self._stale = (self._stale or set()) | dates

    def series(self) -> DailySeries:
        """The series of the diary as it is now; for the worker's thread."""
        from ldn_desktop.charts import DailySeries

        while True:
            version, diary = self._session.version, self._session.diary
            with self._lock:
                stale, self._stale = self._stale, None
            try:
                if self._series is None:
                    self._series = DailySeries.of(diary)
                elif stale is not None:
                    self._series = self._series.updated(diary, stale)
            except RuntimeError:
                # The diary changed while it was being read: start again.
                self._series = None
                continue
            if version == self._session.version:
                return self._series
