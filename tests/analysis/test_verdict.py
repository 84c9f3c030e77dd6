"""The gates before a verdict, one after the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ldn_desktop.analysis.verdict import (
    FIXED,
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
    ("estimate", "wanted"),
    [
        (CLEAR, Verdict.BETTER),
        (HARM, Verdict.WORSE),
        (SAME, Verdict.NO_IMPORTANT_CHANGE),
        (UNCLEAR, Verdict.NO_CLEAR_CHANGE),
        (WIDE, Verdict.NOT_ENOUGH_DAYS),
    ],
)
def test_each_answer_has_its_verdict(estimate: Estimate, wanted: Verdict) -> None:
    assert verdict(evidence(estimate))[0] is wanted


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
    [found] = judge([evidence(replace(WIDE, low=-3.2, high=1.2), mid=1.0)])
    assert found.reason is Reason.TOO_WIDE
    assert found.days_needed is not None
    [never] = judge([evidence(replace(WIDE, low=-9, high=7), mid=1.0)])
    assert never.days_needed is None


def test_a_fall_that_a_drift_explains_may_have_been_going_on_already() -> None:
    assert verdict(evidence(replace(CLEAR, p_better_drift=0.9))) == (
        Verdict.ALREADY_CHANGING,
        Reason.DRIFT,
    )


def test_a_harm_needs_no_drift_check() -> None:
    assert verdict(evidence(replace(HARM, p_better_drift=0.5)))[0] is Verdict.WORSE


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


def test_extra_missing_days_are_worked_out_as_two_points_worse() -> None:
    [found] = judge([evidence(later=replace(AFTER, recorded_days=21))])
    # 35 days: 20 % missing before, 40 % after; a quarter of the rest 2 points worse.
    assert found.if_missing_were_worse == pytest.approx(-2.0 + 0.5)
    [alike] = judge([evidence()])
    assert alike.if_missing_were_worse is None


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
