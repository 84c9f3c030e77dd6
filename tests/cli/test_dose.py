"""Dose steps from the command line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest


def steps(ldn: Any) -> Any:
    return ldn("dose", "list", "--json").json


def test_a_step_is_added_and_listed(ldn: Any) -> None:
    added = ldn("dose", "add", "2026-03-01", "1,5 mg", "--form", "capsule", "--strength", "1.5 mg")
    assert (added.code, added.err) == (0, "")
    assert added.out == "From 1 March 2026: 1.5 mg, capsule, 1.5 mg\n"
    assert steps(ldn) == [
        {"start": "2026-03-01", "mg": 1.5, "planned": False, "form": "capsule",
         "strength": "1.5 mg"}
    ]  # fmt: skip
    assert ldn("dose").out == added.out


def test_no_steps_are_said_in_a_sentence(ldn: Any) -> None:
    assert ldn("dose").out == "There are no dose steps yet.\n"
    assert steps(ldn) == []


def test_a_step_to_come_is_planned_and_cannot_be_confirmed_before_its_day(ldn: Any) -> None:
    coming = (date.today() + timedelta(days=9)).isoformat()
    assert "planned" in ldn("dose", "add", coming, "3").out
    assert steps(ldn)[0]["planned"]
    assert "has not started yet" in ldn.refused("dose", "confirm", coming)
    assert steps(ldn)[0]["planned"]


def test_a_planned_step_counts_once_it_is_confirmed(ldn: Any) -> None:
    from ldn_desktop.diary.doses import set_step
    from ldn_desktop.diary.model import DoseStep
    from ldn_desktop.storage import open_diary

    with open_diary(ldn.diary) as file:
        file.record(set_step(file.diary, DoseStep(date(2026, 3, 1), 3.0, planned=True)))
    assert ldn("dose", "confirm", "2026-03-01").out == "From 1 March 2026: 3 mg\n"
    assert not steps(ldn)[0]["planned"]
    assert "already confirmed" in ldn.refused("dose", "confirm", "2026-03-01")


def test_a_step_is_removed_and_no_other(ldn: Any) -> None:
    ldn("dose", "add", "2026-03-01", "1.5")
    ldn("dose", "add", "2026-04-01", "3")
    assert ldn("dose", "remove", "2026-03-01").out.startswith("Removed: From 1 March 2026")
    assert [step["start"] for step in steps(ldn)] == ["2026-04-01"]


def test_a_step_is_never_replaced_unasked(ldn: Any) -> None:
    ldn("dose", "add", "2026-03-01", "1.5")
    assert "remove it first" in ldn.refused("dose", "add", "2026-03-01", "3")
    assert steps(ldn)[0]["mg"] == 1.5


@pytest.mark.parametrize("amount", ["1_5", "much", "-1", "1001", "1.5 ml"])
def test_what_is_no_amount_is_refused(ldn: Any, amount: str) -> None:
    assert "such as 1.5 mg" in ldn.refused("dose", "add", "2026-03-01", "--", amount)
    assert steps(ldn) == []


@pytest.mark.parametrize("words", [("remove", "2026-03-01"), ("confirm", "2026-03-01")])
def test_an_unknown_step_is_refused_with_a_way_on(ldn: Any, words: tuple[str, str]) -> None:
    assert "lists them" in ldn.refused("dose", *words)


def test_a_date_before_every_diary_is_refused(ldn: Any) -> None:
    assert "1900" in ldn.refused("dose", "add", "1899-12-31", "1.5")


def test_the_example_diary_lists_its_steps_and_takes_none(ldn: Any) -> None:
    assert ldn.bare("--demo", "dose").out.startswith("Example data")
    assert ldn.bare("--demo", "dose", "add", "2026-03-01", "1").code == 1


def test_wrong_usage_ends_with_2(ldn: Any) -> None:
    assert ldn("dose", "add", "soon", "1").code == 2
    assert ldn("dose", "double").code == 2
