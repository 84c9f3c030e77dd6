"""Closing the window costs no answer that a disk has not taken yet."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.storage import Writer, open_diary
from ldn_desktop.ui.main_window import MainWindow
from tests.support.ui.window import TODAY, OpenWindow


class FullDisk:
    """A disk that is full as long as a test wants it to be."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        self._write = os.write
        monkeypatch.setattr(os, "write", self._written)

    def _written(self, handle: int, content: bytes) -> int:
        if self.full:
            raise OSError(28, "No space left on device")
        return self._write(handle, content)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    pauses = Writer.__init__.__kwdefaults__
    assert pauses
    monkeypatch.setitem(pauses, "retry", 0.05)
    return FullDisk(monkeypatch)


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, open_window: OpenWindow, disk: FullDisk) -> MainWindow:
    window = open_window(file=open_diary(tmp_path / "diary"))
    disk.full = True
    window.session.answer(TODAY, "pain", 5.0)
    qtbot.waitUntil(lambda: "disk is full" in window.trouble.words.text())
    return window


def test_a_window_with_unsaved_answers_stays_open_and_says_why(
    window: MainWindow, qtbot: QtBot, disk: FullDisk, tmp_path: Path
) -> None:
    assert not window.close()
    assert window.isVisible()
    text = window.trouble.words
    assert "not saved yet" in text.text()
    qtbot.waitUntil(lambda: "disk is full" in text.text() and "Close it again" in text.text())
    disk.full = False
    qtbot.waitUntil(lambda: not window.trouble.isVisible())
    assert window.close()
    with open_diary(tmp_path / "diary") as file:
        assert file.diary.dates() == [TODAY]


def test_closed_once_more_it_leaves_without_them(
    window: MainWindow, disk: FullDisk, tmp_path: Path
) -> None:
    assert not window.close()
    assert window.close()
    disk.full = False
    with open_diary(tmp_path / "diary") as file:
        assert file.diary.dates() == []


def test_room_between_two_tries_to_close_is_used(
    window: MainWindow, disk: FullDisk, tmp_path: Path
) -> None:
    assert not window.close()
    disk.full = False
    assert window.close()
    with open_diary(tmp_path / "diary") as file:
        assert file.diary.dates() == [TODAY]


def test_after_all_was_saved_the_next_trouble_keeps_the_window_open_again(
    window: MainWindow, qtbot: QtBot, disk: FullDisk
) -> None:
    assert not window.close()
    disk.full = False
    qtbot.waitUntil(lambda: window.session.all_saved)
    disk.full = True
    window.session.answer(TODAY, "fatigue", 5.0)
    assert not window.close()
    disk.full = False
    assert window.close()
