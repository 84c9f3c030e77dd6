"""What is recorded is what comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from ldn_desktop.diary.model import (
    About,
    AboutChange,
    Answer,
    AnswerChange,
    Day,
    Diary,
    DoseStep,
    DoseStepChange,
    Edit,
    Source,
    SymptomChange,
)
from ldn_desktop.diary.symptoms import BUILT_IN, Symptom, SymptomKind
from ldn_desktop.errors import UserError
from ldn_desktop.storage import (
    Backup,
    MemoryDiaryFile,
    NotADiaryError,
    UnstorableValueError,
    new_diary,
    open_diary,
)
from ldn_desktop.storage.codec.container import (
    decode_container,
    encode_container,
    verify_round_trip,
)
from ldn_desktop.storage.codec.documents import StoredDays, decode_day, encode, encode_day
from ldn_desktop.storage.codec.edits import (
    check_edit,
    decode_edit,
    difference,
    encode_edit,
    rebased,
)
from tests.support.storage.making import (
    DAY,
    noted,
    rated,
    record,
    reopened,
    same,
    small,
)

OWN = Symptom("cold_hands", "Cold hands", SymptomKind.SYMPTOM, order=9, own=True)


def test_an_answer_is_there_after_a_restart(folder: Path) -> None:
    with open_diary(folder) as file:
        file.record(rated(file.diary, 0, 7.5))
    answer = reopened(folder).day(DAY).answers["fatigue"]
    assert answer == Answer(7.5, 1200, Source.ENTERED, 60)


def test_an_answer_is_on_the_disk_before_record_returns(folder: Path) -> None:
    with open_diary(folder) as file:
        file.record(rated(file.diary, 0, 7.5))
        with open_diary(folder, read_only=True) as seen:
            assert seen.diary.day(DAY).value("fatigue") == 7.5


def test_a_whole_demo_diary_comes_back_the_same(folder: Path) -> None:
    diary = small(180)
    new_diary(folder, diary)
    assert same(reopened(folder), diary)


def test_every_kind_of_change_survives_checkpointing(folder: Path) -> None:
    changes = Edit(
        (
            AnswerChange(DAY, "crash", None, Answer(True, 10)),
            AnswerChange(DAY, "dose", None, Answer(1.5, 11, Source.RECALLED)),
            AnswerChange(DAY, "steps", None, Answer(4000.0, 12, Source.IMPORTED)),
            DoseStepChange(DAY, None, DoseStep(DAY, 1.5, True, "capsule", "1.5 mg")),
            SymptomChange(OWN.key, None, OWN),
            SymptomChange("pain", BUILT_IN[2], Symptom("pain", "Pain", shown=False, order=2)),
            AboutChange(About(), About(day_ends_hour=5)),
        )
    )
    with open_diary(folder) as file:
        record(file, changes)
        in_session = file.diary
    assert same(reopened(folder), in_session)
    with open_diary(folder) as file:
        record(file, changes.reversed())
    emptied = reopened(folder)
    assert emptied.dates() == []
    assert same(emptied, Diary())


def test_a_plain_tinydb_opens_the_file(folder: Path) -> None:
    new_diary(folder, small())
    database = TinyDB(folder / "diary.json", encoding="utf-8")
    assert {"_meta", "about", "symptoms", "dose_steps", "days"} == database.tables()
    day = database.table("days").get(doc_id=20261122)
    assert isinstance(day, dict)
    assert "scores" in day
    assert "TinyDB" in repr(database)
    database.close()


def test_an_answer_takes_no_more_room_than_it_needs() -> None:
    day = Day(
        DAY,
        {
            "fatigue": Answer(5.0, 1200, offset=60),
            "pain": Answer(2.5, 1201, Source.COPIED, 60),
            "anxiety": Answer(2.5, 1500, Source.IMPORTED, 0, {"origin": "Visible"}),
        },
    )
    assert encode_day(day) == {
        "offset": 60,
        "scores": {
            "fatigue": [5, 1200],
            "pain": [2.5, 1201, "copied"],
            "anxiety": [2.5, 1500, "imported", {"origin": "Visible", "offset": 0}],
        },
    }


def test_twenty_years_take_little_room(folder: Path) -> None:
    new_diary(folder, small(7305))
    size = (folder / "diary.json").stat().st_size
    assert size < 1_600_000
    assert len(reopened(folder).dates()) > 6000


def test_what_a_newer_version_wrote_beside_ours_survives_an_edit(folder: Path) -> None:
    tables = encode(small())
    tables["weather"] = {"1": {"rain": True}}
    tables["days"]["20261122"] |= {"steps_goal": 3, "scores": {"pain": [5, 3, "entered", {"x": 1}]}}
    tables["dose_steps"]["20261101"] = {"mg": 1, "colour": "blue"}
    tables["symptoms"]["1"] = {
        "key": "pain", "name": "Pain", "kind": "symptom", "shown": True, "order": 2, "own": False,
        "asked_at": "noon",
    }  # fmt: skip
    tables["about"]["1"]["language"] = "cy"
    folder.mkdir()
    (folder / "diary.json").write_bytes(
        encode_container(tables, {"id": "a", "folded": 1, "mood": 2})
    )
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0))
        step = next(s for s in file.diary.dose_steps if s.start == date(2026, 11, 1))
        record(file, Edit((DoseStepChange(step.start, step, step._replace(mg=2.0)),)))
        record(file, Edit((SymptomChange("pain", None, BUILT_IN[2]),)))
        about = file.diary.about
        record(file, Edit((AboutChange(about, about._replace(day_ends_hour=6)),)))
    contents = decode_container((folder / "diary.json").read_bytes())
    stored = contents.tables()
    assert stored["weather"] == {"1": {"rain": True}}
    assert stored["days"]["20261122"]["steps_goal"] == 3
    assert stored["days"]["20261122"]["scores"]["pain"] == [5, 3, "entered", {"x": 1}]
    assert stored["dose_steps"]["20261101"] == {"colour": "blue", "mg": 2}
    assert stored["symptoms"]["1"]["asked_at"] == "noon"
    assert stored["about"]["1"]["language"] == "cy"
    assert contents.meta["mood"] == 2


def test_a_symptom_as_every_diary_has_it_is_not_stored(folder: Path) -> None:
    hidden = Symptom("pain", "Pain", shown=False, order=2)
    with open_diary(folder) as file:
        record(file, Edit((SymptomChange("pain", BUILT_IN[2], hidden),)))
    assert reopened(folder).symptom("pain") == hidden
    with open_diary(folder) as file:
        record(file, Edit((SymptomChange("pain", hidden, BUILT_IN[2]),)))
        record(file, Edit((SymptomChange(OWN.key, None, OWN),)))
    tables = decode_container((folder / "diary.json").read_bytes()).tables()
    assert list(tables["symptoms"].values()) == [
        {"key": "cold_hands", "name": "Cold hands", "kind": "symptom", "shown": True, "order": 9,
         "own": True}
    ]  # fmt: skip


@pytest.mark.parametrize("broken", ["\ud800", "a\udfffb"])
def test_a_character_no_file_can_hold_is_refused(folder: Path, broken: str) -> None:
    with open_diary(folder) as file:
        edit = Edit((AnswerChange(DAY, "note", None, Answer(broken, 0)),))
        with pytest.raises(UnstorableValueError, match="cannot be saved"):
            file.record(edit)
        record(file, rated(file.diary, 0))
    assert reopened(folder).dates() == [DAY]


@pytest.mark.parametrize(
    "broken",
    [float("nan"), float("inf"), 10**5000, (1, 2), {1, 2}, object()],
    ids=["nan", "inf", "digits", "tuple", "set", "object"],
)
def test_what_json_cannot_say_is_refused(folder: Path, broken: object) -> None:
    answer = Answer(5.0, 0, Source.IMPORTED, 0, {"original": broken})
    with open_diary(folder) as file, pytest.raises(UnstorableValueError):
        file.record(Edit((AnswerChange(DAY, "pain", None, answer),)))
    assert reopened(folder).dates() == []


def test_days_are_decoded_once_and_only_when_asked_for(folder: Path) -> None:
    new_diary(folder, small())
    contents = decode_container((folder / "diary.json").read_bytes())
    days = StoredDays(contents.raw["days"])
    assert len(days) == contents.days
    assert days[DAY] is days[DAY]
    with pytest.raises(KeyError):
        days[date(1999, 1, 1)]


def test_a_day_that_breaks_its_promise_is_refused_in_words() -> None:
    days = StoredDays(
        decode_container(encode_container({"days": {"20261122": {"scores": 5}}}, {})).raw["days"]
    )
    with pytest.raises(NotADiaryError, match="2026-11-22"):
        days[DAY]


def test_a_date_that_no_calendar_has_is_refused_in_words_and_nothing_is_half_done() -> None:
    raw = decode_container(encode_container({"days": {"20260230": {}}}, {})).raw["days"]
    with pytest.raises(NotADiaryError):
        list(StoredDays(raw))
    diary = Diary(StoredDays(raw))
    with pytest.raises(NotADiaryError):
        diary.apply(diary.answer(DAY, "pain", Answer(5.0, 600)))
    assert not diary.day(DAY)


def test_an_empty_edit_leaves_no_line(folder: Path) -> None:
    with open_diary(folder) as file:
        file.record(Edit(()))
        assert (folder / "diary.journal").read_bytes().count(b"\n") == 1


def test_a_diary_in_memory_behaves_alike() -> None:
    with MemoryDiaryFile(small()) as file:
        edit = noted(file.diary)
        file.record(Edit(()))
        file.record(edit)
        file.checkpoint()
        file.accept_outside_change()
        file.add_undo(edit, "Import")
        file.add_undo(edit, "Another")
        assert [undo.title for undo in file.undo_entries()] == ["Another", "Import"]
        assert [undo.number for undo in file.undo_entries()] == [2, 1]
        file.remove_undo(file.undo_entries()[0])
        assert [undo.title for undo in file.undo_entries()] == ["Import"]
        assert file.recorded == [edit]
        assert file.backups() == []
        assert file.requests() == []
        assert not file.read_only
        with pytest.raises(UserError, match="no backups"):
            file.back_up()
        with pytest.raises(UserError, match="no backups"):
            file.restore_edit(Backup(1, Path("nowhere"), datetime.now(UTC), 0, sound=True))


points = st.integers(0, 100).map(lambda tenths: tenths / 10)
minutes = st.integers(-2000, 4000)
offsets = st.integers(-14 * 60, 14 * 60)
words = st.text(st.characters(codec="utf-8"), max_size=20)
extras = st.dictionaries(words.filter(lambda key: key != "offset"), words, max_size=2)
answers = st.builds(
    Answer,
    points,
    minutes,
    st.sampled_from(Source),
    offsets,
    extras.map(MappingProxyType),
)
fields = st.sampled_from(
    ["fatigue", "pain", "cold_hands", "exertion", "dose", "resting_heart_rate"]
)
days = st.dictionaries(fields, answers, min_size=1)
diaries = st.dictionaries(st.dates(date(1900, 1, 1)), days, max_size=6).map(
    lambda mapping: Diary({when: Day(when, recorded) for when, recorded in mapping.items()})
)


@given(diaries)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_diary_is_the_same_after_encoding_and_decoding(diary: Diary) -> None:
    text = encode_container(encode(diary), {"id": "x"})
    contents = decode_container(text)
    assert contents.checksum_ok
    assert same(contents.diary(), diary)
    assert same(contents.diary(), diary)


@given(diaries, diaries)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_the_difference_of_two_diaries_leads_from_one_to_the_other(
    one: Diary, other: Diary
) -> None:
    edit = difference(one, other)
    decoded = decode_edit(encode_edit(edit))
    assert rebased(decoded, one) == edit
    one.apply(decoded)
    assert same(one, other)
    one.apply(decoded)
    assert same(one, other)
    assert rebased(edit, one) == Edit(())


def test_the_difference_tells_steps_symptoms_and_what_the_diary_says_of_itself() -> None:
    one, other = Diary(), Diary(dose_steps=[DoseStep(DAY, 1.0)], symptoms=[OWN], about=About(7))
    edit = difference(one, other)
    assert edit.changes == (
        DoseStepChange(DAY, None, DoseStep(DAY, 1.0)),
        SymptomChange(OWN.key, None, OWN),
        AboutChange(About(), About(7)),
    )
    decoded = rebased(decode_edit(encode_edit(edit.reversed())), other)
    assert decoded == Edit(tuple(edit.reversed().changes))
    check_edit(encode_edit(edit))
    check_edit(encode_edit(edit.reversed()))
    check_edit([["answer", "20261122", "fatigue", None]])


SYMPTOM = {
    "key": "x",
    "name": "X",
    "kind": "symptom",
    "shown": True,
    "order": 1,
    "own": True,
}


@pytest.mark.parametrize(
    "changes",
    [
        [["answer", "20261122", "fatigue", [11, 0]]],
        [["answer", "20261322", "fatigue", [1, 0]]],
        [["answer", "20261322", "fatigue", None]],
        [["answer", "20261122", "note", ["\ud800", 0]]],
        [["step", "20261122", {"mg": -1}]],
        [["symptom", "x", {"key": "x"}]],
        [["step", "18990101", None]],
        [["symptom", "x", {**SYMPTOM, "key": "y"}]],
        [["symptom", "x", {**SYMPTOM, "name": ""}]],
        [["about", {"day_ends_hour": 20}]],
        [["unheard", 1]],
        [["unknown", "20261322", {"weather": "wet"}]],
        [[]],
    ],
)
def test_a_change_from_outside_that_breaks_a_rule_is_refused(changes: list[object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        check_edit(changes)


def test_a_change_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="unheard"):
        decode_edit([["unheard", 1]])


def test_a_day_without_answers_keeps_what_it_does_not_know() -> None:
    document = {"steps_goal": 3}
    day = decode_day(DAY, document)
    assert day.unknown == document
    assert encode_day(day) == document


def test_what_was_written_is_parsed_back_before_it_goes_to_the_disk() -> None:
    tables = {**encode(Diary()), "weather": {"1": {"rain": 1}}}
    text = encode_container(tables, {})
    verify_round_trip(text, tables)
    with pytest.raises(UnstorableValueError):
        verify_round_trip(text, {**tables, "weather": {"1": {"rain": 2}}})
    with pytest.raises(UnstorableValueError):
        verify_round_trip(text.replace(b"rain", b"snow"), {**tables, "weather": {"1": {"snow": 1}}})
    for value in (float("nan"), (1, 2), {1: 2}, "\ud800"):
        with pytest.raises(UnstorableValueError):
            encode_container({"weather": {"1": {"rain": value}}}, {})
