"""A real window of a shared diary that does what lines on its input say.

Run by `python -m` with the diary's folder, the shared folder and the days its clock is ahead.
`answer DATE FIELD INDEX` touches an answer and replies `saved` once it is; `state` replies with
the days and what differs, as JSON; `quit` closes the window.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from pathlib import Path

AHEAD_NS = int(sys.argv[3]) * 24 * 3600 * 1_000_000_000 if len(sys.argv) > 3 else 0
_real = time.time_ns
time.time_ns = lambda: _real() + AHEAD_NS

from PySide6.QtCore import QObject, QPoint, QSocketNotifier, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from ldn_desktop import app, settings  # noqa: E402
from ldn_desktop.diary.model import AnswerChange  # noqa: E402
from ldn_desktop.settings import Settings  # noqa: E402
from ldn_desktop.storage import open_diary  # noqa: E402
from ldn_desktop.ui import main_window  # noqa: E402
from ldn_desktop.ui.main_window import MainWindow  # noqa: E402
from ldn_desktop.ui.sharing import exchanger  # noqa: E402

LOOK_EVERY_MS = 500


class Driver(QObject):
    """Reads commands and lets a finger touch the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self._rest = window, b""
        self._waiting = 0
        window.session.saved.connect(self._on_saved)
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def _on_saved(self, _moment: object) -> None:
        if self._waiting and self._window.session.all_saved:
            self._waiting = 0
            reply("saved")

    def _read(self) -> None:
        *lines, self._rest = (self._rest + os.read(0, 65536)).split(b"\n")
        for line in lines:
            self._obey(line.decode().split())

    def _obey(self, words: list[str]) -> None:
        match words:
            case ["answer", day, field, index]:
                self._touch(date.fromisoformat(day), field, int(index))
            case ["state"]:
                reply(json.dumps(self._state()))
            case ["quit"]:
                self._window.close()
                QApplication.quit()

    def _touch(self, when: date, field: str, index: int) -> None:
        day = self._window.today.day
        day.go_to(when)
        QApplication.processEvents()
        question = next(q for q in day.questions if q.field == field)
        day._scrolled.reveal(question.buttons[index])
        QApplication.processEvents()
        button = question.buttons[index]
        self._waiting = 1
        QTest.mouseClick(
            button,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(button.width() // 2, button.height() // 2),
        )

    def _state(self) -> dict[str, object]:
        session = self._window.session
        days = {
            f"{day.date} {name}": answer.value
            for day in session.diary.days()
            for name, answer in day.answers.items()
        }
        differing = {}
        for key, found in session.differences.items():
            _kind, when, name = key
            assert isinstance(when, date)
            self._window.today.day.go_to(when)
            shown = next(q for q in self._window.today.day.questions if q.field == name)
            assert shown.differs, f"{when} {name} differs, and the window does not show it"
            answers = [d.change.after for d in found if isinstance(d.change, AnswerChange)]
            differing[f"{when} {name}"] = sorted(str(a and a.value) for a in answers)
        return {"days": days, "differing": differing}


def reply(line: str) -> None:
    os.write(1, line.encode() + b"\n")


def main() -> None:
    folder, shared = Path(sys.argv[1]), Path(sys.argv[2])
    application = QApplication([])
    QApplication.setDoubleClickInterval(0)
    if not (folder / settings.FILE_NAME).exists():
        folder.mkdir(parents=True, exist_ok=True)
        settings.save(Settings(theme="paper", welcomed=True), folder)
        with open_diary(folder) as file:
            file.join(shared)
    exchanger.LOOK_EVERY_MS = LOOK_EVERY_MS
    main_window.PRELOAD_AFTER_MS = 50
    window = app.open_window(folder)
    window.show()
    reply("open")
    _driver = Driver(window)
    application.exec()


if __name__ == "__main__":
    main()
