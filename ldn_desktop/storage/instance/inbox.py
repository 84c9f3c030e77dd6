"""What a second process leaves for the first: an edit to record, or to show its window.

Each is one small file in a folder that the first start watches. No socket is opened.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from ldn_desktop import atomic_write as files
from ldn_desktop.diary.model import Edit
from ldn_desktop.storage.codec.edits import check_edit, encode_edit
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import NewerFormatError, os_errors_as_save_error
from ldn_desktop.storage.journal.records import Record, parse_line

FOLDER = "requests"
_SUFFIX = ".request"


class Request(Struct, frozen=True):
    """One request. An empty `edit` asks to show the window."""

    path: Path
    edit: Edit
    handled: set[Path]
    """Requests that were carried out, removed or not."""

    def done(self) -> None:
        """Remove it: it was shown, or is recorded and durable.

        Raises SaveError: it is not carried out again, and removed with the next one.
        """
        self.handled.add(self.path)
        durable_io.remove(self.path)


def send(folder: Path, edit: Edit, key: Key | None) -> Path:
    """Leave `edit` for whoever has the diary in `folder` open; an empty one to be shown.

    It has been taken when the file at the returned path is gone. Raises SaveError.
    """
    folder = durable_io.long_path(folder)
    inbox_folder = folder / FOLDER
    with os_errors_as_save_error(folder):
        durable_io.private_folder(inbox_folder)
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = Record(0, when, encode_edit(edit)).encode(key)
    path = inbox_folder / f"{time.time_ns():020}-{os.urandom(4).hex()}{_SUFFIX}"
    with os_errors_as_save_error(folder):
        durable_io.atomic_write(path, line)
        # The folder of requests itself may be new.
        files.sync_folder(folder)
    return path


def pending(folder: Path, key: Key | None, handled: set[Path]) -> list[Request]:
    """Requests that wait, oldest first. An invalid one is moved aside, not carried out.

    Those `handled` are removed, if they could not be before: carried out twice, they would undo
    what was entered since. Raises UserError if one cannot be read: it stays where it is.
    """
    waiting = []
    for path in sorted(durable_io.matching(folder / FOLDER, f"*{_SUFFIX}")):
        if path in handled:
            durable_io.remove(path)
            continue
        if path.is_fifo():
            content: bytes | None = b""
        else:
            content = durable_io.read_bytes(path)
        if content is None:
            continue  # taken back meanwhile
        edit = _read(content, key)
        if edit is None:
            path.rename(durable_io.free_name(folder / "diary.damaged.request"))
        else:
            waiting.append(Request(path, edit, handled))
    return waiting


def _read(content: bytes, key: Key | None) -> Edit | None:
    try:
        line = parse_line(content.rstrip(b"\n"), key)
        if not isinstance(line, Record):
            return None
        check_edit(line.changes)
    except (ValueError, NewerFormatError):
        return None
    return line.edit
