"""A month to tick on paper, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_the_sheet_is_a_pdf_of_two_pages(ldn: Any, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    assert ldn("sheet", out, "--month", "2026-02", "--paper", "letter").out == f"{out}\n"
    content = out.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/MediaBox [ 0 0 612 792 ]") == 2


def test_another_ending_and_a_month_that_is_none_are_refused(ldn: Any, tmp_path: Path) -> None:
    assert "should end in .pdf" in ldn.refused("sheet", tmp_path / "sheet.txt")
    assert ldn("sheet", tmp_path / "sheet.pdf", "--month", "2026-13").code == 2
