"""Oura: trends of the website and the account’s export."""

from __future__ import annotations

from typing import Any

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
    assert any("1 other file" in sentence for sentence in found.notices)


def test_five_years_of_nights_add_up(bring: Any, years: Any) -> None:
    rows = [f"i;60;{40 + n % 9};x;{day};[];50;25200;long_sleep" for n, day in enumerate(years(5))]
    assert bring(OURA_NIGHTS + "\n".join(rows)).rows == 8 * len(rows)
