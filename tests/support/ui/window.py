"""The clock, the window and the charts that tests of the window share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

from ldn_desktop.diary.model import Diary
from ldn_desktop.storage import DiaryFile, MemoryDiaryFile
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.main_window import MainWindow

EVENING = datetime(2026, 11, 22, 19, 30, tzinfo=timezone(timedelta(hours=1)))


TODAY = EVENING.date()


class Clock:
    """A clock that stands where a test puts it."""

    def __init__(self, now: datetime = EVENING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class OpenWindow(Protocol):
    def __call__(
        self,
        diary: Diary | None = None,
        *,
        clock: Clock | None = None,
        size: tuple[int, int] = (1024, 690),
        file: DiaryFile | MemoryDiaryFile | None = None,
        **chosen: object,
    ) -> MainWindow: ...


OpenCharts = Callable[..., tuple[MainWindow, ChartsTab]]


def shown(tab: ChartsTab) -> tuple[date, date]:
    """The first and the last day that the chart shows."""
    assert tab.result is not None
    return tab.result.period.start, tab.result.period.end
