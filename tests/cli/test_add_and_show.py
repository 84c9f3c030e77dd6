"""A day recorded and read from the command line."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.diary.model import AnswerChange, Edit, Source, SymptomChange
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.storage import open_diary

DAY = "2026-03-04"


def test_a_day_comes_back_as_it_was_entered(ldn: Any) -> None:
    added = ldn(
        "add", "--date", DAY, "fatigue=5", "pain=2.5", "crash", "dose=1.5", "exertion=7.5",
        "note=Slept badly = tired",
    )  # fmt: skip
    assert (added.code, added.err) == (0, "")
    assert ldn.shown(DAY) == {
        "date": DAY,
        "scores": {"fatigue": 5, "pain": 2.5},
        "crash": True,
        "dose_mg": 1.5,
        "exertion": 7.5,
        "note": "Slept badly = tired",
    }


def test_what_was_not_entered_is_absent(ldn: Any) -> None:
    assert ldn.shown(DAY) == {"date": DAY}


def test_no_date_means_today(ldn: Any) -> None:
    ldn("add", "--diary", ldn.diary, "fatigue=5")
    assert ldn("show", "--json").json["scores"] == {"fatigue": 5}
    assert ldn("show", "--date", "today", "--json").json["scores"] == {"fatigue": 5}
    assert "scores" not in ldn("show", "--date", "yesterday", "--json").json


def test_the_diary_may_be_named_before_or_after_the_command(ldn: Any, tmp_path: Path) -> None:
    ldn.bare("add", "--diary", tmp_path / "other", "--date", DAY, "pain=1")
    shown = ldn.bare("--diary", tmp_path / "other", "show", "--date", DAY, "--json")
    assert shown.json["scores"] == {"pain": 1}


@pytest.mark.parametrize("name", ["brain_fog", "brain-fog", "Brain fog", "BRAIN FOG", " brain fog"])
def test_a_symptom_may_be_written_in_any_of_its_ways(ldn: Any, name: str) -> None:
    ldn("add", "--date", DAY, f"{name}=5")
    assert ldn.shown(DAY)["scores"] == {"brain_fog": 5}


def test_an_own_symptom_goes_by_its_name(ldn: Any) -> None:
    own = Symptom("own", "Ohrgeräusche links", own=True)
    with open_diary(ldn.diary) as file:
        file.record(Edit((SymptomChange("own", None, own),)))
    ldn("add", "--date", DAY, "ohrgeräusche-links=5")
    assert ldn.shown(DAY)["scores"] == {"own": 5}


@pytest.mark.parametrize(
    ("text", "points"),
    [("mild", 2.5), ("moderate", 5), ("Worst", 10), ("2,5", 2.5), ("0", 0), ("10", 10)],
)
def test_a_score_is_a_number_or_a_word(ldn: Any, text: str, points: float) -> None:
    ldn("add", "--date", DAY, f"fatigue={text}")
    assert ldn.shown(DAY)["scores"]["fatigue"] == points


def test_words_of_the_first_edition_can_still_be_typed(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=medium", "exertion=little")
    assert ldn.shown(DAY)["scores"]["fatigue"] == 5
    assert ldn.shown(DAY)["exertion"] == 2.5


def test_exertion_has_words_of_its_own(ldn: Any) -> None:
    ldn("add", "--date", DAY, "exertion=too much")
    assert ldn.shown(DAY)["exertion"] == 10


def test_a_dose_may_carry_its_unit(ldn: Any) -> None:
    ldn("add", "--date", DAY, "dose=4,5 mg")
    assert ldn.shown(DAY)["dose_mg"] == 4.5


def test_a_dose_not_taken_is_none_at_all_and_no_gap(ldn: Any) -> None:
    ldn("add", "--date", DAY, "dose=0")
    assert ldn.shown(DAY)["dose_mg"] == 0


@pytest.mark.parametrize("word", ["crash", "crash=yes", "Crash=1"])
def test_a_crash_is_marked(ldn: Any, word: str) -> None:
    ldn("add", "--date", DAY, word)
    assert ldn.shown(DAY)["crash"] is True


@pytest.mark.parametrize("word", ["crash=no", "crash="])
def test_a_crash_is_taken_back(ldn: Any, word: str) -> None:
    ldn("add", "--date", DAY, "crash")
    ldn("add", "--date", DAY, word)
    assert "crash" not in ldn.shown(DAY)


def test_nothing_after_the_sign_clears_the_answer(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5", "pain=5", "note=x")
    ldn("add", "--date", DAY, "fatigue=", "note=")
    assert ldn.shown(DAY) == {"date": DAY, "scores": {"pain": 5}}


def test_answers_may_stand_on_both_sides_of_an_option(ldn: Any) -> None:
    ldn("add", "fatigue=5", "--date", DAY, "pain=1")
    assert ldn.shown(DAY)["scores"] == {"fatigue": 5, "pain": 1}


def test_a_later_answer_replaces_the_first(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    ldn("add", "--date", DAY, "fatigue=6")
    assert ldn.shown(DAY)["scores"] == {"fatigue": 6}


def test_the_same_answer_again_is_not_recorded_again(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    before = open_diary(ldn.diary, read_only=True).diary.day(datetime(2026, 3, 4).date())
    assert "already" in ldn("add", "--date", DAY, "fatigue=5").out
    after = open_diary(ldn.diary, read_only=True).diary.day(datetime(2026, 3, 4).date())
    assert after == before


def test_a_day_that_has_ended_is_recalled(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    ldn("add", "--date", "today", "fatigue=5")
    days = list(open_diary(ldn.diary, read_only=True).diary.days())
    assert [day.answers["fatigue"].source for day in days] == [Source.RECALLED, Source.ENTERED]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("fatigue=11", "11"),
        ("fatigue=-1", "-1"),
        ("fatigue=nan", "nan"),
        ("fatigue=inf", "inf"),
        ("fatigue=much", "much"),
        ("dose=5000", "5000"),
        ("dose=lots", "lots"),
        ("crash=perhaps", "perhaps"),
        ("unheard of=5", "unheard of"),
        ("steps=4000", "steps"),
        ("pain=3", "pain"),
        ("note=" + "x" * 1_000_001, "1,000,001"),
    ],
)
def test_one_wrong_word_and_nothing_is_recorded(ldn: Any, wrong: str, says: str) -> None:
    assert says in ldn.refused("add", "--date", DAY, "pain=5", wrong)
    assert ldn.shown(DAY) == {"date": DAY}


def test_a_day_to_come_is_refused(ldn: Any) -> None:
    tomorrow = (datetime.now() + timedelta(days=1)).date().isoformat()
    assert tomorrow in ldn.refused("add", "--date", tomorrow, "fatigue=5")
    assert tomorrow in ldn.refused("show", "--date", tomorrow)


@pytest.mark.parametrize("day", ["2026-02-30", "30.1.2026", "2026-2-3", "", "20260203", "tomorrow"])
def test_an_impossible_date_is_wrong_usage(ldn: Any, day: str) -> None:
    added = ldn("add", "--date", day, "fatigue=5")
    assert added.code == 2
    assert "date" in added.err
    assert not ldn.diary.exists()


def test_a_date_before_1900_is_refused(ldn: Any) -> None:
    assert "1900" in ldn.refused("add", "--date", "1899-12-31", "fatigue=5")


@pytest.mark.parametrize("words", [[], ["fatigue"], ["fatigue=5", "--colour", "red"]])
def test_words_that_say_nothing_are_wrong_usage(ldn: Any, words: list[str]) -> None:
    assert ldn("add", *words).code == 2
    assert not ldn.diary.exists()


def test_a_day_is_shown_in_words(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5", "crash", "dose=1.5", "exertion=2.5", "note=Ünruhig")
    assert ldn("show", "--date", DAY).out.splitlines() == [
        "4 March 2026",
        "Crash day",
        "Fatigue: 5 (Moderate)",
        "Exertion: 2.5 (A little)",
        "Dose taken: 1.5 mg",
        "Note: Ünruhig",
    ]


def test_the_invented_diary_can_be_looked_at_and_not_written(ldn: Any) -> None:
    assert "example data" in ldn.bare("--demo", "show").out
    assert ldn.bare("--demo", "add", "fatigue=5").code == 1


def test_an_edit_holds_only_what_changed(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5", "pain=1")
    from ldn_desktop.cli.commands.day import build_edit

    diary = open_diary(ldn.diary, read_only=True).diary
    edit = build_edit(diary, datetime(2026, 3, 4).date(), ["fatigue=5", "pain=2"])
    assert [c.field for c in edit.changes if isinstance(c, AnswerChange)] == ["pain"]


def test_a_note_cannot_command_the_terminal(ldn: Any) -> None:
    ldn("add", "--date", DAY, "note=red \x1b[31m\x07\nand on")
    assert ldn("show", "--date", DAY).out.splitlines()[1:] == ["Note: red �[31m�", "and on"]
    assert ldn.shown(DAY)["note"] == "red \x1b[31m\x07\nand on"
