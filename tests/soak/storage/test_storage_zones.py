"""The day that a moment belongs to, in every zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

from tests.support.storage.time_zones import days_follow, moments


def test_the_day_is_the_right_day_in_every_zone() -> None:
    names = sorted(available_timezones())
    every = (moments(ZoneInfo(name), 2026) for name in names)
    # Many names are of one zone, or of zones whose year is the same.
    years = {tuple(map(str, times)): times for times in every}
    checked = sum(days_follow(times, ends) for times in years.values() for ends in (0, 4, 12))
    print(f"\n{len(names)} zones, {len(years)} different years, {checked} moments: all right")
    assert len(names) > 400
