"""Nothing moves, nothing sounds, and a touch is seen at once."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QAbstractAnimation, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QScrollArea,
    QStyle,
)
from pytestqt.qtbot import QtBot

from ldn_desktop import ui
from ldn_desktop.diary.model import Diary
from ldn_desktop.ui.style.theme import FUSION
from ldn_desktop.ui.today.note_page import NotePage
from tests.support.ui.frames import pixels
from tests.support.ui.screens import diary_of_screens, settle, wait_until_saved, walk
from tests.support.ui.window import OpenWindow

IDLE_MS = 1_500
# A caret blinks every 500 ms, a fade takes 200: both would show in this time.
MOVING = ("QPropertyAnimation", "QVariantAnimation", "QMovie", "QTimeLine", "QSound", "beep")


class PaintCount(QObject):
    """Counts what is painted anywhere in the application."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.painted += event.type() == QEvent.Type.Paint
        return False


def _idle() -> None:
    """Let the event loop run with nobody at the machine: idling is what is looked at."""
    loop = QEventLoop()
    QTimer.singleShot(IDLE_MS, loop, loop.quit)
    loop.exec()


def test_not_a_pixel_changes_while_nobody_touches_anything(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(diary_of_screens())
    counter = PaintCount()
    for name in walk(window, "full day", "note"):
        wait_until_saved(window, qtbot)  # the last line tells of it: that is no idling yet
        before = pixels(window)
        QApplication.instance().installEventFilter(counter)  # type: ignore[union-attr]  # there is one
        _idle()
        QApplication.instance().removeEventFilter(counter)  # type: ignore[union-attr]
        assert (pixels(window) == before).all(), name
    assert isinstance(window.pages.currentWidget(), NotePage)
    assert counter.painted == 0


def test_the_style_and_the_system_animate_nothing(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    drawn_by_qt = set()
    for name in walk(window):
        for kind in (QLineEdit, QAbstractScrollArea):
            for widget in window.findChildren(kind):
                if not isinstance(widget, QScrollArea):  # a frame around what we draw
                    drawn_by_qt.add(type(widget).__name__)
                    duration = widget.style().styleHint(hint, None, widget)
                    assert duration == 0, (name, type(widget).__name__)
        # QMainWindow puts its content into place with one that takes no time.
        moving = [a for a in window.findChildren(QAbstractAnimation) if a.duration()]
        assert moving == [], name
    assert len(drawn_by_qt) >= 3
    assert QApplication.cursorFlashTime() == 0
    assert not any(QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect)


def test_the_application_has_the_style_that_the_program_asks_for(qapp: QApplication) -> None:
    assert qapp.style().name() == FUSION[-1].lower()


def test_nothing_in_the_interface_can_move_or_sound() -> None:
    found = []
    for path in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
            if name in MOVING:
                found.append((path.name, name))
    assert found == []


def test_nothing_shifts_when_an_answer_is_chosen(
    open_window: OpenWindow, touch: Callable[[QAbstractButton], None], short_diary: Diary
) -> None:
    window = open_window(short_diary)
    buttons = [b for q in window.today.day.questions for b in q.buttons]
    before = [(b.pos(), b.size()) for b in buttons]
    for button in buttons[::3]:
        touch(button)
    settle()
    assert [(b.pos(), b.size()) for b in buttons] == before
