"""Every number in the sentences equals the diary's."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings

from ldn_desktop.charts import (
    DailySeries,
    day_in_words,
    day_table,
    describe,
    describe_year,
)
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.fields import DOSE, NOTE
from ldn_desktop.diary.model import (
    Answer,
    Day,
    Diary,
    DoseStep,
    Source,
)
from tests.support.charts.expected_sentences import expected_sentences
from tests.support.charts.naive_charts import each_day
from tests.support.charts.random_diaries import KEYS, PERIODS, diaries


@given(diary=diaries(), ends=PERIODS)
@settings(max_examples=150)
def test_the_sentences_say_the_numbers_of_the_diary(diary: Diary, ends: tuple[date, date]) -> None:
    assert describe(diary, KEYS, *ends) == expected_sentences(diary, *ends)


def test_a_usual_chart_has_three_to_five_sentences(demo: Diary, start: date, end: date) -> None:
    assert 3 <= len(describe(demo, ["fatigue", "pain"], start, end)) <= 5
    assert 3 <= len(describe(Diary(), ["fatigue"], start, end)) <= 5


def test_a_year_is_told_with_its_own_numbers(demo: Diary, end: date) -> None:
    reported = describe_year(demo, "pain", end.year)
    scores = [d.scores["pain"].value for d in demo.days() if "pain" in d.scores]
    assert reported[0] == f"Pain was entered on {len(scores)} days in 2026."
    assert reported[1] == f"The mean of these days: Pain {sum(scores) / len(scores):.1f}."


def test_one_day_is_read_out_with_word_source_dose_and_note() -> None:
    when = date(2026, 3, 3)
    diary = Diary(
        {
            when: Day(
                when,
                {
                    "fatigue": Answer(7.5, 1200, Source.COPIED),
                    "crash": Answer(True, 1200),
                    DOSE: Answer(1.5, 1200),
                    NOTE: Answer("Slept\nbadly.", 1200),
                },
            )
        },
        [DoseStep(date(2026, 3, 1), 3.0)],
    )
    assert day_in_words(diary, when, ["fatigue", "pain"]) == (
        "Tuesday 3 March 2026: crash day; Fatigue 7.5 (Severe), copied. LDN: 1.5 mg taken, 3 mg "
        "planned. Note: Slept badly."
    )
    assert day_in_words(diary, date(2026, 3, 4), ["pain"]) == (
        "Wednesday 4 March 2026: nothing entered for the symptoms shown. "
        "LDN: 3 mg planned, nothing entered."
    )


@given(diary=diaries(), ends=PERIODS)
@settings(max_examples=60)
def test_the_table_holds_each_recorded_day_with_its_numbers(
    diary: Diary, ends: tuple[date, date]
) -> None:
    table = day_table(diary, KEYS, *ends)
    first = max(ends[0], min(diary.dates(), default=ends[0]))
    assert list(table.days) == (each_day(first, ends[1])[::-1] if diary.dates() else [])
    for when, row in zip(table.days, table.rows, strict=True):
        for key, cell in zip(KEYS, row[1:], strict=False):
            answer = diary.day(when).answers.get(key)
            assert cell.number.split(" ")[0] == ("" if answer is None else f"{answer.value:g}")
            assert cell.announcement.endswith("no entry") == (answer is None)


def test_columns_renewed_day_by_day_equal_columns_read_afresh(end: date) -> None:
    diary = demo_diary(end, days=60)
    columns = DailySeries.of(diary)
    when = diary.dates()[20]
    for name, answer in (("pain", Answer(0.0, 1)), ("fatigue", None), ("crash", Answer(True, 1))):
        diary.apply(diary.answer(when, name, answer))
    diary.apply(diary.answer(end + timedelta(days=1), "pain", Answer(10.0, 1)))
    changed = {when, end + timedelta(days=1)}
    renewed, fresh = columns.updated(diary, changed), DailySeries.of(diary)
    start = diary.dates()[0]
    last = end + timedelta(days=1)
    for key in ("pain", "fatigue", "crash", "dose"):
        one, other = (c.column(key, start, last) for c in (renewed, fresh))
        np.testing.assert_array_equal(one.values, other.values)
        np.testing.assert_array_equal(one.hollow, other.hollow)


def test_columns_of_a_day_changed_within_the_diary_are_renewed_in_place(end: date) -> None:
    diary = demo_diary(end, days=60)
    columns, when = DailySeries.of(diary), diary.dates()[20]
    diary.apply(diary.answer(when, "pain", None))
    renewed = columns.updated(diary, {when})
    assert renewed.first == columns.first
    assert np.isnan(renewed.column("pain", when, when).values[0])
    # The older columns are still what they were: a drawing may be using them.
    assert not np.isnan(columns.column("pain", when, when).values[0])
