"""What happens when the program itself is at fault: a sentence, never a traceback."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from ldn_desktop import __version__
from ldn_desktop.i18n import _

FILE_NAME = "faults.txt"
LARGEST = 100_000
"""Bytes after which the record of faults begins anew."""


def watch(folder: Path | None, say: Callable[[str], object]) -> None:
    """From now on, tell the person of a fault by `say` and note its place in `folder`.

    Only files and lines of the program are noted: messages could hold words of the diary.
    """

    def on_fault(
        kind: type[BaseException], _fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        if folder is not None:
            with contextlib.suppress(OSError):
                _note(folder / FILE_NAME, kind, trace)
        say(_("Something in the program went wrong. Your answers are safe."))

    sys.excepthook = on_fault
    threading.excepthook = lambda fault: on_fault(
        fault.exc_type, fault.exc_value, fault.exc_traceback
    )


def _note(path: Path, kind: type[BaseException], trace: TracebackType | None) -> None:
    import traceback

    frames = traceback.extract_tb(trace)
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M} {__version__} {kind.__name__}"]
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND
    if path.exists() and path.stat().st_size > LARGEST:
        flags |= os.O_TRUNC
    with os.fdopen(os.open(path, flags, 0o600), "a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
