"""Limits of brightness, theme by theme."""

from __future__ import annotations

import pytest

from ldn_desktop.themes import THEMES, Theme
from tests.support.ui.frames import Numbers, luminance

BRIGHTEST = {"paper": 0.87, "dim": 0.87, "low_light": 0.45, "very_low": 0.37}


MEAN_IN_THE_DARK = 0.05


EVERY_THEME = pytest.mark.parametrize("theme", list(THEMES.values()), ids=lambda t: t.key)


def check_light(frame: Numbers, theme: Theme, name: str) -> None:
    light = luminance(frame)
    assert light.max() <= BRIGHTEST[theme.key], (name, light.max())
    if theme.dark and name not in ("menu", "tool tip"):  # small, and mostly text
        assert light.mean() <= MEAN_IN_THE_DARK, (name, light.mean())
    assert not (frame == 255).all(axis=-1).any(), name
