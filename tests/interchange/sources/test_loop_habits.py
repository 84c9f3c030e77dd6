"""Loop Habit Tracker: one table a habit."""

from __future__ import annotations

from typing import Any

from ldn_desktop.interchange import Target


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


def test_notes_of_habits_are_notes_of_the_day(bring: Any) -> None:
    bring.path("Position,Name,Type\n001,Pain,NUMERICAL\n002,Read,YES_NO\n", "loop/Habits.csv")
    bring.path("Date,Value,Notes\n2026-02-02,6000,stairs\n", "loop/001 Pain/Checkmarks.csv")
    bring.path("Date,Value,Notes\n2026-02-02,NO,too tired\n", "loop/002 Read/Checkmarks.csv")
    found = bring(bring.folder / "loop")
    assert bring.values("2026-02-02") == {"pain": 6, "note": "stairs\ntoo tired"}
    assert found.rows == 4


def test_loop_1_without_titles_and_types_is_read(bring: Any) -> None:
    head = "Position,Name,Question,Description,NumRepetitions,Interval,Color\n"
    bring.path(head + "001,Pain,,,1,1,#0\n002,PEM,,,1,1,#0\n", "loop/Habits.csv")
    bring.path("2022-02-02,6500\n2022-02-01,3000\n", "loop/001 Pain/Checkmarks.csv")
    bring.path("2022-02-02,2\n2022-02-01,0\n2022-01-31,1\n", "loop/002 PEM/Checkmarks.csv")
    found = bring(bring.folder / "loop")
    assert bring.values("2022-02-02")["pain"] == 6.5
    assert bring.values("2022-02-02")["crash"] is True
    assert found.rows == 5
