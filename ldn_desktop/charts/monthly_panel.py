"""A panel of results that come about once a month: points on a scale with fixed ends."""

from __future__ import annotations

import numpy as np

from ldn_desktop.charts.daily_series import PanelSeries
from ldn_desktop.charts.drawing.style import LABEL
from ldn_desktop.charts.drawing.timeline import PanelPosition, Timeline
from ldn_desktop.diary.symptoms import READINGS
from ldn_desktop.i18n import formats

NUMBER_ROOM = 30
"""Px of 100 % text from one point to the next, below which its number is left out."""


def is_monthly(key: str) -> bool:
    """Whether `key` is drawn here, and never as a mean of days."""
    return key in READINGS and READINGS[key].monthly


def limits(key: str) -> tuple[float, float]:
    """The ends of the scale, the worse one first."""
    return READINGS[key].lowest, READINGS[key].highest


def draw_results(
    timeline: Timeline, panel: PanelPosition, series: PanelSeries, number: int
) -> None:
    """A point for each result of `series`, with its number where there is room."""
    style, span = timeline.style, timeline.span
    indexes = np.flatnonzero(series.column.recorded)
    values = series.values[indexes]
    timeline.line(
        indexes,
        panel.y_of(values),
        f"{series.key}: results",
        color=style.accent_text,
        linewidth=style.points(1),
        linestyle=(0, (2, 2)),
        marker="os^D"[number % 4],
        markersize=style.points(8),
        markerfacecolor=style.accent_text,
        markeredgecolor=style.ground,
        zorder=3,
    )
    free_from = span.left
    for index, value in zip(indexes, values, strict=True):
        x = span.left + (float(index) + 0.5) * span.day_px
        if x >= free_from:
            y = panel.y_at(float(value)) - style.px(8)
            text = formats.number(float(value), 1)
            timeline.canvas.write(x, max(y, panel.top + style.px(2)), text, LABEL, align="center")
            free_from = x + style.px(NUMBER_ROOM)
