"""Daylio’s export."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from ldn_desktop.errors import UserError
from ldn_desktop.interchange import Target

OLD = "full_date,date,weekday,time,mood,activities,note_title,note\n"
NEW = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"


def test_the_line_of_the_documentation_comes_in(bring: Any) -> None:
    found = bring(
        "\ufeff" + NEW + '2026-07-27,July 27,Monday,13:48,meh,"work | walk",,Mood note,Private\n'
    )
    assert found.format_name == "Daylio"
    assert bring.values("2026-07-27") == {"low_mood": 5, "note": "Mood note\nPrivate"}
    assert [line.text for line in found.left_out] == [
        "work (activity): yes",
        "walk (activity): yes",
    ]


def test_the_time_of_entry_is_kept(bring: Any) -> None:
    bring(OLD + "2026-07-27,July 27,Monday,8:30 pm,rad,,,\n")
    day = next(bring.diary.days())
    assert day.answers["low_mood"].minute == 18 * 60 + 30  # in UTC, two hours behind
    assert day.answers["low_mood"].offset == 120


def test_several_entries_of_a_day_become_their_mean(bring: Any) -> None:
    bring(OLD + "2026-07-27,x,x,9:00,rad,,,\n2026-07-27,x,x,21:00,awful,,,\n")
    assert bring.values("2026-07-27") == {"low_mood": 5}


def test_german_moods_are_known(bring: Any) -> None:
    bring(OLD + "2026-07-27,27. Juli,Montag,21:00,Lausig,,,\n")
    assert bring.values("2026-07-27") == {"low_mood": 10}


def test_a_renamed_mood_is_asked_for_and_then_known(bring: Any) -> None:
    rows = OLD + "2026-07-27,x,x,9:00,Cloudy,,,\n2026-07-28,x,x,9:00,good,,,\n"
    found = bring.preview(rows)
    target = found.targets["mood"]
    assert "Cloudy" in target.ask
    assert found.left_out[0].text == "mood: Cloudy"
    bring(rows, mood=replace(target, words={**target.words, "cloudy": 2.0}))
    assert bring.values("2026-07-27") == {"low_mood": 7.5}


def test_a_mood_given_to_another_symptom_keeps_the_words_of_daylio(bring: Any) -> None:
    anxious = Target("anxiety", low=1, high=5, better_is_higher=True)
    bring(OLD + "2026-07-27,x,x,9:00,awful,,,\n", mood=anxious)
    assert bring.values("2026-07-27") == {"anxiety": 10}


def test_scales_and_crash_activities_come_in_by_name(bring: Any) -> None:
    bring(NEW + "2026-07-27,x,x,9:00,good,crash | tea,Pain:\u00a04 | Fog:\u00a02,,\n")
    assert bring.values("2026-07-27") == {"low_mood": 2.5, "crash": True, "pain": 4}


def test_a_note_loses_its_tags_and_keeps_its_lines(bring: Any) -> None:
    bring(OLD + '2026-07-27,x,x,9:00,,,,"<p>One<br>two &amp; 3 < 4</p><b>bold</b>"\n')
    assert bring.values("2026-07-27")["note"] == "One\ntwo & 3 < 4\nbold"


def test_an_activity_called_note_is_no_note(bring: Any) -> None:
    bring(OLD + "2026-07-27,x,x,9:00,good,note | mood,,\n")
    assert bring.values("2026-07-27") == {"low_mood": 2.5}


def test_a_table_with_tabs_is_read(bring: Any) -> None:
    bring((OLD + "2026-07-27,x,x,9:00,good,,,\n").replace(",", "\t"))
    assert bring.values("2026-07-27") == {"low_mood": 2.5}


def test_a_backup_is_refused_with_the_way_out(bring: Any) -> None:
    with pytest.raises(UserError, match="CSV"):
        bring.preview(bring.path("x", "backup.daylio"))


def test_five_years_add_up(bring: Any, years: Any) -> None:
    chance = random.Random(4)
    moods = ["rad", "good", "meh", "bad", "awful", "so-so", ""]
    rows = [
        f"{day},x,x,{chance.randrange(24)}:05,{chance.choice(moods)},rest | tea,,t,n"
        for day in years(5)
        for _again in range(2)
    ]
    found = bring(NEW + "\n".join(rows))
    assert found.rows == 3 * len(rows) + sum(bool(row.split(",")[4]) for row in rows)


def test_a_scale_tells_its_highest_and_may_be_a_clock(bring: Any) -> None:
    scales = "Pain:\u00a06/8 points | Sleep hours:\u00a06:45 | A: b:\u00a02"
    found = bring(NEW + f"2026-07-27,x,x,9:00,good,,{scales},,\n")
    assert bring.values("2026-07-27") == {"low_mood": 2.5, "pain": 7.5, "sleep_hours": 6.75}
    assert [line.text for line in found.left_out] == ["A: b: 2"]


def test_the_first_exports_with_a_year_of_their_own_are_read(bring: Any) -> None:
    bring("year,date,weekday,time,mood,activities,note\n2017,July 5,Wednesday,1:10,bad,,x\n")
    assert bring.values("2017-07-04") == {"low_mood": 7.5, "note": "x"}


def test_dates_of_an_american_spreadsheet_are_read_as_its_weekdays_say(bring: Any) -> None:
    bring(OLD + "7/8/2026,8-Jul,Wednesday,8:30 PM,rad,,,\n7/9/2026,9-Jul,Thursday,9:10 AM,bad,,,\n")
    assert bring.values("2026-07-08") == {"low_mood": 0}
    assert bring.values("2026-07-09") == {"low_mood": 7.5}
