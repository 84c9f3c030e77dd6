"""Touches answers in the real window until it is killed; started by `python -m` with a folder.

Prints one line a touch, `try FIELD VALUE`, and one line a saved answer, `saved`.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ldn_desktop import app, settings
from ldn_desktop.settings import Settings
from ldn_desktop.ui.main_window import MainWindow

PAUSE_MS = 4


class Finger(QObject):
    """Touches one random answer after the other."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        super().__init__()
        self._window, self._chance = window, random.Random(seed)
        window.session.saved.connect(lambda _moment: say("saved"))
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.touch)
        self._timer.start()

    def touch(self) -> None:
        """Touch an answer and say what the day holds in that field from now on."""
        day = self._window.today.day
        question = self._chance.choice(day.questions)
        button = self._chance.choice(question.buttons)
        before = self._value(question.field)
        QTest.mouseClick(
            button,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(button.width() // 2, button.height() // 2),
        )
        after = self._value(question.field)
        if after != before:
            say(f"try {question.field} {json.dumps(after)}")

    def _value(self, field: str) -> float | None:
        found: float | None = self._window.session.diary.day(self._date).value(field)
        return found

    @property
    def _date(self) -> date:
        return self._window.today.day.date


def say(line: str) -> None:
    """At once: the next moment may be the last."""
    os.write(1, line.encode() + b"\n")


def main() -> None:
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    application = QApplication([])
    QApplication.setDoubleClickInterval(0)
    if not (folder / settings.FILE_NAME).exists():
        folder.mkdir(parents=True, exist_ok=True)
        settings.save(Settings(theme="paper", welcomed=True), folder)
    window = app.open_window(folder)
    window.show()
    say("open")
    _finger = Finger(window, seed)
    application.exec()


if __name__ == "__main__":
    main()
