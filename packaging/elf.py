"""Shared libraries of Linux: what they are linked with, and what of them is never loaded."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

MAGIC = b"\x7fELF\x02\x01"  # 64 bits, little-endian
HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
SEGMENT = struct.Struct("<IIQQQQQQ")
ENTRY = struct.Struct("<qQ")
LOAD, DYNAMIC = 1, 2
NEEDED, STRING_TABLE, RPATH, RUNPATH = 1, 5, 15, 29
# The largest page that a kernel for this machine may have.
PAGES = {62: 0x1000, 183: 0x10000}


@dataclass(frozen=True, slots=True)
class Segment:
    """A program header: what lies where in the file, and where the loader puts it."""

    kind: int
    flags: int
    offset: int
    address: int
    physical: int
    in_file: int
    in_memory: int
    align: int

    def holds(self, offset: int, length: int) -> bool:
        """Whether these bytes of the file are inside this segment."""
        return self.offset <= offset and offset + length <= self.offset + self.in_file


class NotElfError(ValueError):
    """The file is no 64-bit little-endian ELF file."""


def segments(content: bytes) -> list[Segment]:
    """The program headers of an ELF file. Raises NotElfError."""
    if not content.startswith(MAGIC):
        raise NotElfError
    _, _, _, _, _, start, _, _, _, size, count, *_ = HEADER.unpack_from(content)
    return [Segment(*SEGMENT.unpack_from(content, start + size * n)) for n in range(count)]


def linked(path: Path | str) -> Iterator[str]:
    """The libraries that the file at `path` is linked with itself; ldd would name theirs, too."""
    content = Path(path).read_bytes()
    try:
        parts = segments(content)
    except NotElfError:
        return
    entries = list(_dynamic(content, parts))
    for tag, number in entries:
        if tag == NEEDED:
            yield _named(content, parts, entries, number).decode()


def _dynamic(content: bytes, parts: list[Segment]) -> Iterator[tuple[int, int]]:
    for part in parts:
        if part.kind == DYNAMIC:
            yield from ENTRY.iter_unpack(content[part.offset : part.offset + part.in_file])


def _named(
    content: bytes, parts: list[Segment], entries: list[tuple[int, int]], number: int
) -> bytes:
    names = next(number for tag, number in entries if tag == STRING_TABLE)
    start = _in_file(parts, names + number)
    return content[start : content.index(b"\0", start)]


def _in_file(parts: list[Segment], address: int) -> int:
    for part in parts:
        if part.kind == LOAD and part.address <= address < part.address + part.in_file:
            return address - part.address + part.offset
    raise ValueError(f"nothing is loaded at {address:#x}")


def squeezed(content: bytes) -> bytes:
    """The same library without what is never loaded: symbols for debuggers, holes, section names.

    What is loaded keeps its bytes and its address; `strip` moves the pages of libraries that
    patchelf wrote, and breaks them. Raises NotElfError.
    """
    parts = segments(content)
    page = PAGES[HEADER.unpack_from(content)[2]]
    out, moved = bytearray(), dict[Segment, Segment]()
    for part in sorted((part for part in parts if part.kind == LOAD), key=lambda p: p.offset):
        start = len(out) + (part.offset - len(out)) % page
        out.extend(bytes(start - len(out)))
        out += content[part.offset : part.offset + part.in_file]
        moved[part] = replace(part, offset=start, align=min(part.align, page))
    _point(out, content, [_follow(part, moved) for part in parts], moved)
    return bytes(out)


def _follow(part: Segment, moved: dict[Segment, Segment]) -> Segment:
    """`part` in the place to which the loaded segment around it was moved."""
    if part in moved:
        return moved[part]
    if not part.in_file:
        return part
    return replace(part, offset=_shifted(moved, part.offset, part.in_file))


def _shifted(moved: dict[Segment, Segment], offset: int, length: int) -> int:
    for old, new in moved.items():
        if old.holds(offset, length):
            return offset - old.offset + new.offset
    raise ValueError(f"{length} bytes at {offset:#x} are never loaded")


def _point(
    out: bytearray, content: bytes, parts: list[Segment], moved: dict[Segment, Segment]
) -> None:
    """Write the headers anew: the segments' places, and no table of sections."""
    header = list(HEADER.unpack_from(content))
    header[5] = _shifted(moved, header[5], SEGMENT.size * len(parts))
    header[6] = header[11] = header[12] = header[13] = 0
    HEADER.pack_into(out, 0, *header)
    for number, part in enumerate(parts):
        SEGMENT.pack_into(
            out, header[5] + SEGMENT.size * number,
            part.kind, part.flags, part.offset, part.address,
            part.physical, part.in_file, part.in_memory, part.align,
        )  # fmt: skip


def end_of_load(content: bytes, start: int) -> int:
    """Where the loaded segment around `start` ends in the file."""
    around = (part for part in segments(content) if part.kind == LOAD and part.holds(start, 1))
    return next(part.offset + part.in_file for part in around)


def shortened(content: bytes, start: int, tail: bytes) -> bytes:
    """The same library with `tail` in place of what is loaded from `start` on."""
    out, position = bytearray(content), HEADER.unpack_from(content)[5]
    end = end_of_load(content, start)
    if start + len(tail) > end:
        raise ValueError(f"{len(tail)} bytes do not fit into {end - start}")
    out[start : start + len(tail)] = tail
    for number, part in enumerate(segments(content)):
        if part.kind == LOAD and part.holds(start, 1):
            length = start + len(tail) - part.offset
            SEGMENT.pack_into(
                out, position + SEGMENT.size * number,
                part.kind, part.flags, part.offset, part.address,
                part.physical, length, length, part.align,
            )  # fmt: skip
    return bytes(out)


def at_home(content: bytes) -> bytes:
    """The same library without a search path that leads into the building machine."""
    parts, out = segments(content), bytearray(content)
    entries = list(_dynamic(content, parts))
    stored = [
        (tag, number) for tag, number in entries
        if tag not in (RPATH, RUNPATH)
        or not _named(content, parts, entries, number).startswith(b"/")
    ]  # fmt: skip
    for part in parts:
        if part.kind == DYNAMIC:
            written = b"".join(ENTRY.pack(*entry) for entry in stored)
            out[part.offset : part.offset + part.in_file] = written.ljust(part.in_file, b"\0")
    return bytes(out)


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Put what `change` makes of the file at `path` in its place, with the same mode."""
    path.write_bytes(change(path.read_bytes()))
