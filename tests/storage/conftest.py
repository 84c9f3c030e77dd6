"""Folders and diaries for the tests of storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sharing.shared_files import shared
from tests.support.storage.faults.fault_loop import in_memory
from tests.support.storage.light_keys import light_keys

__all__ = ["folder", "light_keys", "shared"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a diary goes that does not exist yet."""
    return tmp_path / "diary"


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder in memory, for lives by the hundred."""
    with in_memory() as folder:
        yield folder
