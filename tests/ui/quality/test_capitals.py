"""Headings and captions that begin with a date, in languages that write months small."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.charts import day_details
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import use_language
from ldn_desktop.report import month_sheet
from ldn_desktop.themes import THEMES
from ldn_desktop.ui.dates.month_grid import MonthGrid
from ldn_desktop.ui.dates.month_stepper import month_stepper
from ldn_desktop.ui.today.calendar.day_summary import DaySummary, summary_text
from ldn_desktop.ui.today.calendar.diary_month import DiaryMonth
from ldn_desktop.ui.widgets.label import Label

DAY, TODAY = date(2026, 11, 10), date(2026, 11, 28)


@pytest.fixture(autouse=True)
def _in_spanish(compiled_languages: Path, english_afterwards: None) -> None:
    del english_afterwards
    use_language("es", compiled_languages)


@pytest.fixture(autouse=True)
def _in_pixels(qapp: QApplication) -> Iterator[None]:
    """Widgets here stand in no window, which would give the text its size."""
    before, font = qapp.font(), qapp.font()
    font.setPixelSize(16)
    qapp.setFont(font)
    yield
    qapp.setFont(before)


def _shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label)]


def test_a_month_stands_above_its_days_with_a_capital(qtbot: QtBot) -> None:
    diary = Diary()
    theme = next(iter(THEMES.values()))
    for month in (
        MonthGrid(DAY, TODAY),
        DiaryMonth(diary, DAY, TODAY, "fatigue", lambda: theme),
    ):
        qtbot.addWidget(month)
        assert month.title.text() == "Noviembre de 2026"
        assert [text for text in _shown(month) if text[:1].islower()] == []
    stepper = month_stepper(DAY)
    qtbot.addWidget(stepper)
    assert "Noviembre de 2026" in _shown(stepper)
    assert month_sheet.title(DAY) == "Noviembre de 2026"


def test_a_day_is_read_with_a_capital(qtbot: QtBot) -> None:
    diary = Diary()
    summary = DaySummary(diary, DAY, TODAY)
    qtbot.addWidget(summary)
    assert summary.title.text() == "Martes 10 de noviembre"
    for text in (
        summary_text(diary, DAY, TODAY),
        day_details.day_in_words(diary, DAY, ["fatigue"]),
        day_details.day_reading(diary, DAY, ["fatigue"], TODAY).title,
    ):
        assert text.startswith("Martes")
