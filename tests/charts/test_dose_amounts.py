"""The amounts above the chart: the newest is always there, and none stands on another."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D

from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.dose_levels import stretches
from ldn_desktop.charts.dose_panel import draw_changes
from ldn_desktop.charts.drawing.canvas import Canvas
from ldn_desktop.charts.drawing.style import DPI, LABEL, PRINT, SMALL
from ldn_desktop.charts.drawing.timeline import Timeline, TimeSpan
from ldn_desktop.charts.year_chart import year_figure
from ldn_desktop.diary.fields import NOTE
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


@pytest.mark.parametrize("ago", [0, 1, 2, 5, 10, 40])
def test_the_newest_amount_does_not_stand_on_its_line(ago: int) -> None:
    start = END - timedelta(days=89)
    days = {when: Day(when, {"pain": Answer(5.0, 600)}) for when in (start, END)}
    steps = [DoseStep(start, 3.0), DoseStep(END - timedelta(days=ago), 4.5)]
    series = DailySeries.of(Diary(days, steps))
    canvas = Canvas(PRINT, 9 * DPI, 6 * DPI)
    timeline = Timeline(canvas, series, TimeSpan(start, END, 100.0, 700.0))
    draw_changes(timeline, stretches(series, END), 10.0, 300.0)
    (newest,) = [text for text in canvas.figure.texts if text.get_text() == "4.5 mg"]
    left = newest.get_position()[0] * canvas.width
    line = timeline.span.begin(END - timedelta(days=ago))
    right = left + canvas.text_width("4.5 mg", LABEL, "bold")
    assert left > line or right < line
    assert left >= 100.0
    assert right <= 700.0


def year_with(steps: list[date], notes: list[date]) -> Diary:
    score, note = Answer(5.0, 600), Answer("rain", 600)
    days = {}
    for when in (date(2026, 1, 1) + timedelta(days=n) for n in range(365)):
        days[when] = Day(when, {"pain": score, NOTE: note} if when in notes else {"pain": score})
    return Diary(days, [DoseStep(when, 0.5 + 0.5 * (n % 8)) for n, when in enumerate(steps)])


MONTH = [date(2026, 7, n) for n in range(1, 32)]
CHANGES = [
    *([when] for when in MONTH),
    [MONTH[28], MONTH[30]],
    [MONTH[9], MONTH[11], MONTH[30]],
    [MONTH[n] for n in range(0, 31, 2)],
]


@pytest.mark.parametrize("width", [7.0, 10.5])
@pytest.mark.parametrize("steps", CHANGES, ids=lambda steps: "-".join(str(s.day) for s in steps))
def test_no_amount_of_a_year_stands_on_a_line_a_note_or_another(
    steps: list[date], width: float
) -> None:
    notes = [MONTH[3], MONTH[17], MONTH[30]]
    figure = year_figure(
        year_with(steps, notes), "pain", 2026, PRINT, width=width, height=10, today=MONTH[0]
    )
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib's
    size = PRINT.points(SMALL)
    bold = [t for t in figure.texts if t.get_fontweight() == "bold" and t.get_fontsize() == size]
    amounts = [text.get_window_extent() for text in bold]
    found = [line for line in figure.artists if isinstance(line, Line2D)]
    lines = [
        one
        for one in found
        if one.get_marker() == "None" and np.ptp(one.get_xdata(orig=False)) == 0
    ]
    marks = [one for one in found if one.get_marker() == "D"]
    boxes = [*amounts, *(one.get_window_extent() for one in (*lines, *marks))]
    assert marks
    if len(steps) < 4:
        assert len(amounts) == len(steps)
    if len(steps) == 1 and width > 10:
        assert len(marks) == len(notes) + 1  # the key shows one
    for amount in amounts:
        assert not any(amount.overlaps(other) for other in boxes if other is not amount)
        assert amount.x1 <= width * DPI


def test_an_amount_takes_the_place_of_notes_where_every_day_has_one() -> None:
    figure = year_figure(year_with([MONTH[14]], MONTH), "pain", 2026, PRINT, width=10.5, height=10)
    marks = [o for o in figure.artists if isinstance(o, Line2D) and o.get_marker() == "D"]
    assert "0.5 mg" in [text.get_text() for text in figure.texts]
    assert 28 <= len(marks) - 1 < 31


@pytest.mark.parametrize(("height", "shown"), [(10.0, True), (5.0, False)])
def test_the_key_of_a_year_names_notes_only_where_they_are_drawn(
    height: float, shown: bool
) -> None:
    figure = year_figure(
        year_with([MONTH[14]], [MONTH[3]]), "pain", 2026, PRINT, width=10.5, height=height
    )
    assert ("note" in [text.get_text() for text in figure.texts]) == shown
