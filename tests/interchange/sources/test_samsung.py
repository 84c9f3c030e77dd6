"""Samsung Health: sleep, and the daily trend of steps."""

from __future__ import annotations

from typing import Any

SLEEP = (
    "com.samsung.shealth.sleep,6302001,3\n"
    "sleep_score,com.samsung.health.sleep.start_time,com.samsung.health.sleep.end_time,"
    "com.samsung.health.sleep.time_offset,sleep_duration\n"
)


def test_sleep_belongs_to_the_day_of_waking_where_the_person_was(bring: Any) -> None:
    bring(
        SLEEP
        + "80,2026-05-01 20:30:00.000,2026-05-02 03:30:00.000,UTC+0300,420,\n"
        + "75,2026-05-02 14:30:00.000,2026-05-02 20:00:00.000,UTC+1000,330,\n"
        + "70,2026-05-04 08:00:00.000,,UTC-0700,480,\n"
    )
    assert bring.values("2026-05-02") == {"sleep_hours": 7}
    assert bring.values("2026-05-03") == {"sleep_hours": 5.5}
    assert bring.values("2026-05-04") == {"sleep_hours": 8}


def test_scores_and_unreadable_times_are_counted(bring: Any) -> None:
    found = bring(SLEEP + "80,whenever,,UTC+0300,420,\n")
    assert found.rows == 2
    assert {line.reason for line in found.left_out} == {"It has no date that can be read."}


def test_steps_are_those_of_all_devices_together(bring: Any) -> None:
    found = bring(
        "com.samsung.shealth.step_daily_trend,6302001,3\n"
        "source_type,count,day_time,speed\n"
        "-2,5200,1777593600000,0,\n"
        "0,5000,1777593600000,0,\n"
    )
    assert bring.values("2026-05-01") == {"steps": 5200}
    assert found.rows == 4


def test_a_table_without_durations_has_the_time_from_start_to_end(bring: Any) -> None:
    found = bring(
        "com.samsung.shealth.sleep,5,1\n"
        "com.samsung.health.sleep.start_time,com.samsung.health.sleep.end_time\n"
        "2026-05-01 23:10:00.000,2026-05-02 06:40:00.000\n2026-05-02 23:10:00.000,\n"
    )
    assert bring.values("2026-05-02") == {"sleep_hours": 7.5}
    assert found.rows == 2
