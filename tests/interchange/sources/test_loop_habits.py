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
