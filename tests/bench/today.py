"""Today with 20 years of diary: from a click to its paint, and the least a day costs a person."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.settings import Settings
from ldn_desktop.storage import DiaryFile, MemoryDiaryFile, new_diary, open_diary
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session, local_now
from ldn_desktop.ui.style.theme import FUSION, load_typeface
from ldn_desktop.ui.today.one_question.one_question_page import OneQuestionPage
from tests.bench.measured import Measured
from tests.support.ui.klm import TimedPerson

YEARS = 20
CLICKS = 300
BETWEEN_CLICKS_MS = 50


class PaintWatch(QObject):
    """Knows whether something was painted since it was last asked."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.painted |= event.type() == QEvent.Type.Paint
        return False


def _window(file: DiaryFile | MemoryDiaryFile) -> MainWindow:
    preferences = Preferences(Settings(theme="paper", welcomed=True), None)
    preferences.apply()
    window = MainWindow(Session(file), preferences)
    window.show()
    QApplication.processEvents()
    return window


def _click_to_paint(watch: PaintWatch, button: QAbstractButton) -> float:
    middle = QPoint(button.width() // 2, button.height() // 2)
    # A person's next touch comes when what the last one set off is done.
    QTest.qWait(BETWEEN_CLICKS_MS)
    button.installEventFilter(watch)
    watch.painted = False
    began = time.perf_counter()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QApplication.processEvents()  # until nothing is left to be painted
    took = time.perf_counter() - began
    button.removeEventFilter(watch)
    if not watch.painted:
        raise RuntimeError(f"{button.accessibleName()} was not painted")
    return 1000 * took


def _clicks() -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "diary"
        yesterday = local_now().date() - timedelta(days=1)
        new_diary(folder, demo_diary(yesterday, days=365 * YEARS))
        window, watch = _window(open_diary(folder)), PaintWatch()
        buttons = [b for question in window.today.day.questions for b in question.buttons]
        took = [_click_to_paint(watch, buttons[(7 * n) % len(buttons)]) for n in range(CLICKS)]
        window.close()
    cuts = quantiles(took, n=100)
    yield Measured(f"click to paint, {YEARS} years, median", cuts[49])
    yield Measured(f"click to paint, {YEARS} years, p95", cuts[94], limit=50)


def _worst_by_mouse(window: MainWindow, person: TimedPerson) -> None:
    person.click(window.today.day.crash)


def _worst_by_key(_window: MainWindow, person: TimedPerson) -> None:
    person.press(Qt.Key.Key_C)


def _usual_by_mouse(window: MainWindow, person: TimedPerson) -> None:
    for question in window.today.day.questions[:6]:
        person.click(question.buttons[2])
    person.click(window.today.day.dose.took)


def _usual_by_keys(_window: MainWindow, person: TimedPerson) -> None:
    for _question in range(6):
        person.press(Qt.Key.Key_3)
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Space)


def _like_yesterday(window: MainWindow, person: TimedPerson) -> None:
    person.click(window.today.day.same)
    person.click(window.today.day.questions[0].buttons[2])
    person.click(window.today.day.dose.took)


def _open_one_question(window: MainWindow, person: TimedPerson) -> None:
    person.click(window.today.day.one_question)
    page = window.pages.currentWidget()
    if not isinstance(page, OneQuestionPage):
        raise TypeError("the one-question view did not open")
    while not page.finished:
        person.click(page.buttons[0])


PERSONAS: tuple[tuple[str, Callable[[MainWindow, TimedPerson], None], float | None], ...] = (
    ("worst day by mouse", _worst_by_mouse, 2.7),
    ("worst day by key", _worst_by_key, None),
    ("usual day by mouse", _usual_by_mouse, 19),
    ("usual day by keys", _usual_by_keys, 12),
    ("a day like yesterday", _like_yesterday, None),
    ("one at a time, 8 questions", _open_one_question, None),
)


def _personas() -> Iterator[Measured]:
    QApplication.setDoubleClickInterval(0)
    for name, act, limit in PERSONAS:
        diary = _diary_of_yesterday()
        window, person = _window(MemoryDiaryFile(diary)), TimedPerson()
        window.activateWindow()
        QApplication.processEvents()
        act(window, person)
        window.close()
        touches = f"{person.clicks} clicks, {person.keys} keys"
        yield Measured(f"KLM {name}: {touches}", person.seconds, limit=limit, unit="s")


def _diary_of_yesterday() -> Diary:
    yesterday = local_now().date() - timedelta(days=1)
    diary = Diary(dose_steps=[DoseStep(date(2020, 1, 1), 4.5)])
    session = Session(MemoryDiaryFile(diary))
    for key in ("fatigue", "pain", "low_mood"):
        session.answer(yesterday, key, 5.0)
    session.close()
    return diary


def measure() -> Iterator[Measured]:
    _application = QApplication.instance() or QApplication([*sys.argv[:1], *FUSION])
    load_typeface()
    yield from _clicks()
    yield from _personas()
