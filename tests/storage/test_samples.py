"""A bounded sample of what the long loops do: full disks, zones."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.soak import test_storage_full_disk as full_disk
from tests.soak import test_storage_loops as loops

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


@pytest.mark.parametrize("kibibytes", [64, 200])
def test_a_full_disk_costs_nothing(tmp_path: Path, kibibytes: int) -> None:
    full_disk.full_disk_costs_nothing(tmp_path, kibibytes)


def test_a_disk_that_turns_read_only_costs_nothing(tmp_path: Path) -> None:
    full_disk.read_only_costs_nothing(tmp_path, answers=7)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("ends", [0, 4, 12])
def test_no_day_is_skipped_or_doubled(zone: str, ends: int) -> None:
    assert loops.days_follow(loops.moments(ZoneInfo(zone), 2026), ends) > 1000
