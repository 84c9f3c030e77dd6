"""Tables and JSON of wearables: Garmin, Oura, Fitbit."""

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


OURA = (
    "date,Sleep Score,Total Sleep Time,Sleep Timing,Sleep Timing,Average Resting Heart Rate,"
    "Lowest Resting Heart Rate,Average HRV,Temperature Deviation (°C),Steps\n"
    "2020-03-04,74,27300,100,3,56.63,46,69,-0.29,2811\n"
)


def test_oura(bring: Any) -> None:
    found = bring(OURA)
    assert found.format_name == "Oura"
    assert bring.values("2020-03-04") == {
        "sleep_hours": 27300 / 3600,
        "resting_heart_rate": 46,
        "hrv_rmssd": 69,
        "steps": 2811,
    }
    assert "Sleep Timing (2)" in {line.text for line in found.left_out}


def test_fitbit_tables_and_json_in_one_takeout(bring: Any) -> None:
    path = bring.folder / "takeout.zip"
    resting = [
        {"dateTime": "03/01/26 00:00:00",
         "value": {"date": "03/01/26", "value": 61.37, "error": 7.2}},
        {"dateTime": "03/02/26 00:00:00", "value": {"date": None, "value": 0.0, "error": 0.0}},
    ]  # fmt: skip
    slept = [{"dateOfSleep": "2026-03-01", "startTime": "x", "minutesAsleep": 432}]
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(
            "Takeout/Fitbit/Daily Heart Rate Variability Summary - 2024-07-(21).csv",
            "timestamp,rmssd,nremhr,entropy\n2024-07-21T00:00:00,29.232,49.623,2.472\n",
        )
        zipped.writestr(
            "Takeout/Fitbit/Sleep Score/sleep_score.csv",
            "sleep_log_entry_id,timestamp,overall_score,deep_sleep_in_minutes,resting_heart_rate,"
            "restlessness\n53134724310,2026-07-26T12:00:00Z,48,58,63,0.152\n",
        )
        zipped.writestr(
            "Takeout/Fitbit/x_GoogleData/daily_resting_heart_rate.csv",
            "timestamp,beats per minute,data source\n"
            '2026-09-20T00:00:00Z,60.25,"Watch, α"\n2026-09-20T00:00:00Z,70,Ring\n',
        )
        zipped.writestr(
            "Takeout/Fitbit/Global Export Data/resting_heart_rate-2026.json", json.dumps(resting)
        )
        zipped.writestr("Takeout/Fitbit/Global Export Data/sleep-2026.json", json.dumps(slept))
        zipped.writestr("Takeout/archive_browser.html", "<html></html>")
    found = bring(path)
    assert found.format_name == "Fitbit"
    assert bring.values("2024-07-21") == {"hrv_rmssd": 29.232}
    assert bring.values("2026-07-26") == {"resting_heart_rate": 63}
    assert bring.values("2026-09-20") == {"resting_heart_rate": 60.25}
    assert bring.values("2026-03-01") == {"resting_heart_rate": 61.37, "sleep_hours": 7.2}
    assert bring.values("2026-03-02") == {}


def test_garmins_page_of_hrv(bring: Any) -> None:
    found = bring(
        "Date,Overnight HRV,Baseline,7d Avg\n"
        '"Nov 11, 2025",42ms,35ms - 51ms,34ms\n2025-11-12,--,35ms - 51ms,34ms\n'
        "Nov 13,42ms,35ms - 51ms,34ms\n"
    )
    assert found.format_name == "Garmin"
    assert bring.values("2025-11-11") == {"hrv_rmssd": 42}
    assert bring.values("2025-11-12") == {}
    assert any("Nov 13" in said for said in found.notices)


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
    assert {line.reason.split()[0] for line in found.left_out} == {"A", "It"}
    assert found.rows == 4


def test_a_watch_that_was_not_worn_measured_nothing(bring: Any) -> None:
    days = [
        {"calendarDate": "2026-06-26", "restingHeartRate": 0, "totalSteps": None},
        {"calendarDate": "2026-06-26", "deepSleepSeconds": 0, "lightSleepSeconds": 0},
    ]
    found = bring(bring.path(json.dumps(days), "UDSFile.json"))
    assert bring.values("2026-06-26") == {}
    assert len(found.left_out) == 2
    slept = [{"dateOfSleep": "2026-03-01", "minutesAsleep": 0}]
    found = bring(bring.path(json.dumps(slept), "sleep.json"))
    assert bring.values("2026-03-01") == {}


def test_a_record_of_fitbit_with_nothing_to_keep_is_counted_too(bring: Any) -> None:
    records = [{"dateOfSleep": "2026-03-01", "minutesAsleep": 432}, {"logId": 1}]
    found = bring(bring.path(json.dumps(records), "sleep.json"))
    assert (found.rows, len(found.left_out)) == (2, 1)


OURA_NIGHTS = (
    "id;average_heart_rate;average_hrv;bedtime_start;day;heart_rate;lowest_heart_rate;"
    "total_sleep_duration;type\n"
)


def test_ouras_account_export(bring: Any) -> None:
    series = '"{""interval"": 300, ""items"": [61.0, 60.0]}"'
    rows = [
        f"a;56.6;69;2026-03-03T23:10:00+01:00;2026-03-04;{series};46;25200;long_sleep",
        f"b;70.0;30;2026-03-04T14:00:00+01:00;2026-03-04;{series};60;1800;late_nap",
        f"c;70.0;30;2026-03-04T18:00:00+01:00;2026-03-04;{series};60;1800;deleted",
        f"d;70.0;;2026-03-05T00:00:00+01:00;2026-03-05;{series};;0;rest",
    ]
    bring.path(OURA_NIGHTS + "\n".join(rows), "App Data/sleepmodel.csv")
    days = "id;active_calories;day;met;score;steps\nx;300;2026-03-04;[1.5];80;2811\n"
    bring.path(days, "App Data/dailyactivity.csv")
    bring.path("day;score;contributors\n2026-03-04;80;{}\n", "App Data/dailysleep.csv")
    found = bring(bring.folder / "App Data")
    assert found.format_name == "Oura"
    assert bring.values("2026-03-04") == {
        "sleep_hours": 7.5,
        "resting_heart_rate": 46,
        "hrv_rmssd": 69,
        "steps": 2811,
    }
    assert bring.values("2026-03-05") == {}
    reasons = " ".join(line.reason for line in found.left_out)
    assert "nap" in reasons
    assert "deleted" in reasons
    assert any("1 other file" in said for said in found.notices)


def test_five_years_of_every_wearable_add_up(bring: Any, years: Any) -> None:
    days = years(5)
    files = {
        "garmin/UDSFile.json": nights(
            *({"calendarDate": str(day), "restingHeartRate": 50, "totalSteps": n}
              for n, day in enumerate(days))
        ),
        "garmin/1_sleepData.json": nights(*(night(str(day), n) for n, day in enumerate(days))),
        "oura/sleepmodel.csv": OURA_NIGHTS
        + "".join(f"i;60;{40 + n % 9};x;{day};[];50;25200;long_sleep\n"
                  for n, day in enumerate(days)),
        "fitbit/hrv.csv": "timestamp,rmssd,nremhr,entropy\n"
        + "".join(f"{day}T00:00:00,{30 + n % 9}.5,50,2\n" for n, day in enumerate(days)),
    }  # fmt: skip
    for name, text in files.items():
        bring.path(text, name)
    for folder, cells in (("garmin", 3), ("oura", 8), ("fitbit", 3)):
        found = bring(bring.folder / folder)
        assert found.rows == cells * len(days)
