"""What else there was in the compared time is shown, and nothing is concluded from it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop.analysis import compare, phases
from ldn_desktop.analysis.beside_doses import beside_sentences, unlisted_doses
from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.imported_steps import add_steps, missing_steps
from ldn_desktop.diary.model import Answer, AnswerChange, Day, Diary, DoseStep, Edit, Source
from tests.support.charts.marked import add_mark, add_result

START, STEP = date(2026, 3, 1), date(2026, 5, 1)
END = date(2026, 6, 30)


@pytest.fixture
def diary() -> Diary:
    days = [START + timedelta(days=number) for number in range((END - START).days + 1)]
    recorded = {when: Day(when, {"fatigue": Answer(5.0, 600)}) for when in days}
    return Diary(recorded, [DoseStep(START, 0.0), DoseStep(STEP, 1.5)])


def sentences(diary: Diary) -> list[str]:
    return beside_sentences(diary, phases(diary, END))


def test_a_medicine_that_was_started_or_stopped_is_told_with_its_day(diary: Diary) -> None:
    add_mark(diary, "Melatonin", date(2026, 5, 3))
    add_mark(diary, "Iron", date(2020, 1, 1), (date(2026, 4, 2) - date(2020, 1, 1)).days)
    assert sentences(diary) == [
        "Iron was also stopped on 2 April 2026.",
        "Melatonin was also started on 3 May 2026.",
        "Any of this may have made a difference too.",
    ]


def test_what_goes_on_all_the_time_is_not_told(diary: Diary) -> None:
    add_mark(diary, "Iron", date(2020, 1, 1))
    add_mark(diary, "Zinc", date(2020, 1, 1), 30)
    assert sentences(diary) == []


def test_everything_else_is_one_sentence_with_the_newest(diary: Diary) -> None:
    add_mark(diary, "", date(2026, 5, 10), 4, "infection")
    for number in range(5):
        add_mark(diary, f"Visit {number}", date(2026, 6, 1 + number), None, "event")
    sentence = sentences(diary)[0]
    assert sentence.startswith("Also during this time: Visit 0 (1 June 2026)")
    assert sentence.endswith("and 1 more.")


def test_many_changes_are_counted(diary: Diary) -> None:
    for number in range(10):
        add_mark(diary, f"Medicine {number}", START + timedelta(days=number))
    assert sentences(diary)[3] == "There were 7 more changes to other medicines."


def test_one_phase_alone_is_compared_with_nothing() -> None:
    diary = Diary({START: Day(START, {"fatigue": Answer(5.0, 600)})})
    add_mark(diary, "Iron", START)
    assert beside_sentences(diary, phases(diary, START)) == []


def test_results_of_funcap_are_described_and_never_tested(diary: Diary) -> None:
    for when, mean in ((date(2026, 3, 9), 2.0), (date(2026, 4, 9), 3.0), (date(2026, 6, 9), 4.0)):
        add_result(diary, when, mean)
    (sentence,) = sentences(diary)
    assert sentence == (
        "Function (FUNCAP, higher is better): 4 out of 6 now, a mean of 2.5 out of 6 from 2 "
        "results before. The change was not tested."
    )
    assert {one.symptom for one in compare(diary, today=END)} == {"fatigue"}


def test_marks_change_no_verdict(diary: Diary) -> None:
    before = compare(diary, today=END)
    add_mark(diary, "Melatonin", date(2026, 5, 3))
    add_result(diary, date(2026, 6, 9), 4.0)
    after = compare(diary, today=END)
    assert [(one.verdict, one.estimate) for one in after] == [
        (one.verdict, one.estimate) for one in before
    ]


def test_doses_on_days_that_count_as_days_without_any_are_told(diary: Diary) -> None:
    assert unlisted_doses(diary, phases(diary, END)) == ""
    for number in range(12):
        dose = Answer(0.5, 600, Source.IMPORTED)
        when = STEP - timedelta(days=1 + number)
        diary.apply(Edit((AnswerChange(when, DOSE, None, dose),)))
    assert unlisted_doses(diary, phases(diary, END)).startswith("LDN was taken on 12 of the days")
    diary.apply(add_steps(missing_steps(diary)))
    assert unlisted_doses(diary, phases(diary, END)) == ""


def test_what_came_often_is_told_once_beside_what_came_once(diary: Diary) -> None:
    add_mark(diary, "", date(2026, 3, 20), 4, "infection")
    for number in range(4):
        add_mark(diary, "", date(2026, 3, 3) + timedelta(days=28 * number), 3, "period")
    assert sentences(diary)[0] == (
        "Also during this time: Infection (20–24 Mar 2026), Period (4 times, most recently "
        "26–29 May 2026)."
    )
