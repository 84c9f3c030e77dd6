"""Charts count the days on which a helper entered something, and say nothing where none did."""

from __future__ import annotations

from datetime import date, timedelta

from ldn_desktop.charts import DailySeries, describe
from ldn_desktop.charts.summary import helped
from ldn_desktop.diary.model import BY, Answer, Day, Diary

FIRST = date(2026, 3, 1)
LAST = FIRST + timedelta(days=9)


def _diary(*helped_days: int) -> Diary:
    days = {}
    for number in range(10):
        when = FIRST + timedelta(days=number)
        extra = {BY: "Anna"} if number in helped_days else {}
        days[when] = Day(
            when, {"fatigue": Answer(5.0, 1200), "pain": Answer(2.5, 1201, extra=extra)}
        )
    return Diary(days)


def test_the_days_are_counted_once_each() -> None:
    assert describe(_diary(1, 4, 5), ["fatigue"], FIRST, LAST)[-1] == (
        "3 days were entered by a helper."
    )
    assert helped(DailySeries.of(_diary(2)), FIRST, LAST) == ["1 day was entered by a helper."]


def test_only_days_of_the_period_count() -> None:
    series = DailySeries.of(_diary(1, 8))
    assert helped(series, FIRST, FIRST + timedelta(days=4)) == ["1 day was entered by a helper."]


def test_without_a_helper_nothing_is_said() -> None:
    assert helped(DailySeries.of(_diary()), FIRST, LAST) == []


def test_a_day_that_was_undone_counts_no_longer() -> None:
    before, after = _diary(1, 2), _diary(2)
    series = DailySeries.of(before).updated(after, {FIRST + timedelta(days=1)})
    assert helped(series, FIRST, LAST) == ["1 day was entered by a helper."]
