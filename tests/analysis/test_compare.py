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
    text,
)
from ldn_desktop.analysis.verdict import FIXED, WEEKLY
from ldn_desktop.diary.analysis_plan import (
    IMPORTANT,
    LOOK_AGAIN,
    MAIN_SYMPTOMS,
    fix_look_again,
    fixed_looks,
    use_up_look,
)
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.fields import CRASH, DOSE
from ldn_desktop.diary.model import BY, Answer, Diary, Source
from ldn_desktop.errors import UserError
from tests.support.analysis.diaries import Answers, around, day_number, diary

FALL = around({0: 7, 42: 4})
LAST = day_number(104)
"""On the 63rd day of the dose: the first eight weeks are over."""


def mark(answers: Answers, source: Source) -> None:
    answers["fatigue"] = answers["fatigue"]._replace(source=source)


def one(recorded: Diary, today: date = LAST) -> Comparison:
    [found] = compare(recorded, today=today)
    return found


def test_an_empty_diary_and_one_phase_have_nothing_to_compare() -> None:
    assert compare(Diary()) == []
    assert compare(diary(60, {}, lambda _n: 5.0)) == []


def test_a_clear_fall_is_likely_better() -> None:
    found = one(diary(105, {42: 4.5}, FALL))
    assert found.verdict is Verdict.BETTER
    assert (found.earlier.phrase, found.later.phrase) == ("before", "on 4.5 mg")
    assert (found.earlier.calendar_days, found.later.calendar_days) == (35, 49)


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
    recorded = diary(105, {42: 4.5}, FALL)
    assert look(recorded, day_number(42 + 20)).until == day_number(42 + 20)
    for more in range(7):
        seen = look(recorded, day_number(42 + 20 + more))
        assert (seen.until, seen.threshold) == (day_number(62), WEEKLY)
    assert look(recorded, day_number(42 + 27)).until == day_number(69)


def test_a_date_fixed_beforehand_holds_until_the_next() -> None:
    fixed = [day_number(70).isoformat(), day_number(300).isoformat()]
    recorded = diary(105, {42: 4.5}, FALL, agreed={LOOK_AGAIN: fixed})
    assert look(recorded, day_number(69)).fixed is False
    for today in (70, 75, 90):
        seen = look(recorded, day_number(today))
        assert (seen.until, seen.threshold) == (day_number(70), FIXED)
    assert next_look(recorded, LAST) == day_number(300)


def test_the_next_look_is_the_end_of_a_week_of_the_phase() -> None:
    recorded = diary(105, {42: 4.5}, FALL)
    assert next_look(recorded, day_number(62)) == day_number(69)
    assert next_look(recorded, day_number(68)) == day_number(69)


def test_a_main_symptom_counts_from_the_next_phase_on() -> None:
    early = diary(105, {42: 4.5}, FALL, agreed={MAIN_SYMPTOMS: {"fatigue": "2026-01-20"}})
    late = diary(105, {42: 4.5}, FALL, agreed={MAIN_SYMPTOMS: {"fatigue": "2026-03-20"}})
    assert one(early).evidence.main
    assert not one(late).evidence.main


def test_the_persons_own_difference_is_used() -> None:
    recorded = diary(105, {42: 4.5}, FALL, agreed={IMPORTANT: {"fatigue": 1.5}})
    assert one(recorded).evidence.mid == 1.5
    assert one(diary(105, {42: 4.5}, FALL, symptom="pain")).evidence.mid == 2.0


@pytest.mark.parametrize("stored", [None, 3, "x", [1, None], {"fatigue": "x"}, {"fatigue": True}])
def test_whatever_stands_among_the_terms_does_no_harm(stored: object) -> None:
    names = ("main_symptoms", "important_difference", "joined_steps", "look_again")
    recorded = diary(105, {42: 4.5}, FALL, agreed=dict.fromkeys(names, stored))
    assert one(recorded).verdict is Verdict.BETTER


