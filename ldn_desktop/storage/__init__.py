"""The diary on the disk: safe write, journal, lock, backups, encryption, migration."""

from ldn_desktop.storage.diary_file import DiaryFile, new_diary, open_diary
from ldn_desktop.storage.memory import MemoryDiaryFile
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
from ldn_desktop.storage.writer import Writer

__all__ = [
    "AlreadyOpen",
    "CannotKeep",
    "CannotSave",
    "DiaryFile",
    "MemoryDiaryFile",
    "NeedsPassphrase",
    "NewerFormat",
    "NotADiary",
    "ReadOnly",
    "Writer",
    "WrongPassphrase",
    "new_diary",
    "open_diary",
]
