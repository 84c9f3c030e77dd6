"""Garbage is collected on the interface thread alone.

Python collects on whichever thread happens to allocate. A drawing thread allocates most, and would
destroy timers, actions and connections of the window while the interface thread uses them, which
Qt forbids.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QObject
from shiboken6 import isValid

_collectors: list[_Collector] = []
"""The one of the application; none before it is made, or where it is no more."""


def collect_on_interface_thread() -> None:
    """Collect before the event loop waits, and at no other time. For the interface thread."""
    application = QCoreApplication.instance()
    # Not by findChild: PySide would make a Python object, and class, of every child it looks at.
    if application is not None and not any(map(isValid, _collectors)):
        _collectors[:] = [_Collector(application)]


class _Collector(QObject):
    """Does what Python's automatic collection does, whenever the event loop has nothing to do."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._collect_what_is_due)

    def _collect_what_is_due(self) -> None:
        # The start switches automatic collection on again when it is over.
        if gc.isenabled():
            gc.disable()
        oldest = -1
        for generation, (count, threshold) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        ):
            if count > threshold:
                oldest = generation
        if oldest >= 0:
            gc.collect(oldest)
