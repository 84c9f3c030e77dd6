"""Comparing the phases of a file, and refusing what cannot be compared."""

from __future__ import annotations

import json
import math
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.analysis import (
    Comparison,
    Verdict,
    as_json,
    compare_csv,
    compare_series,
)
from ldn_desktop.errors import UserError
from tests.support.analysis.simulated_diaries import ar1

START = date(2026, 1, 1)


def series(levels: list[tuple[str, int, float]], seed: int = 1) -> list[tuple[str, float]]:
    """Phase and score of day after day around each phase's level."""
    rng = np.random.default_rng(seed)
    phases = [label for label, days, _ in levels for _ in range(days)]
    usual = np.array([level for _, days, level in levels for _ in range(days)])
    noise = ar1(rng, len(phases), 1, 0.3)[:, 0] * 0.7
    scores = np.clip(np.round(usual + noise), 0, 10).tolist()
    return list(zip(phases, scores, strict=True))


def text(days: list[tuple[str, float]], start: date = START) -> str:
    lines = [
        f"{start + timedelta(days=n)},{phase},{'' if math.isnan(score) else f'{score:g}'}"
        for n, (phase, score) in enumerate(days)
    ]
    return "\n".join(["date,phase,fatigue", *lines])


def compared(folder: Path, written: str, **plan: object) -> list[Comparison]:
    path = folder / "series.csv"
    path.write_text(written, "utf-8")
    return compare_csv(path, **plan)  # type: ignore[arg-type]


def test_a_clear_fall_is_likely_better(tmp_path: Path) -> None:
    [found] = compared(tmp_path, text(series([("A", 42, 7), ("B", 42, 4)])))
    assert found.verdict is Verdict.BETTER
    assert found.estimate is not None
    assert -4 < found.estimate.low < found.estimate.change < found.estimate.high < -2
    assert found.earlier.calendar_days == found.later.recorded_days == 42


def test_each_phase_is_held_against_the_first_and_the_one_before(tmp_path: Path) -> None:
    days = series([("A", 20, 6), ("B", 20, 6), ("C", 20, 5), ("D", 20, 5)])
    found = compared(tmp_path, text(days))
    pairs = [(c.earlier.phase, c.later.phase) for c in found]
    assert pairs == [("A", "B"), ("A", "C"), ("B", "C"), ("A", "D"), ("C", "D")]


def test_a_label_that_comes_back_continues_its_phase(tmp_path: Path) -> None:
    days = series([("A", 21, 7), ("B", 21, 4), ("A", 21, 7), ("B", 21, 4)])
    [found] = compared(tmp_path, text(days))
    assert (found.earlier.phase, found.later.phase) == ("A", "B")
    assert (found.earlier.calendar_days, found.later.calendar_days) == (42, 42)
    assert found.verdict is Verdict.BETTER


def test_the_run_in_is_left_out_each_time_a_phase_begins(tmp_path: Path) -> None:
    days = series([("A", 21, 7), ("B", 21, 4), ("A", 21, 7), ("B", 21, 4)])
    [found] = compared(tmp_path, text(days), run_in=7)
    assert (found.earlier.calendar_days, found.later.recorded_days) == (28, 28)


def test_empty_cells_are_missing(tmp_path: Path) -> None:
    days = series([("A", 30, 6), ("B", 30, 6)])
    days = [(phase, math.nan if n % 3 == 0 else score) for n, (phase, score) in enumerate(days)]
    [found] = compared(tmp_path, text(days))
    assert (found.earlier.recorded_days, found.earlier.calendar_days) == (20, 30)


@pytest.mark.parametrize("level", [0, 5, 10])
def test_a_constant_series_has_not_changed(tmp_path: Path, level: int) -> None:
    days = [("A", float(level))] * 40 + [("B", float(level))] * 40
    [found] = compared(tmp_path, text(days))
    assert found.verdict is Verdict.NO_IMPORTANT_CHANGE
    assert found.estimate is not None
    assert found.estimate.low < 0 < found.estimate.high


