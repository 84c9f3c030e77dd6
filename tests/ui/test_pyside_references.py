"""Qt for Python hands back what it borrows; releases that do not abort a long session."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 5_000
# What else the interpreter counts up and down meanwhile.
SLACK = 500


class Bell(QObject):
    rung = Signal()


def test_a_call_that_returns_nothing_keeps_the_count_of_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("")
    assert abs(sys.getrefcount(None) - before) < SLACK


def test_an_emitted_signal_keeps_the_count_of_true() -> None:
    bell = Bell()
    rings: list[int] = []
    bell.rung.connect(lambda: rings.append(1))
    before = sys.getrefcount(True)
    for _ in range(CALLS):
        bell.rung.emit()
    assert len(rings) == CALLS
    assert abs(sys.getrefcount(True) - before) < SLACK
