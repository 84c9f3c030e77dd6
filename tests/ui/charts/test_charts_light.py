"""Charts in every theme: never too bright, lines apart from their ground, distinct in grey."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from colorspacious import cspace_convert
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ldn_desktop.charts import PRINT
from ldn_desktop.charts.drawing.style import Style, mixed
from ldn_desktop.charts.symptom_panel import DASHES, MARKERS
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.themes import THEMES, Theme
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.style.chart_appearance import ChartAppearance
from tests.support.ui.frames import luminance, pixels
from tests.support.ui.window import TODAY, OpenWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
BRIGHTEST = {"paper": 0.87, "dim": 0.87, "low_light": 0.45, "very_low": 0.37}
EVERY_THEME = pytest.mark.parametrize("theme", list(THEMES.values()), ids=lambda t: t.key)


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
        touch(tab.views.buttons[view])
        qtbot.waitUntil(tab.is_ready)
        frames.append(pixels(window))
    for button in (tab.export, tab.report, tab.change):
        touch(button)
        page = window.pages.currentWidget()
        qtbot.waitUntil(lambda: tab.worker.idle, timeout=20_000)
        assert page is not None
        frames.append(pixels(page))
        page.leave()  # type: ignore[attr-defined]  # a Page
    for frame in frames:
        light = luminance(frame)
        assert light.max() <= BRIGHTEST[theme.key]
        if theme.dark:
            assert light.mean() <= 0.05


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""

    def light(colour: str) -> float:
        parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def _style(theme: Theme) -> Style:
    return ChartAppearance(theme, "Atkinson Hyperlegible", 100).style()


@EVERY_THEME
def test_lines_and_dots_stand_three_to_one_on_their_ground(theme: Theme) -> None:
    style = _style(theme)
    for colour in (style.accent_text, style.dot, style.crash_line, style.line):
        assert contrast(colour, style.ground) >= 3
    # Dots, lines and marks also lie on the column of a crash day and on the area under a line.
    area = mixed(style.accent_text, style.ground, 0.08)
    for ground in (style.crash, area):
        assert contrast(style.accent_text, ground) >= 3
        assert contrast(style.dot, ground) >= 2.5


@EVERY_THEME
def test_the_edge_of_a_severity_mark_is_seen_wherever_it_stands(theme: Theme) -> None:
    style = _style(theme)
    for ground in (style.ground, style.crash):
        assert contrast(style.accent_text, ground) >= 5


def _as_seen(colour: str, blindness: str) -> np.ndarray:
    rgb = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    space = {"name": "sRGB1+CVD", "cvd_type": blindness, "severity": 100}
    return np.asarray(np.clip(cspace_convert(rgb, space, "sRGB1"), 0, 1))


def _apart(one: np.ndarray, other: np.ndarray) -> float:
    """Difference in CAM02-UCS: 1 is just visible."""
    seen = cspace_convert(np.stack([one, other]), "sRGB1", "CAM02-UCS")
    return float(np.linalg.norm(seen[0] - seen[1]))


@pytest.mark.parametrize("blindness", ["protanomaly", "deuteranomaly", "tritanomaly"])
@EVERY_THEME
def test_what_is_drawn_is_apart_from_its_ground_to_colour_blind_eyes(
    theme: Theme, blindness: str
) -> None:
    style = _style(theme)
    ground = _as_seen(style.ground, blindness)
    for colour in (style.accent_text, style.dot, style.crash_line, style.text):
        assert _apart(ground, _as_seen(colour, blindness)) >= 20
    # A crash day is recognised by its column and its line, never by a shade of the dots alone.
    dot, crash = _as_seen(style.dot, blindness), _as_seen(style.crash_line, blindness)
    assert _apart(dot, crash) >= 7


def test_series_in_one_panel_differ_by_dash_and_by_marker() -> None:
    assert len(set(map(str, DASHES))) == len(set(MARKERS)) == 4


def test_paper_is_black_and_grey_alone() -> None:
    for colour in (PRINT.ground, PRINT.text, PRINT.quiet, PRINT.line, PRINT.dot, PRINT.crash_line):
        assert colour[1:3] == colour[3:5] == colour[5:7]
    assert contrast(PRINT.text, PRINT.ground) == 21
