"""Other medicines, opioids, events and function in the report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop import report
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary
from ldn_desktop.report import ReportOptions, phrases
from ldn_desktop.report.report_data import gather
from tests.support.charts.marked import add_mark, add_result

END = date(2026, 11, 22)


@pytest.fixture
def diary() -> Diary:
    return demo_diary(END)


def rows(diary: Diary) -> dict[str, str]:
    data, _series = gather(diary, ReportOptions())
    return {row.name: row.text for row in phrases.summary(data)}


def test_the_first_safety_question_is_always_answered(diary: Diary) -> None:
    answers = rows(diary)
    assert answers["Opioid medicines"] == "None recorded in this diary."
    assert not {"Also taken", "Also recorded", "Function"} & answers.keys()


def test_an_opioid_of_the_period_is_named(diary: Diary) -> None:
    add_mark(diary, "Tramadol 50 mg", END - timedelta(days=9))
    add_mark(diary, "Codeine", date(2001, 1, 1), 5)
    add_mark(diary, "Codeine as an event", END - timedelta(days=3), None, "event")
    answers = rows(diary)["Opioid medicines"]
    assert answers == "Tramadol 50 mg (since 13 November 2026). LDN blocks opioids."


def test_medicines_and_events_stand_on_lines_of_their_own(diary: Diary) -> None:
    add_mark(diary, "Melatonin", END - timedelta(days=40))
    add_mark(diary, "", END - timedelta(days=12), 4, "infection")
    for number in range(6):
        add_mark(diary, f"Visit {number}", END - timedelta(days=60 + number), None, "event")
    answers = rows(diary)
    assert answers["Also taken"] == "Melatonin (since 13 October 2026)."
    assert answers["Also recorded"].startswith("Infection (10–14 Nov 2026), Visit 0 (")
    assert answers["Also recorded"].endswith(" and 3 more.")


def test_function_says_its_newest_and_its_oldest_result(diary: Diary) -> None:
    add_result(diary, END - timedelta(days=90), 2.1)
    add_result(diary, END - timedelta(days=9), 3.3, items=3)
    assert rows(diary)["Function"] == (
        "FUNCAP 3.3 out of 6 on 13 November 2026. Higher is better. Only 3 of 27 questions "
        "answered. 2.1 out of 6 on 24 August 2026."
    )


def test_what_else_there_was_is_told_beside_the_comparison(diary: Diary) -> None:
    add_mark(diary, "Melatonin", END - timedelta(days=40))
    twin = report.plain_text(diary, ReportOptions())
    assert "Melatonin was also started on 13 October 2026." in twin
    pages = report.pages(diary, ReportOptions(with_days=True))
    drawn = [" ".join(text.get_text() for text in page.texts) for page in pages[:2]]
    assert all("Melatonin was also started" in page for page in drawn)


def test_five_hundred_marks_leave_the_page_whole(diary: Diary) -> None:
    for number in range(500):
        kind = ("medicine", "event", "infection")[number % 3]
        add_mark(diary, f"No {number}", END - timedelta(days=number % 170), number % 40, kind)
    (page,) = report.pages(diary, ReportOptions())
    assert all(0 <= y <= 1 for _x, y in (text.get_position() for text in page.texts))
    assert "and 163 more." in rows(diary)["Also taken"]
