"""The one place for work off the interface thread, and for the way back to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ldn_desktop.errors import UserError
from ldn_desktop.ui.garbage_collection import collect_on_interface_thread

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

DRAWING_LOCK = Lock()
"""Held by whoever draws: matplotlib must not be used by two threads at a time."""


class InterfaceThread(QObject):
    """Runs calls on the thread it was made on, in the order they were posted from any other."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        collect_on_interface_thread()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], object]) -> None:
        """Run `call` on the interface thread soon; not at all when the window is gone by then."""
        try:
            self._posted.emit(call)
        except RuntimeError:
            return  # Qt has deleted this object with its window

    def _run(self, call: Callable[[], object]) -> None:
        call()


class Task:
    """Work that was submitted. Made beforehand where the work itself wants to look at it."""

    def __init__(self) -> None:
        self._cancelled = Event()
        self._future: Future[None] | None = None

    def begin(self, future: Future[None]) -> None:
        """It waits or runs in `future` from now on."""
        self._future = future

    def cancel(self) -> None:
        """Report nothing of it any more; work that has not begun is never done."""
        self._cancelled.set()
        if self._future is not None:
            self._future.cancel()

    @property
    def cancelled(self) -> bool:
        """Whether anybody still wants the result; long work asks now and then."""
        return self._cancelled.is_set()

    def wait(self) -> None:
        """Return when nothing of it runs any more."""
        if self._future is not None and not self._future.cancelled():
            self._future.result()


class Background(QObject):
    """One thread that does what is submitted, in order, and hands results back on this one.

    `lock` is held while work is done; drawing has `DRAWING_LOCK`.
    """

    def __init__(self, parent: QObject | None = None, *, lock: Lock | None = None) -> None:
        super().__init__(parent)
        self._lock = lock or nullcontext()
        self._pool: ThreadPoolExecutor | None = None
        self._interface = InterfaceThread(self)
        self._under_way: set[Task] = set()

    @property
    def idle(self) -> bool:
        """Whether every result was handed back, or was cancelled."""
        self._under_way = {task for task in self._under_way if not task.cancelled}
        return not self._under_way

    def submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        on_error: Callable[[str], object] | None = None,
        task: Task | None = None,
    ) -> Task:
        """Do `work` on the thread, then `on_done(result)` here.

        A UserError becomes `on_error(sentence)`; everything else is raised here, where the
        program's fault handler tells of it.
        """
        # Imported with the first work: it brings logging, which the start does without.
        from concurrent.futures import ThreadPoolExecutor

        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        task = task or Task()
        self._under_way.add(task)
        task.begin(self._pool.submit(self._do, work, on_done, on_error, task))
        return task

    def _do(
        self,
        work: Callable[[], Any],
        on_done: Callable[[Any], object],
        on_error: Callable[[str], object] | None,
        task: Task,
    ) -> None:
        if task.cancelled:
            return
        call: Callable[[], object]
        try:
            with self._lock:
                call = partial(on_done, work())
        except Exception as error:  # noqa: BLE001  # raised again on the interface thread
            call = partial(_fail, error, on_error)
        self._interface.post(partial(self._finish, call, task))

    def _finish(self, call: Callable[[], object], task: Task) -> None:
        self._under_way.discard(task)
        if not task.cancelled:
            call()

    def report(self, task: Task, call: Callable[[], object]) -> None:
        """From the work of `task`: run `call` on the interface thread, unless cancelled by then."""
        self._interface.post(lambda: None if task.cancelled else call())

    def stop(self) -> None:
        """Forget what has not begun; what has begun is finished unseen."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _fail(error: Exception, on_error: Callable[[str], object] | None) -> None:
    if on_error is None or not isinstance(error, UserError):
        raise error
    on_error(str(error))
