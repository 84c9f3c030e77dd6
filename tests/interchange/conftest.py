"""Files as other apps write them, and a diary to bring them into."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.diary.model import Diary
from ldn_desktop.interchange import (
    DateOrder,
    ImportOptions,
    Preview,
    Target,
    read,
)

NOW = datetime(2026, 9, 30, 20, 15, tzinfo=timezone(timedelta(hours=2)))


class Import:
    """Brings files into one diary; every preview must account for all it read."""

    now = NOW

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.diary = Diary()

    def path(self, content: str | bytes, name: str = "export.csv") -> Path:
        """A file of that content."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    dates: DateOrder | None = None
    replace = False

    def preview(self, content: str | bytes | Path, **mapping: Target) -> Preview:
        path = content if isinstance(content, Path) else self.path(content)
        options = ImportOptions(mapping, self.dates, self.replace)
        found = read(path, self.diary, now=self.now, options=options)
        accounted = found.stored + found.mapped + found.already + found.left_out_rows
        assert accounted == found.rows
        assert all(line.reason and line.rows > 0 for line in found.left_out)
        assert all(found.sentences())
        return found

    def __call__(self, content: str | bytes | Path, **mapping: Target) -> Preview:
        """Bring it in; a second time must add nothing."""
        found = self.preview(content, **mapping)
        self.diary.apply(found.edit)
        again = self.preview(content)
        assert not again.edit
        assert again.already == found.stored + found.mapped + found.already
        return found

    def values(self, day: str) -> dict[str, Any]:
        answers = self.diary.day(date.fromisoformat(day)).answers
        return {name: answer.value for name, answer in answers.items()}


@pytest.fixture
def bring(tmp_path: Path) -> Import:
    return Import(tmp_path)


@pytest.fixture
def years() -> Callable[[int], list[date]]:
    """The days of the last so many years."""

    def days(count: int) -> list[date]:
        last = datetime(2026, 9, 30, tzinfo=UTC).date()
        return [last - timedelta(days=n) for n in range(365 * count)]

    return days
