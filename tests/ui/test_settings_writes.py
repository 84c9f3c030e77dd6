"""Settings are written by the writing thread: the interface never waits for the disk."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldn_desktop import settings
from ldn_desktop.app import open_window as open_real_window
from ldn_desktop.settings import Settings
from ldn_desktop.ui import machine_state
from ldn_desktop.ui.main_window import TAB_KEYS, MainWindow


@pytest.fixture
def syncs(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The thread of every fsync."""
    threads: list[threading.Thread] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        threads.append(threading.current_thread())
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    return threads


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A diary whose window opens on Today."""
    path = tmp_path / "diary"
    path.mkdir()
    settings.save(Settings(welcomed=True, theme="paper"), path)
    return path


@pytest.fixture
def window(
    still_application: QApplication, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    assert still_application
    monkeypatch.setattr("ldn_desktop.ui.main_window.PRELOAD_AFTER_MS", 3_600_000)
    window = open_real_window(folder)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_no_touch_waits_for_the_disk(
    window: MainWindow, folder: Path, syncs: list[threading.Thread], qtbot: QtBot
) -> None:
    syncs.clear()
    for index in (1, 2, 0):
        window.top_bar.tabs.setCurrentIndex(index)
        qtbot.waitUntil(lambda index=index: settings.load(folder).tab == TAB_KEYS[index])  # type: ignore[misc]
    window.preferences.change(theme="dim", text_percent=150)
    window.today.open("note")
    window.session.answer(window.session.today, "pain", 5)
    machine_state.remember(save_folder=str(folder))
    window.close()
    assert syncs
    assert threading.main_thread() not in syncs


def test_what_was_chosen_last_is_stored_when_the_window_closes(
    window: MainWindow, folder: Path
) -> None:
    for percent in settings.TEXT_PERCENTS:
        window.preferences.remember(text_percent=percent)
    window.preferences.remember(theme="low_light", help_country="nz")
    window.close()
    stored = settings.load(folder)
    assert stored == window.preferences.settings
    assert (stored.theme, stored.help_country) == ("low_light", "nz")
    assert stored.text_percent == settings.TEXT_PERCENTS[-1]


def test_many_changes_that_wait_are_written_once(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Settings] = []
    gate, save = threading.Event(), settings.save

    def noted(values: Settings, to: Path) -> None:
        written.append(values)
        save(values, to)

    monkeypatch.setattr(settings, "save", noted)

    def hold_up() -> None:
        gate.wait()

    window.session.run_in_turn(hold_up)
    for percent in settings.TEXT_PERCENTS:
        window.preferences.remember(text_percent=percent)
    gate.set()
    window.close()
    assert [values.text_percent for values in written] == [300]
    assert settings.load(folder).text_percent == 300
