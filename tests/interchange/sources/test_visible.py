"""Visible’s export."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ldn_desktop.diary.fields import EXERTION
from ldn_desktop.diary.function import record_result, results
from ldn_desktop.diary.marks import new_mark, set_mark
from ldn_desktop.diary.model import Answer, Diary, MarkKind, Source
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
    expected = {"Tinnitus": Target(reason="no"), "Migraine": Target("headache", low=0, high=3)}
    diary.apply(preview(SAMPLE, diary, **expected).edit)
    assert diary.symptom("tinnitus") is None
    assert diary.day(EARLY).value("headache") == 1.67  # of 1 and 0, turned onto 0–10
    again = preview(SAMPLE, diary)
    assert not again.edit
    assert again.targets["Migraine"] == expected["Migraine"]


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
            "2024-05-21,PacePoints,Measurement,3.1",
            "2024-05-21,Something new,Measurement,3.1",
            "2024-05-21,Flying,Funcap_flying,4",
        )
    )
    assert not found.edit
    assert len({line.reason for line in found.left_out}) == 2


def test_days_with_a_period_or_an_infection_become_marks(tmp_path: Path) -> None:
    rows = [f"2024-05-{day:02},Period,Menstrual,{int(day not in (4, 20))}" for day in range(1, 8)]
    rows += [f"2024-05-{day},Period,Menstrual,1" for day in (28, 29, 30)]
    rows += ["2024-05-21,Infection,Experience,0", "2024-05-22,Infection,Experience,1"]
    path = of(tmp_path, *rows)
    diary = Diary()
    found = preview(path, diary)
    assert (found.mapped, found.left_out_rows, found.answers, found.marks) == (10, 2, 0, 3)
    assert all("did not happen" in line.reason for line in found.left_out)
    assert "3 medicines and events: Period, Infection." in found.sentences()
    diary.apply(found.edit)
    assert [(mark.kind, mark.start.day, mark.stop and mark.stop.day) for mark in diary.marks] == [
        ("period", 1, 7),
        ("infection", 22, 22),
        ("period", 28, 30),
    ]
    again = preview(path, diary)
    assert not again.edit
    assert (again.already, again.left_out_rows) == (10, 2)


def test_a_later_export_makes_the_same_mark_longer(tmp_path: Path) -> None:
    early = [f"2024-05-{day:02},Period,Menstrual,1" for day in (3, 4)]
    late = [f"2024-05-{day:02},Period,Menstrual,1" for day in (2, 4, 5, 6)]
    diary = imported(of(tmp_path, *early))
    (first,) = diary.marks
    diary.apply(preview(of(tmp_path, *late), diary).edit)
    (mark,) = diary.marks
    assert (mark.id, mark.start.day, mark.stop and mark.stop.day) == (first.id, 2, 6)
    assert not preview(of(tmp_path, *early), diary).edit


def test_a_mark_that_the_person_made_or_changed_stays(tmp_path: Path) -> None:
    diary = Diary()
    own = new_mark(diary, MarkKind.PERIOD, "", date(2024, 5, 3), date(2024, 5, 5))
    diary.apply(set_mark(diary, own))
    rows = ["2024-05-04,Period,Menstrual,1", "2024-05-20,Period,Menstrual,1"]
    found = preview(of(tmp_path, *rows), diary)
    assert (found.already, found.mapped) == (1, 1)
    longer = preview(of(tmp_path, "2024-05-07,Period,Menstrual,1"), diary)
    assert not longer.edit
    assert "yourself" in longer.left_out[0].reason


def test_five_hundred_marks_are_the_most_and_the_rest_is_counted(tmp_path: Path) -> None:
    days = [date(2000, 1, 1) + timedelta(days=10 * number) for number in range(510)]
    found = preview(of(tmp_path, *(f"{day},Infection,Experience,1" for day in days)))
    assert (found.marks, found.mapped, found.left_out_rows) == (500, 500, 10)
    assert "500 medicines and events" in found.left_out[0].reason


FUNCAP_ROWS = (
    "2024-05-03,Walking at a slow pace on flat ground,Funcap_walking,4",
    "2024-05-03,Having the light on,Funcap_light,1",
    "2024-05-04,Walking up stairs,Funcap_walking,3",
)


def test_items_of_funcap_become_the_result_of_their_month(tmp_path: Path) -> None:
    path = of(tmp_path, *FUNCAP_ROWS, "2024-06-02,Having the light on,Funcap_light,6")
    diary = Diary()
    found = preview(path, diary)
    assert (found.mapped, found.answers, found.left_out_rows) == (4, 2, 0)
    diary.apply(found.edit)
    may, june = results(diary)
    assert (may.date, may.mean, may.items, may.is_partial) == (date(2024, 5, 3), 2.67, 3, True)
    assert may.domains == {"walking": 3.5, "light": 1.0}
    assert (june.mean, june.items, june.origin) == (6, 1, "Visible")
    assert not preview(path, diary).edit


def test_a_mean_typed_in_is_not_taken_for_the_result_with_its_domains(tmp_path: Path) -> None:
    path = of(tmp_path, *FUNCAP_ROWS)
    diary = Diary()
    diary.apply(record_result(diary, date(2024, 5, 3), 2.67, {}, NOW))
    found = preview(path, diary)
    assert (found.already, found.left_out_rows) == (0, 3)
    assert "yourself" in found.left_out[0].reason


def test_an_item_answered_twice_in_a_month_counts_as_answered_last(tmp_path: Path) -> None:
    path = of(tmp_path, *FUNCAP_ROWS, "2024-05-09,Having the light on,Funcap_light,5")
    diary = Diary()
    found = preview(path, diary)
    assert (found.mapped, found.left_out_rows) == (3, 1)
    assert "later answer counts" in found.left_out[0].reason
    diary.apply(found.edit)
    assert results(diary)[0].domains == {"walking": 3.5, "light": 5.0}


def test_a_fuller_export_brings_the_month_up_to_date(tmp_path: Path) -> None:
    diary = imported(of(tmp_path, FUNCAP_ROWS[0]))
    diary.apply(preview(of(tmp_path, *FUNCAP_ROWS), diary).edit)
    (result,) = results(diary)
    assert (result.items, result.mean) == (3, 2.67)


def test_a_result_that_was_typed_in_stays(tmp_path: Path) -> None:
    diary = Diary()
    diary.apply(record_result(diary, date(2024, 5, 3), 5, {}, NOW))
    found = preview(of(tmp_path, *FUNCAP_ROWS), diary)
    assert not found.edit
    assert found.left_out_rows == 3


def test_an_item_beyond_its_scale_is_left_out(tmp_path: Path) -> None:
    rows = ["2024-05-03,Walking,Funcap_walking,7", "2024-05-03,Standing,Funcap_upright,x"]
    found = preview(of(tmp_path, *rows))
    assert not found.edit
    assert found.left_out_rows == 2


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
    reported = "\n".join(preview(SAMPLE).sentences())
    assert "18 answers on 2 days, from 21 May 2024 to 22 May 2024." in reported
    assert "“Depression” as Low mood" in reported
    assert "becomes 0 to 10: “Mentally demanding” as Exertion, Lack of appetite" in reported
    assert "PacePoints" in reported
    assert "“Crash” as Crash day" in reported


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
    [reported] = [sentence for sentence in found.sentences() if "of your own" in sentence]
    assert reported.startswith("20 new symptoms of your own: Symptom 0, Symptom 1,")
    assert "Symptom 12" not in reported
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


def test_a_name_with_an_invisible_character_comes_in_once(tmp_path: Path) -> None:
    path = of(tmp_path, "2024-05-21,Itchy\ufeffskin,Skin,2", "2024-05-22,Dry\u200b eyes,Eyes,1")
    diary = imported(path)
    names = sorted(symptom.name for symptom in diary.symptoms if symptom.own)
    assert names == ["Dry eyes", "Itchyskin"]
    assert not preview(path, diary).edit
