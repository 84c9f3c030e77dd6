"""Any table with dates, and the presets for well-known ones."""

from __future__ import annotations

import json
import zipfile
from typing import Any

import pytest

from ldn_desktop.imports import Combine, Stopped, Target, read
from ldn_desktop.words import Refused


def test_known_names_come_in_by_themselves(bring: Any) -> None:
    found = bring(
        "Date,Energy,Brain fog,Mood,Crash,LDN dose,Notes,Resting HR,Weather\n"
        "2026-03-04,2,3,10,x,1.5,Rest,61,Rain\n"
    )
    assert found.format_name == "CSV"
    assert bring.values("2026-03-04") == {
        "fatigue": 3.33,
        "brain_fog": 10,
        "low_mood": 0,
        "crash": True,
        "dose": 1.5,
        "note": "Rest",
        "resting_heart_rate": 61,
    }
    assert [(line.text, line.rows) for line in found.left_out] == [("Weather", 1)]


def test_empty_cells_are_gaps_and_never_0(bring: Any) -> None:
    found = bring("date,fatigue,pain\n2026-03-04,,5\n2026-03-05,7,\n2026-03-06,,\n")
    assert found.rows == 2
    assert bring.values("2026-03-04").keys() == {"pain"}
    assert bring.values("2026-03-06") == {}


def test_an_unknown_column_waits_for_the_person(bring: Any) -> None:
    rows = "date,Itch\n2026-03-04,2\n2026-03-05,4\n"
    assert not bring.preview(rows).edit
    bring(rows, Itch=Target(own="Itch", low=0, high=4))
    assert bring.values("2026-03-05") == {"itch": 10}
    assert bring.preview(rows).already == 2  # the person's word is remembered


def test_the_scale_is_guessed_from_the_highest_and_asked_for(bring: Any) -> None:
    found = bring("date,pain,fatigue\n2026-03-04,60,8\n2026-03-05,30,2\n")
    assert bring.values("2026-03-04") == {"pain": 6, "fatigue": 8}
    asks = {row.column.name: row.target.ask for row in found.names}
    assert "0 to 100" in asks["pain"]
    assert asks["fatigue"] == ""


def test_hrv_without_its_kind_is_asked_for(bring: Any) -> None:
    found = bring.preview("date,HRV\n2026-03-04,40\n")
    assert not found.edit
    assert "rMSSD" in found.left_out[0].reason


def test_both_kinds_of_hrv_are_two_series(bring: Any) -> None:
    bring("date,rMSSD,SDNN\n2026-03-04,40,50\n")
    assert bring.values("2026-03-04") == {"hrv_rmssd": 40, "hrv_sdnn": 50}


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        ("13/02/2026", "03/04/2026", "2026-04-03"),
        ("02/13/2026", "03/04/2026", "2026-03-04"),
        ("13.02.26", "03.04.26", "2026-04-03"),
        ("2026-02-13", "2026-03-04 23:10", "2026-03-04"),
        ("13 Feb 2026", "4th March 2026", "2026-03-04"),
        ("Feb 13, 2026", "Wednesday, March 4, 2026", "2026-03-04"),
        ("2026/02/13", "2026/3/4", "2026-03-04"),
    ],
)
def test_dates_are_read_as_the_whole_column_means_them(
    bring: Any, first: str, second: str, day: str
) -> None:
    bring(f'day;pain\n"{first}";10\n"{second}";6\n')
    assert bring.values(day) == {"pain": 6}


def test_dates_that_could_be_either_are_said(bring: Any) -> None:
    found = bring("date,pain\n03/04/2026,6\n")
    assert bring.values("2026-04-03") == {"pain": 6}
    assert "two ways" in " ".join(found.notices)


def test_the_small_hours_belong_to_the_day_before(bring: Any) -> None:
    bring("timestamp,pain\n2026-03-05 02:30,6\n2026-03-05T00:00:00,8\n")
    assert bring.values("2026-03-04") == {"pain": 6}
    assert bring.values("2026-03-05") == {"pain": 8}


def test_decimal_commas_and_semicolons_are_read(bring: Any) -> None:
    bring("datum;pain;steps\n04.03.2026;2,5;1.234\n05.03.2026;10;12\n")
    assert bring.values("2026-03-04") == {"pain": 2.5, "steps": 1234}


def test_old_windows_letters_and_utf_16_are_read(bring: Any) -> None:
    text = "date,notes\r\n2026-03-04,Übel\r\n"
    for number, encoding in enumerate(("cp1252", "utf-16", "utf-8-sig")):
        day = f"2026-03-{number + 10}"
        bring(text.replace("2026-03-04", day).encode(encoding))
        assert bring.values(day) == {"note": "Übel"}


def test_a_name_that_comes_twice_loses_no_column(bring: Any) -> None:
    found = bring("date,pain,Timing,Timing\n2026-03-04,6,1,2\n")
    assert [row.column.name for row in found.names] == ["pain", "Timing", "Timing (2)"]


def test_two_columns_for_one_field_are_put_together_and_both_kept(bring: Any) -> None:
    bring("date,fatigue,tiredness\n2026-03-04,6,8\n")
    answer = next(bring.diary.days()).answers["fatigue"]
    assert (answer.value, answer.extra["original"]) == (7, "fatigue: 6 | tiredness: 8")