def test_three_days_are_not_enough(tmp_path: Path) -> None:
    [found] = compared(tmp_path, text([("A", 6), ("A", 7), ("B", 2)]))
    assert found.verdict is Verdict.NOT_ENOUGH_DAYS
    assert found.estimate is not None
    assert math.isfinite(found.estimate.low)


def test_two_days_have_no_figures_and_no_verdict(tmp_path: Path) -> None:
    [found] = compared(tmp_path, text([("A", 6), ("B", 2)]))
    assert (found.verdict, found.estimate) == (Verdict.NOT_ENOUGH_DAYS, None)


def test_an_empty_phase_has_no_figures(tmp_path: Path) -> None:
    days = [("A", 5.0)] * 30 + [("B", math.nan)] * 30
    [found] = compared(tmp_path, text(days))
    assert (found.verdict, found.estimate) == (Verdict.NOT_ENOUGH_DAYS, None)
    assert as_json([found])[0]["estimate"] is None


def test_a_file_without_any_score_is_not_enough(tmp_path: Path) -> None:
    [found] = compared(tmp_path, text([("A", math.nan)] * 30 + [("B", math.nan)] * 30))
    assert found.verdict is Verdict.NOT_ENOUGH_DAYS


def test_a_year_long_hole_is_a_gap_not_a_fault(tmp_path: Path) -> None:
    days = series([("A", 45, 6), ("B", 45, 6)])
    before, after = text(days[:45]), text(days[45:], START + timedelta(days=400))
    [found] = compared(tmp_path, before + after.removeprefix("date,phase,fatigue"))
    assert found.verdict in (Verdict.NO_CLEAR_CHANGE, Verdict.NO_IMPORTANT_CHANGE)
    assert found.earlier.calendar_days == 45


def test_more_symptoms_are_judged_together(tmp_path: Path) -> None:
    days = series([("A", 30, 6), ("B", 30, 6)])
    lines = text(days).splitlines()
    wide = [lines[0] + ",pain", *(f"{line},{line[-1]}" for line in lines[1:])]
    found = compared(tmp_path, "\n".join(wide))
    assert [c.symptom for c in found] == ["fatigue", "pain"]


def test_days_in_any_order_are_put_in_order(tmp_path: Path) -> None:
    days = text(series([("A", 20, 7), ("B", 20, 4)])).splitlines()
    turned = compared(tmp_path, "\n".join([days[0], *reversed(days[1:])]))
    assert as_json(turned) == as_json(compared(tmp_path, "\n".join(days)))


def test_a_byte_order_mark_and_old_line_ends_do_no_harm(tmp_path: Path) -> None:
    plain = text(series([("A", 20, 7), ("B", 20, 4)]))
    changed = "\ufeff" + plain.replace("\n", "\r\n") + "\r\n\r\n"
    assert as_json(compared(tmp_path, changed)) == as_json(compared(tmp_path, plain))


def test_results_can_be_written_as_json(tmp_path: Path) -> None:
    found = compared(tmp_path, text(series([("A", 20, 7), ("B", 20, 4)])))
    assert json.loads(json.dumps(as_json(found), allow_nan=False)) == as_json(found)


