"""A diary file without a disk: for the demo, and for tests of everything above storage."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from ldn_desktop.diary import Diary, Edit


class MemoryDiaryFile:
    """What DiaryFile does, kept in memory and forgotten on closing."""

    folder: Path | None = None
    read_only = False

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.notices: list[str] = []
        self.recorded: list[Edit] = []
        """Every edit, in order."""

    def record(self, edit: Edit) -> None:
        if edit:
            self.recorded.append(edit)

    def fold(self) -> None:
        """Nothing to fold: there is no file."""

    def close(self) -> None:
        """Nothing to close."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
