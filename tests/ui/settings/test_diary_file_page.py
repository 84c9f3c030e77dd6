"""The window on a real folder: saving, a second start, backups, import, export, passphrase."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import app, settings
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.recording import answer_now
from ldn_desktop.errors import UserError
from ldn_desktop.settings import Settings
from ldn_desktop.storage import new_diary, open_diary, record, show_first_window
from ldn_desktop.ui.importing.import_page import ImportPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.session import Session, local_now
from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage
from ldn_desktop.ui.settings.encryption_page import EncryptionPage
from ldn_desktop.ui.start.notice_page import NoticePage
from ldn_desktop.ui.start.unlock_window import UnlockWindow
from ldn_desktop.ui.widgets.page import Page

PASSPHRASE = "quiet grey heron"
Kind = TypeVar("Kind", bound=Page)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "diary"
    place.mkdir()
    settings.save(Settings(theme="paper", welcomed=True), place)
    return place


@pytest.fixture
def window(
    folder: Path,
    still_application: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    assert QApplication.instance() is still_application
    monkeypatch.setattr("ldn_desktop.ui.main_window.PRELOAD_AFTER_MS", 3_600_000)
    opened = app.open_window(folder)
    opened.show()
    yield opened
    gone(opened)


def gone(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def texts(widget: QWidget) -> str:
    shown = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(label.text() for label in shown)


def button(widget: QWidget, text: str) -> QPushButton:
    found = [b for b in widget.findChildren(QPushButton) if b.text() == text]
    assert found, f"no button {text!r}"
    return found[0]


def opened(window: MainWindow, page: Kind) -> Kind:
    window.show_page(page)
    return page


def saved_answer(window: MainWindow, qtbot: QtBot, points: float = 7.5) -> None:
    with qtbot.waitSignal(window.session.saved):
        window.session.answer(window.session.today, "fatigue", points)


def in_file(folder: Path) -> float | None:
    with open_diary(folder, read_only=True) as file:
        days = list(file.diary.days())
        found: float | None = days[-1].value("fatigue") if days else None
        return found


def test_saved_is_said_only_when_the_answer_is_on_the_disk(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    saved_answer(window, qtbot)
    assert in_file(folder) == 7.5
    qtbot.waitUntil(lambda: window.today.day.status.text().startswith("Saved"))


def test_an_answer_added_by_the_command_line_appears_in_the_open_window(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    today = window.session.today
    with qtbot.waitSignal(window.session.changed):
        record(
            folder,
            lambda diary: diary.answer(today, "pain", answer_now(diary, today, 5, local_now())),
            timeout=0,
        )
    assert window.session.diary.day(today).value("pain") == 5
    qtbot.waitUntil(lambda: not list((folder / "requests").glob("*.request")))


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_asks_the_first_window_to_come_forward(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    taken: list[bool] = []
    second = Thread(target=lambda: taken.append(show_first_window(folder, timeout=10)))
    with qtbot.waitSignal(window.session.window_wanted):
        second.start()
    second.join()
    assert taken == [True]


def test_a_backup_comes_back_in_one_touch_and_is_taken_back_in_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    today = window.session.today
    saved_answer(window, qtbot, 2.5)
    page = opened(window, DiaryFilePage(window.session))
    qtbot.waitUntil(lambda: "None yet" in texts(page) or "Bring it back" in _buttons(page))
    button(page, "Back up now").click()
    qtbot.waitUntil(lambda: "Bring it back" in _buttons(page))
    saved_answer(window, qtbot, 10)
    button(page, "Bring it back").click()
    qtbot.waitUntil(lambda: window.session.diary.day(today).value("fatigue") == 2.5)
    qtbot.waitUntil(lambda: "Take it back" in _buttons(page))
    button(page, "Take it back").click()
    assert window.session.diary.day(today).value("fatigue") == 10


def _buttons(widget: QWidget) -> list[str]:
    return [b.text() for b in widget.findChildren(QPushButton) if b.isVisibleTo(widget)]


def test_the_diary_is_saved_as_json_and_csv(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    saved_answer(window, qtbot)
    page = opened(window, DiaryFilePage(window.session))
    for name in ("out.json", "out.csv"):
        page.export_to(tmp_path / name)
        assert name in page.status_line.text()
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))


def test_an_export_into_a_missing_folder_is_refused_in_a_sentence(
    window: MainWindow, tmp_path: Path
) -> None:
    page = opened(window, DiaryFilePage(window.session))
    page.export_to(tmp_path / "missing" / "out.csv")
    assert page.status_line.isVisibleTo(page)
    assert not (tmp_path / "missing").exists()


def encrypted(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(window, EncryptionPage(window.session))
    page.first.setText(PASSPHRASE)
    page.second.setText(PASSPHRASE)
    button(page, "Go on to the recovery sheet").click()
    qtbot.waitUntil(lambda: "Save the sheet as PDF…" in _buttons(page), timeout=30_000)
    assert "Encrypt the diary" not in _buttons(page)
    page.save_sheet(tmp_path / "sheet.pdf")
    made = page._preparation
    assert made
    for field, place in zip(page.typed, made.asked_positions, strict=True):
        field.setText(made.words[place - 1])
    button(page, "Encrypt the diary").click()
    qtbot.waitUntil(lambda: "is encrypted" in page.status_line.text(), timeout=30_000)


def test_encrypting_asks_for_the_kept_sheet_first_and_unlocking_for_the_passphrase(
    window: MainWindow, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    saved_answer(window, qtbot)
    encrypted(window, qtbot, tmp_path)
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o777 == 0o600
    window.close()
    assert b"fatigue" not in (folder / "diary.json").read_bytes()
    asking = UnlockWindow(lambda word: open_diary(folder, passphrase=word))
    asking.field.setText("something else")
    asking.unlock()
    assert asking.file is None
    assert "neither" in asking.message.text()
    asking.deleteLater()
    asking = UnlockWindow(lambda word: open_diary(folder, passphrase=word))
    asking.field.setText(PASSPHRASE)
    asking.unlock()
    assert asking.file is not None
    assert list(asking.file.diary.days())[-1].value("fatigue") == 7.5
    asking.file.close()
    asking.deleteLater()


def test_two_different_passphrases_encrypt_nothing(window: MainWindow) -> None:
    page = opened(window, EncryptionPage(window.session))
    page.first.setText(PASSPHRASE)
    page.second.setText(PASSPHRASE + "s")
    button(page, "Go on to the recovery sheet").click()
    assert "not the same" in page.status_line.text()
    assert not window.session.file.encrypted


def test_wrong_words_of_the_sheet_encrypt_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(window, EncryptionPage(window.session))
    page.first.setText(PASSPHRASE)
    page.second.setText(PASSPHRASE)
    button(page, "Go on to the recovery sheet").click()
    qtbot.waitUntil(lambda: "Save the sheet as PDF…" in _buttons(page), timeout=30_000)
    page.save_sheet(tmp_path / "sheet.pdf")
    button(page, "Encrypt the diary").click()
    assert "Nothing was encrypted" in page.status_line.text()
    assert not window.session.file.encrypted


@pytest.mark.usefixtures("still_application")
def test_a_diary_that_came_back_from_damage_says_so_before_anything_else(
    folder: Path,
) -> None:

    today = local_now().date()
    new_diary(folder, demo_diary(today - timedelta(days=1), days=20))
    kept = (folder / "diary.json").read_bytes()
    (folder / "diary.json").write_bytes(kept[: len(kept) // 2])
    window = app.open_window(folder)
    page = window.pages.currentWidget()
    assert isinstance(page, NoticePage)
    assert texts(page)
    page.leave()
    assert window.session.diary.dates()
    gone(window)


def test_a_folder_that_is_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("not a folder", "utf-8")
    with pytest.raises(UserError, match="diary"):
        app.open_window(tmp_path / "diary")
    assert (tmp_path / "diary").read_text("utf-8") == "not a folder"


@pytest.mark.usefixtures("still_application")
def test_a_read_only_diary_refuses_to_record_in_a_sentence(folder: Path) -> None:
    open_diary(folder).close()
    session = Session(open_diary(folder, read_only=True))
    act: Callable[[], None] = partial(session.answer, session.today, "pain", 5)
    with pytest.raises(UserError, match="reading only"):
        act()
    assert not session.diary.dates()
    session.close()


@pytest.mark.parametrize(
    ("name", "kind"), [("Bring in your history…", ImportPage), ("Encrypt it…", EncryptionPage)]
)
def test_import_and_encryption_open_from_the_settings(
    window: MainWindow, name: str, kind: type[Page]
) -> None:
    window.top_bar.settings.click()
    for text in ("Diary file and backups", name):
        page = window.pages.currentWidget()
        assert page is not None
        button(page, text).click()
    assert isinstance(window.pages.currentWidget(), kind)
