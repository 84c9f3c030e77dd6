"""The one scale, its words, and names of the person's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import floats, lists, text

from ldn_desktop.diary.symptoms import (
    BUILT_IN,
    EXERTION_WORDS,
    SEVERITY,
    Symptom,
    SymptomKind,
    checked_name,
    checked_points,
    key_for,
    word_for,
)
from ldn_desktop.errors import UserError


def test_five_words_stand_for_none_to_worst() -> None:
    assert [(word.text, word.points) for word in SEVERITY] == [
        ("None", 0), ("Mild", 2.5), ("Moderate", 5), ("Severe", 7.5), ("Worst", 10),
    ]  # fmt: skip
    assert [word.points for word in EXERTION_WORDS] == [0, 2.5, 5, 7.5, 10]


@given(floats(0, 10))
def test_the_nearest_word_is_shown_and_half_way_the_worse_one(points: float) -> None:
    word = word_for(points)
    nearest = min(abs(other.points - points) for other in SEVERITY)
    assert abs(word.points - points) == nearest
    assert word_for(1.25).text == "Mild"
    assert word_for(8.75).text == "Worst"


@pytest.mark.parametrize("value", ["", "x", None, True, -0.1, 10.1, "nan", float("inf"), [5]])
def test_what_is_not_on_the_scale_is_refused(value: object) -> None:
    with pytest.raises(UserError, match="0 to 10"):
        checked_points(value)


def test_minus_zero_is_zero() -> None:
    assert str(checked_points(-0.0)) == "0.0"


def test_six_symptoms_and_no_preset_are_shown_at_first() -> None:
    symptoms = [s for s in BUILT_IN if s.kind is SymptomKind.SYMPTOM]
    assert [s.key for s in symptoms if s.shown] == [
        "fatigue", "brain_fog", "pain", "unrefreshing_sleep", "low_mood", "anxiety",
    ]  # fmt: skip
    assert {s.key for s in symptoms if not s.shown} == {
        "dizziness_on_standing", "sore_throat", "light_sensitivity", "headaches",
    }  # fmt: skip


@given(lists(text(max_size=30), max_size=12))
def test_keys_are_plain_and_never_taken_twice(names: list[str]) -> None:
    taken: set[str] = set()
    for name in names:
        key = key_for(name, taken)
        assert key not in taken
        assert key.isascii()
        assert key.replace("_", "a").isalnum()
        taken.add(key)


def test_different_names_make_different_keys_on_computers_that_never_met() -> None:
    names = ["頭痛", "Боль", "Schmerz!", "Schmerz?", "Schmerz", "x" * 40, "x" * 41]
    keys = [key_for(name, ()) for name in names]
    assert len(set(keys)) == len(names)
    assert keys == [key_for(name, ()) for name in names]


def test_a_name_of_plain_letters_keeps_the_key_of_the_first_edition() -> None:
    assert key_for("Cold  hands", ()) == "cold_hands"
    assert key_for("cold hands", ()) == "cold_hands"
    assert key_for("Cold hands", (), "3f2a") == "cold_hands_3f2a"


def test_a_key_that_is_taken_leads_to_the_same_other_one_everywhere() -> None:
    other = key_for("Cold hands", ("cold_hands",))
    assert other.startswith("cold_hands_")
    assert key_for("Cold hands", ("cold_hands", other)) == f"{other}_2"


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b"])
def test_a_name_that_cannot_be_kept_is_refused(name: str) -> None:
    with pytest.raises(UserError):
        checked_name(name)


def test_a_name_is_trimmed_to_one_line() -> None:
    assert checked_name("  cold \n hands ") == "cold hands"
    assert checked_name("心悸") == "心悸"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("pain\u202eniap", "painniap"),
        ("\u2066Cold\u2069 \u200bhands\ufeff", "Cold hands"),
        ("می\u200cروم", "می\u200cروم"),
        ("\u200b\u2060", "(name without visible characters)"),
    ],
)
def test_no_name_hides_or_turns_what_stands_around_it(name: str, shown: str) -> None:
    assert Symptom("own", name, own=True).label == shown
    if "\u200b\u2060" in name:
        with pytest.raises(UserError, match="needs 1 to 60"):
            checked_name(name)
    else:
        assert checked_name(name) == shown