def test_imported_days_are_not_held_against_entered_ones() -> None:
    def imported(n: int, answers: Answers) -> None:
        if n < 42:
            answers["fatigue"] = answers["fatigue"]._replace(
                source=Source.IMPORTED, extra={"origin": "Visible"}
            )

    found = one(diary(105, {42: 4.5}, FALL, change=imported))
    assert found.verdict is Verdict.MEASURED_DIFFERENTLY
    assert found.estimate is None


def test_a_few_imported_scores_among_own_ones_are_left_out() -> None:
    def imported(n: int, answers: Answers) -> None:
        if n in (20, 21):
            mark(answers, Source.IMPORTED)

    found = one(diary(105, {42: 4.5}, FALL, change=imported))
    assert found.verdict is Verdict.BETTER
    assert found.earlier.recorded_days == 33


def test_mostly_copied_answers_give_no_verdict() -> None:
    def copied(n: int, answers: Answers) -> None:
        if n % 2:
            mark(answers, Source.COPIED)

    found = one(diary(105, {42: 4.5}, FALL, change=copied))
    assert (found.verdict, found.reason) == (Verdict.NOT_ENOUGH_DAYS, Reason.COPIED)


def test_copied_and_recalled_answers_are_tried_without() -> None:
    def some(n: int, answers: Answers) -> None:
        if n % 5 == 0:
            mark(answers, Source.COPIED)
        if n % 5 == 1:
            mark(answers, Source.RECALLED)

    found = one(diary(105, {42: 4.5}, FALL, change=some))
    assert found.verdict is Verdict.BETTER
    assert found.evidence.without_copied is not None
    assert found.evidence.without_recalled is not None
    assert found.evidence.without_copied != found.estimate


def test_a_gain_that_hangs_on_recalled_days_is_not_given() -> None:
    def recalled(n: int, answers: Answers) -> None:
        if n >= 42 and n % 2:
            answers["fatigue"] = Answer(1.0, 1200, Source.RECALLED)

    found = one(diary(105, {42: 4.5}, around({0: 5}), change=recalled))
    assert found.estimate is not None
    assert found.estimate.p_better > WEEKLY
    assert found.verdict is not Verdict.BETTER


def test_answers_by_a_helper_are_tried_without() -> None:
    def some(n: int, answers: Answers) -> None:
        if n % 5 == 0:
            answers["fatigue"] = answers["fatigue"]._replace(extra={BY: "Anna"})

    found = one(diary(105, {42: 4.5}, FALL, change=some))
    assert found.verdict is Verdict.BETTER
    assert found.evidence.without_helped is not None
    assert found.evidence.without_helped != found.estimate


def test_a_gain_that_hangs_on_a_helpers_days_is_not_given() -> None:
    def helped(n: int, answers: Answers) -> None:
        if n >= 42 and n % 2:
            answers["fatigue"] = Answer(1.0, 1200, extra={BY: ""})

    found = one(diary(105, {42: 4.5}, around({0: 5}), change=helped))
    assert found.verdict is not Verdict.BETTER


def test_a_diary_that_a_helper_enters_throughout_is_judged_as_any_other() -> None:
    def all_days(_n: int, answers: Answers) -> None:
        answers["fatigue"] = answers["fatigue"]._replace(extra={BY: "Anna"})

    found = one(diary(105, {42: 4.5}, FALL, change=all_days))
    assert found.verdict is Verdict.BETTER
    assert found.evidence.without_helped is None


def test_crash_days_without_scores_can_turn_a_verdict_round() -> None:
    def crashed(n: int, answers: Answers) -> None:
        if n >= 42 and n % 3 == 0:
            answers.clear()
            answers[CRASH] = Answer(True, 600)

    found = one(diary(105, {42: 4.5}, around({0: 6, 42: 4}), change=crashed))
    assert (found.verdict, found.reason) == (Verdict.NO_CLEAR_CHANGE, Reason.CRASH_DAYS)
    assert found.later.crash_days == 16
    assert found.later.missing_share == 0


