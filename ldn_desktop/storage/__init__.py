"""The diary on the disk: safe write, journal, lock, backups, encryption, migration."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ldn_desktop.storage.backups import Backup
from ldn_desktop.storage.diary_file import DiaryFile
from ldn_desktop.storage.opening import new_diary, open_diary
from ldn_desktop.storage.refusals import (
    AlreadyOpen,
    CannotKeep,
    CannotSave,
    NeedsPassphrase,
    NewerFormat,
    NotADiary,
    ReadOnly,
    WrongPassphrase,
)
from ldn_desktop.storage.requests import Request
from ldn_desktop.storage.undo import Undo
from ldn_desktop.storage.writer import Writer

if TYPE_CHECKING:
    from ldn_desktop.storage.checking import Check, check
    from ldn_desktop.storage.encryption import (
        Preparation,
        change_passphrase,
        decrypt,
        encrypt,
        prepare,
    )
    from ldn_desktop.storage.memory import MemoryDiaryFile
    from ldn_desktop.storage.second_start import Outcome, record, show_first_window

_LATER = {
    "checking": ("Check", "check"),
    "encryption": ("Preparation", "change_passphrase", "decrypt", "encrypt", "prepare"),
    "memory": ("MemoryDiaryFile",),
    "second_start": ("Outcome", "record", "show_first_window"),
}
"""By module, what is loaded when it is first asked for: to open a diary takes none of it."""

__all__ = [
    "AlreadyOpen",
    "Backup",
    "CannotKeep",
    "CannotSave",
    "Check",
    "DiaryFile",
    "MemoryDiaryFile",
    "NeedsPassphrase",
    "NewerFormat",
    "NotADiary",
    "Outcome",
    "Preparation",
    "ReadOnly",
    "Request",
    "Undo",
    "Writer",
    "WrongPassphrase",
    "change_passphrase",
    "check",
    "decrypt",
    "encrypt",
    "new_diary",
    "open_diary",
    "prepare",
    "record",
    "show_first_window",
]


def __getattr__(name: str) -> object:
    for module, names in _LATER.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{module}"), name)
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
