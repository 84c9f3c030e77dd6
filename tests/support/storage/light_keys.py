"""Keys that one try opens in milliseconds: the wrap says with how much memory."""

from __future__ import annotations

import pytest

from ldn_desktop.storage.encryption import setup


@pytest.fixture
def light_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that are set during the test are stretched with little memory, in one thread."""
    monkeypatch.setattr(setup, "MIN_MEMORY", 64)
    monkeypatch.setattr(setup, "MAX_MEMORY", 64)
    monkeypatch.setattr(setup, "LANES", 1)
