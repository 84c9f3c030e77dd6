"""The comparison from the command line."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest


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
    path.write_text("\n".join(lines) + "\n")
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
    assert out.startswith("on against before\n")
    assert "pain: likely better" in out


def test_an_empty_diary_has_nothing_to_compare(ldn: Any) -> None:
    assert ldn("compare", "--json").json == []
    assert "no two phases" in ldn("compare").out


def test_the_invented_diary_is_compared(ldn: Any) -> None:
    assert ldn.bare("--demo", "compare", "--json").json
    assert ldn.bare("--demo", "compare").out.startswith("Example data")


def test_a_table_that_cannot_be_compared_is_refused(ldn: Any, table: Path, tmp_path: Path) -> None:
    assert "nowhere" in ldn.refused("compare", tmp_path / "nowhere.csv")
    assert ldn.refused("compare", table, "--main", "joy")
    assert ldn("compare", table, "--scale", "big").code == 2
    assert ldn("compare", "--mid", "2").code == 2
