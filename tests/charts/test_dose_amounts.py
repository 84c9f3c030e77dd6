"""The amounts above the chart: the newest is always there, and none stands on another."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.dose_levels import stretches
from ldn_desktop.charts.dose_panel import draw_changes
from ldn_desktop.charts.drawing.canvas import Canvas
from ldn_desktop.charts.drawing.style import DPI, LABEL, PRINT
from ldn_desktop.charts.drawing.timeline import Timeline, TimeSpan
from ldn_desktop.diary.model import Answer, Day, Diary, DoseStep

START, END = date(2022, 11, 1), date(2026, 11, 1)


@pytest.mark.parametrize("width", [260.0, 300.0, 700.0])
@pytest.mark.parametrize("ago", [3, 20, 60, 200])
def test_no_amount_stands_on_another(width: float, ago: int) -> None:
    days = {when: Day(when, {"pain": Answer(5.0, 600)}) for when in (START, END)}
    begins = [date(2025, 9, 18), date(2026, 2, 2), END - timedelta(days=ago)]
    steps = [DoseStep(when, mg) for when, mg in zip(begins, (3.0, 4.5, 2.5), strict=True)]
    series = DailySeries.of(Diary(days, steps))
    canvas = Canvas(PRINT, 9 * DPI, 6 * DPI)
    timeline = Timeline(canvas, series, TimeSpan(START, END, 100.0, 100.0 + width))
    draw_changes(timeline, stretches(series, END), 10.0, 300.0)
    shown = sorted((t.get_position()[0] * canvas.width, t.get_text()) for t in canvas.figure.texts)
    assert "2.5 mg" in [text for _x, text in shown]
    for (x, text), (after, _other) in itertools.pairwise(shown):
        assert x + canvas.text_width(text, LABEL, "bold" if text == "2.5 mg" else "normal") <= after
