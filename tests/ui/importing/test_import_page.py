"""Bringing in a history by the window: see it, change it, one touch, one undo."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import app, settings
from ldn_desktop.diary.model import Diary
from ldn_desktop.settings import Settings
from ldn_desktop.storage import open_diary
from ldn_desktop.ui.importing.import_page import MAX_NAMES, ImportPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage
from ldn_desktop.ui.widgets.page import Page

VISIBLE = "observation_date,tracker_name,tracker_category,observation_value \n"
ROWS = VISIBLE + "2024-05-21,Brain Fog,Brain,1 \n2024-05-21,Crash,Experience,1 \n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "diary"
    place.mkdir()
    settings.save(Settings(theme="paper", welcomed=True), place)
    return place


@pytest.fixture
def window(
    folder: Path, still_application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    assert QApplication.instance() is still_application
    monkeypatch.setattr("ldn_desktop.ui.main_window.PRELOAD_AFTER_MS", 3_600_000)
    opened = app.open_window(folder)
    opened.show()
    yield opened
    opened.close()
    opened.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(window: MainWindow) -> ImportPage:
    made = ImportPage(window.session)
    made.page_opened.connect(window.show_page)
    window.show_page(made)
    return made


def file(folder: Path, text: str, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def seen(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    """The preview of `path` is shown."""
    page.read(path)
    qtbot.waitUntil(lambda: page.accept.isEnabled() and not page.stop.isVisibleTo(page))


def brought_in(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.accept.isVisibleTo(page) and page.accept.isEnabled())
    page.accept.click()
    assert page.undo.isVisibleTo(page)


def taken_back(page: ImportPage, qtbot: QtBot) -> None:
    page.undo.click()
    qtbot.waitUntil(lambda: not page.undo.isVisibleTo(page))
    assert "taken back" in page.said.text()


def drop(page: ImportPage, *paths: Path) -> None:
    """Drop `paths` on the page as a file manager does."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    coming = QDragEnterEvent(QPoint(50, 50), copy, carried, button, key.NoModifier)
    QApplication.sendEvent(page, coming)
    assert coming.isAccepted()
    fallen = QDropEvent(QPointF(50, 50), copy, carried, button, key.NoModifier)
    QApplication.sendEvent(page, fallen)


def texts(widget: QWidget) -> str:
    shown = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(label.text() for label in shown)


def change(window: MainWindow, page: ImportPage, name: str) -> Page:
    """Open what `name` becomes."""
    spoken = f"Change what becomes of {name}"
    next(b for b in page.findChildren(QPushButton) if b.accessibleName() == spoken).click()
    opened = window.pages.currentWidget()
    assert isinstance(opened, Page)
    return opened


def touch(page: QWidget, spoken: str) -> None:
    found = [b for b in page.findChildren(QPushButton) if spoken in (b.accessibleName(), b.text())]
    assert found, f"no button {spoken!r}"
    found[0].click()


def test_everything_is_shown_first_then_comes_in_and_is_taken_back(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, ROWS), qtbot)
    assert "Visible" in page.said.text()
    assert "2 answers for 21 May 2024." in texts(page)
    assert not window.session.diary.dates()
    brought_in(page, qtbot)
    [day] = window.session.diary.days()
    assert day.crash
    assert day.answers["brain_fog"].extra == {"origin": "Visible", "original": "1"}
    taken_back(page, qtbot)
    assert not window.session.diary.dates()


def test_the_same_file_a_second_time_adds_nothing(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = file(tmp_path, ROWS)
    seen(page, path, qtbot)
    brought_in(page, qtbot)
    seen(page, path, qtbot)
    assert not page.accept.isVisibleTo(page)
    assert "adds nothing new" in texts(page)
    assert "2 are there already" in texts(page)


def test_an_import_can_be_taken_back_after_a_restart(
    window: MainWindow, page: ImportPage, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, ROWS, "visible.csv"), qtbot)
    brought_in(page, qtbot)
    window.close()
    with open_diary(folder, read_only=True) as kept:
        [undo] = kept.undo_entries()
        assert "visible.csv" in undo.title
        assert len(undo.edit(kept.diary).changes) == 2
    again = app.open_window(folder)
    files = DiaryFilePage(again.session)
    again.show_page(files)
    qtbot.waitUntil(lambda: "visible.csv" in texts(files))
    touch(files, "Take it back")
    assert not again.session.diary.dates()
    again.close()
    again.deleteLater()


