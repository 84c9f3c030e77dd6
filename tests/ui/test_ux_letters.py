"""Letters changed while a screen is open: it looks as if it had been opened in them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollBar, QWidget

from ldn_desktop.ui.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.screens import SCREENS, diary_of_screens, settle, visible, walk

Place = tuple[str, str, int, int, int, int, int]
BEFORE_AND_AFTER = [
    ({"text_percent": 100}, {"text_percent": 200}),
    ({"text_percent": 100}, {"text_percent": 300}),
    ({"text_percent": 300}, {"text_percent": 100}),
    ({"font": "atkinson"}, {"font": "system"}),
]
"""What was set when a screen was opened, and to what it is changed then."""


def _is_viewport(widget: QWidget) -> bool:
    """Its place tells whether the field around it has the focus, which has a wider border."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget


def _places(window: MainWindow) -> list[Place]:
    """Everything that is shown: what it is, what it says, where it is, how large its letters."""
    found = []
    for widget in visible(window):
        said = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
        if not _is_viewport(widget):
            rect, name = widget.geometry(), widget.accessibleName() or said
            letters = 0 if isinstance(widget, QScrollBar) else widget.font().pixelSize()
            place = (rect.x(), rect.y(), rect.width(), rect.height(), letters)
            found.append((type(widget).__name__, name, *place))
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
    name: str, before: dict[str, object], after: dict[str, object], open_window: OpenWindow
) -> None:
    window = open_window(diary_of_screens(), **before)  # type: ignore[arg-type]  # fields by name
    assert list(walk(window, name)) == [name]
    window.preferences.change(**after)
    followed = _settled(window)
    window.close()
    anew = open_window(diary_of_screens(), **after)  # type: ignore[arg-type]  # fields by name
    assert list(walk(anew, name)) == [name]
    assert followed == _settled(anew)