def test_a_folder_of_tables_asks_for_one(bring: Any) -> None:
    bring.path("date,pain\n2026-03-04,6\n", "two/a.csv")
    bring.path("date,pain\n2026-03-04,6\n", "two/b.csv")
    with pytest.raises(Refused, match="2 tables"):
        bring.preview(bring.folder / "two")


def test_a_dose_in_other_units_stays_out(bring: Any) -> None:
    found = bring("date,LDN\n2026-03-04,4.5 mg\n2026-03-05,500 µg\n")
    assert bring.values("2026-03-04") == {"dose": 4.5}
    assert len(found.left_out) == 1


def test_five_years_add_up(bring: Any, years: Any) -> None:
    rows = [
        f"{day},{n % 11},{n % 7},,{'x' if n % 9 == 0 else ''}" for n, day in enumerate(years(5))
    ]
    found = bring("date,pain,fatigue,anxiety,crash\n" + "\n".join(rows))
    assert found.rows == sum(bool(cell) for row in rows for cell in row.split(",")[1:])
    assert found.left_out == ()


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
    with pytest.raises(Refused, match="daily"):
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


def test_loop_habits_from_a_folder(bring: Any) -> None:
    root = "Loop Habits CSV 2026-02-03"
    bring.path(
        "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,"
        "Unit,Target Type,Target Value,Archived?\n"
        "001,Crash,YES_NO,,,1,1,#FF8F00,,,,false\n"
        "002,Pain: all over,NUMERICAL,,,1,1,#FF8F00,,AT_MOST,1,false\n"
        "003,Read,YES_NO,,,1,1,#FF8F00,,,,false\n",
        f"{root}/Habits.csv",
    )
    bring.path("Date,Crash,Pain,Read,\n2026-02-02,NO,10000,NO,\n", f"{root}/Checkmarks.csv")
    rows = "Date,Value,Notes\n2026-02-02,{},\n2026-02-01,{},\n2026-01-31,UNKNOWN,\n"
    bring.path(rows.format("YES_MANUAL", "NO"), f"{root}/001 Crash/Checkmarks.csv")
    bring.path(rows.format("10000", "2500"), f"{root}/002 Pain all over/Checkmarks.csv")
    bring.path(rows.format("YES_MANUAL", "YES_AUTO"), f"{root}/003 Read/Checkmarks.csv")
    bring.path("Date,Score\n2026-02-02,0.5\n", f"{root}/001 Crash/Scores.csv")
    pain = {"Pain: all over": Target("pain", low=0, high=10)}
    found = bring(bring.folder / root, **pain)
    assert found.format_name == "Loop Habit Tracker"
    assert bring.values("2026-02-02") == {"crash": True, "pain": 10}
    assert bring.values("2026-02-01") == {"pain": 2.5}
    assert found.rows == 9


def test_track_and_graph(bring: Any) -> None:
    found = bring(
        "FeatureName,Timestamp,Value,Label,Note\r\n"
        "Fatigue,2022-08-28T19:30:39.711+01:00,1.0,,So:me n:ot:e\r\n"
        "Fatigue,2022-08-29T01:30:39.711+01:00,9.0,,\r\n"
        "Sleep duration,2021-02-09T11:07:28Z,7:10:00,,\r\n"
        "Swim,2021-02-09T11:07:28Z,3,,\r\n"
    )
    assert found.format_name == "Track & Graph"
    assert bring.values("2022-08-28") == {"fatigue": 5, "note": "So:me n:ot:e"}
    assert bring.values("2021-02-09") == {"sleep_hours": 7 + 1 / 6}
    assert [line.text for line in found.left_out] == ["Swim: 3"]


def test_older_track_and_graph_writes_labels_into_the_value(bring: Any) -> None:
    bring(
        "FeatureName,Timestamp,Value,Note\n"
        "Pain,2021-02-09T11:07:28Z,3:Label 1,\n"
        "Pain,2021-02-10T11:07:28Z,10:Worst,\n"
    )
    assert bring.values("2021-02-09") == {"pain": 3}


def test_hours_of_sleep_are_put_together_by_sum(bring: Any) -> None:
    target = Target("sleep_hours", combine=Combine.SUM, unit="min")
    bring("date,Nap,Night\n2026-03-04,30,420\n", Nap=target, Night=target)
    assert bring.values("2026-03-04") == {"sleep_hours": 7.5}


def test_a_large_table_can_be_stopped_and_says_how_far_it_is(bring: Any) -> None:
    rows = "".join(f"2026-03-04,{n % 11}\n" for n in range(20_000))
    path = bring.path("date,pain\n" + rows)
    heard: list[float] = []

    def progress(share: float) -> bool:
        heard.append(share)
        return len(heard) < 4

    with pytest.raises(Stopped):
        read(path, bring.diary, now=bring.now, progress=progress)
    assert heard == sorted(heard)
    assert 0 < heard[0] < heard[-1] < 1


def test_progress_runs_over_all_files_of_a_folder_once(bring: Any) -> None:
    table = "timestamp,rmssd,nremhr,entropy\n" + "2024-07-21T00:00:00,29.232,49,2\n" * 5_000
    for number in range(3):
        bring.path(table, f"fitbit/{number}.csv")
    heard: list[float] = []

    def progress(share: float) -> bool:
        heard.append(share)
        return True

    read(bring.folder / "fitbit", bring.diary, now=bring.now, progress=progress)
    assert heard == sorted(heard)
    assert len(heard) == 6
