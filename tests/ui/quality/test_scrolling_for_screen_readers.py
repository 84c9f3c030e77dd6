"""What scrolls, while a screen reader is listening."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.layouts.scroll_bar import QuietScrollBar
from ldn_desktop.ui.pages.page import ScrollFrame, scrolling


@pytest.fixture
def listening() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def shown(qtbot: QtBot, tall: int) -> ScrollFrame:
    content = QWidget()
    content.setMinimumHeight(tall)
    frame = scrolling(content)
    qtbot.addWidget(frame)
    frame.resize(300, 200)
    frame.show()
    return frame


@pytest.mark.usefixtures("listening")
def test_a_reader_counts_no_bar_that_may_hide_itself(qtbot: QtBot) -> None:
    frame = shown(qtbot, 900)
    accessible = QAccessible.queryAccessibleInterface(frame)
    # Qt ends the program over a part that is gone when asked for.
    assert accessible.childCount() == 1
    frame.hide()
    assert accessible.childCount() == 1


@pytest.mark.usefixtures("listening")
def test_the_bar_beside_scrolls_and_follows(qtbot: QtBot) -> None:
    frame = shown(qtbot, 900)
    (beside,) = (bar for bar in frame.children() if isinstance(bar, QuietScrollBar))
    assert beside.isVisible()
    assert beside.geometry().right() == frame.rect().right()
    assert frame.viewport().geometry().right() < beside.geometry().left()
    beside.setValue(beside.maximum())
    assert frame.verticalScrollBar().value() == frame.verticalScrollBar().maximum() > 0
    frame.verticalScrollBar().setValue(0)
    assert beside.value() == 0


@pytest.mark.usefixtures("listening")
def test_there_is_no_bar_where_all_is_seen(qtbot: QtBot) -> None:
    frame = shown(qtbot, 50)
    (beside,) = (bar for bar in frame.children() if isinstance(bar, QuietScrollBar))
    assert not beside.isVisible()
    assert frame.viewport().width() == frame.width()


def test_nothing_is_different_when_nobody_listens(qtbot: QtBot) -> None:
    frame = shown(qtbot, 900)
    assert frame.verticalScrollBar().isVisible()
    assert [bar for bar in frame.children() if isinstance(bar, QuietScrollBar)] == []
