"""What an open window does with requests, without the window."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ldn_desktop.diary.model import Edit
from ldn_desktop.storage import DiaryFile
from tests.support.storage.making import record


@contextmanager
def window_of(file: DiaryFile) -> Iterator[list[Edit]]:
    """A first start that looks after its requests, as a window does."""
    shown: list[Edit] = []
    closing = threading.Event()

    def look() -> None:
        while not closing.is_set():
            for request in file.requests():
                if request.edit:
                    record(file, request.edit)
                shown.append(request.edit)
                request.done()
            time.sleep(0.005)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield shown
    finally:
        closing.set()
        thread.join()
