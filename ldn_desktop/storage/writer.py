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

QUIET = 2.0
"""Seconds without a new answer before the journal is folded."""
RETRY = 2.0
"""Seconds before an answer that could not be saved is tried again."""


class OpenFile(Protocol):
    """What the thread needs of a diary file."""

    def record(self, edit: Edit) -> None: ...
    def fold(self) -> None: ...
    def close(self) -> None: ...


class Writer:
    """Records edits in one thread, in order, and folds after a while of quiet.

    `saved(edit, when)` is called from that thread once the edit is on the disk, `failed`
    with a sentence when it is not: the edit is kept, in its place, and tried again. When a
    fold that failed goes well in the end, `saved` is called again: all is well then.
    """

    def __init__(
        self,
        file: OpenFile,
        saved: Callable[[Edit, datetime], None],
        failed: Callable[[str], None],
        *,
        quiet: float = QUIET,
        retry: float = RETRY,
    ) -> None:
        self._file, self._saved, self._failed = file, saved, failed
        self._quiet, self._retry = quiet, retry
        self._waiting: deque[Edit | Callable[[], None]] = deque()
        self._woken = threading.Condition()
        self._closing = False
        self._unfolded: Edit | None = None
        """The newest edit that stands in the journal alone."""
        self._fold_failed = False
        self._start()

    def record(self, edit: Edit) -> None:
        """Hand `edit` over; returns at once."""
        self._hand_over(edit)

    def run(self, task: Callable[[], None]) -> None:
        """Hand over another piece of disk work, such as a backup, to be done in turn.

        What it refuses goes to `failed`; it is not tried again.
        """
        self._hand_over(task)

    def close(self) -> list[Edit]:
        """Save and fold what is left and end the thread; the file stays open.

        Returns the edits that could not be saved, after one last try: `resume` keeps them.
        """
        with self._woken:
            self._closing = True
            self._woken.notify()
        self._thread.join()
        return [left for left in self._waiting if isinstance(left, Edit)]

    def resume(self) -> None:
        """Go on after `close`, with all that was left."""
        self._closing = False
        self._start()

    def _start(self) -> None:
        self._arrived = bool(self._waiting)
        self._thread = threading.Thread(target=self._run, name="diary-writer")
        self._thread.start()

    def _hand_over(self, work: Edit | Callable[[], None]) -> None:
        with self._woken:
            self._waiting.append(work)
            self._arrived = True
            self._woken.notify()

    def _run(self) -> None:
        pause: float | None = None
        while self._wait(pause):
            had_work = bool(self._waiting)
            if not self._do_all():
                pause = self._retry
            elif had_work:
                pause = self._quiet
            else:
                pause = None if self._fold() else self._retry
        self._do_all()
        self._fold()

    def _wait(self, pause: float | None) -> bool:
        """Wait for new work, at most `pause` seconds (None: without end). False when closing."""
        with self._woken:
            self._woken.wait_for(lambda: self._arrived or self._closing, pause)
            self._arrived = False
            return not self._closing

    def _do_all(self) -> bool:
        """Do what waits, in order; False when the first of it has to be tried again."""
        while self._waiting:
            if not self._do_first():
                return False
        return True

    def _do_first(self) -> bool:
        """Do the work that waits longest; False keeps it there to be tried again."""
        work = self._waiting[0]
        if isinstance(work, Edit):
            return self._record(work)
        self._waiting.popleft()
        self._tell(_refusal(work))
        return True

    def _record(self, edit: Edit) -> bool:
        refusal = _refusal(lambda: self._file.record(edit))
        self._tell(refusal)
        if refusal and not isinstance(refusal, UnstorableValueError):
            return False
        self._waiting.popleft()
        if not refusal:
            self._unfolded = edit
            self._tell_saved(edit)
        return True

    def _fold(self) -> bool:
        newest = self._unfolded
        if newest is None:
            return True
        refusal = _refusal(self._file.fold)
        if refusal:
            self._fold_failed = True
            self._failed(
                _("Your answers are safe, but the diary file could not be renewed: {why}").format(
                    why=refusal
                )
            )
            return False
        self._unfolded = None
        if self._fold_failed:
            self._fold_failed = False
            self._tell_saved(newest)
        return True

    def _tell_saved(self, edit: Edit) -> None:
        self._tell(_refusal(lambda: self._saved(edit, datetime.now(UTC))))

    def _tell(self, refusal: UserError | None) -> None:
        if refusal:
            self._failed(str(refusal))


def _refusal(work: Callable[[], None]) -> UserError | None:
    """Why `work` did not go well, None where it did. No fault may end the thread: edits wait."""
    try:
        work()
    except UserError as refused:
        return refused
    except Exception as error:  # noqa: BLE001
        return SaveError(
            _("Something unexpected happened while saving ({error}).").format(error=error)
        )
    return None
