"""The font changed while a screen is open: it looks as if it had been opened in it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QScrollBar,
)
from pytestqt.qtbot import QtBot

from ldn_desktop.screenshots.states import STATES
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.guide.tab import GuideTab
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.style.focus_ring import FocusRing
from tests.support.ui.screens import (
    SCREENS,
    diary_of_screens,
    settle,
    visible,
    wait_until_saved,
    walk,
)
from tests.support.ui.window import OpenWindow

Place = tuple[str, str, int, int, int, int, int]
BEFORE_AND_AFTER = [
    ({"text_percent": 100}, {"text_percent": 200}),
    ({"text_percent": 100}, {"text_percent": 300}),
    ({"text_percent": 300}, {"text_percent": 100}),
    ({"font": "atkinson"}, {"font": "system"}),
]
"""What was set when a screen was opened, and to what it is changed then."""


@pytest.fixture(autouse=True)
def _one_time_of_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute may pass between two windows, and digits are not of one width in every font."""
    monkeypatch.setattr("ldn_desktop.i18n.formats.clock_time", lambda *_moment, **_seconds: "19:30")


def _places(window: MainWindow) -> list[Place]:
    """Everything that is shown: what it is, what it says, where it is, how large its text."""
    for bar in window.findChildren(QScrollBar):
        bar.setValue(0)  # what has the focus is scrolled to, by as much as the text was large
    found = []
    for widget in visible(window):
        text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
        if not isinstance(widget, FocusRing):  # the focus may be handed on in one and not the other
            rect, name = widget.geometry(), widget.accessibleName() or text
            characters = 0 if isinstance(widget, QScrollBar) else widget.font().pixelSize()
            position = (rect.x(), rect.y(), rect.width(), rect.height(), characters)
            found.append((type(widget).__name__, name, *position))
    return sorted(found)


def _settled(window: MainWindow) -> list[Place]:
    """Where everything is once nothing moves any more."""
    before: list[Place] = []
    while before != (now := _places(window)):
        before = now
        settle()
    return now


@pytest.mark.parametrize(("before", "after"), BEFORE_AND_AFTER)
@pytest.mark.parametrize("name", [name for name in SCREENS if name != "charts"])
def test_a_screen_follows_the_letters(
    name: str,
    before: dict[str, object],
    after: dict[str, object],
    open_window: OpenWindow,
    qtbot: QtBot,
) -> None:
    window = open_window(diary_of_screens(), **before)  # type: ignore[arg-type]  # fields by name
    assert list(walk(window, name)) == [name]
    wait_until_saved(window, qtbot)
    window.preferences.change(**after)
    followed = _settled(window)
    window.close()
    anew = open_window(diary_of_screens(), **after)  # type: ignore[arg-type]  # fields by name
    assert list(walk(anew, name)) == [name]
    wait_until_saved(anew, qtbot)
    assert followed == _settled(anew)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("charts", *BEFORE_AND_AFTER[3]),
        ("charts table", *BEFORE_AND_AFTER[2]),
        ("comparison", *BEFORE_AND_AFTER[0]),
    ],
)
def test_what_is_drawn_follows_the_letters(
    name: str,
    before: dict[str, object],
    after: dict[str, object],
    open_window: OpenWindow,
    qtbot: QtBot,
) -> None:
    def drawn(window: MainWindow) -> list[Place]:
        charts = window.tab("charts")
        assert isinstance(charts, ChartsTab)
        settle()
        qtbot.waitUntil(lambda: charts.worker.idle, timeout=30_000)
        return _settled(window)

    window = open_window(diary_of_screens(), **before)  # type: ignore[arg-type]  # fields by name
    STATES[name](window)
    drawn(window)
    window.preferences.change(**after)
    followed = drawn(window)
    window.close()
    anew = open_window(diary_of_screens(), **after)  # type: ignore[arg-type]  # fields by name
    STATES[name](anew)
    assert followed == drawn(anew)


def test_who_finds_in_the_guide_stays_in_the_field_when_the_list_folds(
    open_window: OpenWindow,
) -> None:
    window = open_window(text_percent=100)
    window.go_to("guide")
    settle()
    guide = window.tab("guide")
    assert isinstance(guide, GuideTab)
    guide.search.setFocus()
    guide.search.setText("sleep")
    window.preferences.change(text_percent=200)
    settle()
    assert QApplication.focusWidget() is guide.search
    assert guide.search.isVisible()
    assert guide.search.text() == "sleep"


def test_who_is_in_the_list_of_the_guide_is_led_to_it_when_it_folds(
    open_window: OpenWindow,
) -> None:
    window = open_window(text_percent=100)
    window.go_to("guide")
    settle()
    guide = window.tab("guide")
    assert isinstance(guide, GuideTab)
    guide.sections.setFocus()
    window.preferences.change(text_percent=200)
    settle()
    assert not guide.sections.isVisible()
    assert QApplication.focusWidget() is guide.unfold
