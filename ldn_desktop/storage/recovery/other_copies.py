"""Copies of the diary's files that sync tools and editors leave in its folder."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from ldn_desktop.atomic_write import TEMPORARY_PREFIX
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.encryption.key import is_encrypted, read_first_line

MAX_FILES = 5_000
"""More are not looked at: no diary folder comes near."""
_OWN = r"diary\.(json|journal|undo|lock)|settings\.json|faults\.txt|diary\.(damaged|other).*"
_NAME = r"\W*diary\b.*(json|journal|undo)"
"""As conflict copies, versions and backups of other programs are named."""
_START = rb'\s*\{\s*"_meta"|\["ldn-desktop journal"|\[\d+,"\d{4}-\d\d-\d\dT'
"""How plain diary files and backups, journals, undo logs and requests begin."""


def find(folder: Path) -> list[Path]:
    """Files below `folder` that are copies of the diary's own, plain or encrypted.

    Links are not followed. Raises OSError where nobody may look.
    """
    return [path for path in _others(folder) if _is_copy(path)]


def readable(folder: Path) -> list[Path]:
    """Files below `folder` that anybody can read and that are copies, or are named like one."""
    return [
        path
        for path in _others(folder)
        if not is_encrypted(read_first_line(path))
        and (_is_copy(path) or re.match(_NAME, path.name, re.IGNORECASE))
    ]


def _others(folder: Path) -> Iterator[Path]:
    own = set(backups.paths(folder))
    for number, path in enumerate(_files(folder)):
        if number >= MAX_FILES:
            return
        in_inbox = path.parent == folder / "requests"
        if not (
            path in own or in_inbox or (path.parent == folder and re.fullmatch(_OWN, path.name))
        ):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    for parent, _folders, names in os.walk(folder):
        for name in sorted(names):
            path = Path(parent, name)
            if stat.S_ISREG(path.lstat().st_mode) and not name.startswith(TEMPORARY_PREFIX):
                yield path


def _is_copy(path: Path) -> bool:
    line = read_first_line(path)
    return is_encrypted(line) or bool(re.match(_START, line))
