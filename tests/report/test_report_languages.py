"""The report speaks every language of the program, and nothing of it stays English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ldn_desktop.cli import main
from tests.support.english_texts import EnglishTexts
from translations.po_files import translations

pytestmark = pytest.mark.usefixtures("english_afterwards")
LANGUAGES = [path.stem for path in translations()]
CELLS = re.compile(r"\s{2,}|(?<=[.:?])\s+")


@pytest.mark.usefixtures("compiled_languages")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_report_is_english(language: str, tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    words = ["--language", language, "--demo", "report", str(out), "--days"]
    assert main.main(words, window=lambda *_: 1, tour=lambda **_: 1) == 0
    text = out.read_text("utf-8")
    english = EnglishTexts(language)
    lines = [line for line in text.splitlines() if line]
    assert len(lines) > 30
    parts = [*lines, *(part for line in lines for part in CELLS.split(line) if part)]
    assert [part for part in parts if english.holds(part)] == []
    assert re.search(r"\d,\d", text)
