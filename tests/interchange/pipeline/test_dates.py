"""Dates as other programs write them, decided for a whole column."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ldn_desktop.interchange import DateOrder, DecidedBy
from ldn_desktop.interchange.reading.dates import DateReader, decide, has_time, moment

DAY, MONTH, YEAR = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-07-09", datetime(2026, 7, 9)),
        ("2026-07-09 8:05 pm", datetime(2026, 7, 9, 20, 5)),
        ("2026-07-09 08:05PM", datetime(2026, 7, 9, 20, 5)),
        ("2026-07-09 12:05 a.m.", datetime(2026, 7, 9, 0, 5)),
        ("2026-07-09T20:05:33.123456", datetime(2026, 7, 9, 20, 5, 33)),
        ("2026-07-09T20:05Z", datetime(2026, 7, 9, 20, 5, tzinfo=UTC)),
        ("9 July 2026", datetime(2026, 7, 9)),
        ("9th Jul 2026", datetime(2026, 7, 9)),
        ("July 9, 2026, 8:05\u202fPM", datetime(2026, 7, 9, 20, 5)),
        ("Thursday, July 9, 2026 at 20:05", datetime(2026, 7, 9, 20, 5)),
        ("9-Jul-26", datetime(2026, 7, 9)),
        ("9. Juli 2026", datetime(2026, 7, 9)),
        ("Do., 9. Juli 2026", datetime(2026, 7, 9)),
        ("9. desember 2026", datetime(2026, 12, 9)),
        ("9 maart 2026", datetime(2026, 3, 9)),
        ("9 août 2026", datetime(2026, 8, 9)),
        ("mar. 7 juil. 2026", datetime(2026, 7, 7)),
        ("9 de enero de 2026", datetime(2026, 1, 9)),
        ("20260709", datetime(2026, 7, 9)),
        ("09072026", datetime(2026, 7, 9)),
        ("9. 7. 2026", datetime(2026, 7, 9)),
        ("Thu 09/07/2026 20.05", datetime(2026, 7, 9, 20, 5)),
        ("09.07.98", datetime(1998, 7, 9)),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str, expected: datetime) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "4.5", "1:10:00", "Jul 9", "31/02/2026", "2026-07-09 25:00", "Xyz 9, 2026", "9 9 9",
     "2026-07-09 13:05 pm", "12345678901", "jui 9 2026", "2026-W28-4", "9" * 200],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert moment(text) is None


@pytest.mark.parametrize(
    ("texts", "order", "by"),
    [
        (["2026-07-09", "9 July 2026"], DAY, DecidedBy.FORM),
        (["9/7/2026", "25/7/2026"], DAY, DecidedBy.IMPOSSIBLE),
        (["7/9/2026", "7/25/2026"], MONTH, DecidedBy.IMPOSSIBLE),
        (["7/9/2026 8:05 PM", "7/25/2026 9:00 AM"], MONTH, DecidedBy.IMPOSSIBLE),
        (["07092026", "07252026"], MONTH, DecidedBy.IMPOSSIBLE),
        (["26-07-09", "26-07-25"], YEAR, DecidedBy.CONSECUTIVE),
        (["09.07.2026", "10.07.2026"], DAY, DecidedBy.FORM),
        (["3/8/2026", "3/9/2026", "3/10/2026"], MONTH, DecidedBy.CONSECUTIVE),
        (["8/3/2026", "9/3/2026", "10/3/2026"], DAY, DecidedBy.CONSECUTIVE),
        (["26/3/8", "26/3/9"], YEAR, DecidedBy.CONSECUTIVE),
        (["9/7/2026"], DAY, DecidedBy.NOTHING),
    ],
)
def test_the_whole_column_decides_the_order(
    texts: list[str], order: DateOrder, by: DecidedBy
) -> None:
    decision = decide(texts)
    assert (decision.order, decision.by) == (order, by)


def test_dates_are_not_read_as_still_to_come_where_they_need_not_be() -> None:
    decision = decide(["9/11/2026"], today=date(2026, 10, 1))
    assert (decision.order, decision.by) == (MONTH, DecidedBy.FUTURE)


def test_one_broken_date_does_not_decide_for_the_others() -> None:
    texts = ["3/13/2026", "3/14/2026", "3/15/2026", "45/3/2026"]
    assert decide(texts).order is MONTH


def test_weekdays_beside_the_dates_decide_before_consecutive_days() -> None:
    beside = [("5/4/2026", "Monday"), ("6/4/2026", "Thursday")]  # 4 May, 4 June
    decision = decide([text for text, _day in beside], beside)
    assert (decision.order, decision.by) == (MONTH, DecidedBy.WEEKDAYS)
    german = [("5/4/2026", "So"), ("6/4/2026", "Mo")]
    assert decide([text for text, _day in german], german).order is DAY


def test_the_persons_choice_stands_above_all() -> None:
    decision = decide(["25/7/2026", "9/7/2026"], chosen=MONTH)
    assert (decision.order, decision.by) == (MONTH, DecidedBy.PERSON)


def test_the_example_is_one_that_another_order_would_read_otherwise() -> None:
    decision = decide(["7/25/2026", "7/9/2026"])
    assert (decision.example, decision.example_date) == ("7/9/2026", date(2026, 7, 9))


def test_the_small_hours_belong_to_the_day_before() -> None:
    reader = DateReader(DAY, 4, UTC)
    assert reader.read("2026-07-09 03:59")[0] == date(2026, 7, 8)
    assert reader.read("2026-07-09 04:00")[0] == date(2026, 7, 9)
    assert reader.read("2026-07-09")[0] == reader.read("2026-07-09 00:00")[0] == date(2026, 7, 9)
    assert reader.at_clock("2026-07-09", "0:30")[0] == date(2026, 7, 8)
    assert reader.at_clock("2026-07-09", "whenever")[0] == date(2026, 7, 9)
    assert reader.calendar_day("2026-07-09 03:59") == date(2026, 7, 9)


def test_utc_is_turned_into_local_time_and_any_other_offset_is_local_already() -> None:
    reader = DateReader(DAY, 4, timezone(timedelta(hours=9)))
    assert reader.read("2026-07-09T20:30:00Z")[0] == date(2026, 7, 10)
    assert reader.read("2026-07-09T20:30:00+00:00")[0] == date(2026, 7, 10)
    assert reader.read("2026-07-09T20:30:00-07:00")[0] == date(2026, 7, 9)
    assert reader.waking_day("2026-07-09T21:30:00Z") == date(2026, 7, 10)
    assert reader.waking_day("2026-07-09 21:30") == date(2026, 7, 10)


def test_only_a_date_with_a_clock_has_a_time() -> None:
    assert has_time("9.7.2026 20.05")
    assert not has_time("9.7.2026")
