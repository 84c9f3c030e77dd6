"""The PDF as other programs see it: letters embedded, text found, pages sound."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from ldn_desktop import report
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import (
    About,
    Answer,
    Day,
    Diary,
    DoseStep,
)
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.errors import UserError
from ldn_desktop.report.report_data import gather
from tests.support.charts.days import END

Tool = Callable[..., str]


@pytest.fixture
def pdf(demo: Diary, tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    report.write_pdf(
        demo, path, name="Ada Example", questions="May I ask about sleep?", printed=END
    )
    return path


def test_every_font_is_embedded_and_its_text_can_be_copied(pdf: Path, tool: Tool) -> None:
    rows = tool("pdffonts", pdf).splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r"\byes\s+yes\s+yes\b", row), row


def test_the_file_is_sound(pdf: Path, tool: Tool) -> None:
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", pdf)


def test_all_numbers_of_the_report_are_found_in_its_text(
    pdf: Path, demo: Diary, tool: Tool
) -> None:
    text = tool("pdftotext", "-layout", pdf, "-")
    facts, _columns = gather(demo, None, None)
    wanted = [f"entries on {facts.recorded} of {facts.days} days", f"{facts.crash_days} crash days"]
    wanted += [f"{level.now:.1f}" for level in facts.levels if level.now is not None]
    wanted += [f"{level.before:.1f}" for level in facts.levels if level.before is not None]
    for stage in facts.stages:
        wanted += [stage.amount, *(mean.text for mean in stage.side_effects)]
    wanted += ["Ada Example", "May I ask about sleep?", "Not a medical device", "27 May"]
    assert [number for number in wanted if number not in text] == []


def test_it_is_one_page_and_carries_title_and_author(pdf: Path, tool: Tool) -> None:
    told = tool("pdfinfo", pdf)
    assert re.search(r"Title:\s+Symptom diary with low-dose naltrexone", told)
    assert re.search(r"Author:\s+Ada Example", told)
    assert re.search(r"Pages:\s+1\b", told)
    assert re.search(r"Page size:.*A4", told)


def test_letter_paper_is_letter(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    path = tmp_path / "report.pdf"
    report.write_pdf(demo, path, paper="letter")
    assert re.search(r"Page size:.*letter", tool("pdfinfo", path))


def test_an_invented_diary_is_marked_on_every_page(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    path = tmp_path / "report.pdf"
    report.write_pdf(demo, path, with_days=True)
    pages = tool("pdftotext", path, "-").split("\f")[:-1]
    assert len(pages) >= 3
    assert all("Invented example" in page for page in pages)


def test_a_real_diary_is_not_called_invented(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    real = Diary({day.date: day for day in demo.days()}, demo.dose_steps, about=About())
    path = tmp_path / "report.pdf"
    report.write_pdf(real, path)
    text = tool("pdftotext", path, "-")
    assert "Invented" not in text
    assert "Kept by the patient" in text


def test_the_day_table_holds_every_recorded_day(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    path, start = tmp_path / "report.pdf", END - timedelta(days=99)
    report.write_pdf(demo, path, start, END, with_days=True)
    text = tool("pdftotext", "-layout", path, "-")
    for day in demo.days(start, END):
        row = rf"{day.date.day} {day.date:%b} {day.date.year}\s.*"
        assert re.search(row, text), day.date


def test_notes_and_names_in_other_scripts_are_printed_without_a_complaint(
    tmp_path: Path, tool: Tool
) -> None:
    when = date(2026, 3, 3)
    note = "Müde 日本語のメモ العربية Русский עברית $x$ 😀 \\frac{1}{2}"
    diary = Diary(
        {when: Day(when, {"own": Answer(5.0, 1), "note": Answer(note, 1)})},
        [DoseStep(when, 1.0)],
        [Symptom("own", "Боль в спине", own=True)],
    )
    path = tmp_path / "report.pdf"
    report.write_pdf(diary, path, name="Ελένη")
    text = tool("pdftotext", path, "-")
    assert "Müde" in text
    assert "$x$" in text
    fonts = tool("pdffonts", path).splitlines()[2:]
    assert all(re.search(r"\byes\s+yes\s+yes\b", row) for row in fonts)


def test_a_note_of_20000_letters_stays_on_the_page(tmp_path: Path, tool: Tool) -> None:
    when = date(2026, 3, 3)
    answers = {"pain": Answer(5.0, 1), "note": Answer("endless " * 2500, 1)}
    path = tmp_path / "report.pdf"
    long_name = "x" * 60
    report.write_pdf(Diary({when: Day(when, answers)}), path, name=long_name, questions="w" * 5000)
    assert re.search(r"Pages:\s+1\b", tool("pdfinfo", path))


def test_many_dose_steps_leave_the_newest_on_the_page(tmp_path: Path, tool: Tool) -> None:
    diary = demo_diary(END, days=360)
    steps = [DoseStep(END - timedelta(days=10 * n), 0.25 * (n + 1)) for n in range(30)]
    crowded = Diary({d.date: d for d in diary.days()}, steps)
    path = tmp_path / "report.pdf"
    report.write_pdf(crowded, path)
    text = tool("pdftotext", "-layout", path, "-")
    assert re.search(r"22 November 2026\s+0.25 mg", text)
    assert "earlier doses are not shown" in text
    assert re.search(r"Pages:\s+1\b", tool("pdfinfo", path))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": END, "end": END - timedelta(days=1)}, "ends before it begins"),
        ({"paper": "a5"}, "no paper size"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    demo: Diary, tmp_path: Path, change: dict[str, object], said: str
) -> None:
    with pytest.raises(UserError, match=said):
        report.write_pdf(demo, tmp_path / "report.pdf", **change)  # type: ignore[arg-type]  # by name
    assert list(tmp_path.iterdir()) == []


def test_an_empty_diary_is_refused_kindly(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="still empty"):
        report.write_pdf(Diary(), tmp_path / "report.pdf")


def test_a_place_that_cannot_be_written_is_refused_and_leaves_nothing(
    demo: Diary, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="could not be written"):
        report.write_pdf(demo, tmp_path / "nowhere" / "report.pdf")


def test_a_failed_writing_keeps_the_older_file(
    demo: Diary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_text("older")

    def full(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UserError, match="No space left"):
        report.write_pdf(demo, path)
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]
    assert path.read_text() == "older"


def test_the_report_is_for_its_owner_alone(pdf: Path) -> None:
    assert stat.S_IMODE(pdf.stat().st_mode) == 0o600
