"""Diaries that charts and pages are drawn from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop.charts.drawing.style import Style
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary
from tests.support.charts.days import END


@pytest.fixture
def end() -> date:
    return END


@pytest.fixture
def start() -> date:
    return END - timedelta(days=179)


@pytest.fixture(scope="session")
def demo() -> Diary:
    return demo_diary(END)


@pytest.fixture
def paper() -> Style:
    return Style(
        ground="#EFE9DE",
        card="#F3EEE4",
        text="#2A2723",
        quiet="#4A453D",
        line="#857C6D",
        hair="#D3C9B7",
        dot="#5A8079",
        accent_text="#17504C",
        crash="#E2CBB1",
        crash_line="#A84300",
    )
