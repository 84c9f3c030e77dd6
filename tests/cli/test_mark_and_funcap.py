"""Marks and results of FUNCAP from the command line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

DAY = "2026-05-03"


def marks(ldn: Any) -> Any:
    return ldn("mark", "list", "--json").json


def test_a_mark_is_added_listed_stopped_and_removed(ldn: Any) -> None:
    added = ldn("mark", "add", DAY, "medicine", "Melatonin")
    assert (added.code, added.err) == (0, "")
    assert added.out == "Other medicine or supplement: Melatonin, since 3 May 2026\n"
    assert ldn("mark").out == f"1  {added.out}"
    assert "3 May to 1 June" in ldn("mark", "stop", "1", "2026-06-01").out
    assert marks(ldn) == [
        {"kind": "medicine", "name": "Melatonin", "start": DAY, "stop": "2026-06-01"}
    ]
    assert ldn("mark", "remove", "1").out.startswith("Removed: ")
    assert ldn("mark").out == "There are no medicines or events yet.\n"


def test_a_mark_of_the_past_is_added_whole(ldn: Any) -> None:
    ldn("mark", "add", DAY, "period", "--until", "2026-05-07")
    assert marks(ldn) == [{"kind": "period", "name": "", "start": DAY, "stop": "2026-05-07"}]


def test_a_course_may_end_on_a_day_to_come(ldn: Any) -> None:
    coming = (date.today() + timedelta(days=5)).isoformat()
    assert ldn("mark", "add", "today", "medicine", "Antibiotic", "--until", coming).code == 0
    assert marks(ldn)[0]["stop"] == coming


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add", DAY, "medicine"), "1 to 60 characters"),
        (("add", DAY, "medicine", "x" * 61), "1 to 60 characters"),
        (("add", DAY, "medicine", "Iron", "--until", "2026-05-02"), "before it started on 3 May"),
        (("add", "1850-01-01", "medicine", "Iron"), "1900"),
        (("stop", "7"), "There is no medicine or event number 7"),
        (("remove", "0"), "There is no medicine or event number 0"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(ldn: Any, words: Any, sentence: str) -> None:
    assert sentence in ldn.refused("mark", *words)
    assert marks(ldn) == []


def test_an_unknown_kind_is_wrong_usage(ldn: Any) -> None:
    assert ldn("mark", "add", DAY, "opinion", "Iron").code == 2


@pytest.mark.parametrize("name", ["Tramadol 50 mg", "Co-codamol", "KODEIN", "codéine", "Morfina"])
def test_an_opioid_shows_the_warning_of_the_guide(ldn: Any, name: str) -> None:
    out = ldn("mark", "add", DAY, "medicine", name).out
    assert "Danger: LDN must not be combined with opioids." in out


@pytest.mark.parametrize("name", ["Melatonin", "Loperamide", "Apomorphine", "漢方薬", "Metformin"])
def test_nothing_else_is_said_about_a_medicine(ldn: Any, name: str) -> None:
    assert len(ldn("mark", "add", DAY, "medicine", name).out.splitlines()) == 1


def test_add_shows_the_warning_too_and_for_nothing_but_opioids(ldn: Any) -> None:
    lines = ldn("add", "--date", DAY, "fatigue=5", "mark=medicine: Codeine").out.splitlines()
    assert lines[0] == "Recorded for 3 May 2026: 2 changes."
    assert lines[1].startswith("Danger: LDN must not be combined with opioids.")
    lines = ldn("add", "--date", DAY, "pain=5", "mark=medicine: Melatonin").out.splitlines()
    assert lines == ["Recorded for 3 May 2026: 2 changes."]


def test_an_import_shows_the_warning_too(ldn: Any, tmp_path: Path) -> None:
    ldn("add", "--date", DAY, "mark=medicine: Codeine")
    ldn("export", tmp_path / "diary.json")
    lines = ldn("import", tmp_path / "diary.json", diary=tmp_path / "other").out.splitlines()
    assert lines[-2].startswith("Danger: LDN must not be combined with opioids.")
    again = ldn("import", tmp_path / "diary.json", diary=tmp_path / "other").out
    assert "Danger" not in again


def test_add_takes_marks_beside_answers(ldn: Any) -> None:
    added = ldn("add", "--date", DAY, "fatigue=5", "mark=infection", "mark=Medicine: Iron")
    assert added.code == 0
    shown = ldn.shown(DAY)
    assert shown["scores"] == {"fatigue": 5}
    assert [(mark["kind"], mark["name"]) for mark in shown["marks"]] == [
        ("infection", ""),
        ("medicine", "Iron"),
    ]
    assert (
        "Other medicine or supplement: Iron, since 3 May 2026"
        in ldn("show", "--date", "2026-05-20").out
    )


@pytest.mark.parametrize("word", ["mark=Iron", "mark=", "mark=opinion: Iron"])
def test_add_refuses_a_mark_without_a_kind_and_records_nothing(ldn: Any, word: str) -> None:
    assert "not a kind of medicine or event" in ldn.refused("add", "--date", DAY, "fatigue=5", word)
    assert ldn.shown(DAY) == {"date": DAY}


def test_the_time_of_a_dose_is_an_answer(ldn: Any) -> None:
    ldn("add", "--date", DAY, "dose=1.5", "dose_time=Evening")
    assert ldn.shown(DAY) == {"date": DAY, "dose_mg": 1.5, "dose_time": "evening"}
    assert "Time of the dose: Evening" in ldn("show", "--date", DAY).out
    assert "morning, evening, other" in ldn.refused("add", "--date", DAY, "dose_time=noon")
    ldn("add", "--date", DAY, "dose_time=")
    assert ldn.shown(DAY) == {"date": DAY, "dose_mg": 1.5}


def test_a_result_of_funcap_is_added_listed_and_removed(ldn: Any) -> None:
    out = ldn("funcap", "add", DAY, "3,4", "--domain", "walking=2.5", "--domain", "light=4").out
    assert out == (
        "3 May 2026: 3.4 out of 6 (higher is better); Walking and moving 2.5, Light and sound 4\n"
    )
    assert ldn("funcap").out == out
    result = {"date": DAY, "mean": 3.4, "domains": {"walking": 2.5, "light": 4}}
    assert ldn("funcap", "list", "--json").json == [result]
    shown = ldn.shown(DAY)
    assert (shown["funcap"], shown["readings"]) == (result, {"funcap-mean": 3.4})
    assert ldn("funcap", "remove", DAY).code == 0
    assert ldn("funcap").out == "There are no FUNCAP results yet.\n"
    assert "no FUNCAP result" in ldn.refused("funcap", "remove", DAY)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("7",), "from 0 to 6"),
        (("well",), "from 0 to 6"),
        (("3", "--domain", "walking=6.5"), "from 0 to 6"),
        (("3", "--domain", "sleep=3"), "no domain"),
        (("3", "--domain", "walking"), "from 0 to 6"),
    ],
)
def test_a_wrong_number_is_refused(ldn: Any, words: Any, sentence: str) -> None:
    assert sentence in ldn.refused("funcap", "add", DAY, *words)
    assert ldn("funcap", "list", "--json").json == []


@pytest.fixture
def other(ldn: Any, shared: Path, tmp_path: Path) -> Path:
    """Another diary that shares the folder, with all that this one has so far."""
    ldn("mark", "add", DAY, "medicine", "Iron")
    ldn("funcap", "add", DAY, "3")
    ldn("dose", "add", DAY, "1.5")
    diary = tmp_path / "other diary"
    for folder in (ldn.diary, diary):
        ldn("share", shared, diary=folder)
    return diary


def met(ldn: Any, other: Path) -> None:
    for diary in (other, ldn.diary):
        assert ldn("share", diary=diary).code == 0


def test_lists_say_below_an_entry_what_the_other_computer_says(ldn: Any, other: Path) -> None:
    ldn("mark", "stop", "1", "2026-05-09", diary=other)
    ldn("funcap", "add", DAY, "2.5", diary=other)
    ldn("mark", "stop", "1", "2026-05-20")
    ldn("funcap", "add", DAY, "4")
    met(ldn, other)
    assert ldn("mark").out == (
        "1  Other medicine or supplement: Iron, 3 May to 20 May 2026\n"
        "   On the other computer: Iron, 3 May to 9 May 2026.\n"
    )
    assert ldn("funcap").out == (
        "3 May 2026: 4 out of 6 (higher is better)\n   On the other computer: 2.5 out of 6.\n"
    )
    assert [found["mean"] for found in ldn("funcap", "list", "--json").json] == [4]
    ldn("mark", "stop", "1", "2026-05-20")
    ldn("funcap", "add", DAY, "4")
    assert "computer" not in ldn("mark").out + ldn("funcap").out


def test_results_of_one_mean_are_told_apart_by_their_domains(ldn: Any, other: Path) -> None:
    ldn("funcap", "add", DAY, "3", "--domain", "walking=2.5", diary=other)
    ldn("funcap", "add", DAY, "3", "--domain", "walking=1.5")
    met(ldn, other)
    sentence = "On the other computer: 3 out of 6; Walking and moving 2.5."
    assert sentence in ldn("funcap").out


def test_lists_end_with_what_was_removed_here_and_changed_there(ldn: Any, other: Path) -> None:
    ldn("mark", "stop", "1", "2026-05-09", diary=other)
    ldn("funcap", "add", DAY, "2.5", diary=other)
    ldn("dose", "remove", DAY, diary=other)
    ldn("dose", "add", DAY, "4.5", diary=other)
    ldn("mark", "remove", "1")
    ldn("funcap", "remove", DAY)
    ldn("dose", "remove", DAY)
    met(ldn, other)
    assert ldn("mark").out == (
        "There are no medicines or events yet.\nOn the other computer: Iron, 3 May to 9 May 2026.\n"
    )
    assert ldn("funcap").out == (
        "There are no FUNCAP results yet.\n"
        "Function (FUNCAP), 3 May 2026: On the other computer: 2.5 out of 6.\n"
    )
    assert ldn("dose").out == (
        "There are no dose steps yet.\nDose step from 3 May 2026: On the other computer: 4.5 mg.\n"
    )
