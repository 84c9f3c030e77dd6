"""Reading a file and working out its preview, in a thread of its own that can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from ldn_desktop.diary.model import Diary
from ldn_desktop.interchange import (
    DateOrder,
    ImportOptions,
    ParsedFile,
    ParsedLdnFile,
    Preview,
    Progress,
    parse_file,
)
from ldn_desktop.ui.background import Background, Task


class FileReader(QObject):
    """Does one job at a time; of a job that was stopped nothing more is reported."""

    went_on = Signal(float)
    """How far the reading is, 0 to 1."""
    read = Signal(object)
    previewed = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._background = Background(self)
        self._task = Task()

    def start(
        self, path: Path, diary: Diary, now: datetime, dates: DateOrder | None = None
    ) -> None:
        """Read `path`; `read` carries what it says, `refused` a sentence."""

        def job(go_on: Progress) -> ParsedFile | ParsedLdnFile:
            return parse_file(path, diary, now=now, dates=dates, progress=go_on)

        self._do(job, self.read)

    def look(
        self,
        reading: ParsedFile | ParsedLdnFile,
        diary: Diary,
        options: ImportOptions,
    ) -> None:
        """Work out what `reading` would do; `previewed` carries it, `refused` a sentence."""

        def job(_go_on: Progress) -> Preview:
            return reading.preview(diary, options)

        self._do(job, self.previewed)

    def stop(self) -> None:
        """End the job; returns when nothing of it runs any more."""
        self._task.cancel()
        self._task.wait()

    def _do(self, job: Callable[[Progress], object], done: SignalInstance) -> None:
        self.stop()
        task = self._task = Task()

        def go_on(share: float) -> bool:
            self._background.report(task, partial(self.went_on.emit, share))
            return not task.cancelled

        self._background.submit(partial(job, go_on), done.emit, self.refused.emit, task)
