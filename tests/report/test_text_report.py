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
from ldn_desktop.analysis.table import doctor_rows
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
from ldn_desktop.report.report_data import gather
from tests.support.charts.days import END

Tool = Callable[..., str]


def test_the_twin_says_what_the_page_says(demo: Diary, tmp_path: Path, tool: Tool) -> None:
    path = tmp_path / "report.pdf"
    report.write_pdf(demo, path, printed=END)
    page = tool("pdftotext", "-layout", path, "-")
    twin = report.plain_text(demo, printed=END)
    table = twin.split("Dose history\n")[1].split("\n\n")[0].splitlines()[1:]
    for row in table:
        cells = [re.escape(cell) for cell in re.split(r"\s{2,}", row)]
        assert re.search(r"\s+".join(cells), page), row
    for line in twin.split("of the 28 days before\n")[1].split("\n\n")[0].splitlines():
        now, before = re.findall(r"\d+\.\d", line)
        assert re.search(rf"{before}\s+{now}", page), line


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
    facts, _columns = gather(diary, first, first + timedelta(days=13))
    before, after = facts.stages
    assert (before.amount, before.days, before.recorded, before.taken) == ("none entered", 10, 2, 0)
    assert (after.amount, after.days, after.recorded, after.taken) == ("1.5 mg", 4, 2, 2)
    assert [mean.text for mean in before.side_effects] == ["5.0 (2)"]
    assert [mean.text for mean in after.side_effects] == ["1.5 (2)"]


def test_a_period_within_one_dose_begins_with_that_dose() -> None:
    first = date(2026, 1, 1)
    diary = Diary({first: Day(first, {"pain": Answer(1.0, 1)})}, [DoseStep(date(2025, 6, 1), 3.0)])
    facts, _columns = gather(diary, first, first)
    assert [(stage.start, stage.amount) for stage in facts.stages] == [(first, "3 mg")]


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
    assert "1 on the day, 2 copied from the day before, 1 from memory, 1 imported" in text


def test_crash_days_in_a_row_are_one_spell() -> None:
    first = date(2026, 1, 30)
    diary = Diary(
        {
            (when := first + timedelta(days=n)): Day(when, {"crash": Answer(True, 1)})
            for n in (0, 1, 2, 6)
        }
    )
    assert "4 crash days in 2 spells. 30 Jan – 1 Feb, 5 Feb." in report.plain_text(diary)


def test_dates_carry_their_year_where_the_period_spans_two() -> None:
    diary = Diary(
        {
            when: Day(when, {"crash": Answer(True, 1)})
            for when in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 5))
        }
    )
    assert "31 Dec 2025 – 1 Jan 2026, 5 Mar 2026." in report.plain_text(diary)


def test_a_chart_becomes_a_picture_of_300_dots_an_inch(demo: Diary, tmp_path: Path) -> None:
    figure = symptoms_figure(
        demo, ["pain"], END - timedelta(days=30), END, PRINT, width=4, height=3
    )
    report.write_picture(figure, tmp_path / "chart.png", "Pain")
    with Image.open(tmp_path / "chart.png") as picture:
        assert picture.size == (1200, 900)
        assert round(picture.info["dpi"][0]) == 300
    report.write_picture(figure, tmp_path / "chart.svg", "Pain")
    drawing = (tmp_path / "chart.svg").read_text()
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
    report.write_pdf(demo, path, with_days=True)
    pages = tool("pdftotext", "-layout", path, "-").split("\f")
    for one in latest(compare(demo, today=END)):
        row = doctor_rows([one])[0]
        told = r"\s+".join(map(re.escape, (row.symptom, row.change)))
        assert re.search(told, pages[1]), row
        if one.symptom in gather(demo, None, None)[0].keys:
            cells = (row.symptom, row.earlier, row.later, row.change, row.p_better, row.verdict)
            assert re.search(r"\s+".join(map(re.escape, cells)), pages[0]), row


def test_the_last_comparison_alone_is_the_same_as_among_all(demo: Diary) -> None:
    assert compare(demo, today=END, latest_alone=True) == latest(compare(demo, today=END))


def test_one_dose_from_the_first_day_has_nothing_to_compare() -> None:
    first = date(2026, 1, 1)
    diary = Diary({first: Day(first, {"pain": Answer(5.0, 1)})}, [DoseStep(first, 1.5)])
    assert "Did anything change?" not in report.plain_text(diary)
