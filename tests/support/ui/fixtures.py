"""Fixtures of tests that open the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import app, settings
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.i18n import translation
from ldn_desktop.settings import Settings
from ldn_desktop.storage import DiaryFile, MemoryDiaryFile
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import FUSION, load_typeface
from tests.support.ui.window import TODAY, Clock, OpenCharts, OpenWindow


@cache
def _typeface() -> None:
    load_typeface()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application has the style that the program asks for."""
    return ["tests", *FUSION]


@pytest.fixture
def usual_diary() -> Diary:
    """The invented diary up to yesterday: today is still empty."""
    return demo_diary(TODAY - timedelta(days=1))


@pytest.fixture
def short_diary() -> Diary:
    """Nothing but a first dose step long ago."""
    return Diary(dose_steps=[DoseStep(date(2025, 1, 1), 1.5)])


@pytest.fixture
def still_application(qapp: QApplication) -> Iterator[QApplication]:
    """Gives back the colours, the font and the double-click time it found."""
    palette, font = QApplication.palette(), QApplication.font()
    double_click, flash = QApplication.doubleClickInterval(), QApplication.cursorFlashTime()
    yield qapp
    QApplication.setPalette(QPalette(palette))
    QApplication.setFont(font)
    QApplication.setDoubleClickInterval(double_click)
    qapp.setCursorFlashTime(flash)
    # Without a screen the clipboard outlives Python, and so would what a test copied.
    QApplication.clipboard().clear()
    translation.use_language("en")


@pytest.fixture
def open_window(
    still_application: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenWindow]:
    """Opens the whole window as the program does; `chosen` are fields of Settings."""
    # Loading the drawing library in a thread would outlive the test.
    monkeypatch.setattr("ldn_desktop.ui.main_window.PRELOAD_AFTER_MS", 3_600_000)
    _typeface()
    still_application.setCursorFlashTime(0)

    opened: list[MainWindow] = []

    def build(
        diary: Diary | None = None,
        *,
        clock: Clock | None = None,
        size: tuple[int, int] = (1024, 690),
        file: DiaryFile | MemoryDiaryFile | None = None,
        **chosen: object,
    ) -> MainWindow:
        file = file or MemoryDiaryFile(Diary() if diary is None else diary)
        session = Session(file, clock or Clock())
        stored = Settings(**{"welcomed": True, "theme": "paper", "window": size, **chosen})  # type: ignore[arg-type]  # fields by name
        preferences = Preferences(stored, None)
        preferences.apply()
        window = MainWindow(session, preferences)
        opened.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QApplication.processEvents()
        return window

    yield build
    for window in opened:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a new diary whose person has been welcomed."""
    target = tmp_path / "diary"
    target.mkdir()
    settings.save(Settings(theme="paper", welcomed=True), target)
    return target


@pytest.fixture
def window(
    folder: Path, still_application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window as the program opens it, on the diary in `folder`."""
    assert QApplication.instance() is still_application
    monkeypatch.setattr("ldn_desktop.ui.main_window.PRELOAD_AFTER_MS", 3_600_000)
    opened = app.open_window(folder)
    opened.show()
    yield opened
    close(opened)


def close(window: MainWindow) -> None:
    """Close `window` and let Qt delete all of it."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_charts(open_window: OpenWindow, qtbot: QtBot, usual_diary: Diary) -> OpenCharts:
    """The window with Charts in front and everything drawn."""

    def build(diary: Diary | None = None, **chosen: object) -> tuple[MainWindow, ChartsTab]:
        window = open_window(usual_diary if diary is None else diary, **chosen)  # type: ignore[arg-type]  # fields by name
        window.go_to("charts")
        tab = window.tab("charts")
        assert isinstance(tab, ChartsTab)
        qtbot.waitUntil(tab.is_ready, timeout=30_000)
        return window, tab

    return build


@pytest.fixture
def touch() -> Callable[[QAbstractButton], None]:
    """Brings a button into view and clicks its middle with the mouse, after any double click."""

    def click(button: QAbstractButton) -> None:
        QApplication.setDoubleClickInterval(0)
        ancestor: QWidget | None = button.parentWidget()
        while ancestor is not None and not isinstance(ancestor, QScrollArea):
            ancestor = ancestor.parentWidget()
        if ancestor is not None:
            ancestor.ensureWidgetVisible(button)
        middle = QPoint(button.width() // 2, button.height() // 2)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        QApplication.processEvents()

    return click


@pytest.fixture
def press() -> Callable[..., None]:
    """Presses keys on whatever has the focus, as a keyboard does."""

    def press_keys(*keys: Qt.Key, with_ctrl: bool = False) -> None:
        modifier = (
            Qt.KeyboardModifier.ControlModifier if with_ctrl else Qt.KeyboardModifier.NoModifier
        )
        for key in keys:
            focused = QApplication.focusWidget() or QApplication.activeWindow()
            assert focused is not None
            QTest.keyClick(focused, key, modifier)
            QApplication.processEvents()

    return press_keys
