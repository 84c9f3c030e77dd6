"""The one thread that draws: figures, files and pages, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from ldn_desktop.errors import UserError

DRAWING_LOCK = Lock()
"""Held by whoever draws: the drawing library must not be used by two threads at a time."""


class RenderWorker(QObject):
    """Runs work off the interface thread and hands its result back on it, in order."""

    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")
        self._under_way = 0
        self._done.connect(self._hand_back, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether everything asked for has been handed back."""
        return self._under_way == 0

    def ask(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], object],
        refused: Callable[[str], object] | None = None,
    ) -> None:
        """Do `work` in the thread, then `then(result)` here, or `refused(sentence)`."""
        self._under_way += 1
        self._thread.submit(self._run, work, then, refused)

    def _run(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], object],
        refused: Callable[[str], object] | None,
    ) -> None:
        result: Any = None
        failure: Exception | None = None
        try:
            with DRAWING_LOCK:
                result = work()
        except Exception as error:  # noqa: BLE001  # raised again on the interface thread
            failure = error
        try:
            self._done.emit((result, failure, then, refused))
        except RuntimeError:
            return  # the window was closed meanwhile

    def _hand_back(self, parcel: tuple[Any, Exception | None, Any, Any]) -> None:
        result, failure, then, refused = parcel
        self._under_way -= 1
        if failure is None:
            then(result)
        elif isinstance(failure, UserError) and refused is not None:
            refused(str(failure))
        else:
            raise failure

    def stop(self) -> None:
        """Forget what has not begun; what has begun is finished unseen."""
        self._thread.shutdown(wait=False, cancel_futures=True)
