"""The diary on the disk: safe write, journal, lock, backups, encryption, migration."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ldn_desktop.storage.backups.backups import Backup
from ldn_desktop.storage.codec.edits import as_shown, changed_field, with_before
from ldn_desktop.storage.diary_file import DiaryFile
from ldn_desktop.storage.errors import (
    AlreadyOpenError,
    NewerFormatError,
    NotADiaryError,
    PassphraseNeededError,
    ReadOnlyError,
    SaveError,
    SeparateStartsError,
    UnstorableValueError,
    WrongPassphraseError,
)
from ldn_desktop.storage.instance.inbox import Request
from ldn_desktop.storage.open import new_diary, open_diary
from ldn_desktop.storage.recovery.large_edits import LargeEdit
from ldn_desktop.storage.writer import Writer

if TYPE_CHECKING:
    from ldn_desktop.storage.encryption.setup import (
        Preparation,
        change_passphrase,
        decrypt,
        encrypt,
        key_of,
        prepare,
    )
    from ldn_desktop.storage.health_check import Check, check
    from ldn_desktop.storage.instance.handoff import Outcome, record, show_first_window
    from ldn_desktop.storage.memory_file import MemoryDiaryFile
    from ldn_desktop.storage.recovery.conflict_copies import ConflictCopies
    from ldn_desktop.storage.shared_log.config import is_shared
    from ldn_desktop.storage.shared_log.merge import Difference, Differences, shared_field
    from ldn_desktop.storage.shared_log.sharing import Exchanged, JoinPreview, Sharing
    from ldn_desktop.storage.shared_log.status import Device, SharingStatus
    from ldn_desktop.storage.shared_log.synced_folders import (
        SyncedFolder,
        synced_folder,
        synced_folder_in,
    )

_LATER = {
    "health_check": ("Check", "check"),
    "encryption.setup": (
        "Preparation",
        "change_passphrase",
        "decrypt",
        "encrypt",
        "key_of",
        "prepare",
    ),
    "memory_file": ("MemoryDiaryFile",),
    "recovery.conflict_copies": ("ConflictCopies",),
    "shared_log.config": ("is_shared",),
    "shared_log.merge": ("Difference", "Differences", "shared_field"),
    "shared_log.sharing": ("Exchanged", "JoinPreview", "Sharing"),
    "shared_log.status": ("Device", "SharingStatus"),
    "shared_log.synced_folders": ("SyncedFolder", "synced_folder", "synced_folder_in"),
    "instance.handoff": ("Outcome", "record", "show_first_window"),
}
"""By module, what is loaded when it is first asked for: to open a diary takes none of it."""

__all__ = [
    "AlreadyOpenError",
    "Backup",
    "Check",
    "ConflictCopies",
    "Device",
    "DiaryFile",
    "Difference",
    "Differences",
    "Exchanged",
    "JoinPreview",
    "LargeEdit",
    "MemoryDiaryFile",
    "NewerFormatError",
    "NotADiaryError",
    "Outcome",
    "PassphraseNeededError",
    "Preparation",
    "ReadOnlyError",
    "Request",
    "SaveError",
    "SeparateStartsError",
    "Sharing",
    "SharingStatus",
    "SyncedFolder",
    "UnstorableValueError",
    "Writer",
    "WrongPassphraseError",
    "as_shown",
    "change_passphrase",
    "changed_field",
    "check",
    "decrypt",
    "encrypt",
    "is_shared",
    "key_of",
    "new_diary",
    "open_diary",
    "prepare",
    "record",
    "shared_field",
    "show_first_window",
    "synced_folder",
    "synced_folder_in",
    "with_before",
]


def __getattr__(name: str) -> object:
    for module, names in _LATER.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{module}"), name)
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
