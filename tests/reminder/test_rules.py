"""When the reminder speaks, on a clock of the test's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ldn_desktop.reminder.rules import (
    Entries,
    Silence,
    first_hour,
    silence,
    spoken_after,
)

EVENING = datetime(2026, 11, 28, 19, 0, tzinfo=timezone(timedelta(hours=1)))
YESTERDAY = EVENING - timedelta(days=1)
OF_YESTERDAY = Entries(last=YESTERDAY)


def reason(
    now: datetime = EVENING,
    entries: Entries = OF_YESTERDAY,
    *,
    hour: int = 19,
    day_ends: int = 4,
    spoken: tuple[datetime, ...] = (),
) -> Silence | None:
    return silence(now, hour, day_ends, spoken, entries)


def test_it_speaks_when_nothing_was_entered_today() -> None:
    assert reason() is None


def test_it_speaks_to_somebody_who_never_entered_anything() -> None:
    assert reason(entries=Entries()) is None


@pytest.mark.parametrize("minutes", [0, 1, 600])
def test_it_is_silent_after_any_entry_of_the_diary_day(minutes: int) -> None:
    last = EVENING - timedelta(minutes=minutes)
    assert reason(entries=Entries(last=last)) is Silence.ENTERED


def test_an_entry_after_midnight_belongs_to_the_day_before() -> None:
    night = EVENING.replace(hour=3)
    assert reason(entries=Entries(last=night)) is None
    assert reason(entries=Entries(last=night), day_ends=2) is Silence.ENTERED


def test_an_answer_for_today_counts_whenever_it_was_entered() -> None:
    entries = Entries(last=YESTERDAY, answered_today=True)
    assert reason(entries=entries) is Silence.ENTERED


@pytest.mark.parametrize("hour", [0, 3, 8, 18])
def test_it_never_speaks_before_its_hour_or_in_the_night(hour: int) -> None:
    assert reason(EVENING.replace(hour=hour)) is Silence.TOO_EARLY


def test_a_computer_that_wakes_later_in_the_evening_still_says_it() -> None:
    assert reason(EVENING.replace(hour=23, minute=59)) is None


def test_the_hour_is_never_before_the_end_of_the_persons_day() -> None:
    assert first_hour(4) == 6
    assert first_hour(12) == 12
    assert reason(EVENING.replace(hour=11), hour=8, day_ends=12) is Silence.TOO_EARLY


def test_it_says_it_once_a_day() -> None:
    assert reason(EVENING.replace(hour=21), spoken=(EVENING,)) is Silence.SPOKE_TODAY


@pytest.mark.parametrize(("days", "expected"), [(1, Silence.AFTER_CRASH), (7, Silence.AFTER_CRASH),
                                                (8, None)])  # fmt: skip
def test_it_is_silent_after_a_crash_day(days: int, expected: Silence | None) -> None:
    crash = EVENING.date() - timedelta(days=days)
    last = EVENING - timedelta(days=days)
    assert reason(entries=Entries(last=last, newest_crash=crash)) is expected


def test_ignored_twice_it_is_silent_for_seven_days_and_then_begins_anew() -> None:
    entries = Entries(last=EVENING - timedelta(days=20))
    announcements: tuple[datetime, ...] = ()
    texts = []
    for day in range(20):
        now = EVENING + timedelta(days=day)
        if silence(now, 19, 4, announcements, entries) is None:
            announcements = spoken_after(now, announcements, entries)
            texts.append(day)
    assert texts == [0, 1, 8, 9, 16, 17]


@pytest.mark.parametrize("seconds", [-59, 0, 59, -3600])
def test_the_week_of_silence_is_counted_in_days(seconds: int) -> None:
    announcements = (EVENING - timedelta(days=8), EVENING - timedelta(days=7, seconds=seconds))
    assert reason(entries=Entries(last=None), spoken=announcements) is None
    day_before = EVENING - timedelta(days=1)
    assert reason(day_before, entries=Entries(last=None), spoken=announcements) is Silence.IGNORED


def test_an_entry_ends_the_counting() -> None:
    announcements = (EVENING - timedelta(days=3), EVENING - timedelta(days=2))
    assert reason(entries=Entries(last=None), spoken=announcements) is Silence.IGNORED
    assert reason(entries=Entries(last=YESTERDAY), spoken=announcements) is None
    assert spoken_after(EVENING, announcements, Entries(last=YESTERDAY)) == (EVENING,)


def test_times_of_another_zone_are_the_same_moments() -> None:
    last = datetime(2026, 11, 28, 17, 59, tzinfo=UTC)
    assert reason(entries=Entries(last=last)) is Silence.ENTERED
    assert reason(entries=Entries(last=last, newest_crash=date(2026, 11, 27))) is Silence.ENTERED
