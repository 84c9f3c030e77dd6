"""The diary's own rules, in plain Python."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, floats, integers, lists, sampled_from, text, tuples

from ldn_desktop.diary.fields import CRASH, DOSE, EXERTION, NOTE
from ldn_desktop.diary.model import (
    Answer,
    AnswerChange,
    Diary,
    DoseStep,
    Edit,
)
from ldn_desktop.errors import UserError

TODAY = date(2026, 11, 22)
FIELDS = ("fatigue", "pain", "low_mood", EXERTION)
TOUCHES = lists(
    tuples(integers(0, 6), sampled_from(FIELDS), sampled_from([None, 0.0, 2.5, 10.0])), max_size=40
)


def _touched(touches: list[tuple[int, str, float | None]]) -> tuple[Diary, list[Edit]]:
    diary, edits = Diary(), []
    for ago, name, points in touches:
        given_answer = None if points is None else Answer(points, 1200)
        edit = diary.answer(TODAY - timedelta(days=ago), name, given_answer)
        diary.apply(edit)
        edits.append(edit)
    return diary, edits


@given(TOUCHES)
def test_every_edit_taken_back_in_turn_leaves_an_empty_diary(
    touches: list[tuple[int, str, float | None]],
) -> None:
    diary, edits = _touched(touches)
    for edit in reversed(edits):
        diary.apply(edit.reversed())
    assert diary.dates() == []


@given(TOUCHES)
def test_an_edit_applied_twice_changes_nothing_more(
    touches: list[tuple[int, str, float | None]],
) -> None:
    diary, edits = _touched(touches)
    once = [(day.date, dict(day.answers)) for day in diary.days()]
    for edit in edits[-1:]:
        diary.apply(edit)
    assert [(day.date, dict(day.answers)) for day in diary.days()] == once


@given(TOUCHES)
def test_dates_are_those_with_answers_in_order(
    touches: list[tuple[int, str, float | None]],
) -> None:
    diary, _edits = _touched(touches)
    assert diary.dates() == sorted(diary.dates())
    assert all(diary.day(when).answers for when in diary.dates())
    assert not any(
        diary.day(TODAY - timedelta(days=ago))
        for ago in range(7)
        if TODAY - timedelta(days=ago) not in diary.dates()
    )


@given(floats())
def test_points_are_0_to_10_or_refused(points: float) -> None:
    if 0 <= points <= 10:
        assert Diary().answer(TODAY, "pain", Answer(points, 0))
    else:
        with pytest.raises(UserError, match="0 to 10"):
            Diary().answer(TODAY, "pain", Answer(points, 0))


@pytest.mark.parametrize(
    ("field", "value"),
    [(CRASH, False), (CRASH, 1), (DOSE, -0.5), (DOSE, 1000.1), (DOSE, "much"), (NOTE, "  "),
     (NOTE, "x" * 1_000_001), (NOTE, "\ud800"), ("pain", True), ("aura", 5.0)],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_named(field: str, value: object) -> None:
    with pytest.raises(UserError):
        Diary().answer(TODAY, field, Answer(value, 0))


def test_a_day_before_1900_is_refused() -> None:
    with pytest.raises(UserError, match="1900"):
        Diary().answer(date(1899, 12, 31), "pain", Answer(5.0, 0))


@given(text(min_size=1, max_size=200).filter(lambda t: t.strip()))
def test_a_note_keeps_any_script(written: str) -> None:
    try:
        written.encode()
    except UnicodeEncodeError:
        return
    diary = Diary()
    diary.apply(diary.answer(TODAY, NOTE, Answer(written, 0)))
    assert diary.day(TODAY).note == written.strip()


@given(dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_a_planned_step_never_counts(when: date) -> None:
    old = DoseStep(date(1999, 1, 1), 0.5)
    diary = Diary(dose_steps=[old, DoseStep(when, 3.0, planned=True)])
    assert diary.dose_step_on(when) == old
    assert Diary(dose_steps=[DoseStep(when, 3.0, planned=True)]).dose_step_on(when) is None


def test_the_step_in_force_is_the_last_one_begun() -> None:
    steps = [DoseStep(date(2026, 1, n), float(n)) for n in (1, 5, 9)]
    diary = Diary(dose_steps=reversed(steps))
    assert [diary.dose_step_on(date(2026, 1, n)) for n in (1, 4, 5, 31)] == [
        steps[0], steps[0], steps[1], steps[2],
    ]  # fmt: skip


def test_an_edit_knows_the_days_it_touches() -> None:
    change = AnswerChange(TODAY, "pain", None, Answer(5.0, 0))
    assert Edit((change,)).dates == {TODAY}
    assert Edit((change,)).reversed().changes[0].after is None
