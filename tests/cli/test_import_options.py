"""What the window can decide about an import, the command line can too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")
    return path


def day(ldn: Any, when: str) -> Any:
    return json.loads(ldn("show", "--date", when, "--json").out)


def test_the_order_of_dates_is_told_and_can_be_said(ldn: Any, tmp_path: Path) -> None:
    path = table(tmp_path, "date,pain\n3/4/2026,6\n")
    output = json.loads(ldn("import", "--preview", "--json", path).out)
    assert output["dates"] == {
        "order": "day-first",
        "decided_by": "nothing",
        "example": "3/4/2026",
        "read_as": "2026-04-03",
    }
    ldn("import", "--dates", "month-first", path)
    assert day(ldn, "2026-03-04")["scores"] == {"pain": 6}


def test_scale_unit_and_words_can_be_said(ldn: Any, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "date,pain,pill,nap,mood: today\n2026-03-04,3,500,90,good\n2026-03-05,1,500,30,so so\n",
    )
    ldn(
        "import", path, "--map", "pain=pain:0-4", "--map", "pill=dose:mcg",
        "--map", "nap=sleep_hours:min", "--map", "mood: today=low_mood:1-5:turned",
        "--word", "mood: today:good=5", "--word", "mood: today:so so=3",
    )  # fmt: skip
    found = day(ldn, "2026-03-04")
    assert found["scores"] == {"pain": 7.5, "low_mood": 0}
    assert found["dose_mg"] == 0.5
    assert found["readings"] == {"sleep_hours": 1.5}
    assert day(ldn, "2026-03-05")["scores"] == {"pain": 2.5, "low_mood": 5}


def test_a_word_of_no_name_in_the_file_is_refused(ldn: Any, tmp_path: Path) -> None:
    path = table(tmp_path, "date,pain\n2026-03-04,3\n")
    assert "This file has no “mood:good”" in ldn.refused("import", path, "--word", "mood:good=5")
    assert ldn("import", path, "--word", "mood").code == 2


def test_answers_of_an_earlier_table_are_replaced_on_request(ldn: Any, tmp_path: Path) -> None:
    ldn("import", table(tmp_path, "date,pain\n2026-03-04,3\n"))
    other = table(tmp_path, "date,pain\n2026-03-04,8\n")
    assert "unless you choose to replace it" in ldn("import", other).out
    assert day(ldn, "2026-03-04")["scores"] == {"pain": 3}
    assert "3 becomes 8" in ldn("import", "--replace", other).out
    assert day(ldn, "2026-03-04")["scores"] == {"pain": 8}


def test_a_column_can_become_marks_and_is_remembered(ldn: Any, tmp_path: Path) -> None:
    rows = "".join(f"2026-03-{day:02},1\n" for day in range(2, 6))
    path = table(tmp_path, f"date,Iron\n{rows}2026-03-06,0\n")
    document = json.loads(ldn("import", path, "--map", "Iron=mark:medicine", "--json").out)
    assert (document["mapped"], document["left_out_rows"], document["answers"]) == (4, 1, 0)
    (mark,) = json.loads(ldn("mark", "list", "--json").out)
    assert (mark["name"], mark["start"], mark["stop"]) == ("Iron", "2026-03-02", "2026-03-05")
    again = json.loads(ldn("import", path, "--json").out)
    assert (again["already"], again["mapped"]) == (4, 0)
    assert ldn("import", path, "--map", "Iron=mark:opinion").code == 2
