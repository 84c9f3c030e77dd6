"""A diary that was opened for reading only stays as it is, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.diary.model import Edit
from ldn_desktop.storage import (
    Backup,
    Check,
    DiaryFile,
    LargeEdit,
    Preparation,
    ReadOnlyError,
    Request,
    open_diary,
)
from ldn_desktop.storage.codec.container import Contents
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.journal.records import Header, JournalContents, Record
from ldn_desktop.storage.loading import Loaded
from ldn_desktop.storage.recovery.recovery import Recovered
from tests.support.storage.making import noted, rated, record, texts


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.record(rated(file.diary, 5)),
        lambda file: file.record(Edit(())),
        lambda file: file.checkpoint(),
        lambda file: file.back_up(),
        lambda file: file.add_undo(rated(file.diary, 0), "Import"),
        lambda file: file.remove_undo(file.undo_entries()[0]),
        lambda file: file.accept_outside_change(),
        lambda file: file.change_key(Key(bytes(32), ())),
    ],
    ids=["record", "nothing", "checkpoint", "back up", "keep", "forget", "take over", "encrypt"],
)
def test_whatever_would_change_it_is_refused(
    folder: Path, change: Callable[[DiaryFile], object]
) -> None:
    with open_diary(folder) as file:
        file.add_undo(noted(file.diary), "Import")
        record(file, noted(file.diary))
        file.checkpoint()
        record(file, rated(file.diary, 1))
        before = texts(folder)
        with open_diary(folder, read_only=True) as seen:
            with pytest.raises(ReadOnlyError, match=r"open for reading only\. Nothing was saved"):
                change(seen)
            assert seen.read_only
            assert not seen.encrypted
        assert texts(folder) == before


@pytest.mark.parametrize(
    "kind",
    [
        Backup,
        Check,
        Contents,
        JournalContents,
        Header,
        Key,
        Record,
        Loaded,
        Preparation,
        Recovered,
        Request,
        LargeEdit,
    ],
)
def test_what_was_read_is_altered_by_nobody(kind: Any) -> None:
    read = kind(*kind.__match_args__)
    for name in kind.__match_args__:
        with pytest.raises(AttributeError):
            setattr(read, name, None)
