"""The PDF as other programs see it: fonts embedded, text found, pages sound."""

from __future__ import annotations

import itertools
import os
import re
import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D

from ldn_desktop import report
from ldn_desktop.analysis.comparison_table import footnotes
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
from ldn_desktop.i18n import use_language
from ldn_desktop.report import ReportOptions, phrases
from ldn_desktop.report.paper_page import MARGIN, SIZES
from ldn_desktop.report.report_data import gather
from tests.support.charts.days import END
from tests.support.systems import modes

Tool = Callable[..., str]


@pytest.fixture
def pdf(demo: Diary, tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    options = ReportOptions(
        name="Ada Example", questions="May I ask about sleep?\nAnd about naps?", printed=END
    )
    report.write_pdf(demo, path, options)
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
    data, _series = gather(demo, ReportOptions())
    expected = [f"Entries on {data.recorded} of {data.days} days."]
    for row in phrases.summary(data):
        expected += [row.name, row.lead, row.rest]
    for stage in data.stages:
        expected += [stage.amount, phrases.rate(stage), *(m.text for m in stage.side_effects)]
    expected += ["Ada Example", "May I ask about sleep?", "not a medical device", "27 May"]
    expected += [data.labels[key] for key in data.keys if " " not in data.labels[key]]
    assert data.exertion
    expected.append("Exertion")
    assert [number for number in expected if number not in text] == []


def test_no_text_is_smaller_than_9_points(pdf: Path, demo: Diary) -> None:
    assert pdf.exists()
    for paper in ("a4", "letter"):
        (page,) = report.pages(demo, ReportOptions(paper=paper, notes=True, questions="Sleep?"))
        sizes = [text.get_fontsize() for text in page.texts if text.get_text().strip()]
        assert min(map(float, sizes)) >= 9


def test_nothing_is_written_over_anything_else(demo: Diary) -> None:
    for paper in ("a4", "letter"):
        options = ReportOptions(paper=paper, notes=True, questions="Sleep?", printed=END)
        (page,) = report.pages(demo, options)
        FigureCanvasAgg(page).draw()  # type: ignore[no-untyped-call]  # matplotlib's
        boxes = [(t.get_text(), t.get_window_extent()) for t in page.texts if t.get_text().strip()]
        for (one, a), (other, b) in itertools.combinations(boxes, 2):
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            down = min(a.y1, b.y1) - max(a.y0, b.y0)
            # Boxes of fonts hold room above and below the glyphs.
            assert across < 1 or down < 5, (paper, one, other)


def test_name_date_of_birth_and_notes_are_there_only_where_chosen(
    demo: Diary, tmp_path: Path, tool: Tool
) -> None:
    path = tmp_path / "report.pdf"
    bare = ReportOptions(with_days=True)
    full = ReportOptions(name="Ada", birth_date="3 May 1980", notes=True, with_days=True)
    note = next(day.note for day in list(demo.days())[::-1] if day.note)
    for options, there in ((bare, False), (full, True)):
        report.write_pdf(demo, path, options)
        for text in (tool("pdftotext", "-layout", path, "-"), report.plain_text(demo, options)):
            assert ("Ada" in text) == there
            assert ("born 3 May 1980" in text) == there
            assert (note in text) == there


def test_form_and_strength_reach_the_report(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    steps = [DoseStep(END - timedelta(days=40), 1.5, form="liquid", strength="1 mg per ml")]
    diary = Diary({day.date: day for day in demo.days()}, steps)
    path = tmp_path / "report.pdf"
    report.write_pdf(diary, path)
    for text in (tool("pdftotext", "-layout", path, "-"), report.plain_text(diary)):
        assert "1.5 mg, liquid, 1 mg per ml a day since 13 October 2026." in text


def test_it_is_one_page_and_carries_title_and_author(pdf: Path, tool: Tool) -> None:
    output = tool("pdfinfo", pdf)
    assert re.search(r"Title:\s+Symptom diary: low-dose naltrexone", output)
    assert re.search(r"Author:\s+Ada Example", output)
    assert re.search(r"Pages:\s+1\b", output)
    assert re.search(r"Page size:.*A4", output)


def test_letter_paper_is_letter(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    path = tmp_path / "report.pdf"
    report.write_pdf(demo, path, ReportOptions(paper="letter"))
    assert re.search(r"Page size:.*letter", tool("pdfinfo", path))


def test_an_invented_diary_is_marked_on_every_page(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    path = tmp_path / "report.pdf"
    report.write_pdf(demo, path, ReportOptions(with_days=True))
    pages = tool("pdftotext", path, "-").split("\f")[:-1]
    assert len(pages) >= 3
    assert all("Example data" in page for page in pages)


def test_a_real_diary_is_not_called_invented(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    real = Diary({day.date: day for day in demo.days()}, demo.dose_steps, about=About())
    path = tmp_path / "report.pdf"
    report.write_pdf(real, path)
    text = tool("pdftotext", path, "-")
    assert "Example data" not in text
    assert "Recorded with LDN Desktop" in text


def test_the_day_table_holds_every_recorded_day(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    path, start = tmp_path / "report.pdf", END - timedelta(days=99)
    report.write_pdf(demo, path, ReportOptions(start=start, end=END, with_days=True))
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
    report.write_pdf(diary, path, ReportOptions(name="Ελένη", notes=True))
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
    options = ReportOptions(name=long_name, questions="w" * 5000, notes=True)
    report.write_pdf(Diary({when: Day(when, answers)}), path, options)
    assert re.search(r"Pages:\s+1\b", tool("pdfinfo", path))


def test_many_dose_steps_leave_the_newest_on_the_page(tmp_path: Path, tool: Tool) -> None:
    diary = demo_diary(END, days=360)
    steps = [DoseStep(END - timedelta(days=10 * n), 0.25 * (n + 1)) for n in range(30)]
    crowded = Diary({d.date: d for d in diary.days()}, steps)
    path = tmp_path / "report.pdf"
    report.write_pdf(crowded, path)
    text = tool("pdftotext", "-layout", path, "-")
    assert re.search(r"22 November 2026\s+0.25 mg", text)
    assert "doses in between are not shown" in text
    first = diary.dates()[0]
    assert re.search(rf"{first.day} \w+ {first.year}\s+none", text)
    assert re.search(r"Pages:\s+1\b", tool("pdfinfo", path))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": END, "end": END - timedelta(days=1)}, "ends before it begins"),
        ({"paper": "a5"}, "not a paper size"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    demo: Diary, tmp_path: Path, change: dict[str, object], message: str
) -> None:
    with pytest.raises(UserError, match=message):
        report.write_pdf(demo, tmp_path / "report.pdf", ReportOptions(**change))  # type: ignore[arg-type]  # by name
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
    path.write_text("older", "utf-8")

    def full(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UserError, match="the disk is full"):
        report.write_pdf(demo, path)
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]
    assert path.read_text("utf-8") == "older"


@modes
def test_the_report_is_for_its_owner_alone(pdf: Path) -> None:
    assert stat.S_IMODE(pdf.stat().st_mode) == 0o600


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_heading_is_cut_where_there_is_room(demo: Diary, paper: str) -> None:
    options = ReportOptions(paper=paper, with_days=True)
    pages = report.pages(demo, options)
    written = {text.get_text() for page in pages for text in page.texts}
    assert {"Brain fog", "Unrefreshing sleep", "Exertion", "Crash", "LDN (mg)"} <= written
    assert [text for text in written if text.endswith("…")] == []


@pytest.mark.parametrize(("days", "dots"), [(300, "days"), (900, "mean of each week")])
def test_the_foot_says_what_dots_and_lines_are(days: int, dots: str) -> None:
    [page] = report.pages(demo_diary(END, days=days))
    foot = " ".join(text.get_text() for text in page.texts)
    line = next(drawn for drawn in page.findobj(Line2D) if drawn.get_gid() == "fatigue: days")
    daily = len(np.asarray(line.get_xdata())) > days / 2
    assert daily == (dots == "days")
    assert f"Dots: {dots}" in foot
    assert ("mean of the last 7 days" in foot, "Hatched: crash days" in foot) == (daily, daily)
    assert ("mean of the last 28 days" in foot) != daily


def _with_more_symptoms(days: int, more: int) -> Diary:
    """The invented diary, `more` symptoms with long names beside its own."""
    plain = demo_diary(END, days=days)
    own = [
        Symptom(f"own{n}", f"A symptom with a rather long name {n}", own=True, order=n)
        for n in range(more)
    ]
    answers = {symptom.key: Answer(float(n % 10), 1) for n, symptom in enumerate(own)}
    whole = {day.date: Day(day.date, {**day.answers, **answers}) for day in plain.days()}
    return Diary(whole, plain.dose_steps, [*plain.symptoms, *own])


@pytest.mark.parametrize(
    ("language", "paper", "days", "more"),
    [
        ("en", "a4", 180, 0),
        ("de", "letter", 900, 0),
        ("es", "letter", 180, 8),
        ("fr", "letter", 180, 0),
        ("nb", "a4", 180, 8),
        ("nl", "a4", 900, 0),
        ("en", "letter", 180, 40),
    ],
)
def test_all_of_a_comparison_stays_on_its_pages(
    language: str, paper: str, days: int, more: int
) -> None:
    use_language(language)
    diary = _with_more_symptoms(days, more)
    options = ReportOptions(paper=paper, with_days=True)
    comparisons = gather(diary, options)[0].comparisons
    _first, *pages = report.pages(diary, options)
    texts = [text for page in pages for text in page.texts]
    written = " ".join(" ".join(text.get_text() for text in texts).split())
    notes = [" ".join(note.split()) for note in footnotes(comparisons)]
    assert [note for note in notes if note not in written] == []
    assert len(comparisons) > more
    missing = [one.name for one in comparisons if one.name.partition(" ")[0] not in written]
    assert missing == []
    lowest = MARGIN / SIZES[paper][1]
    assert [text.get_text() for text in texts if text.get_position()[1] < lowest] == []
