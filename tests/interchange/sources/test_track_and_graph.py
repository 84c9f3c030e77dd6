"""Track & Graph: one row a data point."""

from __future__ import annotations

from typing import Any

from ldn_desktop.interchange import Target


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


def test_labels_are_listed_and_can_become_notes(bring: Any) -> None:
    rows = (
        "FeatureName,Timestamp,Value,Label,Note\r\n"
        "Pain,2026-02-02T20:00:00Z,3.0,Bad,\r\nVisit,2026-02-02T21:00:00Z,1.0,Doctor,long talk\r\n"
    )
    found = bring.preview(rows)
    assert found.rows == 5
    assert [line.text for line in found.left_out if "label" in line.reason] == [
        "Label: Bad",
        "Label: Doctor",
    ]
    bring(rows, Label=Target("note"))
    assert "Doctor" in bring.values("2026-02-02")["note"]


def test_a_column_of_a_newer_version_is_counted(bring: Any) -> None:
    found = bring("FeatureName,Timestamp,Value,Label,Note,Mood\nPain,2026-02-02T20:00:00Z,3,,,:)\n")
    assert found.rows == 2
    assert [line.text for line in found.left_out] == ["Mood: :)"]