def test_a_crash_day_with_a_score_is_a_score() -> None:
    def crashed(_n: int, answers: Answers) -> None:
        answers[CRASH] = Answer(True, 600)

    found = one(diary(105, {42: 4.5}, FALL, change=crashed))
    assert found.later.crash_days == 0
    assert found.evidence.crash_days_at_worst is None


def test_side_effects_stand_beside_symptoms() -> None:
    recorded = diary(105, {42: 4.5}, around({0: 1, 42: 5}), symptom="nausea")
    found = one(recorded)
    assert (found.verdict, found.evidence.side_effect) == (Verdict.WORSE, True)


def test_a_steady_fall_is_not_called_better() -> None:
    steady = around({0: 7})
    recorded = diary(120, {60: 4.5}, lambda n: steady(n) - round(n / 40))
    assert one(recorded, day_number(119)).verdict is Verdict.ALREADY_CHANGING


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


def together(recorded: Diary, today: date) -> Comparison:
    """The judged comparison."""
    return text.latest(compare(recorded, today=today))[0]


ON_OFF_ON = {42: 4.5, 98: 0.0}


def test_days_without_a_dose_are_read_together_before_and_after_it() -> None:
    recorded = diary(140, ON_OFF_ON, around({0: 7, 42: 4, 98: 7}))
    found = together(recorded, day_number(139))
    assert (found.earlier.phase, found.later.phase) == ("no dose", "4.5 mg")
    assert found.earlier.phrase == "with no dose"
    assert (found.earlier.calendar_days, found.later.calendar_days) == (35 + 35, 42)
    assert found.verdict is Verdict.BETTER
    assert (found.earlier.ongoing, found.later.ongoing) == (True, False)


def test_a_dose_that_comes_back_continues() -> None:
    recorded = diary(200, {42: 4.5, 70: 0.0, 98: 4.5}, around({0: 7, 42: 4, 70: 7, 98: 4}))
    found = together(recorded, day_number(125))
    assert (found.later.phase, found.later.days_on_dose) == ("4.5 mg", 56)
    assert found.verdict is Verdict.BETTER


def test_of_several_doses_the_one_taken_last_is_judged() -> None:
    steps = {42: 1.5, 70: 4.5, 100: 1.5}
    recorded = diary(160, steps, around({0: 7, 42: 4, 70: 6, 100: 4}))
    pairs = [(c.earlier.phase, c.later.phase) for c in compare(recorded, today=day_number(159))]
    assert pairs == [("no dose", "4.5 mg"), ("no dose", "1.5 mg"), ("4.5 mg", "1.5 mg")]
    judged = [c.later.phase for c in compare(recorded) if c.verdict is not Verdict.NOT_JUDGED]
    assert judged == ["1.5 mg"]


def test_a_fall_alone_with_a_dose_that_ended_is_not_called_no_dose() -> None:
    """The first edition held the last days against the first, and said “with no dose”."""
    recorded = diary(140, ON_OFF_ON, around({0: 7, 42: 4, 98: 7}))
    assert together(recorded, day_number(139)).later.phrase == "on 4.5 mg"


def test_before_a_fixed_date_nothing_is_said_until_it_is_used_up() -> None:
    recorded = diary(105, {42: 4.5}, FALL, agreed={LOOK_AGAIN: [day_number(120).isoformat()]})
    assert look(recorded, LAST).pending == day_number(120)
    assert one(recorded).verdict is Verdict.WAITING
    recorded.apply(use_up_look(recorded, LAST))
    assert one(recorded).verdict is Verdict.BETTER
    assert one(recorded).evidence.threshold == WEEKLY
    assert look(recorded, day_number(125)).threshold == WEEKLY
    assert not use_up_look(recorded, LAST)


