"""What belongs to the machine: the window's size, and the folder that files are saved in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import app, settings
from ldn_desktop.diary.model import Diary
from ldn_desktop.settings import Settings
from ldn_desktop.storage import new_diary
from ldn_desktop.ui import machine_state, window_size
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.save_path import choose_save_path, start_folder
from ldn_desktop.ui.style.theme import font_for
from ldn_desktop.user_folders import machine_folder

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_diary(tmp_path / "diary", Diary())
    settings.save(Settings(welcomed=True), tmp_path / "diary")
    return tmp_path / "diary"


@pytest.fixture
def opened(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, still_application: QApplication
) -> Callable[[], MainWindow]:
    """Opens the window as a person's start does."""
    assert still_application
    monkeypatch.setattr("ldn_desktop.ui.main_window.PRELOAD_AFTER_MS", 3_600_000)

    def build() -> MainWindow:
        window = app.open_window(folder)
        qtbot.addWidget(window)
        return window

    return build


def _room() -> QSize:
    return QGuiApplication.primaryScreen().availableGeometry().size()


def test_a_window_is_never_larger_than_the_screen(
    opened: Callable[[], MainWindow], folder: Path
) -> None:
    settings.save(Settings(welcomed=True, window=(2400, 1500)), folder)
    window = opened()
    assert window.width() <= _room().width()
    assert window.height() < _room().height()


def test_the_size_is_remembered_on_the_machine_and_not_beside_the_diary(
    opened: Callable[[], MainWindow], folder: Path
) -> None:
    window = opened()
    window.show()
    window.resize(640, 480)
    window.close()
    assert settings.load(folder).window is None
    assert machine_state.load().window == (640, 480)
    assert opened().size() == QSize(640, 480)


def test_the_size_beside_a_diary_of_the_first_edition_is_taken_over_once(
    opened: Callable[[], MainWindow], folder: Path
) -> None:
    settings.save(Settings(welcomed=True, window=(610, 470)), folder)
    window = opened()
    assert window.size() == QSize(610, 470)
    window.show()
    window.resize(700, 500)
    window.close()
    assert opened().size() == QSize(700, 500)


def test_a_maximised_window_comes_back_maximised(opened: Callable[[], MainWindow]) -> None:
    window = opened()
    window.resize(640, 480)
    window.showMaximized()
    window.close()
    assert machine_state.load().maximised
    assert opened().isMaximized()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"window":[1,2]}', b'{"window":"large"}'])
def test_a_damaged_file_of_the_machine_costs_nothing(content: bytes) -> None:
    machine_folder().mkdir(parents=True)
    (machine_folder() / machine_state.FILE_NAME).write_bytes(content)
    assert machine_state.load().window is None
    machine_state.remember(maximised=True)
    assert machine_state.load().maximised


def test_a_folder_that_cannot_be_written_is_not_worth_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blocked = Path.home() / "file"
    blocked.write_text("in the way", "utf-8")
    monkeypatch.setattr(machine_state, "machine_folder", lambda: blocked / "folder")
    machine_state.remember(maximised=True)
    assert machine_state.load() == machine_state.MachineState()


class TestSavePath:
    @pytest.fixture(autouse=True)
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The place proposed each time; the dialog is answered with `self.answer`."""
        proposed: list[str] = []

        def dialog(_parent: QWidget, _title: str, place: str, _kinds: str) -> tuple[str, str]:
            proposed.append(place)
            return self.answer, ""

        self.answer = ""
        monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
        return proposed

    @pytest.fixture(autouse=True)
    def documents(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The folder for documents, not there yet. Windows itself would name the person's own."""
        folder = tmp_path / "Documents"
        monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(folder))
        return folder

    def test_it_begins_in_the_documents_and_goes_on_in_the_last_folder_used(
        self, qtbot: QtBot, asked: list[str], documents: Path, tmp_path: Path
    ) -> None:
        parent = QWidget()
        qtbot.addWidget(parent)
        documents.mkdir()
        self.answer = str(tmp_path / "my report")
        chosen = choose_save_path(parent, "Save", "report.pdf", "PDF (*.pdf)")
        assert chosen == tmp_path / "my report.pdf"
        choose_save_path(parent, "Save", "days.csv", "CSV (*.csv)")
        assert asked == [str(documents / "report.pdf"), str(tmp_path / "days.csv")]

    def test_a_last_folder_that_is_gone_is_forgotten(self, tmp_path: Path) -> None:
        machine_state.remember(save_folder=str(tmp_path / "stick"))
        assert start_folder() == Path.home()

    def test_who_leaves_the_dialog_saves_nothing(self, qtbot: QtBot) -> None:
        parent = QWidget()
        qtbot.addWidget(parent)
        assert choose_save_path(parent, "Save", "report.pdf", "PDF (*.pdf)") is None
        assert machine_state.load().save_folder == ""


def test_what_was_saved_is_said_with_its_whole_path_and_can_be_shown(
    still_application: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    still_application.setFont(font_for("atkinson", 100))
    page = Page("Report")
    qtbot.addWidget(page)
    page.show()
    page.show_saved(tmp_path / "report.pdf")
    assert str(tmp_path / "report.pdf") in page.status_line.text()
    assert page.show_in_folder.isVisible()
    page.tell("Nothing was printed.")
    assert not page.show_in_folder.isVisible()


def test_fitting_leaves_a_small_window_as_it_is() -> None:
    assert window_size.fitting(QSize(300, 200)) == QSize(300, 200)
