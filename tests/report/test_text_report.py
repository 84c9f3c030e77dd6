"""The plain-text twin says the same numbers; plain pages and pictures come out whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from ldn_desktop import report
from ldn_desktop.analysis import compare
from ldn_desktop.analysis.comparison_table import doctor_rows
from ldn_desktop.analysis.text import latest
from ldn_desktop.charts import PRINT, symptoms_figure
from ldn_desktop.diary.model import (
    Answer,
    Day,
    Diary,
    DoseStep,
    Source,
)
from ldn_desktop.errors import UserError
from ldn_desktop.report import ReportOptions, phrases
from ldn_desktop.report.report_data import gather
from tests.support.charts.days import END

Tool = Callable[..., str]


def test_the_twin_says_what_the_page_says(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    path = tmp_path / "report.pdf"
    options = ReportOptions(printed=END, questions="May I rest?", notes=True)
    report.write_pdf(demo, path, options)
    page = re.sub(r"\s+", " ", tool("pdftotext", "-layout", path, "-"))
    twin = report.plain_text(demo, options)
    data, _series = gather(demo, options)
    for row in phrases.summary(data):
        assert f"{row.name}: {row.text}" in twin
        assert f"{row.name} {row.text}" in page
    table = twin.split("Dose history\n")[1].split("\n\n")[0].splitlines()[1:]
    missing = [line for line in table if re.sub(r"\s+", " ", line) not in page]
    # Where there is no room for all, those after the first are left out, and counted.
    assert missing == table[1 : 1 + len(missing)]
    assert (f"{len(missing)} doses in between are not shown." in page) == bool(missing)
    for _when, note in data.notes:
        assert note in twin
        assert note in page
    assert "May I rest?" in twin
    # How to read pictures is said where there are any.
    assert ("Dots:" in page, "Dots:" in twin) == (True, False)


def test_each_dose_is_told_with_the_days_that_belong_to_it() -> None:
    first = date(2026, 1, 1)
    scores = {0: 4.0, 1: 6.0, 10: 1.0, 11: 2.0}
    diary = Diary(
        {
            (when := first + timedelta(days=n)): Day(
                when, {"nausea": Answer(points, 1), "dose": Answer(1.5 if n >= 10 else 0.0, 1)}
            )
            for n, points in scores.items()
        },
        [DoseStep(first + timedelta(days=10), 1.5), DoseStep(first + timedelta(days=30), 3, True)],
    )
    data, _series = gather(diary, ReportOptions(first, first + timedelta(days=13)))
    before, after = data.stages
    assert (before.amount, before.days, before.recorded, before.taken) == ("none", 10, 2, 0)
    assert (before.not_taken, before.no_entry) == (2, 8)
    assert (after.amount, after.days, after.recorded, after.taken) == ("1.5 mg", 4, 2, 2)
    assert [mean.text for mean in before.side_effects] == ["5.0"]
    assert [mean.text for mean in after.side_effects] == ["1.5"]


def test_a_period_within_one_dose_begins_with_that_dose() -> None:
    first = date(2026, 1, 1)
    diary = Diary({first: Day(first, {"pain": Answer(1.0, 1)})}, [DoseStep(date(2025, 6, 1), 3.0)])
    data, _series = gather(diary, ReportOptions(first, first))
    assert [(stage.start, stage.amount) for stage in data.stages] == [(first, "3 mg")]


def test_where_scores_come_from_is_said() -> None:
    first = date(2026, 1, 1)
    sources = [Source.ENTERED, Source.COPIED, Source.RECALLED, Source.IMPORTED, Source.COPIED]
    diary = Diary(
        {
            (when := first + timedelta(days=n)): Day(when, {"pain": Answer(5.0, 1, source)})
            for n, source in enumerate(sources)
        }
    )
    text = report.plain_text(diary)
    assert "1 on the day, 2 copied from the day before, 1 filled in afterwards, 1 imported" in text


def test_the_times_at_which_the_dose_was_taken_are_counted() -> None:
    first = date(2026, 1, 1)
    diary = Diary({}, [DoseStep(first, 1.5)])
    for n, time in enumerate(("evening", "morning", "evening", None)):
        for field, value in (("dose", 1.5), ("dose-time", time)):
            answer = None if value is None else Answer(value, 1)
            diary.apply(diary.answer(first + timedelta(days=n), field, answer))
    assert "Time of the dose: Evening on 2 days, Morning on 1 day." in report.plain_text(diary)


def test_without_times_of_doses_the_report_has_no_line_for_them() -> None:
    first = date(2026, 1, 1)
    diary = Diary({first: Day(first, {"dose": Answer(1.5, 1)})}, [DoseStep(first, 1.5)])
    assert "Time of the dose" not in report.plain_text(diary)


def test_scores_that_were_ticked_on_paper_are_counted_and_signed() -> None:
    first = date(2026, 1, 1)
    on_paper = Answer(5.0, 9000, Source.RECALLED, 0, {"paper": True})
    diary = Diary(
        {
            first: Day(first, {"pain": on_paper, "fatigue": on_paper._replace(extra={})}),
            first + timedelta(days=1): Day(first + timedelta(days=1), {"pain": on_paper}),
        }
    )
    text = report.plain_text(diary, ReportOptions(with_days=True))
    assert "Entered: 2 from paper, 1 filled in afterwards." in text
    assert "5p" in text
    assert "5f" in text


def test_crash_days_are_counted_in_28_days_of_each_dose() -> None:
    first = date(2026, 1, 1)
    days = {
        (when := first + timedelta(days=n)): Day(when, {"crash": Answer(True, 1)})
        for n in (0, 1, 2, 6, 40)
    }
    diary = Diary(days, [DoseStep(first + timedelta(days=14), 1.5)])
    text = report.plain_text(diary)
    assert "Crash days: 1.0 per 28 days on 1.5 mg. 8.0 per 28 days before LDN." in text


def test_a_step_that_is_still_to_be_confirmed_has_a_row_without_days(
    tmp_path: Path, tool: Tool
) -> None:
    first = date(2026, 1, 1)
    days = {
        (when := first + timedelta(days=n)): Day(when, {"pain": Answer(5.0, 1)}) for n in range(40)
    }
    steps = [
        DoseStep(first + timedelta(days=14), 1.5),
        DoseStep(first + timedelta(days=30), 3.0, True),
        DoseStep(first + timedelta(days=60), 4.5, True),
    ]
    diary = Diary(days, steps)
    expected = r"31 January 2026\s+3 mg, not confirmed yet\s+–\s+–\s+–\s+–"
    text = report.plain_text(diary)
    assert re.search(expected, text)
    assert "LDN now: 1.5 mg a day since 15 January 2026." in text
    assert "4.5 mg" not in text
    report.write_pdf(diary, tmp_path / "report.pdf")
    assert re.search(expected, tool("pdftotext", "-layout", tmp_path / "report.pdf", "-"))


def test_a_chart_becomes_a_picture_of_300_dots_an_inch(demo: Diary, tmp_path: Path) -> None:
    figure = symptoms_figure(
        demo, ["pain"], END - timedelta(days=30), END, PRINT, width=4, height=3
    )
    report.write_picture(figure, tmp_path / "chart.png", "Pain")
    with Image.open(tmp_path / "chart.png") as picture:
        assert picture.size == (1200, 900)
        assert round(picture.info["dpi"][0]) == 300
    report.write_picture(figure, tmp_path / "chart.svg", "Pain")
    drawing = (tmp_path / "chart.svg").read_text("utf-8")
    assert "<svg" in drawing
    assert "Pain" in drawing


def test_another_ending_is_refused(demo: Diary, tmp_path: Path) -> None:
    figure = symptoms_figure(demo, ["pain"], END, END, PRINT, width=4, height=3)
    with pytest.raises(UserError, match=r"\.png, \.svg or \.pdf"):
        report.write_picture(figure, tmp_path / "chart.bmp")


def test_the_comparison_stands_on_the_page_as_the_analysis_says_it(
    demo: Diary, tmp_path: Path, tool: Tool
) -> None:
    path = tmp_path / "report.pdf"
    report.write_pdf(demo, path, ReportOptions(with_days=True))
    pages = tool("pdftotext", "-layout", path, "-").split("\f")
    for one in latest(compare(demo, today=END)):
        row = doctor_rows([one])[0]
        reported = r"\s+".join(map(re.escape, (row.symptom, row.change)))
        assert re.search(reported, pages[1]), row
        if one.estimate is not None:
            cells = (row.symptom, row.earlier, row.later, row.change, row.p_better, row.verdict)
            assert re.search(r"\s+".join(map(re.escape, cells)), pages[0]), row


def test_the_last_comparison_alone_is_the_same_as_among_all(demo: Diary) -> None:
    assert compare(demo, today=END, latest_alone=True) == latest(compare(demo, today=END))


def test_one_dose_from_the_first_day_has_nothing_to_compare() -> None:
    first = date(2026, 1, 1)
    diary = Diary({first: Day(first, {"pain": Answer(5.0, 1)})}, [DoseStep(first, 1.5)])
    assert "Did anything change?" not in report.plain_text(diary)


def test_page_and_twin_say_how_many_entries_differ_between_computers(
    demo: Diary, tmp_path: Path, tool: Tool
) -> None:
    sentences = {
        0: "",
        1: "1 entry differs between the computers that share this diary; the one that this "
        "computer shows is used.",
        2: "2 entries differ between the computers that share this diary; the ones that this "
        "computer shows are used.",
    }
    path = tmp_path / "report.pdf"
    for count, sentence in sentences.items():
        options = ReportOptions(differing=count)
        report.write_pdf(demo, path, options)
        page = re.sub(r"\s+", " ", tool("pdftotext", "-layout", path, "-"))
        for text in (page, report.plain_text(demo, options)):
            assert sentence in text
            assert ("differ" in text) == bool(count)
            assert phrases.NOT_A_DEVICE in text
