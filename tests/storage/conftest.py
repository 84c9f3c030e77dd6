"""Folders and diaries for the tests of storage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sharing.shared_files import shared
from tests.support.storage.light_keys import light_keys

__all__ = ["folder", "light_keys", "shared"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a diary goes that does not exist yet."""
    return tmp_path / "diary"
