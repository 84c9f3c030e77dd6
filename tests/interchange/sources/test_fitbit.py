"""Fitbit and Google Health: tables and JSON of a Takeout."""

from __future__ import annotations

import json
import zipfile
from typing import Any


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


def test_five_years_of_a_takeout_add_up(bring: Any, years: Any) -> None:
    rows = [f"{day}T00:00:00,{30 + n % 9}.5,50,2" for n, day in enumerate(years(5))]
    assert bring("timestamp,rmssd,nremhr,entropy\n" + "\n".join(rows)).rows == 3 * len(rows)


PULSE = "timestamp,beats per minute,data source\n"


def test_the_pulse_through_the_day_is_no_resting_heart_rate(bring: Any) -> None:
    rows = "".join(f"2026-05-01T09:{n % 60:02d}:03Z,{90 + n % 40},Band\n" for n in range(300))
    found = bring.preview(PULSE + rows)
    assert not found.edit
    assert [(line.rows, "pulse" in line.reason) for line in found.left_out] == [(300, True)]


def test_a_takeout_of_many_days_of_pulse_keeps_its_resting_heart_rates(bring: Any) -> None:
    second = "".join(f"2026-05-{n % 30 + 1:02d}T09:00:03Z,99,Band\n" for n in range(250_000))
    for number in (1, 2):
        bring.path(PULSE + second, f"takeout/heart_rate_{number}.csv")
    bring.path(PULSE + "2026-05-01T00:00:00Z,57.5,Band\n", "takeout/daily.csv")
    found = bring.preview(bring.folder / "takeout")
    bring.diary.apply(found.edit)
    assert bring.values("2026-05-01") == {"resting_heart_rate": 57.5}
    assert found.rows == 500_001


def test_the_websites_sleep_belongs_to_the_day_of_waking(bring: Any) -> None:
    bring(
        "Sleep\n"
        "Start Time,End Time,Minutes Asleep,Minutes Awake,Number of Awakenings,Time in Bed\n"
        "2026-05-01 10:50PM,2026-05-02 7:10AM,450,50,12,500\n"
        "2026-05-02 2:00PM,2026-05-02 3:00PM,30,30,1,60\n"
    )
    assert bring.values("2026-05-02") == {"sleep_hours": 8}


def test_all_tables_of_the_websites_export_are_read(bring: Any) -> None:
    found = bring(
        "Body\nDate,Weight,BMI,Fat\n2026-05-01,70,22,20\n\n"
        "Activities\nDate,Calories Burned,Steps,Distance\n"
        '"2026-05-01","2,010","10,250","7.1"\n"2026-05-02","1,900","800","0.5"\n\n'
        "Sleep\nStart Time,End Time,Minutes Asleep,Time in Bed\n"
        "2026-05-01 10:50PM,2026-05-02 7:10AM,450,500\n"
    )
    assert bring.values("2026-05-01") == {"steps": 10250}
    assert bring.values("2026-05-02") == {"steps": 800, "sleep_hours": 7.5}
    assert found.rows == 3 + 6 + 2