ROW = "2026-01-01,A,5\n2026-01-02,B,5\n"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "is empty"),
        ("date,phase,fatigue\n", "only one phase"),
        ("date,phase,fatigue\n2026-01-01,A,5\n", "only one phase"),
        ("day,phase,fatigue\n" + ROW, "no column called “date”"),
        ("date,dose,fatigue\n" + ROW, "no column called “phase”"),
        ("date,phase\n2026-01-01,A\n2026-01-02,B\n", "no symptom"),
        ("date,phase,pain,pain\n", "a different name for each column"),
        ("date,phase,fatigue\n2026-13-01,A,5\n", "Line 2: “2026-13-01” is not a date"),
        ("date,phase,fatigue\n2026-01-01,,5\n", "Line 2 does not say which phase"),
        ("date,phase,fatigue\n2026-01-01,A,11\n", "Line 2: “11” is not a number from 0 to 10"),
        ("date,phase,fatigue\n2026-01-01,A,-1\n", "“-1” is not a number"),
        ("date,phase,fatigue\n2026-01-01,A,inf\n", "“inf” is not a number"),
        ("date,phase,fatigue\n2026-01-01,A,bad\n", "“bad” is not a number"),
        ("date,phase,fatigue\n2026-01-01,A\n", "Line 2 has 2 cells"),
        ("date,phase,fatigue\n" + ROW + "2026-01-01,A,6\n", "is on lines 2 and 4"),
        ('date,phase,fatigue\n2026-01-01,"A,5\n', "cannot be read as a CSV file"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(
    tmp_path: Path, written: str, says: str
) -> None:
    with pytest.raises(UserError) as refused:
        compared(tmp_path, written)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        ({"scale": (10, 0, 1)}, "A scale needs"),
        ({"scale": (0, 10, 0)}, "A scale needs"),
        ({"scale": (0, math.nan, 1)}, "A scale needs"),
        ({"mid": 0}, "more than 0"),
        ({"mid": math.inf}, "more than 0"),
        ({"run_in": -1}, "must be 0 or more"),
        ({"main": ["pain"]}, "Its columns are: fatigue"),
    ],
)
def test_terms_that_make_no_sense_are_refused(
    tmp_path: Path, plan: dict[str, object], says: str
) -> None:
    with pytest.raises(UserError) as refused:
        compared(tmp_path, text([("A", 5.0)] * 20 + [("B", 5.0)] * 20), **plan)
    assert says in str(refused.value)


def test_a_missing_file_and_one_that_is_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be read"):
        compare_csv(tmp_path / "none.csv")
    with pytest.raises(UserError, match="could not be read"):
        compare_csv(tmp_path)
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(UserError, match="not text in UTF-8"):
        compare_csv(tmp_path / "picture.csv")


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(UserError, match="different lengths"):
        compare_series([START], ["A"], {"pain": []})


def test_a_day_given_twice_is_refused() -> None:
    with pytest.raises(UserError, match="is on lines 1 and 2"):
        compare_series([START, START], ["A", "B"], {"pain": [1, 2]})


scores = st.one_of(st.none(), st.floats(0, 10), st.sampled_from([0.0, 5.0, 10.0, math.nan]))


@given(st.lists(st.tuples(st.sampled_from("ABC"), scores, st.integers(1, 400)), max_size=40))
def test_any_series_gets_an_answer_or_a_refusal(
    rows: list[tuple[str, float | None, int]],
) -> None:
    days = np.cumsum([gap for _, _, gap in rows]).tolist()
    try:
        found = compare_series(
            [START + timedelta(days=day) for day in days],
            [phase for phase, _, _ in rows],
            {"fatigue": [score for _, score, _ in rows]},
        )
    except UserError:
        return
    for one in found:
        if one.estimate is not None:
            assert one.estimate.low <= one.estimate.change <= one.estimate.high
            assert 0 <= one.estimate.p_better <= 1
        if one.verdict in (Verdict.BETTER, Verdict.WORSE):
            assert min(one.earlier.recorded_days, one.later.recorded_days) >= 10


def test_semicolons_and_decimal_commas_are_read(tmp_path: Path) -> None:
    plain = text(series([("A", 30, 7), ("B", 30, 4)]))
    lines = [line.split(",") for line in plain.splitlines()]
    turned = "\n".join(
        ";".join([*cells[:2], *(f"{float(c):.1f}".replace(".", ",") for c in cells[2:])])
        for cells in lines[1:]
    )
    german = f"{';'.join(lines[0])}\n{turned}"
    assert as_json(compared(tmp_path, german)) == as_json(compared(tmp_path, plain))
    tabs = plain.replace(",", "\t")
    assert as_json(compared(tmp_path, tabs)) == as_json(compared(tmp_path, plain))


@pytest.mark.parametrize("pattern", ["%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y"])
def test_dates_are_read_as_the_column_means_them(tmp_path: Path, pattern: str) -> None:
    plain = text(series([("A", 30, 7), ("B", 30, 4)]))
    head, *lines = plain.splitlines()
    other = [f"{date.fromisoformat(line[:10]).strftime(pattern)}{line[10:]}" for line in lines]
    assert as_json(compared(tmp_path, "\n".join([head, *other]))) == as_json(
        compared(tmp_path, plain)
    )