@pytest.mark.parametrize("kind", ["file", "folder", "zip"])
def test_a_file_a_folder_and_a_zip_can_be_dropped(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    inside = tmp_path / "history"
    inside.mkdir()
    path = file(inside, ROWS)
    with zipfile.ZipFile(tmp_path / "history.zip", "w") as packed:
        packed.write(path, "export.csv")
    drop(page, {"file": path, "folder": inside, "zip": tmp_path / "history.zip"}[kind])
    brought_in(page, qtbot)
    assert window.session.diary.dates()


def test_two_files_at_once_are_refused_with_the_way_out(page: ImportPage, tmp_path: Path) -> None:
    drop(page, file(tmp_path, ROWS, "a.csv"), file(tmp_path, ROWS, "b.csv"))
    assert "folder" in page.said.text()


def test_a_name_of_the_file_can_be_left_out(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, ROWS), qtbot)
    touch(change(window, page, "Brain Fog"), "Leave it out")
    brought_in(page, qtbot)
    [day] = window.session.diary.days()
    assert set(day.answers) == {"crash"}


def test_the_scale_and_its_direction_can_be_changed_and_are_remembered(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = file(tmp_path, "date,Pain,Calm\n2026-03-04,4,1\n2026-03-05,2,4\n")
    seen(page, path, qtbot)
    pain = change(window, page, "Pain")
    touch(pain, "The scale in the file: 0 to 4")
    pain.leave()
    calm = change(window, page, "Calm")
    touch(calm, "A higher number there means: Better")
    touch(calm, "Anxiety")
    brought_in(page, qtbot)
    day = next(window.session.diary.days())
    assert day.value("pain") == 10
    assert day.value("anxiety") == 9
    seen(page, path, qtbot)
    assert "4 are there already" in texts(page)


def test_a_renamed_mood_gets_its_place_by_a_touch(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    head = "full_date,date,weekday,time,mood,activities,note_title,note\n"
    seen(page, file(tmp_path, head + "2026-03-04,x,x,9:00,Cloudy,,,\n"), qtbot)
    assert "Please look at this" in texts(page)
    mood = change(window, page, "mood")
    touch(mood, "“Cloudy” there means: 2 (bad)")
    mood.leave()
    brought_in(page, qtbot)
    [day] = window.session.diary.days()
    assert day.value("low_mood") == 7.5
    assert day.answers["low_mood"].extra["original"] == "Cloudy"


def test_a_length_of_time_can_be_in_minutes(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, "date,Night\n2026-03-04,420\n"), qtbot)
    touch(change(window, page, "Night"), "Measured by a device: Sleep")
    brought_in(page, qtbot)
    [day] = window.session.diary.days()
    assert day.value("sleep_hours") == 7


def test_an_answer_given_meanwhile_is_not_overwritten(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, "date,Pain\n2026-03-04,8\n2026-03-05,8\n"), qtbot)
    window.session.answer(window.session.today.replace(2026, 3, 4), "pain", 9.0)
    page.accept.click()
    qtbot.waitUntil(lambda: "1 answer for 5 March 2026" in texts(page))
    brought_in(page, qtbot)
    assert [day.value("pain") for day in window.session.diary.days()] == [9, 8]


def test_taking_back_leaves_what_was_answered_since(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, ROWS), qtbot)
    brought_in(page, qtbot)
    window.session.answer(window.session.today, "pain", 9.0)
    taken_back(page, qtbot)
    assert window.session.diary.dates() == [window.session.today]


def test_a_file_that_is_no_export_is_refused_in_a_sentence(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "photo.csv").write_bytes(bytes(range(256)))
    page.read(tmp_path / "photo.csv")
    qtbot.waitUntil(lambda: not page.stop.isVisibleTo(page) and "photo.csv" in page.said.text())
    assert not page.accept.isVisibleTo(page)


def test_reading_can_be_stopped_and_nothing_more_is_heard_of_it(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    large = file(tmp_path, "date,Pain\n" + "2026-03-04,4\n" * 300_000, "large.csv")
    page.read(large)
    qtbot.waitUntil(lambda: "%" in page.said.text())
    page.stop.click()
    assert "Stopped" in page.said.text()
    seen(page, file(tmp_path, ROWS), qtbot)
    assert "Visible" in page.said.text()
    assert window.session.diary.dates() == Diary().dates()


def test_a_file_of_many_names_shows_the_first_and_the_rest_by_a_touch(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    names = [f"Thing {number}" for number in range(MAX_NAMES + 25)]
    row = ",".join("1" for _name in names)
    path = file(tmp_path, f"date,Pain,{','.join(names)}\n2026-03-04,1,{row}\n")
    seen(page, path, qtbot)
    assert "Pain: Pain" in texts(page)
    assert "Thing 84: left out" not in texts(page)
    touch(page, "Show 25 more names")
    assert "Thing 84: left out" in texts(page)
