"""A diary in a folder of its own, and an evening."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.recording import answer_now
from ldn_desktop.storage import new_diary
from tests.support.storage.light_keys import light_keys

__all__ = ["light_keys"]

EVENING = datetime(2026, 11, 28, 19, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def evening() -> datetime:
    return EVENING


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A diary with a score of yesterday."""
    yesterday = EVENING - timedelta(days=1)
    diary = Diary()
    score = answer_now(diary, yesterday.date(), 5.0, yesterday)
    diary.apply(diary.answer(yesterday.date(), "fatigue", score))
    made = tmp_path / "diary"
    new_diary(made, diary)
    return made
