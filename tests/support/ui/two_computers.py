"""A window whose diary is shared with another computer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.diary.recording import answer_now
from ldn_desktop.storage import DiaryFile, open_diary
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.session import local_now
from tests.support.sharing import shared_files


class Other:
    """The other computer: a diary of its own that shares the same folder."""

    def __init__(self, folder: Path, shared: Path) -> None:
        self.file = open_diary(folder)
        self.file.join(shared)

    def answer(self, when: date, **answers: object) -> None:
        for name, value in answers.items():
            given = None if value is None else answer_now(self.diary, when, value, local_now())
            self.record(self.diary.answer(when, name, given))
        self.exchange()

    @property
    def diary(self) -> Diary:
        return self.file.diary

    def record(self, edit: Edit) -> None:
        self.file.record(edit)
        self.file.diary.apply(edit)

    def exchange(self) -> None:
        shared_files.exchange(self.file)


@pytest.fixture
def other(tmp_path: Path, shared: Path) -> Iterator[Other]:
    computer = Other(tmp_path / "other", shared)
    yield computer
    computer.file.close()


@pytest.fixture
def joined(window: MainWindow, shared: Path, other: Other, qtbot: QtBot) -> MainWindow:
    """The window, its diary shared with the other computer."""
    file = window.session.file
    assert isinstance(file, DiaryFile)
    assert other.file.sharing() is not None
    done: list[object] = []
    window.session.on_disk(window, lambda: file.join(shared), done.append)
    qtbot.waitUntil(lambda: bool(done))
    exchange(window, qtbot)
    return window


def exchange(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session._exchanging)
    with qtbot.waitSignal(window.session.exchanged):
        window.session.exchange()
