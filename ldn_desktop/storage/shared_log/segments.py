"""Segments: files of a shared folder with lines of one device, each written by one device."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from ldn_desktop.atomic_write import TEMPORARY_PREFIX
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.shared_log.lines import Head, Line, decode_head, decode_line

SEGMENT_BYTES = 64 * 1024
MAX_SEGMENT = 16 * 1024 * 1024
"""Bytes; a larger file is none of ours."""
SUFFIX = ".log"

Version = tuple[int, int, int, int]
"""Inode, size and two times of a file."""


class LogSegment(Struct, frozen=True):
    """What one file holds: its longest valid beginning."""

    head: Head | None = None
    """None where it is no segment."""
    lines: Sequence[Line] = ()
    newer: bool = False
    """Only a newer version of the program can read it."""


def decode(content: bytes) -> LogSegment:
    """The longest valid beginning of `content`, whatever its file is called."""
    first, *rows = content.split(b"\n")
    head = decode_head(first)
    if isinstance(head, int):
        return LogSegment(newer=True)
    if head is None:
        return LogSegment()
    lines: list[Line] = []
    previous = head.previous
    for number, row in enumerate(rows, head.first):
        line = decode_line(row, head.device, number, previous)
        if line is None:
            break
        lines.append(line)
        previous = line.name
    return LogSegment(head, lines)


def encode(
    share: str,
    lines: Sequence[Line],
    wraps: Sequence[dict[str, Any]],
    also: Sequence[str] = (),
) -> bytes:
    """The file that holds `lines`, which follow on one another."""
    first = lines[0]
    head = Head(share, first.device, first.number, first.previous, wraps, also)
    return b"".join([head.encode(), *(line.encode() for line in lines)])


def empty(
    share: str, device: str, wraps: Sequence[dict[str, Any]], also: Sequence[str] = ()
) -> bytes:
    """The first file of a device that has recorded nothing: it tells which diary is shared."""
    return Head(share, device, 1, "", wraps, also).encode()


def divided(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """`lines` of one device as its segments: the same ones however many lines follow."""
    begin = size = 0
    for index, line in enumerate(lines):
        size += len(line.encode())
        if size >= SEGMENT_BYTES:
            yield lines[begin : index + 1]
            begin, size = index + 1, 0
    if begin < len(lines):
        yield lines[begin:]


def runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """`lines` of any devices as runs that follow on one another."""
    run: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.device, line.number, line.name)):
        follows = run and line.device == run[-1].device and line.previous == run[-1].name
        if run and not follows:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def candidates(shared: Path) -> list[Path]:
    """Files in `shared`, its folders included, that may be segments; unfinished ones are not.

    Raises OSError where nobody may look.
    """
    found = []
    for parent, folders, names in os.walk(shared, onerror=_fail):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(TEMPORARY_PREFIX) and path.is_file():
                found.append(path)
    return found


def version(path: Path) -> Version | None:
    """What changes with the file at `path`; None where it is gone. Raises OSError."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None  # a sync tool took it away just now
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def read(path: Path) -> bytes:
    """The content of the file at `path`; none where it is gone, or too large for a segment.

    Raises UserError or OSError where it cannot be read.
    """
    found = version(path)
    if found is None or found[1] > MAX_SEGMENT:
        return b""
    return durable_io.read_bytes(path) or b""


def versions(shared: Path) -> dict[Path, Version | None] | None:
    """`version` of every candidate: equal while nobody changed anything. None if unreadable."""
    try:
        return {path: version(path) for path in candidates(shared)}
    except OSError:
        return None


def write(path: Path, content: bytes) -> bool:
    """Make `path` hold `content`; whether anything was written. Raises SaveError."""
    if durable_io.read_bytes(path) == content:
        return False
    durable_io.atomic_write(path, content)
    return True


def _fail(error: OSError) -> None:
    raise error
