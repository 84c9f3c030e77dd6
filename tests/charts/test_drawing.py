"""Labels that do not collide, text that fits, days that are where they are pointed at."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ldn_desktop.charts import (
    PRINT,
    DailySeries,
    summary,
    symptoms_chart,
    symptoms_figure,
    year_figure,
)
from ldn_desktop.charts.dose_panel import steps_of
from ldn_desktop.charts.drawing import text_layout
from ldn_desktop.charts.drawing.canvas import ChartFigure
from ldn_desktop.charts.drawing.style import DPI, Style
from ldn_desktop.charts.drawing.timeline import TimeSpan
from ldn_desktop.charts.year_chart import YearGrid
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import (
    About,
    Answer,
    Day,
    Diary,
    DoseStep,
    Source,
)
from ldn_desktop.i18n import formats
from tests.support.charts.days import END


def days_of(figure: Figure) -> object:
    assert isinstance(figure, ChartFigure)
    return figure.days


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


@pytest.mark.parametrize("days", [1, 2, 7, 10, 31, 45, 62, 63, 92, 200, 366, 800, 2000, 7305])
def test_the_time_axis_is_labelled_and_no_label_touches_the_next(days: int) -> None:
    diary, start = demo_diary(END, days=days + 14), END - timedelta(days=days - 1)
    figure = symptoms_figure(diary, ["pain"], start, END, PRINT, width=7.7, height=5)
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib's
    months = {name[:3] for name in formats.month_names()}
    rows: dict[float, list[tuple[float, float]]] = {}
    for text in figure.texts:
        if {word[:3] for word in text.get_text().split()} & months or text.get_text().isdigit():
            extent = text.get_window_extent()
            rows.setdefault(text.get_position()[1], []).append((extent.x0, extent.x1))
    boxes = sorted(rows[min(rows)])
    assert boxes
    assert all(one[1] < other[0] for one, other in itertools.pairwise(boxes))
    assert boxes[-1][1] <= 770


@given(days=st.integers(1, 4000), share=st.floats(0, 0.999))
@settings(max_examples=15)
def test_a_day_is_found_where_it_is_drawn(days: int, share: float) -> None:
    start = END - timedelta(days=days - 1)
    diary = Diary({END: Day(END, {"pain": Answer(5.0, 1)})})
    span = days_of(symptoms_figure(diary, ["pain"], start, END, PRINT, width=7, height=5))
    assert isinstance(span, TimeSpan)
    assert (span.start, span.end) == (start, END)
    when = start + timedelta(days=int(share * days))
    assert span.date_at(span.middle(when)) == when
    assert span.date_at(span.left - 1) is None


def test_each_day_of_a_leap_year_has_its_own_cell() -> None:
    grid = days_of(year_figure(Diary(), "pain", 2028, PRINT, width=7, height=5))
    assert isinstance(grid, YearGrid)
    day = date(2028, 1, 1)
    while day.year == 2028:
        box = grid.box(day)
        assert box is not None
        assert grid.date_at((box.left + box.right) / 2, (box.top + box.bottom) / 2) == day
        day += timedelta(days=1)
    thirtieth = (grid.left + 29.5 * grid.day_width, grid.top + 1.5 * grid.month_height)
    assert grid.date_at(*thirtieth) is None


@given(text=st.text(max_size=200), room=st.floats(30, 400))
@settings(max_examples=200)
def test_wrapped_lines_fit_and_lose_no_letter(text: str, room: float) -> None:
    lines = text_layout.wrapped(text, room, 14)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert text_layout.width(line, 14) <= room or len(line) == 1


def test_a_word_too_long_for_a_line_is_cut_after_its_hyphen() -> None:
    room = text_layout.width("Niet-verkwikk", 14)
    lines = text_layout.wrapped("Niet-verkwikkende slaap", room, 14)
    assert lines == ["Niet-", "verkwikkende", "slaap"]


@given(text=st.text(max_size=200), room=st.floats(30, 400))
@settings(max_examples=200)
def test_a_shortened_line_fits_and_says_that_it_was_cut(text: str, room: float) -> None:
    line = text_layout.shortened(text, room, 14)
    assert text_layout.width(line, 14) <= room
    whole = " ".join(text.split())
    assert line == whole or (line.endswith("…") and whole.startswith(line[:-1]))


@given(text=st.text(max_size=30))
@settings(max_examples=100)
def test_any_text_can_be_drawn(text: str) -> None:
    tidy, families = text_layout.drawable(text)
    assert families[0] == "Atkinson Hyperlegible"
    figure = Figure()
    figure.text(0.1, 0.5, tidy, family=families, parse_math=False)
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib's


def test_steps_of_the_dose_are_runs_of_equal_amounts() -> None:
    start = date(2026, 1, 1)
    steps = [DoseStep(start + timedelta(days=2), 1.5), DoseStep(start + timedelta(days=5), 0.0)]
    planned = DoseStep(start + timedelta(days=6), 3.0, planned=True)
    diary = Diary({start: Day(start, {"pain": Answer(1.0, 1)})}, [*steps, planned])
    found = steps_of(DailySeries.of(diary).decided(start, start + timedelta(days=8)))
    assert [(s.first, s.after, s.mg) for s in found] == [(2, 5, 1.5), (5, 9, 0.0)]


def test_an_invented_diary_is_marked_in_every_picture(demo: Diary, end: date) -> None:
    start = end - timedelta(days=30)
    chart = symptoms_figure(demo, ["pain"], start, end, PRINT, width=7, height=5)
    assert "Example data" in texts(chart)
    year = year_figure(demo, "pain", end.year, PRINT, width=7, height=5)
    assert "Example data" in texts(year)
    real = Diary({d.date: d for d in demo.days()}, demo.dose_steps, about=About())
    chart = symptoms_figure(real, ["pain"], start, end, PRINT, width=7, height=5)
    assert not any("Example data" in text for text in texts(chart))


def test_two_devices_are_two_lines_and_named() -> None:
    days = {}
    for n in range(20):
        when, device = END - timedelta(days=n), ("Visible", "Garmin")[n % 2]
        heart = Answer(60.0 + n, 1, Source.IMPORTED, 0, {"origin": device})
        days[when] = Day(when, {"resting_heart_rate": heart, "hrv_sdnn": heart})
    start = END - timedelta(days=19)
    figure = symptoms_figure(
        Diary(days), ["resting_heart_rate"], start, END, PRINT, width=7, height=5
    )
    written = " ".join(texts(figure))
    assert "from Garmin" in written
    assert "Visible" in written


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_nothing_is_written_beyond_the_edges(
    demo: Diary, end: date, paper: Style, percent: int
) -> None:
    style = replace(paper, percent=percent)
    figure = symptoms_figure(
        demo, ["pain", "anxiety"], end - timedelta(days=91), end, style,
        width=9.6, height=symptoms_chart.least_height(2, percent, 960) / DPI,
    )  # fmt: skip
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib's
    for text in figure.texts:
        box = text.get_window_extent()
        assert box.x0 >= 0, text
        assert box.x1 <= 961, text
        assert box.y0 >= 0, text


@pytest.mark.parametrize("empty_days", [0, 1, 3])
def test_the_number_at_the_line_is_that_of_the_sentence_above(empty_days: int) -> None:
    today = END + timedelta(days=empty_days)
    scores = (2.0, 4.0, 10.0, 9.0, 7.0, 0.0, 6.0, 5.0, 3.0, 8.0)
    days = {END - timedelta(days=n): Answer(score, 1) for n, score in enumerate(scores)}
    diary = Diary({day: Day(day, {"pain": answer}) for day, answer in days.items()})
    start = today - timedelta(days=29)
    figure = symptoms_figure(diary, ["pain"], start, today, PRINT, width=7, height=5)
    mean = sum(scores[: 7 - empty_days]) / (7 - empty_days)
    assert summary.headline(DailySeries.of(diary), ["pain"], today).lead == (
        f"Pain: mean {mean:.1f} in the last 7 days."
    )
    assert f"{mean:.1f}" in texts(figure)
