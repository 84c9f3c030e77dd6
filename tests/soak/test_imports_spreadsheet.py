"""A real spreadsheet opens the exported table and evaluates nothing."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from ldn_desktop.diary.model import Answer, Day, Diary
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.interchange import export

SOFFICE = shutil.which("soffice")
NOTES = [
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "=cmd|' /C calc'!A0", "x;=1+1", "line\n=1+1", "a\t=1+1",
    '"=1+1"', "'=1+1", "=HYPERLINK(\"http://x\")", "＝1+1", " =1+1", "-- tired", 'x;"=1+1',
]  # fmt: skip
COMMA, SEMICOLON, TAB = 44, 59, 9


def formulas(table: Path, separator: int) -> int:
    """How many formulas LibreOffice makes of `table` when it may evaluate all it finds."""
    assert SOFFICE
    subprocess.run(
        [
            SOFFICE,
            "--headless",
            f"-env:UserInstallation={(table.parent / 'office').as_uri()}",
            f"--infilter=CSV:{separator},34,76,1,,0,false,true,false,false,false,0,true",
            "--convert-to",
            "fods",
            "--outdir",
            str(table.parent),
            str(table),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    sheet = table.with_suffix(".fods").read_text("utf-8")
    assert "2026-01-01" in sheet
    return sheet.count("table:formula")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("separator", [COMMA, SEMICOLON, TAB])
def test_libreoffice_evaluates_nothing(tmp_path: Path, separator: int) -> None:
    days = {
        when: Day(when, {"note": Answer(note.strip(), 0), "own": Answer(2.5, 0)})
        for n, note in enumerate(NOTES)
        for when in [date(2026, 1, 1) + timedelta(days=n)]
    }
    path = tmp_path / "diary.csv"
    export.write(Diary(days, symptoms=[Symptom("own", "=2+3", own=True)]), path)
    assert formulas(path, separator) == 0
    guarded = path.read_text("utf-8-sig")
    path.write_text(guarded.replace("'=", "=").replace("'+", "+"), "utf-8")
    assert formulas(path, separator) > 0  # unguarded it does
