"""What is garbage is collected on the interface thread, whoever made it and whoever is at work."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:  # noqa: ARG001  # an application must exist
    made = Background()
    yield made
    made.stop()


class Cycle:
    """Garbage that only a collection finds; with a timer, as a closed page has."""

    def __init__(self) -> None:
        self.itself = self
        self.timer = QTimer()


def _leave_garbage(collected_on: list[threading.Thread]) -> None:
    weakref.finalize(Cycle(), lambda: collected_on.append(threading.current_thread()))


def test_no_other_thread_collects_what_the_window_left(
    background: Background, qtbot: QtBot
) -> None:
    collected_on: list[threading.Thread] = []
    left, done = threading.Event(), threading.Event()

    def allocate() -> None:
        left.wait()
        lists = [[number] for number in range(200_000)]
        assert lists
        done.set()

    background.submit(allocate, lambda _nothing: None)
    qtbot.waitUntil(lambda: not gc.isenabled())  # the event loop has waited for the first time
    _leave_garbage(collected_on)
    left.set()
    done.wait()
    assert collected_on == []
    for _ in range(1_000):
        _leave_garbage(collected_on)
    qtbot.waitUntil(lambda: len(collected_on) == 1_001)
    assert set(collected_on) == {threading.main_thread()}