def test_a_date_is_fixed_two_weeks_ahead_and_one_at_a_time() -> None:
    recorded = diary(105, {42: 4.5}, FALL)
    for days in (0, 1, 13):
        with pytest.raises(UserError, match="at least 14 days from now"):
            fix_look_again(recorded, LAST + timedelta(days=days), LAST)
    for days in (14, 20):
        recorded.apply(fix_look_again(recorded, LAST + timedelta(days=days), LAST))
    assert fixed_looks(recorded.about) == [LAST + timedelta(days=20)]


def test_dates_fixed_day_after_day_do_not_each_lower_the_bar() -> None:
    every_day = [day_number(n).isoformat() for n in range(60, 80)]
    recorded = diary(105, {42: 4.5}, FALL, agreed={LOOK_AGAIN: every_day})
    assert fixed_looks(recorded.about) == [day_number(60), day_number(74)]
    assert look(recorded, day_number(73)).until == day_number(60)


def test_the_fortnight_before_the_first_dose_is_ranked_among_all() -> None:
    calm, bad = around({0: 5}), around({0: 5, 28: 8, 42: 5})
    start = {42: 4.5}
    assert not one(diary(105, start, calm)).evidence.bad_start
    found = one(diary(105, start, bad)).evidence
    assert (found.bad_start, found.worst_of_baseline) == (True, True)


def test_a_fall_from_a_bad_fortnight_is_not_called_better() -> None:
    found = one(diary(105, {42: 4.5}, around({0: 6, 28: 9, 42: 6})))
    assert found.verdict is not Verdict.BETTER
    sure = one(diary(105, {42: 4.5}, around({0: 8, 28: 9, 42: 3})))
    assert sure.verdict is Verdict.BETTER
    assert "among your worst" in text.caveat([sure])


def test_in_the_first_eight_weeks_a_fall_is_lower_so_far() -> None:
    recorded = diary(105, {42: 4.5}, FALL)
    assert one(recorded, day_number(96)).verdict is Verdict.EARLY
    assert one(recorded, day_number(97)).verdict is Verdict.BETTER


def test_doses_that_were_not_taken_are_counted_and_left_out_for_comparison() -> None:
    def dose(n: int, answers: Answers) -> None:
        if n >= 42:
            taken = n % 3 > 0
            answers[DOSE] = Answer(4.5 if taken else 0.0, 1200)
            if not taken:
                answers["fatigue"] = Answer(7.0, 1200)

    found = one(diary(105, {42: 4.5}, around({0: 7, 42: 4}), change=dose))
    assert found.later.taken_share == pytest.approx(2 / 3, abs=0.02)
    assert found.earlier.taken_share is None
    assert found.evidence.without_untaken is not None
    assert found.evidence.estimate is not None
    assert found.evidence.without_untaken.change < found.evidence.estimate.change - 0.5
    notes = text.notes([found])
    assert "The dose was taken on about 7 in 10 days on 4.5 mg." in " ".join(notes)
    assert any("leaving out the days when the dose was not taken" in note for note in notes)


def test_a_step_in_the_future_and_forty_steps_get_an_answer() -> None:
    ahead = diary(60, {90: 4.5}, around({0: 6}))
    assert compare(ahead, today=day_number(59)) == []
    many = diary(400, {10 * n: n / 10 for n in range(1, 40)}, around({0: 6}))
    assert compare(many, today=day_number(399))[-1].later.phase == "3.9 mg"


@pytest.mark.parametrize("level", [0.0, 2.5, 10.0])
def test_a_constant_diary_has_not_changed(level: float) -> None:
    found = one(diary(105, {42: 4.5}, lambda _n: level))
    assert found.verdict is Verdict.NO_IMPORTANT_CHANGE


def test_one_day_and_no_scores_at_all_are_not_enough() -> None:
    assert compare(diary(1, {0: 4.5}, lambda _n: 5.0)) == []
    recorded = diary(105, {42: 4.5}, FALL, change=lambda _n, answers: answers.clear())
    assert compare(recorded, today=LAST) == []