def on_two_scales(rows: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Before on 0–3, after on 0–10, with nothing changed."""
    return [(phase, round(s * 0.3) if phase == "A" else s) for phase, s in rows]


def test_a_phase_on_0_to_3_is_not_held_against_one_on_0_to_10(tmp_path: Path) -> None:
    rows = [(phase, float(2 * n % 11)) for phase in "AB" for n in range(40)]
    [found] = compared(tmp_path, text(on_two_scales(rows)))
    assert (found.verdict, found.estimate) == (Verdict.MEASURED_DIFFERENTLY, None)
    [same] = compared(tmp_path, text(on_two_scales(rows)), one_scale=True)
    assert same.verdict is not Verdict.MEASURED_DIFFERENTLY


def test_a_side_effect_that_was_hardly_there_before_is_no_other_scale(tmp_path: Path) -> None:
    rows = [("A", float(n % 3 == 0)) for n in range(60)]
    rows += [("B", float(4 + n % 3)) for n in range(70)]
    [found] = compared(tmp_path, text(rows))
    assert found.verdict in (Verdict.WORSE, Verdict.WORSE_BEFORE)


def test_scores_of_two_sources_are_not_compared(tmp_path: Path) -> None:
    lines = text(series([("A", 42, 7), ("B", 42, 4)])).splitlines()
    sources = ["source", *["Visible"] * 42, *["own"] * 42]
    mixed = "\n".join(f"{line},{source}" for line, source in zip(lines, sources, strict=True))
    [found] = compared(tmp_path, mixed)
    assert found.verdict is Verdict.MEASURED_DIFFERENTLY
    [one] = compared(tmp_path, mixed.replace("Visible", "own"))
    assert (one.symptom, one.verdict) == ("fatigue", Verdict.BETTER)


def test_a_phase_named_by_an_amount_is_a_dose_with_its_first_weeks(tmp_path: Path) -> None:
    [early] = compared(tmp_path, text(series([("before", 42, 7), ("LDN 4.5mg", 42, 4)])))
    assert early.verdict is Verdict.EARLY
    later = text(series([("before", 42, 7), ("LDN 4.5 mg", 60, 4)]))
    assert compared(tmp_path, later)[0].verdict is Verdict.BETTER
    none = text(series([("0 mg", 42, 4), ("off", 42, 4)]))
    assert compared(tmp_path, none)[0].later.days_on_dose is None


def test_only_the_last_phase_against_the_first_is_judged(tmp_path: Path) -> None:
    days = series([("A", 40, 7), ("B", 40, 4), ("C", 40, 2)])
    found = compared(tmp_path, text(days))
    judged = [(c.earlier.phase, c.later.phase) for c in found if c.evidence.judged]
    assert judged == [("A", "C")]
    assert {c.verdict for c in found if not c.evidence.judged} == {Verdict.NOT_JUDGED}


def test_a_wide_scale_shrinks_sizes_as_little_as_a_narrow_one() -> None:
    days = series([("A", 42, 7), ("B", 42, 4)])
    dates = [START + timedelta(days=n) for n in range(len(days))]
    phases = [phase for phase, _ in days]
    [narrow] = compare_series(dates, phases, {"x": [s for _, s in days]})
    [wide] = compare_series(
        dates, phases, {"x": [10 * s for _, s in days]}, scale=(0, 100, 10), mid=10
    )
    assert narrow.estimate is not None
    assert wide.estimate is not None
    assert wide.estimate.size[0] == pytest.approx(10 * narrow.estimate.size[0])


@pytest.mark.parametrize("later", [2, 1])
def test_a_scale_of_0_to_3_gets_an_answer(later: int) -> None:
    days = [("A", 2)] * 60 + [("B", later)] * 60
    dates = [START + timedelta(days=n) for n in range(120)]
    scores = [level + (n % 3 == 0) for n, (_, level) in enumerate(days)]
    [found] = compare_series(
        dates, [phase for phase, _ in days], {"x": scores}, scale=(0, 3, 1), mid=0.3
    )
    assert found.verdict is (Verdict.BETTER if later == 1 else Verdict.NO_IMPORTANT_CHANGE)
