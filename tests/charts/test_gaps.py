"""A gap is never bridged, and never drawn as 0."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from matplotlib.lines import Line2D

from ldn_desktop.charts import PRINT, DailySeries, symptoms_figure
from ldn_desktop.charts.daily_series import mean_of_last
from ldn_desktop.diary.model import Answer, Day, Diary
from tests.support.charts.naive_charts import drawn_mean, each_day, score
from tests.support.charts.random_diaries import KEYS, PERIODS, diaries


def lines(diary: Diary, keys: list[str], start: date, end: date) -> dict[str, Line2D]:
    figure = symptoms_figure(diary, keys, start, end, PRINT, width=9, height=6)
    return {str(artist.get_gid()): artist for artist in figure.findobj(Line2D) if artist.get_gid()}


@given(diary=diaries(), period=PERIODS)
@settings(max_examples=80)
def test_the_line_is_the_mean_of_seven_days_and_breaks_at_gaps(
    diary: Diary, period: tuple[date, date]
) -> None:
    start, end = period
    columns = DailySeries.of(diary)
    for key in KEYS:
        (series,) = columns.series(key, start, end)
        expected = [drawn_mean(diary, day, end, key) for day in each_day(start, end)]
        found = [None if math.isnan(mean) else pytest.approx(mean) for mean in series.mean]
        assert found == expected


@given(diary=diaries(), period=PERIODS)
@settings(max_examples=25)
def test_a_dot_stands_on_each_recorded_day_and_nowhere_else(
    diary: Diary, period: tuple[date, date]
) -> None:
    start, end = period
    drawn = lines(diary, list(KEYS), start, end)
    for key in KEYS:
        dots = [
            int(x)
            for name in ("days", "hollow days")
            if f"{key}: {name}" in drawn
            for x in np.asarray(drawn[f"{key}: {name}"].get_xdata()).tolist()
        ]
        expected = [d.toordinal() for d in each_day(start, end) if score(diary, d, key) is not None]
        assert sorted(dots) == expected


def test_a_week_without_entries_breaks_the_drawn_line() -> None:
    first = date(2026, 1, 1)
    days = [n for n in range(40) if not 14 <= n < 21]
    diary = Diary(
        {
            (when := first + timedelta(days=n)): Day(when, {"fatigue": Answer(5.0, 1200)})
            for n in days
        }
    )
    line = lines(diary, ["fatigue"], first, first + timedelta(days=39))["fatigue: mean"]
    missing = np.isnan(np.asarray(line.get_ydata(), dtype=float))
    assert missing[14:21].all()
    # The line begins anew with the third day after the gap.
    assert list(np.flatnonzero(~missing)) == [*range(2, 14), *range(23, 40)]


def test_one_or_two_days_make_no_mean() -> None:
    assert np.isnan(mean_of_last(np.array([5.0, 5.0, np.nan]))).all()
    assert mean_of_last(np.array([4.0, np.nan, 5.0, 6.0]))[3] == 5.0


def test_a_zero_that_was_entered_is_drawn_as_zero_and_a_blank_is_not() -> None:
    first = date(2026, 1, 1)
    entered = {0: 0.0, 1: 10.0, 3: 0.0}
    diary = Diary(
        {
            (when := first + timedelta(days=n)): Day(when, {"pain": Answer(points, 1200)})
            for n, points in entered.items()
        }
    )
    dots = lines(diary, ["pain"], first, first + timedelta(days=5))["pain: days"]
    y = np.asarray(dots.get_ydata(), dtype=float)
    assert len(y) == 3
    assert y[0] == y[2] > y[1]  # px from the top: none lies lowest
