"""Garmin Connect: tables and the full data request."""

from __future__ import annotations

import json
import zipfile
from typing import Any

import pytest

from ldn_desktop.errors import UserError

GARMIN = (
    "Sleep Score 4 Weeks,Score,Resting Heart Rate,Body Battery,Pulse Ox,Respiration,HRV Status,"
    "Quality,Duration,Sleep Need,Bedtime,Wake Time\n"
)


def test_garmin(bring: Any) -> None:
    found = bring(
        GARMIN
        + '"Jun 26, 2026",76,52,"+35",97,15,48,Good,5h 8min,9h 0min,12:31 AM,6:04 AM\n'
        + "2026-06-25,76,--,+35,97,15,--,Good,8h,9h 0min,12:31 AM,6:04 AM\n"
        + "Jan 5,76,50,+35,97,15,40,Good,8h,9h 0min,12:31 AM,6:04 AM\n"
    )
    assert found.format_name == "Garmin"
    assert bring.values("2026-06-26") == {
        "resting_heart_rate": 52,
        "hrv_rmssd": 48,
        "sleep_hours": 5 + 8 / 60,
    }
    assert bring.values("2026-06-25") == {"sleep_hours": 8}
    assert any("no date" in line.reason for line in found.left_out)
    assert "Jan 5" in " ".join(found.notices)


def test_garmins_seven_day_mean_is_not_taken_for_a_nights_hrv(bring: Any) -> None:
    bring(
        "Sleep Score 7 Days,Resting Heart Rate,HRV Status,7 Day Average HRV ,Duration\n"
        "2026-06-26,52,48,51,7h 1min\n"
    )
    assert bring.values("2026-06-26")["hrv_rmssd"] == 48


def test_garmins_weekly_table_is_refused(bring: Any) -> None:
    with pytest.raises(UserError, match="daily"):
        bring.preview("Date,Avg Score,Avg Quality,Avg Duration\nMay 1,70,Good,7h 1min\n")


def test_garmins_full_export(bring: Any) -> None:
    days = [{"calendarDate": "2026-06-26", "restingHeartRate": 52, "totalSteps": 4100}]
    nights = [
        {"calendarDate": "2026-06-26", "deepSleepSeconds": 3600, "lightSleepSeconds": 14400,
         "remSleepSeconds": 7200, "awakeSleepSeconds": 900},
    ]  # fmt: skip
    bring.path(json.dumps(days), "DI_CONNECT/DI-Connect-Aggregator/UDSFile_1.json")
    bring.path(json.dumps(nights), "DI_CONNECT/DI-Connect-Wellness/1_sleepData.json")
    bring.path("{}", "DI_CONNECT/other.json")
    found = bring(bring.folder / "DI_CONNECT")
    assert found.format_name == "Garmin"
    assert bring.values("2026-06-26") == {
        "resting_heart_rate": 52,
        "steps": 4100,
        "sleep_hours": 7,
    }


def test_garmins_page_of_hrv(bring: Any) -> None:
    found = bring(
        "Date,Overnight HRV,Baseline,7d Avg\n"
        '"Nov 11, 2025",42ms,35ms - 51ms,34ms\n2025-11-12,--,35ms - 51ms,34ms\n'
        "Nov 13,42ms,35ms - 51ms,34ms\n"
    )
    assert found.format_name == "Garmin"
    assert bring.values("2025-11-11") == {"hrv_rmssd": 42}
    assert bring.values("2025-11-12") == {}
    assert any("Nov 13" in sentence for sentence in found.notices)


def nights(*records: dict[str, Any]) -> str:
    return json.dumps(list(records))


def night(day: str, deep: int) -> dict[str, Any]:
    return {
        "sleepStartTimestampGMT": f"{day}T00:10:00.0",
        "calendarDate": day,
        "sleepWindowConfirmationType": "ENHANCED_CONFIRMED_FINAL",
        "deepSleepSeconds": deep,
        "lightSleepSeconds": 14400,
        "remSleepSeconds": 7200,
        "awakeSleepSeconds": 900,
    }


def test_garmins_full_export_tells_hrv_in_its_health_status(bring: Any) -> None:
    measures = [
        {"type": "HRV", "value": 52.0, "status": "IN_RANGE", "baselineLowerLimit": 40.0},
        {"type": "HR", "value": 58.0},
        {"type": "SPO2", "status": "NONE"},
    ]
    status = nights(
        {"calendarDate": "2026-06-26", "metrics": measures},
        {"calendarDate": "2026-06-27", "metrics": [{"type": "HRV"}]},
    )
    found = bring(bring.path(status, "2026_healthStatusData.json"))
    assert found.format_name == "Garmin"
    assert bring.values("2026-06-26") == {"hrv_rmssd": 52}
    assert bring.values("2026-06-27") == {}


def test_files_of_garmin_that_overlap_count_a_night_once(bring: Any) -> None:
    path = bring.folder / "export.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        newer = nights(night("2026-01-15", 7200), {"retro": False})
        zipped.writestr("DI/2026-01-14_2026-04-01_1_sleepData.json", newer)
        older = nights(night("2026-01-14", 3600), night("2026-01-15", 3600))
        zipped.writestr("DI/2025-10-01_2026-01-15_1_sleepData.json", older)
    found = bring(path)
    assert bring.values("2026-01-14") == {"sleep_hours": 7}
    assert bring.values("2026-01-15") == {"sleep_hours": 8}
    assert {line.reason.split()[0] for line in found.left_out} == {"This", "It"}
    assert found.rows == 4


def test_five_years_of_garmins_export_add_up(bring: Any, years: Any) -> None:
    days = years(5)
    bring.path(
        nights(
            *(
                {"calendarDate": str(day), "restingHeartRate": 50, "totalSteps": n}
                for n, day in enumerate(days)
            )
        ),
        "garmin/UDSFile.json",
    )
    asleep = nights(*(night(str(day), n) for n, day in enumerate(days)))
    bring.path(asleep, "garmin/1_sleepData.json")
    assert bring(bring.folder / "garmin").rows == 3 * len(days)
