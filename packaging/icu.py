"""ICU's data, as Qt for Linux brings it, without what Qt never asks ICU for here.

Of ICU's functions, libQt6Core is linked with four kinds: `ucol` (sorting), `u_strTo…` (case, whose
tables are code), `ucal` (names of time zones), `ucnv` (encodings other than Unicode, which it is
never asked for: files are read by Python). Dates and numbers, words, lines and normal forms are
Qt's own. tests/packaging/test_icu.py holds it to that.
"""

from __future__ import annotations

import re
import struct

import elf

MAGIC = b"\xda\x27"
KIND = b"CmnD"
COUNT = struct.Struct("<I")
PLACE = struct.Struct("<II")  # of a name and of its content, from the table's start
ALIGN = 16

_INCLUDED = re.compile(
    r"[^/]+/("
    # Files are sorted in every language as before.
    r"coll/.*"
    # What every use of ICU opens: its version, the names of languages and what follows from them.
    r"|(icuver|icustd|root|pool|res_index|en|en_US|keyTypeData|likelySubtags|metadata"
    r"|numberingSystems|plurals|supplementalData)\.res"
    # Time zones, with their names in the program's one language.
    r"|(zoneinfo64|timezoneTypes|metaZones|windowsZones)\.res"
    r"|zone/(root|pool|res_index|tzdbNames|en|en_\w+)\.res"
    # Properties of characters, and the names of encodings, so that a missing one is refused.
    r"|(ulayout|uemoji|cnvalias)\.icu|nfkc\.nrm"
    r")"
)


def needed(name: str) -> bool:
    """Whether the entry `name`, such as icudt73l/coll/de.res, is included."""
    return bool(_INCLUDED.fullmatch(name))


def entries(data: bytes) -> dict[str, bytes]:
    """What ICU's common data holds, by name. Raises ValueError."""
    if data[2:4] != MAGIC or data[12:16] != KIND:
        raise ValueError("this is not ICU's common data")
    start = struct.unpack_from("<H", data)[0]
    (count,) = COUNT.unpack_from(data, start)
    table = [PLACE.unpack_from(data, start + COUNT.size + PLACE.size * n) for n in range(count)]
    ends = [position for _, position in table[1:]] + [len(data) - start]
    return {
        _name(data, start + name): data[start + position : start + end]
        for (name, position), end in zip(table, ends, strict=True)
    }


def _name(data: bytes, start: int) -> str:
    return data[start : data.index(b"\0", start)].decode("ascii")


def common_data(header: bytes, included: dict[str, bytes]) -> bytes:
    """ICU's common data with these entries; `header` is what stands before the table."""
    names, positions = bytearray(), list[int]()
    first = COUNT.size + PLACE.size * len(included)
    for name in sorted(included):
        positions.append(first + len(names))
        names += name.encode("ascii") + b"\0"
    table, contents = bytearray(COUNT.pack(len(included))), bytearray()
    start = _aligned(first + len(names))
    for position, name in zip(positions, sorted(included), strict=True):
        table += PLACE.pack(position, start + len(contents))
        contents += included[name].ljust(_aligned(len(included[name])), b"\0")
    return header + bytes(table + names).ljust(start, b"\0") + bytes(contents)


def _aligned(length: int) -> int:
    return length + -length % ALIGN


def lean(library: bytes) -> bytes:
    """libicudata with what is needed alone: the same name, symbol and addresses."""
    start = library.index(KIND) - 12
    data = library[start : elf.end_of_load(library, start)]
    header = data[: struct.unpack_from("<H", data)[0]]
    stored = {name: content for name, content in entries(data).items() if needed(name)}
    return elf.squeezed(elf.shortened(library, start, common_data(header, stored)))
