"""The tour can draw every state in every look; a few of them here."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ldn_desktop import app
from ldn_desktop.screenshots import gallery
from ldn_desktop.screenshots.states import FIRST_STATES, STATES, TODAY_STATES
from ldn_desktop.themes import THEMES


def test_every_theme_text_size_and_width_is_there_unless_one_is_asked_for() -> None:
    every = list(gallery.looks())
    assert {look.theme for look in every} == set(THEMES)
    assert {look.percent for look in every} == {100, 200, 300}
    assert {look.size for look in every} == {(1024, 690), (1366, 690), (1920, 1000)}
    assert len(every) == 36
    assert [look.name for look in gallery.looks(["dim"], [150], [(800, 600)])] == [
        "dim-150-800x600"
    ]


def test_states_are_drawn_at_their_size_and_long_ones_as_a_whole_too(
    still_application: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert still_application
    monkeypatch.setattr("ldn_desktop.ui.main_window.PRELOAD_AFTER_MS", 3_600_000)
    expected = list(gallery.looks(["low_light"], [100], [(1024, 690)]))
    names = ("crash day", "diary file backups", "licences", "first day")
    assert gallery.draw(tmp_path, app._window, expected, names) == 5
    drawn = {path.stem: QImage(str(path)) for path in tmp_path.glob("*.png")}
    assert drawn["first-day-low_light-100-1024x690"].width() == 1024
    assert drawn["licences-low_light-100-1024x690-whole"].height() > 690
    pictures = {path.read_bytes() for path in tmp_path.glob("*.png")}
    assert len(pictures) == len(drawn) == 5


def test_no_state_has_two_leads() -> None:
    assert not STATES.keys() & FIRST_STATES.keys()
    assert TODAY_STATES.items() <= STATES.items()
    assert len(STATES) + len(FIRST_STATES) > 55
