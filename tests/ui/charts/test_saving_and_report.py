"""Charts as a person takes them along: saved, copied, made a report for a doctor."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.model import Answer, AnswerChange, Diary, Edit, SymptomChange
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.storage import Difference
from ldn_desktop.ui.charts.export_page import ExportPage
from ldn_desktop.ui.charts.report_page import ReportPage
from ldn_desktop.ui.printing.print_page import RATIOS
from tests.support.ui.window import OpenCharts, shown

Touch = Callable[[QAbstractButton], None]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def save_as(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """Answers the next question for a place to save with a file of that name."""

    def answer(name: str) -> Path:
        folder = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(folder), ""))
        return folder

    return answer


@pytest.fixture
def export_page(open_charts: OpenCharts, touch: Touch) -> Callable[..., ExportPage]:
    """The page “Save or print” of Charts."""

    def build(**settings: object) -> ExportPage:
        window, tab = open_charts(**settings)
        touch(tab.export)
        page = window.pages.currentWidget()
        assert isinstance(page, ExportPage)
        return page

    return build


@pytest.mark.parametrize(
    "case",
    [
        ("pdf", "chart.pdf", b"%PDF"),
        ("picture", "chart.png", b"\x89PNG"),
        ("picture", "chart.svg", b"<?xml"),
    ],
)
def test_a_chart_is_saved_where_the_person_says(
    export_page: Callable[..., ExportPage],
    touch: Touch,
    qtbot: QtBot,
    save_as: Callable[[str], Path],
    case: tuple[str, str, bytes],
) -> None:
    name, file, begins = case
    page, folder = export_page(), save_as(file)
    touch(getattr(page, name))
    qtbot.waitUntil(lambda: page.status_line.text().startswith("Saved"), timeout=20_000)
    assert page.status_line.text() == f"Saved: {folder}"
    assert folder.read_bytes().startswith(begins)


def test_the_data_saved_are_those_that_are_shown(
    open_charts: OpenCharts, touch: Touch, qtbot: QtBot, save_as: Callable[[str], Path]
) -> None:
    window, tab = open_charts(charted=("pain",))
    touch(tab.export)
    page = window.pages.currentWidget()
    assert isinstance(page, ExportPage)
    positions = [save_as(file) for file in ("chart.csv", "chart.json")]
    for position in positions:
        save_as(position.name)
        touch(page.data)
        qtbot.waitUntil(position.exists, timeout=20_000)
        qtbot.waitUntil(lambda: tab.worker.idle, timeout=20_000)
    rows = list(csv.DictReader(positions[0].read_text("utf-8-sig").splitlines()))
    scores = {
        day.date.isoformat(): day.scores["pain"].value
        for day in window.session.diary.days(*shown(tab))
        if "pain" in day.scores
    }
    found = {row["date"]: float(row["pain"]) for row in rows if row["pain"]}
    assert found == scores
    assert not any(row["fatigue"] for row in rows)
    assert json.loads(positions[1].read_text("utf-8"))["days"].keys() >= scores.keys()


def test_a_place_that_cannot_be_written_is_said(
    export_page: Callable[..., ExportPage],
    touch: Touch,
    qtbot: QtBot,
    save_as: Callable[[str], Path],
) -> None:
    page = export_page()
    save_as("nowhere/chart.pdf")
    touch(page.pdf)
    qtbot.waitUntil(lambda: "could not be written" in page.status_line.text(), timeout=20_000)


def test_a_copied_picture_comes_with_its_words(open_charts: OpenCharts, touch: Touch) -> None:
    window, tab = open_charts()
    touch(tab.export)
    page = window.pages.currentWidget()
    assert isinstance(page, ExportPage)
    touch(page.copy)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.hasImage()
    assert tab.result is not None
    assert copied.text() == "\n".join(tab.result.sentences)


def test_the_report_page_keeps_what_was_typed_and_saves(
    open_charts: OpenCharts,
    touch: Touch,
    qtbot: QtBot,
    save_as: Callable[[str], Path],
) -> None:
    window, tab = open_charts()
    touch(tab.report)
    page = window.pages.currentWidget()
    assert isinstance(page, ReportPage)
    page.name.setText("Ada Example")
    page.birth_date.setText("3 May 1980")
    page.questions.setPlainText("What about sleep?")
    for file, button in (("report.pdf", page.pdf), ("report.txt", page.text)):
        folder = save_as(file)
        touch(button)
        qtbot.waitUntil(lambda: tab.worker.idle, timeout=20_000)
        assert page.status_line.text() == f"Saved: {folder}"
    text = save_as("report.txt").read_text("utf-8")
    assert "Ada Example" in text
    assert "What about sleep?" in text
    assert "born 3 May 1980" in text
    assert len(page.view.accessibleDescription().split()) <= 90
    assert save_as("report.pdf").read_bytes().startswith(b"%PDF")
    touch(page.back)
    touch(tab.report)
    again = window.pages.currentWidget()
    assert isinstance(again, ReportPage)
    assert again.name.text() == "Ada Example"
    assert again.birth_date.text() == "3 May 1980"
    assert again.questions.toPlainText() == "What about sleep?"
    qtbot.waitUntil(lambda: tab.worker.idle and again.view.is_ready, timeout=20_000)


def test_the_report_says_how_many_entries_differ_between_computers(
    open_charts: OpenCharts,
    usual_diary: Diary,
    touch: Touch,
    save_as: Callable[[str], Path],
    qtbot: QtBot,
) -> None:
    when = usual_diary.dates()[-1]
    window, tab = open_charts(usual_diary)
    window.session.differences = {
        ("answer", day, "pain"): [Difference(AnswerChange(day, "pain", None, None), False)]
        for day in (when, when + timedelta(days=400))
    }
    touch(tab.report)
    page = window.pages.currentWidget()
    assert isinstance(page, ReportPage)
    saved = []
    for differences in (window.session.differences, {}):
        window.session.differences = differences
        window.session.exchanged.emit(Edit(()))
        path = save_as("report.txt")
        touch(page.text)
        qtbot.waitUntil(lambda: tab.worker.idle, timeout=20_000)
        saved.append(path.read_text("utf-8"))
    assert "1 entry differs between the computers that share this diary" in saved[0]
    assert "differ" not in saved[1]


def test_the_page_is_as_high_as_paper_beside_many_symptoms(
    open_charts: OpenCharts, usual_diary: Diary, touch: Touch, qtbot: QtBot
) -> None:
    when = usual_diary.dates()[-1]
    for number in range(24):
        made = Symptom(f"own_{number}", f"Own {number}", own=True, order=20 + number)
        answer = AnswerChange(when, made.key, None, Answer(5.0, 600))
        usual_diary.apply(Edit((SymptomChange(made.key, None, made), answer)))
    window, tab = open_charts(usual_diary)
    touch(tab.report)
    page = window.pages.currentWidget()
    assert isinstance(page, ReportPage)
    qtbot.waitUntil(lambda: page.view.is_ready, timeout=20_000)
    ratio = RATIOS[page.paper]
    assert page.view.height() == pytest.approx(page.view.width() * ratio, abs=2)
