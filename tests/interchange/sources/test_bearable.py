"""Bearable’s export."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from ldn_desktop.diary.fields import Combine
from ldn_desktop.diary.symptoms import key_for
from ldn_desktop.interchange import Target

OLD = "date,weekday,time of day,category,rating/amount,detail,notes\n"
NEW = "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"


def old(*rows: str) -> str:
    return OLD + "".join(f'"8th Dec 2021","Wednesday",{row}\n' for row in rows)


def test_the_line_of_the_documentation_comes_in(bring: Any) -> None:
    found = bring(old('"mid","Symptom","2","Neck pain (Moderate)",""'))
    assert found.format_name == "Bearable"
    assert bring.values("2021-12-08") == {"neck_pain": 5}
    assert found.new_symptoms == ("Neck pain",)


def test_only_the_last_bracket_is_the_rating(bring: Any) -> None:
    found = bring(old('"am","Symptom","4","Back (lower) pain (Unbearable)",""'))
    assert found.new_symptoms == ("Back (lower) pain",)
    assert bring.values("2021-12-08") == {key_for("Back (lower) pain", ()): 10}


def test_the_word_counts_where_the_number_is_missing(bring: Any) -> None:
    bring(old('"am","Symptom","None","Fatigue (Severe)",""'))
    assert bring.values("2021-12-08") == {"fatigue": 7.5}


def test_several_ratings_of_a_day_become_their_mean_with_all_kept(bring: Any) -> None:
    bring(old('"am","Symptom","1","Fatigue (Mild)",""', '"pm","Symptom","3","Fatigue (Severe)",""'))
    day = next(bring.diary.days())
    assert day.value("fatigue") == 5
    assert day.answers["fatigue"].extra == {"origin": "Bearable", "original": "1 | 3"}


def test_sleep_energy_and_mood_are_turned_the_right_way(bring: Any) -> None:
    found = bring(
        old(
            '"","Energy","5","",""',
            '"","Sleep quality","1","",""',
            '"","Sleep","7:55","Asleep 23:10 – 07:05",""',
            '"9:05","Mood","5","",""',
        )
    )
    assert bring.values("2021-12-08") == {
        "fatigue": 0,
        "unrefreshing_sleep": 10,
        "sleep_hours": 7 + 55 / 60,
        "low_mood": 0,
    }
    assert "1 to 5" in next(row.target.ask for row in found.names if row.column.name == "Mood")


def test_a_mood_above_five_shows_the_longer_scale(bring: Any) -> None:
    bring(old('"am","Mood","10","",""'))
    assert bring.values("2021-12-08") == {"low_mood": 0}


def test_a_note_beside_a_rating_is_kept_too(bring: Any) -> None:
    bring(old('"pm","Energy","3","","Walked, slowly"', '"","","","","Rested"'))
    assert bring.values("2021-12-08") == {"fatigue": 5, "note": "Walked, slowly\nRested"}


def taken(name: str, *days: date) -> str:
    return OLD.replace("date,", "date formatted,date,", 1) + "".join(
        f'{day},"","","pm","Meds/Supplements","1 tablet","{name}",""\n' for day in days
    )


def test_another_medicine_becomes_a_mark_from_the_first_to_the_last_day(bring: Any) -> None:
    first = date(2021, 3, 1)
    weekly = [first + timedelta(days=7 * n) for n in range(5)]
    again = [first + timedelta(days=90)]
    text = taken("Vitamin D (20 µg)", *weekly, *again)
    found = bring(text)
    assert (found.marks, found.answers, found.left_out_rows) == (2, 0, 0)
    reported = [(mark.kind, mark.name, mark.start, mark.stop) for mark in bring.diary.marks]
    assert reported == [
        ("medicine", "Vitamin D (20 µg)", weekly[0], weekly[-1]),
        ("medicine", "Vitamin D (20 µg)", again[0], again[0]),
    ]
    assert not bring.preview(text).edit


def test_a_medicine_taken_until_now_goes_on(bring: Any) -> None:
    now = bring.now.date()
    text = taken("Melatonin", now - timedelta(days=3), now)
    bring(text)
    (mark,) = bring.diary.marks
    assert (mark.start, mark.stop) == (now - timedelta(days=3), None)
    assert not bring.preview(text).edit


def test_medicine_is_a_mark_until_the_person_says_it_is_the_dose(bring: Any) -> None:
    rows = old('"pm","Meds/Supplements","4.5mg","Evening capsule",""')
    assert bring.preview(rows).answers == 0
    dose = Target("dose", combine=Combine.SUM)
    bring(rows, **{"Meds/Supplements: Evening capsule": dose})
    assert bring.values("2021-12-08") == {"dose": 4.5}


@pytest.mark.parametrize(
    ("amount", "name"),
    [
        ("1.5mg", "Naltrexone"),
        ("1,5 mg", "LDN"),
        ("", "LDN (1.5 mg)"),
        ("None", "Low dose naltrexone 1.5mg"),
    ],
)
def test_ldn_that_says_its_milligrams_is_the_dose_and_is_asked_for(
    bring: Any, amount: str, name: str
) -> None:
    found = bring(old(f'"pm","Meds/Supplements","{amount}","{name}",""'))
    assert bring.values("2021-12-08") == {"dose": 1.5}
    assert bring.diary.day(date(2021, 12, 8)).answers["dose"].origin == "Bearable"
    [row] = found.names
    assert name in row.target.ask


@pytest.mark.parametrize("amount", ["1", "2 capsules", "0.5 ml", "3/4.5 mg"])
def test_ldn_counted_in_anything_else_is_no_dose_in_mg(bring: Any, amount: str) -> None:
    found = bring(old(f'"pm","Meds/Supplements","{amount}","LDN",""'))
    assert bring.values("2021-12-08") == {}
    [row] = found.names
    assert "LDN" in row.target.ask


def test_health_measurements_of_known_kinds_come_in(bring: Any) -> None:
    found = bring(
        old(
            '"","Health measurements","61","Resting heart rate",""',
            '"","Health measurements","80","Weight",""',
            '"","Health measurements","5","Pain level",""',
            '"","Health measurements","40","HRV",""',
        )
    )
    assert bring.values("2021-12-08") == {"resting_heart_rate": 61}
    asked = [row.target.ask for row in found.names if row.target.ask]
    assert len(asked) == 1
    assert "rMSSD" in asked[0]


def test_the_machine_readable_date_is_preferred(bring: Any) -> None:
    bring(NEW + '"?","2022-01-22","Saturday","am","Symptom","1","Pain (Mild)",""\n')
    assert bring.values("2022-01-22") == {"pain": 2.5}


def test_what_has_no_place_is_left_out_with_its_reason(bring: Any) -> None:
    found = bring(
        old(
            '"","Factors","","☕ Caffeine - Little | 💣 Stress - Moderate",""',
            '"Day 7","Period","Follicular","",""',
            '"","Weather","None","None",""',
        )
    )
    assert len(found.left_out) == 3


def test_the_days_of_a_period_become_a_mark_and_other_phases_do_not(bring: Any) -> None:
    rows = [
        f'"","2026-02-{day:02}","","Day {day}","Period","{phase}","{detail}",""\n'
        for day, phase, detail in (
            (3, "Menstrual", ""),
            (4, "Menstrual", ""),
            (5, "Heavy", "Menstruation"),
            (9, "Follicular", ""),
        )
    ]
    found = bring(NEW + "".join(rows))
    assert [(one.kind, one.start.day, one.stop.day) for one in bring.diary.marks] == [
        ("period", 3, 5)
    ]
    assert found.left_out_rows == 1


def test_five_years_add_up(bring: Any, years: Any) -> None:
    chance = random.Random(3)
    rows = [
        f"{day},{day},Monday,{chance.choice(['pre', 'am', 'mid', 'pm', '9:05', ''])},"
        f'{category},{chance.choice(["1", "2", "3", "4", "None", "7:30"])},"{detail}",'
        for day in years(5)
        for category, detail in (
            ("Symptom", "Ache (Mild)"),
            ("Symptom", "Itch (Severe)"),
            ("Mood", ""),
            ("Energy", ""),
            ("Sleep", ""),
            ("Factors", "Stress"),
        )
    ]
    found = bring(NEW + "\n".join(rows))
    assert found.rows == len(rows)
    assert found.days == len(years(5))


def test_doses_and_entries_of_the_small_hours_belong_to_the_day_before(bring: Any) -> None:
    bring(
        OLD.splitlines()[0]
        + "\n"
        + '"3rd Feb 2026","Tuesday","23:10","Meds/Supplements","3","LDN (mg)",""\n'
        + '"5th Feb 2026","Thursday","0:40","Meds/Supplements","3","LDN (mg)",""\n'
        + '"5th Feb 2026","Thursday","0:41","Symptom","2","Pain (Moderate)",""\n'
        + '"5th Feb 2026","Thursday","0:45","Sleep","7:30","",""\n'
    )
    assert bring.values("2026-02-03") == {"dose": 3}
    assert bring.values("2026-02-04") == {"dose": 3, "pain": 5}
    assert bring.values("2026-02-05") == {"sleep_hours": 7.5}


def test_the_energy_does_not_mix_with_a_rated_fatigue(bring: Any) -> None:
    found = bring(old('"am","Symptom","2","Fatigue (Moderate)",""', '"pm","Energy","1","",""'))
    assert bring.values("2021-12-08") == {"fatigue": 5}
    assert [row.column.name for row in found.questions] == ["Energy"]
