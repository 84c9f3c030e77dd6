"""Visible’s export."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ldn_desktop.diary.fields import EXERTION
from ldn_desktop.diary.model import Answer, Diary, Source
from ldn_desktop.diary.symptoms import SymptomKind
from ldn_desktop.interchange import ImportOptions, Preview, Target, read
from tests.support.entry_times import entered_at

SAMPLE = Path(__file__).parents[2] / "support" / "files" / "visible-export.csv"
NOW = datetime(2026, 3, 4, 20, 15, tzinfo=UTC)
EARLY, LATE = date(2024, 5, 21), date(2024, 5, 22)
HEADER = "observation_date,tracker_name,tracker_category,observation_value \n"


def preview(path: Path, diary: Diary | None = None, **mapping: Target) -> Preview:
    found = read(path, diary or Diary(), now=NOW, options=ImportOptions(mapping))
    accounted = found.stored + found.mapped + found.already + found.left_out_rows
    assert accounted == found.rows
    return found


def of(folder: Path, *rows: str) -> Path:
    path = folder / "export.csv"
    path.write_text(HEADER + "".join(f"{row} \n" for row in rows), "utf-8")
    return path


def imported(path: Path) -> Diary:
    diary = Diary()
    diary.apply(preview(path, diary).edit)
    return diary


def test_every_row_of_the_real_file_is_accounted_for() -> None:
    found = preview(SAMPLE)
    assert found.format_name == "Visible"
    assert (found.rows, found.stored, found.mapped, found.already) == (24, 3, 18, 0)
    assert [(line.row, line.text) for line in found.left_out] == [
        (5, "PacePoints: 0.0"),
        (6, "Stability Score: 2"),
        (25, "Infection: 0"),
    ]
    assert all(line.reason.endswith(".") for line in found.left_out)


def test_the_real_file_says_this() -> None:
    diary = imported(SAMPLE)
    day = diary.day(EARLY)
    assert {key: answer.value for key, answer in day.scores.items()} == {
        "lack_of_appetite": 0,
        "lightheadedness": 6.67,
        "headache": 3.33,
        "migraine": 0,
        "shortness_of_breath": 6.67,
        "diarrhea": 0,
        "anxiety": 3.33,
        "unrefreshing_sleep": 6.67,
        "tinnitus": 3.33,
        "brain_fog": 3.33,
        "memory_issues": 3.33,
        "nausea": 3.33,
        "low_mood": 3.33,
    }
    assert day.crash
    assert day.value(EXERTION) == 6.67
    assert {key: a.value for key, a in diary.day(LATE).readings.items()} == {
        "hrv_rmssd": 49,
        "resting_heart_rate": 62,
    }


def test_sleep_is_turned_round_because_more_is_better_there() -> None:
    answer = imported(SAMPLE).day(LATE).answers["unrefreshing_sleep"]
    assert (answer.value, answer.extra["original"]) == (3.33, "2")


def test_each_answer_tells_where_it_comes_from() -> None:
    for day in imported(SAMPLE).days():
        for answer in day.answers.values():
            assert answer.source is Source.IMPORTED
            assert answer.origin == "Visible"
            assert entered_at(answer, day.date) == NOW


def test_all_kinds_of_exertion_stay_beside_the_hardest() -> None:
    assert imported(SAMPLE).day(EARLY).answers[EXERTION].extra["original"] == (
        "Mentally demanding: 2 | Socially demanding: 1 | Emotionally stressful: 2 | "
        "Physically active: 2"
    )


def test_own_symptoms_are_made_and_not_asked_for_every_day() -> None:
    diary = imported(SAMPLE)
    tinnitus = diary.symptom("tinnitus")
    assert tinnitus
    assert (tinnitus.name, tinnitus.own, tinnitus.shown) == ("Tinnitus", True, False)
    assert {s.key for s in diary.shown(SymptomKind.SYMPTOM)} == {
        s.key for s in Diary().shown(SymptomKind.SYMPTOM)
    }


def test_one_undo_takes_all_of_it_back() -> None:
    diary = Diary()
    edit = preview(SAMPLE, diary).edit
    diary.apply(edit)
    diary.apply(edit.reversed())
    assert diary.dates() == []
    assert diary.symptoms == Diary().symptoms


def test_the_same_file_twice_adds_nothing() -> None:
    diary = imported(SAMPLE)
    again = preview(SAMPLE, diary)
    assert not again.edit
    assert (again.already, again.left_out_rows) == (21, 3)


def test_the_persons_own_answers_stay() -> None:
    diary = Diary()
    own = Answer(9.0, 600)
    diary.apply(diary.answer(EARLY, "brain_fog", own))
    found = preview(SAMPLE, diary)
    diary.apply(found.edit)
    assert diary.day(EARLY).answers["brain_fog"] == own
    assert "yourself" in next(line.reason for line in found.left_out if "Fog" in line.text)


def test_a_corrected_export_brings_its_own_answers_up_to_date(tmp_path: Path) -> None:
    diary = imported(of(tmp_path, "2024-05-21,Brain Fog,Brain,1"))
    diary.apply(preview(of(tmp_path, "2024-05-21,Brain Fog,Brain,2"), diary).edit)
    assert diary.day(EARLY).value("brain_fog") == 6.67


def test_another_apps_answer_stays(tmp_path: Path) -> None:
    diary = Diary()
    other = Answer(1.0, 0, Source.IMPORTED, 0, {"origin": "Bearable"})
    diary.apply(diary.answer(EARLY, "brain_fog", other))
    found = preview(of(tmp_path, "2024-05-21,Brain Fog,Brain,2"), diary)
    assert not found.edit
    assert "another app" in found.left_out[0].reason


def test_what_a_person_decides_holds_and_is_remembered() -> None:
    diary = Diary()
    wanted = {"Tinnitus": Target(reason="no"), "Migraine": Target("headache", low=0, high=3)}
    diary.apply(preview(SAMPLE, diary, **wanted).edit)
    assert diary.symptom("tinnitus") is None
    assert diary.day(EARLY).value("headache") == 1.67  # of 1 and 0, turned onto 0–10
    again = preview(SAMPLE, diary)
    assert not again.edit
    assert again.targets["Migraine"] == wanted["Migraine"]


def test_a_crash_that_did_not_happen_is_no_answer(tmp_path: Path) -> None:
    found = preview(of(tmp_path, "2024-05-21,Crash,Experience,0"))
    assert not found.edit
    assert "no crash" in found.left_out[0].reason


def test_newer_names_and_semicolons_are_known(tmp_path: Path) -> None:
    path = of(tmp_path, "2024-05-21,HRV,Measurement,49", "2024-05-21,Resting HR,Measurement,62")
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    assert {a.value for a in imported(path).day(EARLY).readings.values()} == {49, 62}


def test_a_note_keeps_its_commas_and_is_never_a_number(tmp_path: Path) -> None:
    path = of(tmp_path, "2024-05-21,Note,Note,Tired, sad, cold", "2024-05-22,Note,Note,12")
    diary = imported(path)
    assert [day.note for day in diary.days()] == ["Tired, sad, cold", "12"]


def test_what_the_diary_has_no_place_for_is_left_out_with_a_reason(tmp_path: Path) -> None:
    found = preview(
        of(
            tmp_path,
            "2024-05-21,Period,Menstrual,1",
            "2024-05-21,Walking at a slow pace,Funcap_walking,4",
            "2024-05-21,PacePoints,Measurement,3.1",
            "2024-05-21,Something new,Measurement,3.1",
        )
    )
    assert not found.edit
    assert len({line.reason for line in found.left_out}) == 4


def test_rows_that_make_no_sense_are_listed_one_by_one(tmp_path: Path) -> None:
    found = preview(
        of(
            tmp_path,
            "2024-05-21,Fatigue,General,9",
            "2024-05-21,Pain,General,lots",
            "2024-02-30,Pain,General,1",
            "2027-02-03,Pain,General,1",
            "1850-02-03,Pain,General,1",
            "2024-05-21,Nausea,General,",
            "2024-05-21,Resting HR,Measurement,4000",
            "2024-05-21,Crash,Experience,perhaps",
            "2024-05-21",
        )
    )
    assert not found.edit
    assert [line.row for line in found.left_out] == list(range(2, 11))
    assert len({line.reason for line in found.left_out}) >= 8


def test_five_years_of_generated_rows_add_up(tmp_path: Path) -> None:
    chance = random.Random(5)
    names = ["Fatigue,General", "Brain Fog,Brain", "Sleep,Sleep", "Crash,Experience",
             "HRV,Measurement", "PacePoints,Measurement", "Note,Note", "Itch,Custom",
             "Physically active,Physical", "Socially demanding,Social"]  # fmt: skip
    rows = [
        f"{EARLY - timedelta(days=number)},{name},{chance.choice(['0', '1', '2', '3', '7', ''])}"
        for number in range(5 * 365)
        for name in names
    ]
    found = preview(of(tmp_path, *rows))
    assert found.rows == len(rows)
    diary = imported(of(tmp_path, *rows))
    assert not preview(of(tmp_path, *rows), diary).edit


def test_the_preview_says_it_in_words() -> None:
    told = "\n".join(preview(SAMPLE).sentences())
    assert "18 answers on 2 days, from 21 May 2024 to 22 May 2024." in told
    assert "“Depression” as Low mood" in told
    assert "becomes 0 to 10: “Mentally demanding” as Exertion, Lack of appetite" in told
    assert "PacePoints" in told
    assert "“Crash” as Crash day" in told


def test_names_of_signs_alone_stay_apart(tmp_path: Path) -> None:
    path = of(tmp_path, "2024-05-21,☕,Custom,1", "2024-05-21,🌧,Custom,3", "2024-05-21,頭痛,Pain,2")
    diary = imported(path)
    assert {s.name for s in diary.symptoms if s.own} == {"☕", "🌧", "頭痛"}
    assert sorted(a.value for a in diary.day(EARLY).scores.values()) == [3.33, 6.67, 10]


def test_new_symptoms_are_told_before_they_are_made(tmp_path: Path) -> None:
    rows = [f"2024-05-21,Symptom {number},General,1 " for number in range(20)]
    path = of(tmp_path, *rows)
    diary = Diary()
    found = preview(path, diary)
    [told] = [said for said in found.sentences() if "of your own" in said]
    assert told.startswith("20 new symptoms of your own: Symptom 0, Symptom 1,")
    assert "Symptom 12" not in told
    diary.apply(found.edit)
    assert preview(path, diary).makes() == []


def test_a_column_that_was_added_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        HEADER.strip() + ",baseline\n2024-05-21,Pain,Pain,1,2\n2024-05-22,Pain,Pain,2,\n",
        "utf-8",
    )
    found = preview(path)
    assert (found.rows, found.mapped) == (3, 2)
    assert [line.text for line in found.left_out] == ["baseline: 2"]
