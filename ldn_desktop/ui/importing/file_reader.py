"""Reading a file and working out its preview, in a thread of its own that can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal, SignalInstance

from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.interchange import (
    ParsedFile,
    ParsedLdnFile,
    Preview,
    Progress,
    Target,
    parse_file,
)


class FileReader(QObject):
    """Does one job at a time; of a job that was stopped nothing more is reported."""

    went_on = Signal(float)
    """How far the reading is, 0 to 1."""
    read = Signal(object)
    previewed = Signal(object)
    refused = Signal(str)
    _told = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._stopped = Event()
        self._thread: Thread | None = None
        self._told.connect(self._tell)

    def start(self, path: Path, diary: Diary) -> None:
        """Read `path`; `read` carries the reading, `refused` a sentence."""

        def job(go_on: Progress) -> ParsedFile | ParsedLdnFile:
            return parse_file(path, diary, progress=go_on)

        self._do(job, self.read)

    def look(
        self,
        reading: ParsedFile | ParsedLdnFile,
        diary: Diary,
        now: datetime,
        mapping: Mapping[str, Target],
    ) -> None:
        """Work out what `reading` would do; `previewed` carries it, `refused` a sentence."""

        def job(_go_on: Progress) -> Preview:
            return reading.preview(diary, now=now, mapping=mapping)

        self._do(job, self.previewed)

    def stop(self) -> None:
        """End the job; returns when nothing of it runs any more."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _do(self, job: Callable[[Progress], object], done: SignalInstance) -> None:
        self.stop()
        stopped = self._stopped = Event()

        def go_on(share: float) -> bool:
            self._told.emit(stopped, partial(self.went_on.emit, share))
            return not stopped.is_set()

        def run() -> None:
            try:
                tell = partial(done.emit, job(go_on))
            except UserError as refusal:
                tell = partial(self.refused.emit, str(refusal))
            self._told.emit(stopped, tell)

        self._thread = Thread(target=run, name="import", daemon=True)
        self._thread.start()

    def _tell(self, stopped: Event, tell: Callable[[], object]) -> None:
        # What a thread emits arrives here later: by then its job may have been stopped.
        if not stopped.is_set():
            tell()
