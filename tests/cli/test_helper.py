"""A helper enters from the command line, and everything that goes out says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

DAY = "2026-03-01"


def test_the_helper_is_shown(ldn: Any) -> None:
    ldn("add", "--date", DAY, "--by", "Anna", "fatigue=5", "crash")
    ldn("add", "--date", DAY, "pain=2.5")
    assert ldn.shown(DAY)["by"] == {"crash": "Anna", "fatigue": "Anna"}
    assert "Entered by Anna: Fatigue and Crash day" in ldn("show", "--date", DAY).out.splitlines()


def test_a_helper_needs_no_name(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5", "--by", "")
    assert ldn.shown(DAY)["by"] == {"fatigue": ""}
    assert "Entered by a helper: Fatigue" in ldn("show", "--date", DAY).out


def test_what_the_person_enters_names_nobody(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    assert "by" not in ldn.shown(DAY)


@pytest.mark.parametrize("name", ["diary.csv", "diary.json"])
def test_the_helper_comes_back_with_an_export(name: str, ldn: Any, tmp_path: Path) -> None:
    ldn("add", "--date", DAY, "--by", "Ännchen", "fatigue=5", "note=slept")
    ldn("export", tmp_path / name)
    ldn("import", tmp_path / name, diary=tmp_path / "other")
    shown = ldn("show", "--date", DAY, "--json", diary=tmp_path / "other").json
    assert shown["by"] == {"fatigue": "Ännchen", "note": "Ännchen"}


def test_too_long_a_name_records_nothing(ldn: Any) -> None:
    assert "up to 40" in ldn.refused("add", "--date", DAY, "--by", "A" * 50, "fatigue=5")
    assert "fatigue" not in ldn.shown(DAY).get("scores", {})


def test_the_report_counts_the_days(ldn: Any, tmp_path: Path) -> None:
    for day, words in (("01", ["--by", "Anna"]), ("02", []), ("03", ["--by", "Anna"])):
        ldn("add", "--date", f"2026-03-{day}", *words, "fatigue=5")
    ldn("report", tmp_path / "report.txt", "--from", DAY, "--to", "2026-03-05", "--days")
    text = (tmp_path / "report.txt").read_text("utf-8")
    assert "2 days were entered by a helper." in text
    assert "5fh" in text
