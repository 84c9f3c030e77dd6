"""A bounded sample of what the long loops do: full disks, zones."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.support.storage.faults.full_disk import full_disk_costs_nothing, read_only_costs_nothing
from tests.support.storage.time_zones import days_follow, moments
from tests.support.systems import linux_only

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
)


@linux_only
@pytest.mark.parametrize("kibibytes", [64, 200])
def test_a_full_disk_costs_nothing(tmp_path: Path, kibibytes: int) -> None:
    full_disk_costs_nothing(tmp_path, kibibytes)


@linux_only
def test_a_disk_that_turns_read_only_costs_nothing(tmp_path: Path) -> None:
    read_only_costs_nothing(tmp_path, answers=7)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("ends", [0, 4, 12])
def test_no_day_is_skipped_or_doubled(zone: str, ends: int) -> None:
    assert days_follow(moments(ZoneInfo(zone), 2026), ends) > 1000
