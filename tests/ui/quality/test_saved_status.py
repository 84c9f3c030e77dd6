"""The truth about saving: always in sight, never early, shown wherever the person is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.storage import MemoryDiaryFile
from ldn_desktop.storage.errors import SaveError
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.today.note_page import NotePage
from tests.support.ui.screens import settle, walk
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]
FULL = "The disk is full."


class SlowDisk(MemoryDiaryFile):
    """A disk that can be slow, or full."""

    def __init__(self) -> None:
        super().__init__(Diary())
        self.free, self.full = Event(), False
        self.free.set()

    def record(self, edit: Edit) -> None:
        self.free.wait()
        if self.full:
            raise SaveError(FULL)
        super().record(edit)


@pytest.fixture
def disk() -> SlowDisk:
    return SlowDisk()


@pytest.fixture
def window(
    open_window: OpenWindow, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr("ldn_desktop.ui.today.day_page.SLOW_MS", 30)
    yield open_window(file=disk)
    disk.free.set()  # or a test that failed would wait for its window to close, for ever


@pytest.mark.parametrize("percent", [100, 150, 200, 300])
@pytest.mark.parametrize("size", [(1024, 690), (1366, 690)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_undo_and_what_was_saved_stay_in_sight(
    open_window: OpenWindow, touch: Touch, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    window = open_window(size=size, text_percent=percent)
    day = window.today.day
    touch(day.questions[-1].buttons[4])  # at the very end of what scrolls
    qtbot.waitUntil(lambda: day.status.text().startswith("Saved "))
    settle()
    for widget in (day.undo, day.status):
        assert widget.visibleRegion().boundingRect() == widget.rect()
    touch(day.undo)
    assert not window.session.diary.day(TODAY)


@pytest.mark.parametrize("percent", [100, 150, 200, 300])
def test_a_crash_day_is_one_click_away_in_letters_of_any_size(
    open_window: OpenWindow, percent: int
) -> None:
    window = open_window(text_percent=percent)
    crash = window.today.day.crash
    assert crash.visibleRegion().boundingRect() == crash.rect()


def test_nothing_is_called_saved_while_a_touch_waits_for_the_disk(
    window: MainWindow, disk: SlowDisk, touch: Touch, qtbot: QtBot
) -> None:
    day = window.today.day
    touch(day.questions[0].buttons[1])
    qtbot.waitUntil(lambda: day.status.text().startswith("Saved "))
    disk.free.clear()
    touch(day.questions[1].buttons[1])
    touch(day.questions[2].buttons[1])
    qtbot.waitUntil(lambda: day.status.text() == "Saving…")
    disk.free.set()
    qtbot.waitUntil(lambda: day.status.text().startswith("Saved "))
    assert len(disk.recorded) == 3


def test_a_full_disk_is_told_in_a_band_until_there_is_room(
    window: MainWindow, disk: SlowDisk, touch: Touch, qtbot: QtBot
) -> None:
    disk.full = True
    touch(window.today.day.questions[0].buttons[1])
    qtbot.waitUntil(window.trouble.isVisible)
    assert window.trouble.words.text() == FULL
    disk.full = False
    touch(window.today.day.questions[1].buttons[1])  # waits for nothing: all is tried again
    qtbot.waitUntil(lambda: not window.trouble.isVisible())
    assert window.today.day.status.text().startswith("Saved ")
    assert len(disk.recorded) == 2


@pytest.mark.parametrize("percent", [100, 300])
def test_trouble_is_in_sight_on_every_tab_and_page(
    open_window: OpenWindow, disk: SlowDisk, touch: Touch, qtbot: QtBot, percent: int
) -> None:
    window = open_window(file=disk, text_percent=percent)
    disk.full = True
    touch(window.today.day.questions[0].buttons[1])
    qtbot.waitUntil(window.trouble.isVisible)
    for _screen in walk(window, "empty day", "guide", "one question", "settings", "help now"):
        words = window.trouble.words
        assert words.visibleRegion().boundingRect() == words.rect()
    window._leave_pages()
    disk.full = False
    window.session.answer(TODAY, "anxiety", 5.0)
    qtbot.waitUntil(lambda: not window.trouble.isVisible())


def test_a_note_is_called_saved_when_all_that_stands_there_is(
    window: MainWindow, disk: SlowDisk, touch: Touch, qtbot: QtBot
) -> None:
    disk.free.clear()
    touch(window.today.day.questions[0].buttons[1])
    window.today.open("note")
    page = window.pages.currentWidget()
    assert isinstance(page, NotePage)
    disk.free.set()  # an answer from before is saved now; the note was not even begun
    with qtbot.waitSignal(window.session.saved, raising=False, timeout=200):
        pass
    assert page.saved.text() == "Saved as you type."
    page.text.setPlainText("Rain.")
    page.save()
    qtbot.waitUntil(lambda: page.saved.text() == "Saved")
    page.text.setPlainText("Rain all day.")
    assert page.saved.text() == ""


def test_what_was_refused_is_not_hidden_by_an_earlier_touch_that_is_saved_late(
    window: MainWindow, disk: SlowDisk, touch: Touch, qtbot: QtBot
) -> None:
    day = window.today.day
    disk.free.clear()
    touch(day.questions[0].buttons[1])
    touch(day.same)
    refused = day.status.text()
    assert "copy" in refused
    qtbot.waitUntil(lambda: not day._slow.isActive())  # it is slow now
    assert day.status.text() == refused
    disk.free.set()
    qtbot.waitUntil(lambda: len(disk.recorded) == 1)
    qtbot.waitUntil(lambda: window.session.all_saved)
    settle()
    assert day.status.text() == refused
    touch(day.questions[1].buttons[1])
    qtbot.waitUntil(lambda: day.status.text().startswith("Saved "))
