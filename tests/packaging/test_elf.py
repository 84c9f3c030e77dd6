"""Libraries lose what is never loaded, and work as before."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import elf
import pytest

from tests.support.systems import linux_only

pytestmark = linux_only


def library(package: str, pattern: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return min(Path(spec.origin).parents[1].glob(pattern))


CALLS = {
    # A hole of two megabytes, left by patchelf; then one with many pages of its own.
    "libXau": ("PIL", "pillow.libs/libXau-*", "library.XauFileName"),
    "openblas": (
        "numpy",
        "numpy.libs/libscipy_openblas64_*",
        "library.scipy_openblas_get_num_threads64_() > 0",
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_squeezed_library_is_smaller_and_answers(name: str, tmp_path: Path) -> None:
    package, pattern, call = CALLS[name]
    whole = library(package, pattern)
    for other in whole.parent.iterdir():
        (tmp_path / other.name).symlink_to(other)
    squeezed = tmp_path / whole.name
    squeezed.unlink()
    squeezed.write_bytes(elf.squeezed(whole.read_bytes()))
    assert squeezed.stat().st_size < whole.stat().st_size - 900_000
    ask = f"import ctypes; library = ctypes.CDLL({str(squeezed)!r}); assert {call}"
    subprocess.run([sys.executable, "-c", ask], check=True)


def test_what_is_loaded_keeps_its_bytes_and_its_place() -> None:
    whole = library("PIL", "pillow.libs/libjpeg-*").read_bytes()
    squeezed = elf.squeezed(whole)
    before, after = elf.segments(whole), elf.segments(squeezed)
    assert [(part.kind, part.address, part.in_memory) for part in before] == [
        (part.kind, part.address, part.in_memory) for part in after
    ]
    for old, new in zip(before[1:], after[1:], strict=True):
        if old.in_file and old.offset:  # the first holds the headers, which say the new places
            assert (
                whole[old.offset : old.offset + old.in_file]
                == squeezed[new.offset : new.offset + new.in_file]
            )


def test_squeezing_twice_changes_nothing_more() -> None:
    once = elf.squeezed(library("PIL", "pillow.libs/libXau-*").read_bytes())
    assert elf.squeezed(once) == once


def test_a_library_tells_what_it_is_linked_with() -> None:
    core = library("PySide6", "PySide6/Qt/lib/libQt6Core.so.6")
    assert "libicui18n.so.73" in list(elf.linked(core))


def test_a_search_path_of_the_building_machine_goes() -> None:
    whole = library("PySide6", "PySide6/Qt/lib/libQt6Core.so.6").read_bytes()
    assert elf.at_home(whole) == whole  # it looks beside itself, wherever that is
    foreign = whole.replace(b"\0$ORIGIN\0", b"\0/places\0")
    assert foreign != whole
    home = elf.at_home(foreign)
    assert home != foreign
    assert elf.at_home(home) == home
    assert [part.address for part in elf.segments(home)] == [
        part.address for part in elf.segments(whole)
    ]


def test_what_is_no_library_is_linked_with_nothing(tmp_path: Path) -> None:
    text = tmp_path / "text.so"
    text.write_text("INPUT ( libc.so )", "utf-8")
    assert list(elf.linked(text)) == []
    with pytest.raises(elf.NotElfError):
        elf.squeezed(text.read_bytes())


def test_a_longer_tail_does_not_fit() -> None:
    whole = library("PIL", "pillow.libs/libXau-*").read_bytes()
    start = next(part.offset for part in elf.segments(whole) if part.kind == elf.LOAD)
    with pytest.raises(ValueError, match="do not fit"):
        elf.shortened(whole, start, bytes(len(whole)))
