"""What a second start leaves for the first: an edit to record, or to show its window.

Each is one small file in a folder that the first start watches. No socket is opened.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from ldn_desktop.diary.model import Edit
from ldn_desktop.storage.codec.edits import check_edit, encode_edit
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import NewerFormatError, in_words
from ldn_desktop.storage.journal.records import Line, parsed_row

FOLDER = "requests"
_SUFFIX = ".request"


class Request(Struct, frozen=True):
    """One request. An empty `edit` asks to show the window."""

    path: Path
    edit: Edit
    finished: set[Path]
    """Requests that are done, removed or not."""

    def done(self) -> None:
        """Take it away: it was shown, or is recorded and on the disk.

        Raises SaveError: it is not obeyed again, and removed with the next one.
        """
        self.finished.add(self.path)
        durable_io.remove(self.path)


def send(folder: Path, edit: Edit, key: Key | None) -> Path:
    """Leave `edit` for whoever has the diary in `folder` open; an empty one to be shown.

    It has been taken when the file at the returned path is gone. Raises SaveError.
    """
    folder = durable_io.within_reach(folder)
    place = folder / FOLDER
    with in_words(folder):
        durable_io.private_folder(place)
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    row = Line(0, when, encode_edit(edit)).encoded(key)
    path = place / f"{time.time_ns():020}-{os.urandom(4).hex()}{_SUFFIX}"
    with in_words(folder):
        durable_io.write_whole(path, row)
        # The folder of requests itself may be new.
        durable_io.sync_folder(folder)
    return path


def pending(folder: Path, key: Key | None, finished: set[Path]) -> list[Request]:
    """Requests that wait, oldest first. One that breaks the rules is put aside, not obeyed.

    Those `finished` are removed, if they could not be before: obeyed twice, they would undo
    what was entered since. Raises UserError where one cannot be read: it stays where it is.
    """
    waiting = []
    for path in sorted(durable_io.matching(folder / FOLDER, f"*{_SUFFIX}")):
        if path in finished:
            durable_io.remove(path)
            continue
        content = durable_io.read_bytes(path)
        if content is None:
            continue  # taken back meanwhile
        edit = _read(content, key)
        if edit is None:
            path.rename(durable_io.free_name(folder / "diary.damaged.request"))
        else:
            waiting.append(Request(path, edit, finished))
    return waiting


def _read(content: bytes, key: Key | None) -> Edit | None:
    try:
        row = parsed_row(content.rstrip(b"\n"), key)
        if not isinstance(row, Line):
            return None
        check_edit(row.changes)
    except (ValueError, NewerFormatError):
        return None
    return row.edit
