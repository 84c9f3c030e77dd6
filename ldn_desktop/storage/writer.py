"""The writing thread: answers go to the disk while the window stays free."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from ldn_desktop.diary.model import Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.errors import SaveError, UnstorableValueError

CHECKPOINT_DELAY = 2.0
"""Seconds without a new answer before a checkpoint is written."""
RETRY_DELAY = 2.0
"""Seconds before an answer that could not be saved is tried again."""


class OpenFile(Protocol):
    """What the thread needs of a diary file."""

    def record(self, edit: Edit) -> None: ...
    def checkpoint(self) -> None: ...
    def close(self) -> None: ...


class Writer:
    """Records edits in one thread, in order, and writes a checkpoint after a pause.

    `saved(edit, when)` is called from that thread once the edit is on the disk, `failed`
    with a sentence when it is not: the edit stays in the queue and is tried again. When a
    checkpoint that failed succeeds in the end, `saved` is called again.
    """

    def __init__(
        self,
        file: OpenFile,
        saved: Callable[[Edit, datetime], None],
        failed: Callable[[str], None],
        *,
        checkpoint_delay: float = CHECKPOINT_DELAY,
        retry_delay: float = RETRY_DELAY,
    ) -> None:
        self._file, self._saved, self._failed = file, saved, failed
        self._checkpoint_delay, self._retry_delay = checkpoint_delay, retry_delay
        self._queue: deque[Edit | Callable[[], None]] = deque()
        self._condition = threading.Condition()
        self._closing = False
        self._not_in_checkpoint: Edit | None = None
        """The newest edit that stands in the journal alone."""
        self._checkpoint_failed = False
        self._start()

    def record(self, edit: Edit) -> None:
        """Hand `edit` over; returns at once."""
        self._enqueue(edit)

    def run(self, task: Callable[[], None]) -> None:
        """Hand over another piece of disk work, such as a backup, to be done in turn.

        Its error goes to `failed`; it is not tried again.
        """
        self._enqueue(task)

    def close(self) -> list[Edit]:
        """Save what is left, write a checkpoint and end the thread; the file stays open.

        Returns the edits that could not be saved, after one last try: `resume` keeps them.
        """
        with self._condition:
            self._closing = True
            self._condition.notify()
        self._thread.join()
        return [left for left in self._queue if isinstance(left, Edit)]

    def resume(self) -> None:
        """Go on after `close`, with all that was left."""
        self._closing = False
        self._start()

    def _start(self) -> None:
        self._has_new_work = bool(self._queue)
        self._thread = threading.Thread(target=self._run, name="diary-writer")
        self._thread.start()

    def _enqueue(self, work: Edit | Callable[[], None]) -> None:
        with self._condition:
            self._queue.append(work)
            self._has_new_work = True
            self._condition.notify()

    def _run(self) -> None:
        pause: float | None = None
        while self._wait(pause):
            had_work = bool(self._queue)
            if not self._process_queue():
                pause = self._retry_delay
            elif had_work:
                pause = self._checkpoint_delay
            else:
                pause = None if self._checkpoint() else self._retry_delay
        self._process_queue()
        self._checkpoint()

    def _wait(self, pause: float | None) -> bool:
        """Wait for new work, at most `pause` seconds (None: without end). False when closing."""
        with self._condition:
            self._condition.wait_for(lambda: self._has_new_work or self._closing, pause)
            self._has_new_work = False
            return not self._closing

    def _process_queue(self) -> bool:
        """Do what waits, in order; False when the first of it has to be tried again."""
        while self._queue:
            if not self._process_first():
                return False
        return True

    def _process_first(self) -> bool:
        """Process the oldest item; False leaves it in the queue to be tried again."""
        work = self._queue[0]
        if isinstance(work, Edit):
            return self._record(work)
        self._queue.popleft()
        self._report(_error_of(work))
        return True

    def _record(self, edit: Edit) -> bool:
        error = _error_of(lambda: self._file.record(edit))
        self._report(error)
        if error and not isinstance(error, UnstorableValueError):
            return False
        self._queue.popleft()
        if not error:
            self._not_in_checkpoint = edit
            self._report_saved(edit)
        return True

    def _checkpoint(self) -> bool:
        newest = self._not_in_checkpoint
        if newest is None:
            return True
        error = _error_of(self._file.checkpoint)
        if error:
            self._checkpoint_failed = True
            self._failed(
                _("Your answers are safe, but the diary file could not be updated: {why}").format(
                    why=error
                )
            )
            return False
        self._not_in_checkpoint = None
        if self._checkpoint_failed:
            self._checkpoint_failed = False
            self._report_saved(newest)
        return True

    def _report_saved(self, edit: Edit) -> None:
        self._report(_error_of(lambda: self._saved(edit, datetime.now(UTC))))

    def _report(self, error: UserError | None) -> None:
        if error:
            self._failed(str(error))


def _error_of(work: Callable[[], None]) -> UserError | None:
    """Why `work` did not go well, None where it did. No fault may end the thread: edits wait."""
    try:
        work()
    except UserError as error:
        return error
    except Exception as error:  # noqa: BLE001
        return SaveError(
            _("Something unexpected happened while saving ({error}).").format(error=error)
        )
    return None
