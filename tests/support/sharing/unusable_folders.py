"""What can be wrong with a shared folder; each returns a part of the sentence about it."""

from __future__ import annotations

import shutil
from pathlib import Path

from ldn_desktop.storage.journal.records import encode_line
from ldn_desktop.storage.shared_log import lines, segments


def vanished(shared: Path) -> str:
    shutil.rmtree(shared)
    return "cannot be read"


def a_file(shared: Path) -> str:
    shutil.rmtree(shared)
    shared.write_text("not a folder", "utf-8")
    return "cannot be read"


def of_another_diary(shared: Path) -> str:
    for path in shared.iterdir():
        path.unlink()
    _add_another_diary(shared)
    return "another diary"


def of_a_newer_version(shared: Path) -> str:
    (shared / "d-0001.log").write_bytes(encode_line([lines.TITLE, 2, "share", {}]))
    return "newer version of LDN Desktop"


def of_several_diaries(shared: Path) -> str:
    _add_another_diary(shared)
    return "also started sharing"


UNUSABLE = (vanished, a_file, of_another_diary, of_a_newer_version)
"""Whatever shares the folder cannot go on."""


def _add_another_diary(shared: Path) -> None:
    line = lines.new_line(lines.Head("another", "d", 1, ""), 1, {}, [], None)
    (shared / "d-0001.log").write_bytes(segments.encode("another", [line], ()))
