"""The comparison of a diary: which answers count, when it is looked at, and as what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop.analysis import (
    Comparison,
    Reason,
    Verdict,
    compare,
    look,
    next_look,
)
from ldn_desktop.analysis.verdict import FIXED, WEEKLY
from ldn_desktop.diary.analysis_plan import IMPORTANT, LOOK_AGAIN, MAIN_SYMPTOMS
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.fields import CRASH
from ldn_desktop.diary.model import Answer, Diary, Source
from tests.support.analysis.diaries import Answers, around, day_number, diary

FALL = around({0: 7, 42: 4})
LAST = day_number(90)


def mark(answers: Answers, source: Source) -> None:
    answers["fatigue"] = answers["fatigue"]._replace(source=source)


def one(told: Diary, today: date = LAST) -> Comparison:
    [found] = compare(told, today=today)
    return found


def test_an_empty_diary_and_one_phase_have_nothing_to_compare() -> None:
    assert compare(Diary()) == []
    assert compare(diary(60, {}, lambda _n: 5.0)) == []


def test_a_clear_fall_is_likely_better() -> None:
    found = one(diary(91, {42: 4.5}, FALL))
    assert found.verdict is Verdict.BETTER
    assert (found.earlier.phrase, found.later.phrase) == ("before", "on 4.5 mg")
    assert (found.earlier.calendar_days, found.later.calendar_days) == (35, 35)


def test_the_demo_is_compared_phase_by_phase() -> None:
    found = compare(demo_diary(date(2026, 11, 20)))
    pairs = list(dict.fromkeys((c.earlier.phase, c.later.phase) for c in found))
    assert len(pairs) == 9
    assert pairs[0] == ("no dose", "0.5 mg")
    assert pairs[-1] == ("3 mg", "4.5 mg")
    assert len(found) == 9 * 9


def test_only_the_first_and_the_latest_phases_of_many_are_compared() -> None:
    steps = {20 * n: float(n) for n in range(1, 20)}
    found = compare(diary(400, steps, lambda n: 5.0 + n % 2))
    names = list(dict.fromkeys(c.later.phase for c in found))
    assert names == [f"{n} mg" for n in range(9, 20)]
    assert {c.earlier.phase for c in found} >= {"no dose", "9 mg"}


def test_looking_in_between_does_not_count_days_of_the_week_begun() -> None:
    told = diary(91, {42: 4.5}, FALL)
    assert look(told, day_number(42 + 20)).until == day_number(42 + 20)
    for more in range(7):
        seen = look(told, day_number(42 + 20 + more))
        assert (seen.until, seen.threshold) == (day_number(62), WEEKLY)
    assert look(told, day_number(42 + 27)).until == day_number(69)


def test_a_date_fixed_beforehand_holds_until_the_next() -> None:
    fixed = [day_number(70).isoformat(), day_number(300).isoformat()]
    told = diary(91, {42: 4.5}, FALL, agreed={LOOK_AGAIN: fixed})
    assert look(told, day_number(69)).fixed is False
    for today in (70, 75, 90):
        seen = look(told, day_number(today))
        assert (seen.until, seen.threshold) == (day_number(70), FIXED)
    assert next_look(told, LAST) == day_number(300)


def test_the_next_look_is_the_end_of_a_week_of_the_phase() -> None:
    told = diary(91, {42: 4.5}, FALL)
    assert next_look(told, day_number(62)) == day_number(69)
    assert next_look(told, day_number(68)) == day_number(69)


def test_a_main_symptom_counts_from_the_next_phase_on() -> None:
    early = diary(91, {42: 4.5}, FALL, agreed={MAIN_SYMPTOMS: {"fatigue": "2026-01-20"}})
    late = diary(91, {42: 4.5}, FALL, agreed={MAIN_SYMPTOMS: {"fatigue": "2026-03-20"}})
    assert one(early).evidence.main
    assert not one(late).evidence.main


def test_the_persons_own_difference_is_used() -> None:
    told = diary(91, {42: 4.5}, FALL, agreed={IMPORTANT: {"fatigue": 1.5}})
    assert one(told).evidence.mid == 1.5
    assert one(diary(91, {42: 4.5}, FALL, symptom="pain")).evidence.mid == 2.0


@pytest.mark.parametrize("kept", [None, 3, "x", [1, None], {"fatigue": "x"}, {"fatigue": True}])
def test_whatever_stands_among_the_terms_does_no_harm(kept: object) -> None:
    names = ("main_symptoms", "important_difference", "joined_steps", "look_again")
    told = diary(91, {42: 4.5}, FALL, agreed=dict.fromkeys(names, kept))
    assert one(told).verdict is Verdict.BETTER


def test_imported_days_are_not_held_against_entered_ones() -> None:
    def imported(n: int, answers: Answers) -> None:
        if n < 42:
            answers["fatigue"] = answers["fatigue"]._replace(
                source=Source.IMPORTED, extra={"origin": "Visible"}
            )

    found = one(diary(91, {42: 4.5}, FALL, change=imported))
    assert found.verdict is Verdict.MEASURED_DIFFERENTLY
    assert found.estimate is not None


def test_a_few_imported_scores_among_own_ones_are_left_out() -> None:
    def imported(n: int, answers: Answers) -> None:
        if n in (20, 21):
            mark(answers, Source.IMPORTED)

    found = one(diary(91, {42: 4.5}, FALL, change=imported))
    assert found.verdict is Verdict.BETTER
    assert found.earlier.recorded_days == 33


def test_mostly_copied_answers_give_no_verdict() -> None:
    def copied(n: int, answers: Answers) -> None:
        if n % 2:
            mark(answers, Source.COPIED)

    found = one(diary(91, {42: 4.5}, FALL, change=copied))
    assert (found.verdict, found.reason) == (Verdict.NOT_ENOUGH_DAYS, Reason.COPIED)


def test_copied_and_recalled_answers_are_tried_without() -> None:
    def some(n: int, answers: Answers) -> None:
        if n % 5 == 0:
            mark(answers, Source.COPIED)
        if n % 5 == 1:
            mark(answers, Source.RECALLED)

    found = one(diary(91, {42: 4.5}, FALL, change=some))
    assert found.verdict is Verdict.BETTER
    assert found.evidence.without_copied is not None
    assert found.evidence.without_recalled is not None
    assert found.evidence.without_copied != found.estimate


def test_a_gain_that_hangs_on_recalled_days_is_not_given() -> None:
    def recalled(n: int, answers: Answers) -> None:
        if n >= 42 and n % 2:
            answers["fatigue"] = Answer(1.0, 1200, Source.RECALLED)

    found = one(diary(91, {42: 4.5}, around({0: 5}), change=recalled))
    assert found.estimate is not None
    assert found.estimate.p_better > WEEKLY
    assert found.verdict is not Verdict.BETTER


def test_crash_days_without_scores_can_turn_a_verdict_round() -> None:
    def crashed(n: int, answers: Answers) -> None:
        if n >= 42 and n % 3 == 0:
            answers.clear()
            answers[CRASH] = Answer(True, 600)

    found = one(diary(91, {42: 4.5}, around({0: 6, 42: 4}), change=crashed))
    assert (found.verdict, found.reason) == (Verdict.NO_CLEAR_CHANGE, Reason.CRASH_DAYS)
    assert found.later.crash_days == 12
    assert found.later.missing_share == 0


def test_a_crash_day_with_a_score_is_a_score() -> None:
    def crashed(_n: int, answers: Answers) -> None:
        answers[CRASH] = Answer(True, 600)

    found = one(diary(91, {42: 4.5}, FALL, change=crashed))
    assert found.later.crash_days == 0
    assert found.evidence.crash_days_at_worst is None


def test_side_effects_stand_beside_symptoms() -> None:
    told = diary(91, {42: 4.5}, around({0: 1, 42: 5}), symptom="nausea")
    found = one(told)
    assert (found.verdict, found.evidence.side_effect) == (Verdict.WORSE, True)


def test_a_steady_fall_is_not_called_better() -> None:
    steady = around({0: 7})
    told = diary(120, {60: 4.5}, lambda n: steady(n) - round(n / 40))
    assert one(told, day_number(119)).verdict is Verdict.ALREADY_CHANGING


def test_the_current_phase_says_how_many_days_it_still_needs() -> None:
    found = one(diary(56, {42: 4.5}, FALL), day_number(55))
    assert (found.verdict, found.days_needed) == (Verdict.NOT_ENOUGH_DAYS, 7)


def test_a_step_that_began_today_is_a_phase_without_days() -> None:
    found = one(diary(42, {41: 4.5}, around({0: 6})), day_number(41))
    assert (found.later.calendar_days, found.estimate) == (0, None)


def test_the_same_diary_gives_the_same_answer() -> None:
    today = date(2026, 11, 20)
    assert compare(demo_diary(today)) == compare(demo_diary(today))


def test_days_after_the_look_change_nothing() -> None:
    today = day_number(69)
    early, later = diary(70, {42: 4.5}, FALL), diary(75, {42: 4.5}, FALL)
    assert compare(early, today=today) == compare(later, today=today + timedelta(days=5))
