"""The comparison from the command line."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.diary.model import Answer, Day, Diary, DoseStep
from ldn_desktop.storage import new_diary


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two phases of 60 days; pain falls by 4 points, itch does not change."""
    chance = random.Random(1)
    path = tmp_path / "days.csv"
    lines = ["date,phase,pain,itch"]
    for number in range(120):
        later = number >= 60
        day = date(2026, 1, 1) + timedelta(days=number)
        pain = round(min(10, max(0, chance.gauss(3 if later else 7, 1))))
        itch = round(min(10, max(0, chance.gauss(5, 1))))
        lines.append(f"{day},{'on' if later else 'before'},{pain},{itch}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_table_is_compared(ldn: Any, table: Path) -> None:
    found = {one["symptom"]: one for one in ldn("compare", table, "--json").json}
    assert set(found) == {"pain", "itch"}
    assert found["pain"]["verdict"] == "likely better"
    assert found["pain"]["low"] < found["pain"]["estimate"] < found["pain"]["high"] < 0
    assert (found["pain"]["from_phase"], found["pain"]["to_phase"]) == ("before", "on")
    assert not ldn.diary.exists()


def test_a_table_is_compared_in_words(ldn: Any, table: Path) -> None:
    out = ldn("compare", table, "--mid", "2", "--run-in", "7", "--main", "pain").out
    assert out.startswith("on compared with before\n")
    assert "pain: likely better" in out


def test_an_empty_diary_has_nothing_to_compare(ldn: Any) -> None:
    assert ldn("compare", "--json").json == []
    assert "not yet two phases" in ldn("compare").out


def test_the_invented_diary_is_compared(ldn: Any) -> None:
    assert ldn.bare("--demo", "compare", "--json").json
    assert ldn.bare("--demo", "compare").out.startswith("Example data")


def test_a_table_that_cannot_be_compared_is_refused(ldn: Any, table: Path, tmp_path: Path) -> None:
    assert "nowhere" in ldn.refused("compare", tmp_path / "nowhere.csv")
    assert ldn.refused("compare", table, "--main", "joy")
    assert ldn("compare", table, "--scale", "big").code == 2
    assert ldn("compare", "--mid", "2").code == 2


@pytest.fixture
def doses(tmp_path: Path) -> Path:
    """Three doses of 60 days each; pain falls by 2 points at each."""
    chance = random.Random(2)
    path = tmp_path / "doses.csv"
    lines = ["date;phase;pain"]
    for number in range(180):
        dose = number // 60
        day = date(2026, 1, 1) + timedelta(days=number)
        pain = min(10.0, max(0.0, chance.gauss(8 - 2 * dose, 1)))
        lines.append(f"{day};{('before', '1.5 mg', '4.5 mg')[dose]};{pain:.1f}".replace(".", ","))
    text = "\n".join(lines).replace("1,5 mg", "1.5 mg").replace("4,5 mg", "4.5 mg")
    path.write_text(text + "\n", "utf-8")
    return path


def test_one_pair_is_judged_and_the_others_stand_behind_all(ldn: Any, doses: Path) -> None:
    [one] = ldn("compare", doses, "--json").json
    assert (one["from_phase"], one["to_phase"]) == ("before", "4.5 mg")
    everything = ldn("compare", doses, "--all", "--json").json
    verdicts = {(row["from_phase"], row["to_phase"]): row["verdict"] for row in everything}
    assert len(verdicts) == 3
    assert verdicts["before", "4.5 mg"] == "likely better"
    assert [verdict for pair, verdict in verdicts.items() if pair != ("before", "4.5 mg")] == [
        "not judged",
        "not judged",
    ]
    out = ldn("compare", doses, "--all").out
    assert "1.5 mg compared with before (not assessed)" in out


def test_the_caveat_stands_directly_under_a_verdict(ldn: Any, doses: Path) -> None:
    lines = ldn("compare", doses).out.splitlines()
    at = next(n for n, line in enumerate(lines) if "likely better" in line)
    assert "Scores alone cannot tell you why." in lines[at + 1]
    assert any("“Likely” means a chance of at least 97.5 in 100" in line for line in lines)


def test_two_scales_are_pointed_out_and_can_be_said_to_be_one(ldn: Any, tmp_path: Path) -> None:
    path = tmp_path / "scales.csv"
    lines = ["date,phase,fatigue"]
    for number in range(120):
        score = number % 4 if number < 60 else (3 * number) % 11
        day = date(2026, 1, 1) + timedelta(days=number)
        lines.append(f"{day},{'before' if number < 60 else 'on'},{score}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    out = ldn("compare", path).out
    assert "scored on two different scales" in out
    assert "points" not in out
    assert "scored on two different scales" not in ldn("compare", path, "--one-scale").out


def test_the_day_to_check_again_is_saved_for_a_calendar(ldn: Any, tmp_path: Path) -> None:
    out = tmp_path / "again.ics"
    text = ldn.bare("--demo", "compare", "--ics", out)
    assert text.code == 0
    assert text.out.splitlines()[-1].startswith("Check again on ")
    assert b"BEGIN:VEVENT\r\n" in out.read_bytes()


def test_where_more_days_would_not_help_there_is_no_day_to_save(ldn: Any, tmp_path: Path) -> None:
    dates = [date(2026, 1, 1) + timedelta(days=n) for n in range(150)]
    days = {when: Day(when, {"fatigue": Answer(5.0, 0)}) for when in dates}
    new_diary(ldn.diary, Diary(days, [DoseStep(dates[12], 4.5)]))
    assert "no date to save" in ldn.refused("compare", "--ics", tmp_path / "again.ics")


def test_without_two_phases_there_is_no_day_to_save(ldn: Any, tmp_path: Path) -> None:
    ldn("add", "fatigue=5")
    assert "no date to save" in ldn.refused("compare", "--ics", tmp_path / "again.ics")
    assert not (tmp_path / "again.ics").exists()


def test_what_else_there_was_is_told_behind_the_comparison(ldn: Any) -> None:
    from ldn_desktop.diary.demo import demo_diary
    from ldn_desktop.storage import new_diary

    today = date.today()
    new_diary(ldn.diary, demo_diary(today))
    day = today - timedelta(days=20)
    ldn("mark", "add", day.isoformat(), "medicine", "Melatonin")
    out = ldn("compare").out
    assert "Melatonin was also started on " in out
    assert "Any of this may have made a difference too." in out
