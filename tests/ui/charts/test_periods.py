"""Periods by name, and closer, wider, earlier, later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.ui.charts.periods import FEWEST_DAYS, ChartPeriod, period_named

FIRST, LAST = date(2020, 3, 1), date(2026, 11, 22)
DATES = st.dates(FIRST, LAST)
PERIODS = st.tuples(DATES, DATES).map(lambda ends: ChartPeriod(min(ends), max(ends)))


@given(period=PERIODS, around=st.none() | DATES)
def test_closer_is_inside_and_keeps_the_day_in_sight(
    period: ChartPeriod, around: date | None
) -> None:
    closer = period.closer(around)
    if period.days > FEWEST_DAYS:
        assert period.start <= closer.start <= closer.end <= period.end
        assert closer.days == max(FEWEST_DAYS, period.days // 2)
        if around and period.start <= around <= period.end:
            assert closer.start <= around <= closer.end


@given(period=PERIODS)
def test_wider_shows_at_least_as_much_and_only_the_diary(period: ChartPeriod) -> None:
    wider = period.wider(FIRST, LAST)
    assert wider.days >= period.days
    assert wider.days <= max(period.days, (LAST - FIRST).days + 1)
    assert wider.start >= FIRST


@given(period=PERIODS, by=st.sampled_from([-1, 1]))
def test_moving_keeps_the_length_and_stays_in_the_diary(period: ChartPeriod, by: int) -> None:
    moved = period.moved(by, FIRST, LAST)
    assert moved.days == period.days
    assert moved.start >= FIRST
    assert moved.end <= LAST
    assert (moved.start - period.start).days * by >= 0


def test_all_reaches_back_to_the_first_day() -> None:
    assert period_named("all", FIRST, LAST) == ChartPeriod(FIRST, LAST)
    assert period_named("all", None, LAST) == ChartPeriod(LAST, LAST)


def test_a_name_that_is_not_known_is_three_months() -> None:
    assert period_named("a fortnight", FIRST, LAST) == period_named("3 months", FIRST, LAST)


def test_a_period_that_runs_backwards_is_an_error() -> None:
    with pytest.raises(ValueError, match="2026-11-22"):
        ChartPeriod(LAST, LAST - timedelta(days=1))
