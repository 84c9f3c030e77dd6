"""Every line a device knows, its own and those it read, on its own disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec
from msgspec.structs import replace

from ldn_desktop import atomic_write as files
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.errors import save_error
from ldn_desktop.storage.journal.records import encode_line, verify_line
from ldn_desktop.storage.shared_log.config import DEVICE_NAME, DeviceNames
from ldn_desktop.storage.shared_log.lines import Line, decode_line

LINES_NAME = "lines.log"
TITLE = "ldn-desktop known lines"


class Replica:
    """The lines in `folder`, in the order they came. A torn last one was never acknowledged."""

    def __init__(self, folder: Path, share: str) -> None:
        self._path, self._device_path = folder / LINES_NAME, folder / DEVICE_NAME
        self._head = encode_line([TITLE, 1, share])
        durable_io.private_folder(folder)
        self.lines: dict[str, Line] = {}
        """By name."""
        self._load()
        # Whoever made the folder may have been killed before its name was on the disk.
        files.sync_folder(folder.parent)
        self.device = ""
        """The device as which this computer writes now."""
        self.former: list[str] = []
        """Those as which it wrote before."""
        self._load_device()

    def add(self, lines: list[Line]) -> None:
        """Remember `lines`: they are on the disk when this returns. Raises SaveError."""
        rows = b"".join(_row(line) for line in lines)
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | files.BINARY)
            try:
                files.write_all(handle, rows)
                files.sync(handle)
            except OSError:
                os.ftruncate(handle, self._size)
                raise
            finally:
                files.close(handle)
        except OSError as error:
            raise save_error(error, self._path) from None
        self._size += len(rows)
        self.lines |= {line.name: line for line in lines}

    def redact(self, names: AbstractSet[str]) -> None:
        """Take the bodies of the lines `names` off the disk. Raises SaveError."""
        self.write_anew([replace(self.lines[name], body=None) for name in names])

    def write_anew(self, changed: Iterable[Line]) -> None:
        """Have `changed`, lines that are known, with a body or without. Raises SaveError."""
        lines = self.lines | {line.name: line for line in changed}
        whole = b"".join([self._head, *map(_row, lines.values())])
        durable_io.atomic_write(self._path, whole)
        self._size, self.lines = len(whole), lines

    def own_lines(self) -> list[Line]:
        """The lines of the present device, from its first to its last. [] where one is missing."""
        followers = {line.previous: line for line in self.lines.values() if self._is_own(line)}
        chain: list[Line] = []
        while (line := followers.get(chain[-1].name if chain else "")) is not None:
            chain.append(line)
        return chain if len(chain) == len(followers) else []

    def has_gap(self) -> bool:
        """Whether a line of the present device is missing, or two follow on one."""
        own = sum(self._is_own(line) for line in self.lines.values())
        return len(self.own_lines()) != own

    def become_another_device(self) -> None:
        """Write as a new device from now on. Raises SaveError."""
        device = os.urandom(8).hex()
        former = [*self.former, self.device] if self.device else self.former
        content = msgspec.json.encode({"device": device, "former": former})
        durable_io.atomic_write(self._device_path, content)
        self.device, self.former = device, former

    def _is_own(self, line: Line) -> bool:
        return line.device == self.device

    def _load(self) -> None:
        content = durable_io.read_bytes(self._path) or b""
        good = list(_rows(content))
        self.lines = {line.name: line for line, _row in good}
        whole = b"".join([self._head, *(row + b"\n" for _line, row in good)])
        self._size = len(whole)
        if whole != content:
            durable_io.atomic_write(self._path, whole)

    def _load_device(self) -> None:
        try:
            found = msgspec.json.decode(
                durable_io.read_bytes(self._device_path) or b"", type=DeviceNames
            )
        except ValueError:
            self.become_another_device()
        else:
            self.device, self.former = found.device, found.former
            if not self.device:
                self.become_another_device()


def known_lines(folder: Path) -> list[Line]:
    """The lines in `folder`, in the order they came. Nothing is repaired: another program may be
    writing there."""
    return [line for line, _row in _rows(durable_io.read_bytes(folder / LINES_NAME) or b"")]


def _rows(content: bytes) -> Iterator[tuple[Line, bytes]]:
    """Each whole line in the file's `content`, with the row that holds it."""
    for row in content.split(b"\n")[1:]:
        if (line := _decode(row)) is not None:
            yield line, row


def remember_names(folder: Path, former: list[str]) -> None:
    """Remember in `folder` under which names this computer wrote, for when it shares again.

    Raises SaveError.
    """
    content = msgspec.json.encode({"device": "", "former": former})
    durable_io.atomic_write(folder / DEVICE_NAME, content)


def _row(line: Line) -> bytes:
    return encode_line([line.device, line.previous, line.encode().decode().rstrip("\n")])


def _decode(row: bytes) -> Line | None:
    match verify_line(row):
        case [str(device), str(previous), str(text)]:
            number = int(text[1 : text.find(",")])
            return decode_line(text.encode(), device, number, previous)
        case _:
            return None
