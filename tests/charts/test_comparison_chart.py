"""The estimation plot: what is drawn is what was worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from ldn_desktop.analysis import Comparison, Verdict, compare
from ldn_desktop.charts import PRINT, estimation_figure
from ldn_desktop.charts.comparison_chart import MARKERS
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def compared() -> tuple[Diary, list[Comparison]]:
    diary = demo_diary(TODAY)
    return diary, compare(diary)


def drawn(diary: Diary, comparisons: list[Comparison], percent: int = 100) -> Figure:
    style = replace(PRINT, percent=percent)
    height = 6.0 * percent / 100
    return estimation_figure(diary, comparisons, style, width=7.0, height=height, today=TODAY)


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if isinstance(text, Text)]


def lines(figure: Figure, name: str) -> Iterator[Line2D]:
    def named(artist: Artist) -> bool:
        return isinstance(artist, Line2D) and artist.get_gid() == name

    yield from (line for line in figure.findobj(named) if isinstance(line, Line2D))


def places(line: Line2D) -> list[float]:
    return [float(x) for x in np.asarray(line.get_xdata(), float)]


def test_each_symptom_has_a_row_with_its_verdict_in_words(
    compared: tuple[Diary, list[Comparison]],
) -> None:
    written = texts(drawn(*compared))
    assert "Fatigue" in written
    assert "Vivid dreams (side effect)" in written
    assert written.count("not enough days yet") == 1
    # The side effects were not recorded before the first dose.
    assert written.count("too few days to compare") == 3
    assert "Example data" in written


@pytest.mark.parametrize(("days", "dots"), [(150, "days"), (1500, "mean of each week")])
def test_what_a_dot_is_stands_under_the_rows(days: int, dots: str) -> None:
    diary = demo_diary(TODAY, days=days)
    written = " ".join(texts(drawn(diary, compare(diary))))
    assert f"Dots: {dots}. Lines: mean on each dose." in written


def test_the_interval_stands_where_it_was_worked_out(
    compared: tuple[Diary, list[Comparison]],
) -> None:
    diary, comparisons = compared
    [one] = [
        c
        for c in comparisons
        if (c.symptom, c.earlier.phase, c.later.phase) == ("brain_fog", "no dose", "4.5 mg")
    ]
    assert one.estimate is not None
    [interval] = lines(drawn(diary, comparisons), "brain_fog: interval")
    assert places(interval) == pytest.approx([one.estimate.low, one.estimate.high])


def test_a_verdict_is_a_shape_not_a_colour() -> None:
    assert len(set(MARKERS.values())) == len(Verdict) == len(MARKERS)


def test_every_recorded_day_is_a_dot_and_every_other_a_tick(
    compared: tuple[Diary, list[Comparison]],
) -> None:
    figure = drawn(*compared)
    [dots], [ticks] = (list(lines(figure, f"pain: {part}")) for part in ("days", "nothing entered"))
    recorded = sum("pain" in day.answers for day in compared[0].days())
    assert len(places(dots)) == recorded
    assert len(places(ticks)) == 180 - recorded


def test_no_p_values_and_no_stars(compared: tuple[Diary, list[Comparison]]) -> None:
    written = " ".join(texts(drawn(*compared)))
    assert "p =" not in written
    assert "*" not in written


def test_nothing_to_compare_is_a_quiet_sentence() -> None:
    figure = drawn(Diary(), [])
    assert "There is nothing to compare yet." in " ".join(texts(figure))


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_it_can_be_drawn_at_every_size_of_text(
    compared: tuple[Diary, list[Comparison]], percent: int
) -> None:
    figure = drawn(*compared, percent)
    figure.savefig(BytesIO(), format="png")
    high = figure.get_figheight()
    assert all(0 <= text.get_position()[1] <= 1 for text in figure.texts), high


def test_years_are_drawn_by_week() -> None:
    diary = demo_diary(TODAY, 1500)
    figure = drawn(diary, compare(diary))
    [dots] = lines(figure, "fatigue: days")
    assert len(places(dots)) < 250
