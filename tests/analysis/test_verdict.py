"""The gates before a verdict, one after the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ldn_desktop.analysis.verdict import (
    FIXED,
    LONGEST_WAIT,
    WEEKLY,
    Estimate,
    Evidence,
    PhaseSummary,
    Reason,
    Verdict,
    as_json,
    judge,
)

BEFORE = PhaseSummary("no dose", "before", 35, 28, 12.0, 6.5)
AFTER = PhaseSummary("4.5 mg", "on 4.5 mg", 35, 30, 14.0, 4.5, ongoing=True)
CLEAR = Estimate(-2.0, -3.0, -1.0, 0.999, 0.97, 0.99)
HARM = Estimate(2.0, 1.0, 3.0, 0.001, 0.0, 0.01)
SAME = Estimate(0.1, -0.6, 0.8, 0.4, 0.0, 0.4)
UNCLEAR = Estimate(-0.5, -1.8, 0.8, 0.78, 0.2, 0.7)
WIDE = Estimate(-1.0, -3.6, 1.6, 0.78, 0.5, 0.7)


def evidence(estimate: Estimate | None = CLEAR, **changed: object) -> Evidence:
    plain = Evidence("fatigue", "Fatigue", BEFORE, AFTER, estimate, mid=1.0, main=True)
    return replace(plain, **changed)  # type: ignore[arg-type]


def verdict(one: Evidence) -> tuple[Verdict, Reason | None]:
    [found] = judge([one])
    return found.verdict, found.reason


@pytest.mark.parametrize(
    ("estimate", "expected"),
    [
        (CLEAR, Verdict.BETTER),
        (HARM, Verdict.WORSE),
        (SAME, Verdict.NO_IMPORTANT_CHANGE),
        (UNCLEAR, Verdict.NO_CLEAR_CHANGE),
        (WIDE, Verdict.NOT_ENOUGH_DAYS),
    ],
)
def test_each_answer_has_its_verdict(estimate: Estimate, expected: Verdict) -> None:
    assert verdict(evidence(estimate))[0] is expected


@pytest.mark.parametrize(
    "few", [{"calendar_days": 13}, {"recorded_days": 9}, {"effective_days": 2.9}]
)
@pytest.mark.parametrize("side", ["earlier", "later"])
def test_too_few_days_in_either_phase_come_before_everything(
    few: dict[str, float], side: str
) -> None:
    whole = evidence()
    short = replace(getattr(whole, side), **few)
    assert verdict(replace(whole, **{side: short}))[0] is Verdict.NOT_ENOUGH_DAYS


def test_it_says_how_many_days_are_wanting() -> None:
    [found] = judge([evidence(later=replace(AFTER, calendar_days=8, recorded_days=7))])
    assert (found.reason, found.days_needed) == (Reason.TOO_FEW_DAYS, 6)
    [found] = judge([evidence(later=replace(AFTER, recorded_days=4))])
    assert found.days_needed == 6
    [found] = judge([evidence(later=replace(AFTER, effective_days=2.0, recorded_days=20))])
    assert found.days_needed == 10


def test_days_that_are_over_cannot_be_waited_for() -> None:
    [found] = judge([evidence(earlier=replace(BEFORE, recorded_days=5))])
    assert (found.reason, found.days_needed) == (Reason.TOO_FEW_DAYS_BEFORE, None)


def test_no_scores_at_all_are_not_enough_days() -> None:
    none = replace(BEFORE, recorded_days=0, effective_days=None, mean=None)
    assert verdict(evidence(None, earlier=none))[0] is Verdict.NOT_ENOUGH_DAYS


def test_too_wide_an_interval_says_how_many_days_would_narrow_it() -> None:
    [found] = judge([evidence(replace(WIDE, low=-3.7, high=1.7), mid=1.0)])
    assert found.reason is Reason.TOO_WIDE
    assert found.days_needed is not None
    [never] = judge([evidence(replace(WIDE, low=-9, high=7), mid=1.0)])
    assert (never.days_needed, never.final) == (None, True)


def test_nobody_is_asked_to_wait_for_more_than_a_year() -> None:
    earlier, later = (replace(side, effective_days=12.0) for side in (BEFORE, AFTER))
    waits = [
        judge([evidence(replace(WIDE, low=-half, high=half), earlier=earlier, later=later)])[0]
        for half in (2.6, 3.0, 3.53)
    ]
    days = [one.days_needed for one in waits]
    assert days[0] is not None
    assert days[1] is not None
    assert days[0] < days[1] <= LONGEST_WAIT
    assert days[2] is None
    assert [one.final for one in waits] == [False, False, True]


def test_days_that_still_come_are_waited_for_on_either_side() -> None:
    pause = replace(BEFORE, recorded_days=5, ongoing=True)
    [found] = judge([evidence(earlier=pause, later=replace(AFTER, ongoing=False))])
    assert (found.reason, found.days_needed, found.final) == (Reason.TOO_FEW_DAYS, None, False)
    [copied] = judge([evidence(later=replace(AFTER, copied_share=0.5))])
    assert (copied.reason, copied.final) == (Reason.COPIED, False)
    [over] = judge([evidence(earlier=replace(BEFORE, copied_share=0.5))])
    assert (over.reason, over.final) == (Reason.COPIED, True)


def test_a_fall_that_a_drift_explains_may_have_been_going_on_already() -> None:
    assert verdict(evidence(replace(CLEAR, p_better_drift=0.9))) == (
        Verdict.ALREADY_CHANGING,
        Reason.DRIFT,
    )


def test_a_harm_that_a_drift_explains_is_said_with_that_doubt_and_never_kept_silent() -> None:
    assert verdict(evidence(replace(HARM, p_better_drift=0.5))) == (
        Verdict.WORSE_BEFORE,
        Reason.DRIFT,
    )
    assert Verdict.WORSE_BEFORE.value.startswith("likely worse")


def test_a_dose_of_less_than_eight_weeks_is_lower_so_far() -> None:
    assert verdict(evidence(later=replace(AFTER, days_on_dose=55))) == (
        Verdict.EARLY,
        Reason.FIRST_WEEKS,
    )
    assert verdict(evidence(later=replace(AFTER, days_on_dose=56)))[0] is Verdict.BETTER


def test_harms_do_not_wait_for_eight_weeks() -> None:
    assert verdict(evidence(HARM, later=replace(AFTER, days_on_dose=30)))[0] is Verdict.WORSE


def test_a_start_at_a_bad_time_must_be_outweighed() -> None:
    explained = replace(CLEAR, p_better_dip=0.96)
    assert verdict(evidence(explained, worst_of_baseline=True)) == (
        Verdict.BAD_START,
        Reason.BAD_START,
    )
    assert verdict(evidence(explained))[0] is Verdict.BETTER
    sure = replace(CLEAR, p_better_dip=0.995)
    assert verdict(evidence(sure, worst_of_baseline=True))[0] is Verdict.BETTER


def test_before_a_fixed_date_nothing_is_said_and_no_number_shown() -> None:
    [found] = judge([evidence(waiting=True)])
    assert (found.verdict, found.estimate) == (Verdict.WAITING, None)


def test_a_harm_does_not_wait_for_a_fixed_date() -> None:
    assert verdict(evidence(HARM, waiting=True, threshold=WEEKLY))[0] is Verdict.WORSE


def test_pairs_that_nobody_asked_about_are_not_judged() -> None:
    asked, other = judge([evidence(), evidence(judged=False, later=replace(AFTER, phase="3 mg"))])
    assert (asked.verdict, other.verdict) == (Verdict.BETTER, Verdict.NOT_JUDGED)
    assert other.estimate is not None


def test_what_was_measured_differently_has_no_numbers() -> None:
    [found] = judge([evidence(one_measure=False)])
    assert found.estimate is None
    [row] = as_json([found])
    assert [row[name] for name in ("estimate", "low", "high", "p_better")] == [None] * 4


def test_the_printed_size_is_the_shrunken_one() -> None:
    shrunk = replace(CLEAR, shrunk=-1.4, shrunk_low=-2.5, shrunk_high=-0.4)
    assert shrunk.size == (-1.4, -2.5, -0.4)
    assert CLEAR.size == (-2.0, -3.0, -1.0)


def test_the_share_of_doses_taken_is_of_days_with_an_answer() -> None:
    side = replace(AFTER, days_on_dose=70, dose_taken=18, dose_answered=24)
    assert side.taken_share == 0.75
    assert replace(side, dose_answered=0).taken_share is None
    assert BEFORE.taken_share is None


def test_a_page_that_refreshes_weekly_asks_for_more() -> None:
    nearly = replace(CLEAR, p_better=0.98)
    assert verdict(evidence(nearly, threshold=FIXED))[0] is Verdict.BETTER
    assert verdict(evidence(nearly, threshold=WEEKLY))[0] is not Verdict.BETTER


def test_other_measures_get_no_verdict() -> None:
    assert verdict(evidence(one_measure=False))[0] is Verdict.MEASURED_DIFFERENTLY


def test_mostly_copied_answers_get_no_verdict() -> None:
    copied = replace(AFTER, copied_share=0.31)
    assert verdict(evidence(later=copied)) == (Verdict.NOT_ENOUGH_DAYS, Reason.COPIED)
    assert verdict(evidence(later=replace(AFTER, copied_share=0.3)))[0] is Verdict.BETTER


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"crash_days_at_worst": replace(CLEAR, p_better=0.9)}, Reason.CRASH_DAYS),
        ({"without_copied": replace(CLEAR, p_better=0.8)}, Reason.WITHOUT_COPIED),
        ({"without_recalled": replace(CLEAR, p_better=0.8)}, Reason.WITHOUT_RECALLED),
    ],
)
def test_a_verdict_that_left_out_answers_turn_round_is_not_given(
    changed: dict[str, Estimate], reason: Reason
) -> None:
    assert verdict(evidence(**changed)) == (Verdict.NO_CLEAR_CHANGE, reason)
    stands = dict.fromkeys(changed, CLEAR)
    assert verdict(evidence(**stands))[0] is Verdict.BETTER


def test_one_of_many_symptoms_needs_more_than_chance() -> None:
    lucky = evidence(replace(CLEAR, p_better=0.98), main=False, symptom="pain")
    others = [evidence(SAME, main=False, symptom=f"other {n}") for n in range(7)]
    alone, *_ = judge([lucky])
    assert alone.verdict is Verdict.BETTER
    among, *_ = judge([lucky, *others])
    assert (among.verdict, among.reason) == (Verdict.NO_CLEAR_CHANGE, Reason.MANY_SYMPTOMS)
    chosen, *_ = judge([replace(lucky, main=True), *others])
    assert chosen.verdict is Verdict.BETTER


def test_side_effects_are_judged_unadjusted() -> None:
    harm = evidence(replace(HARM, p_better=0.02), main=False, side_effect=True)
    others = [evidence(SAME, main=False, symptom=f"other {n}") for n in range(12)]
    first, *_ = judge([harm, *others])
    assert first.verdict is Verdict.WORSE


def test_extra_missing_days_are_taken_to_work_against_the_change() -> None:
    # 35 days each: 20 % missing on one side, 57 % on the other; 46 % of the rest differ by 2.
    [later] = judge([evidence(later=replace(AFTER, recorded_days=15))])
    assert later.if_missing_differed == pytest.approx((2.0, -2.0 + 2 * 13 / 28))
    few = replace(BEFORE, recorded_days=15)
    [earlier] = judge([evidence(earlier=few, later=replace(AFTER, recorded_days=28))])
    assert earlier.if_missing_differed == pytest.approx((-2.0, -2.0 + 2 * 13 / 28))
    [rise] = judge([evidence(HARM, later=replace(AFTER, recorded_days=15))])
    assert rise.if_missing_differed == pytest.approx((-2.0, 2.0 - 2 * 13 / 28))


@pytest.mark.parametrize("recorded", [30, 28, 25, 22])
def test_missing_days_that_chance_explains_are_not_pointed_out(recorded: int) -> None:
    [found] = judge([evidence(later=replace(AFTER, recorded_days=recorded))])
    assert found.if_missing_differed is None


def test_a_marked_crash_is_not_a_missing_day() -> None:
    side = replace(AFTER, calendar_days=20, recorded_days=15, crash_days=5)
    assert side.missing_share == 0


def test_results_for_a_file_have_their_fixed_names() -> None:
    [row] = as_json(judge([evidence()]))
    assert list(row) == [
        "symptom",
        "from_phase",
        "to_phase",
        "estimate",
        "low",
        "high",
        "p_better",
        "p_worse",
        "p_better_mid",
        "effective_days",
        "recorded_days",
        "calendar_days",
        "verdict",
        "drift_checked",
        "method",
    ]
    assert (row["verdict"], row["drift_checked"]) == ("likely better", True)
    assert row["recorded_days"] == [28, 30]


def test_the_figures_are_given_whatever_the_verdict() -> None:
    [row] = as_json(judge([evidence(later=replace(AFTER, recorded_days=4))]))
    assert (row["verdict"], row["estimate"]) == ("not enough days yet", -2.0)
