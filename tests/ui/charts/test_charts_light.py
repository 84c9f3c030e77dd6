"""Charts in every theme: never too bright, lines apart from their ground, told apart in grey."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ldn_desktop.charts import PRINT
from ldn_desktop.charts.style import Style, contrast, faintest
from ldn_desktop.charts.symptom_panel import DASHES, MARKERS
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.ui.charts.query import ChartAppearance
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.widgets.theme import THEMES, Theme
from tests.support.ui.frames import luminance, pixels
from tests.support.ui.window import TODAY, OpenWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
BRIGHTEST = {"paper": 0.87, "dim": 0.87, "low_light": 0.45, "very_low": 0.37}
EVERY_THEME = pytest.mark.parametrize("theme", list(THEMES.values()), ids=lambda t: t.key)
LEAST_APART = {"protanomaly": 7, "deuteranomaly": 7, "tritanomaly": 4.5}
"""Blue and green come near for tritans; those two never share a frame."""


@EVERY_THEME
def test_charts_and_their_pages_keep_to_the_light_of_the_theme(
    open_window: OpenWindow,
    touch: Callable[[QAbstractButton], None],
    qtbot: QtBot,
    theme: Theme,
) -> None:
    window = open_window(demo_diary(TODAY), theme=theme.key)
    window.go_to("charts")
    tab = window.tab("charts")
    assert isinstance(tab, ChartsTab)
    frames = [pixels(window)]  # before anything is drawn: no white flash
    qtbot.waitUntil(tab.is_ready, timeout=30_000)
    frames.append(pixels(window))
    for view in ("year", "table"):
        touch(tab.views[view])
        qtbot.waitUntil(tab.is_ready)
        frames.append(pixels(window))
    for button in (tab.out.print, tab.out.report):
        touch(button)
        page = window.pages.currentWidget()
        qtbot.waitUntil(lambda: tab.drawing.idle, timeout=20_000)
        assert page is not None
        frames.append(pixels(page))
        page.leave()  # type: ignore[attr-defined]  # a Page
    for frame in frames:
        light = luminance(frame)
        assert light.max() <= BRIGHTEST[theme.key]
        if theme.dark:
            assert light.mean() <= 0.05


def _style(theme: Theme) -> Style:
    return ChartAppearance(theme, "Atkinson Hyperlegible", 100).style()


@EVERY_THEME
def test_lines_and_dots_stand_three_to_one_on_their_ground(theme: Theme) -> None:
    style = _style(theme)
    for colour in style.series:
        assert contrast(colour, style.ground) >= 3
        assert contrast(faintest(colour, style.ground), style.ground) >= 3


def _as_seen(colour: str, blindness: str) -> np.ndarray:
    rgb = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    space = {"name": "sRGB1+CVD", "cvd_type": blindness, "severity": 100}
    return np.asarray(np.clip(cspace_convert(rgb, space, "sRGB1"), 0, 1))


def _apart(one: np.ndarray, other: np.ndarray) -> float:
    """Difference in CAM02-UCS: 1 is just visible."""
    seen = cspace_convert(np.stack([one, other]), "sRGB1", "CAM02-UCS")
    return float(np.linalg.norm(seen[0] - seen[1]))


@pytest.mark.parametrize("blindness", LEAST_APART)
@EVERY_THEME
def test_the_four_series_and_the_ground_are_apart_to_colour_blind_eyes(
    theme: Theme, blindness: str
) -> None:
    style = _style(theme)
    seen = [_as_seen(colour, blindness) for colour in (style.ground, *style.series)]
    for one, other in combinations(seen[1:], 2):
        assert _apart(one, other) >= LEAST_APART[blindness]
    for colour in seen[1:]:
        assert _apart(seen[0], colour) >= 25


def test_series_in_one_frame_differ_by_dash_and_by_marker() -> None:
    assert len(set(map(str, DASHES))) == len(set(MARKERS)) == 4


def test_paper_is_black_and_grey_alone() -> None:
    for colour in (PRINT.ground, PRINT.text, PRINT.quiet, PRINT.line, *PRINT.series):
        assert colour[1:3] == colour[3:5] == colour[5:7]
    assert contrast(PRINT.text, PRINT.ground) == 21
