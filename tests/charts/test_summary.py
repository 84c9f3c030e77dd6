"""Every number that is said equals the diary's."""

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
from ldn_desktop.charts.summary import compared_days
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.fields import DOSE, NOTE
from ldn_desktop.diary.model import Answer, Day, Diary, DoseStep, Source
from ldn_desktop.i18n.formats import long_date, period
from tests.support.charts.naive_charts import each_day, level
from tests.support.charts.random_diaries import KEYS, PERIODS, diaries

LABELS = {"fatigue": "Fatigue", "pain": "Pain", "anxiety": "Anxiety"}


def joined(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def expected(diary: Diary, start: date, end: date) -> list[str]:
    """The sentences, with numbers counted from the days one by one."""
    days = each_day(start, end)
    recorded = [d for d in days if diary.day(d).answers]
    unit = "day" if len(days) == 1 else "days"
    covered = f"{len(recorded)} of {len(days)} {unit}"
    told = [f"From {period(start, end)}, there are entries on {covered}."]
    span = compared_days(start, end)
    if recorded:
        late, early = end - timedelta(days=span - 1), end - timedelta(days=2 * span - 1)
        now = {k: level(diary, k, late, end) for k in KEYS}
        then = {k: level(diary, k, max(early, start), late - timedelta(days=1)) for k in KEYS}
        said = [f"{LABELS[k]} {m:.1f}" for k, m in now.items() if m is not None]
        before = [f"{LABELS[k]} {m:.1f}" for k, m in then.items() if m is not None]
        told.append(
            f"The mean of the last {span} days: {joined(said)}."
            if said
            else f"The last {span} days have too few answers for a mean."
        )
        if before and len(days) >= 2 * span:
            told.append(f"In the {span} days before: {joined(before)}.")
    crashed = [d for d in days if diary.day(d).crash]
    if not crashed:
        told.append("No crash day was marked.")
    else:
        many = (
            "day was marked as a crash day"
            if len(crashed) == 1
            else ("days were marked as crash days")
        )
        told.append(f"{len(crashed)} {many}, the last on {long_date(crashed[-1])}.")
    taken = sum((diary.day(d).dose_mg or 0) > 0 for d in days)
    count = f"LDN was recorded as taken on {taken} {'day' if taken == 1 else 'days'}."
    step = diary.dose_step_on(end)
    if step is None:
        told.append(count if taken else "No LDN dose was entered.")
    elif step.mg:
        told.append(f"The LDN dose is {step.mg:g} mg since {long_date(step.start)}. {count}")
    else:
        told.append(f"No LDN is the plan since {long_date(step.start)}. {count}")
    return told


@given(diary=diaries(), ends=PERIODS)
@settings(max_examples=150)
def test_the_sentences_say_the_numbers_of_the_diary(diary: Diary, ends: tuple[date, date]) -> None:
    assert describe(diary, KEYS, *ends) == expected(diary, *ends)


def test_a_usual_chart_has_three_to_five_sentences(demo: Diary, start: date, end: date) -> None:
    assert 3 <= len(describe(demo, ["fatigue", "pain"], start, end)) <= 5
    assert 3 <= len(describe(Diary(), ["fatigue"], start, end)) <= 5


def test_a_year_is_told_with_its_own_numbers(demo: Diary, end: date) -> None:
    told = describe_year(demo, "pain", end.year)
    scores = [d.scores["pain"].value for d in demo.days() if "pain" in d.scores]
    assert told[0] == f"Pain was entered on {len(scores)} days of 2026."
    assert told[1] == f"The mean of these days: Pain {sum(scores) / len(scores):.1f}."


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
        "Tuesday 3 March 2026: crash day; Fatigue 7.5 (Severe), copied."
        " LDN: 1.5 mg taken, the plan is 3 mg. Note: Slept badly."
    )
    assert day_in_words(diary, date(2026, 3, 4), ["pain"]) == (
        "Wednesday 4 March 2026: nothing entered for these. LDN: 3 mg is the plan, nothing entered."
    )


@given(diary=diaries(), ends=PERIODS)
@settings(max_examples=60)
def test_the_table_holds_each_recorded_day_with_its_numbers(
    diary: Diary, ends: tuple[date, date]
) -> None:
    table = day_table(diary, KEYS, *ends)
    assert list(table.days) == [d for d in reversed(each_day(*ends)) if diary.day(d).answers]
    for when, row in zip(table.days, table.rows, strict=True):
        for key, cell in zip(KEYS, row[1:], strict=False):
            answer = diary.day(when).answers.get(key)
            assert cell.split(" ")[0] == ("" if answer is None else f"{answer.value:g}")


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
