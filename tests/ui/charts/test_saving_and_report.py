"""Charts as a person takes them along: saved, copied, made a report for a doctor."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.charts.report_page import ReportPage
from ldn_desktop.ui.charts.tab import ChartsTab
from tests.support.ui.window import OpenCharts, shown

Touch = Callable[[QAbstractButton], None]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def save_as(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """Answers the next question for a place to save with a file of that name."""

    def answer(name: str) -> Path:
        place = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(place), ""))
        return place

    return answer


def _button(tab: ChartsTab, name: str) -> QAbstractButton:
    button = getattr(tab.out, name)
    assert isinstance(button, QAbstractButton)
    return button


@pytest.mark.parametrize(
    "case",
    [
        ("pdf", "chart.pdf", b"%PDF"),
        ("picture", "chart.png", b"\x89PNG"),
        ("picture", "chart.svg", b"<?xml"),
    ],
)
def test_a_chart_is_saved_where_the_person_says(
    open_charts: OpenCharts,
    touch: Touch,
    qtbot: QtBot,
    save_as: Callable[[str], Path],
    case: tuple[str, str, bytes],
) -> None:
    name, file, begins = case
    _window, tab = open_charts()
    place = save_as(file)
    touch(_button(tab, name))
    qtbot.waitUntil(tab.is_ready, timeout=20_000)
    assert tab.said.text() == f"Saved as {place}."
    assert place.read_bytes().startswith(begins)


def test_the_numbers_saved_are_those_that_are_shown(
    open_charts: OpenCharts,
    touch: Touch,
    qtbot: QtBot,
    save_as: Callable[[str], Path],
) -> None:
    window, tab = open_charts(charted=("pain",))
    places = [save_as(file) for file in ("chart.csv", "chart.json")]
    for place in places:
        save_as(place.name)
        touch(tab.out.numbers)
        qtbot.waitUntil(tab.is_ready)
    rows = list(csv.DictReader(places[0].read_text("utf-8-sig").splitlines()))
    scores = {
        day.date.isoformat(): day.scores["pain"].value
        for day in window.session.diary.days(*shown(tab))
        if "pain" in day.scores
    }
    found = {row["date"]: float(row["pain"]) for row in rows if row["pain"]}
    assert found == scores
    assert not any(row["fatigue"] for row in rows)
    assert json.loads(places[1].read_text())["days"].keys() >= scores.keys()


def test_a_place_that_cannot_be_written_is_said(
    open_charts: OpenCharts,
    touch: Touch,
    qtbot: QtBot,
    save_as: Callable[[str], Path],
) -> None:
    _window, tab = open_charts()
    save_as("nowhere/chart.pdf")
    touch(tab.out.pdf)
    qtbot.waitUntil(tab.is_ready, timeout=20_000)
    assert "could not be written" in tab.said.text()


def test_a_copied_picture_comes_with_its_words(open_charts: OpenCharts, touch: Touch) -> None:
    _window, tab = open_charts()
    touch(tab.out.copy)
    kept = QGuiApplication.clipboard().mimeData()
    assert kept.hasImage()
    assert kept.text() == tab.words.text()


def test_the_report_page_keeps_what_was_typed_and_saves(
    open_charts: OpenCharts,
    touch: Touch,
    qtbot: QtBot,
    save_as: Callable[[str], Path],
) -> None:
    window, tab = open_charts()
    touch(tab.out.report)
    page = window.pages.currentWidget()
    assert isinstance(page, ReportPage)
    page.name.setText("Ada Example")
    page.questions.setPlainText("What about sleep?")
    for file, button in (("report.pdf", page.pdf), ("report.txt", page.text)):
        place = save_as(file)
        touch(button)
        qtbot.waitUntil(lambda: tab.drawing.idle, timeout=20_000)
        assert page.said.text() == f"Saved as {place}."
    text = save_as("report.txt").read_text()
    assert "Patient: Ada Example" in text
    assert "What about sleep?" in text
    assert save_as("report.pdf").read_bytes().startswith(b"%PDF")
    touch(page.back)
    touch(tab.out.report)
    again = window.pages.currentWidget()
    assert isinstance(again, ReportPage)
    assert again.name.text() == "Ada Example"
    assert again.questions.toPlainText() == "What about sleep?"
    qtbot.waitUntil(lambda: tab.drawing.idle and again.view.is_ready, timeout=20_000)
