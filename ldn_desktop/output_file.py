"""Files that a person asked for, such as an export or a report: written whole or not at all."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ldn_desktop.atomic_write import atomic_write, check_regular
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, system_errors

_DIARY_START = re.compile(
    rb'\s*\{\s*"_meta"|\{"ldn-desktop":"encrypted diary"|\["ldn-desktop journal"'
)
"""How diary files, backups and journals begin."""
_EXPORT_MARK = b'"LDN Desktop diary"'
"""What an export has in its first line: it may be called diary.json too."""
_DIARY_NAMES = re.compile(r"diary\.(json|journal|undo|lock|(damaged|other)-.*)", re.IGNORECASE)
_START = 200


def write(path: Path, content: bytes) -> None:
    """Write `content` to `path`, replacing what is there only once it is complete.

    The file is durable on return and readable by its owner alone. Raises UserError if it cannot
    be written, or if `path` is a file of a diary: none is ever replaced by an export.
    """
    try:
        check_regular(path)
        if _belongs_to_a_diary(path):
            raise UserError(
                _("“{path}” is itself a diary. Please choose another name for the export.").format(
                    path=path
                )
            )
        atomic_write(path, content)
    except OSError as error:
        raise UserError(
            _("“{path}” could not be written: {reason}. Please choose another place.").format(
                path=path, reason=system_errors.reason(error)
            )
        ) from None


def _belongs_to_a_diary(path: Path) -> bool:
    path = Path(os.path.realpath(path))
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except FileNotFoundError:
        return False
    if _DIARY_START.match(start):
        return True
    if _DIARY_NAMES.fullmatch(path.name):
        return _EXPORT_MARK not in start
    return path.parent.name == "backups" and (path.parent.parent / "diary.json").exists()
