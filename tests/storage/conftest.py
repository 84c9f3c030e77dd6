"""Folders and diaries for the tests of storage."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.storage.encryption import setup


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a diary goes that does not exist yet."""
    return tmp_path / "diary"


@pytest.fixture
def light_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that one try opens in milliseconds: the wrap says with how much memory."""
    monkeypatch.setattr(setup, "MIN_MEMORY", 64)
    monkeypatch.setattr(setup, "MAX_MEMORY", 64)
