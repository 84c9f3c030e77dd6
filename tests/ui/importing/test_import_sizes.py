"""The preview of an import and its choices at every text size: nothing cut, nothing too small."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.importing.import_page import ImportPage
from ldn_desktop.ui.main_window import MainWindow
from tests.support.ui.screens import diary_of_screens, settle, visible
from tests.support.ui.sizes import (
    PERCENTS,
    apart,
    controls_of,
    cut_off,
    is_entry,
    place,
)
from tests.support.ui.sizes import scroll_area as area
from tests.support.ui.window import OpenWindow

TABLE = (
    "date,Energy,HRV,A name that goes on and on until it needs a second line of its own,Itch\n"
    "2026-03-04,60,40,3,mild\n2026-03-05,30,41,4,strong\n"
)


def states(window: MainWindow, folder: Path, qtbot: QtBot) -> Iterator[str]:
    """The preview, what one name becomes, and the end, one after another."""
    path = folder / "table.csv"
    path.write_text(TABLE, "utf-8")
    page = ImportPage(window.session)
    page.page_opened.connect(window.show_page)
    window.show_page(page)
    page.read(path)
    qtbot.waitUntil(lambda: page.accept.isVisible() and page.accept.isEnabled())
    settle()
    yield "preview"
    for name in ("Energy", "Itch"):
        announcement = f"Change what {name} becomes"
        buttons = page.findChildren(QPushButton)
        next(b for b in buttons if b.accessibleName() == announcement).click()
        settle()
        yield name
        window.pages.currentWidget().leave()  # type: ignore[union-attr]  # a page
        settle()
    page.accept.click()
    settle()
    yield "brought in"


@pytest.mark.parametrize("percent", PERCENTS)
def test_nothing_of_an_import_is_cut_or_too_small_or_too_close(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, percent: int
) -> None:
    window = open_window(diary_of_screens(), text_percent=percent)
    faults: list[object] = []
    for name in states(window, tmp_path, qtbot):
        faults += [f"{name}: {what}" for widget in visible(window) for what in cut_off(widget)]
        controls = controls_of(window)
        for widget in controls:
            side = 64 if is_entry(widget) else 44
            if min(widget.width(), widget.height()) < side:
                faults.append((name, widget.accessibleName(), widget.size()))
        positions = [(widget, place(widget, window)) for widget in controls]
        for (one, first), (other, second) in combinations(positions, 2):
            if area(one) is area(other) and apart(first, second) < 8:
                faults.append((name, one.accessibleName(), other.accessibleName()))
    assert faults == []


def test_every_control_of_an_import_has_a_name_of_its_own(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(diary_of_screens())
    for state in states(window, tmp_path, qtbot):
        names = [
            QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
            for control in controls_of(window)
        ]
        assert all(names), state
        assert len(set(names)) == len(names), (state, names)
