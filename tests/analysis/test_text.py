"""What the comparison says: short, plain, and never why."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.analysis import (
    Estimate,
    PhaseSummary,
    Verdict,
    compare,
    comparison_table,
    crashes,
    phases,
    sentences,
    text,
)
from ldn_desktop.analysis.verdict import Comparison, Evidence, Reason, judge
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.i18n import PSEUDO, use_language

FILLED = {
    "name": "Pain",
    "names": "pain, fog",
    "place": "on 4.5 mg",
    "earlier": "before",
    "points": "2 points",
    "better": "2 points",
    "date": "12 March",
    "dose": "4.5 mg",
    "change": "−1.2",
}
CAUSES = re.compile(
    r"because|due to|thanks|caused by|causes|effect of|works|worked|help(s|ed)|cured|heal"
    r"|made (you|it)|led to|from the dose|by the dose|result of|responsible",
    re.IGNORECASE,
)
ORDERS = re.compile(
    r"\b(take|raise|lower|stop|start|skip|split|increase|reduce|double)\b (your|the|a|it|taking)"
    r"|\b(should|must|try to)\b",
    re.IGNORECASE,
)
BEFORE = PhaseSummary("no dose", "before", 35, 28, 12.0, 6.5)
AFTER = PhaseSummary("4.5 mg", "on 4.5 mg", 35, 30, 14.0, 4.5, ongoing=True)


def filled(text: str) -> str:
    names = [name for _, name, _, _ in string.Formatter().parse(text) if name]
    return text.format(**{name: FILLED.get(name, "3") for name in names})


def all_sentences() -> Iterator[str]:
    yield from map(filled, sentences.SENTENCES.values())
    for one, many in sentences.COUNTED.values():
        yield from (filled(one), filled(many))
    yield from sentences.VERDICTS.values()
    yield from sentences.FINAL.values()


def found(name: str, estimate: Estimate | None, **changed: object) -> Comparison:
    evidence = Evidence(name.lower(), name, BEFORE, AFTER, estimate, 1.0, main=True)
    [one] = judge([replace(evidence, **changed)])  # type: ignore[arg-type]
    return one


BETTER = found("Fatigue", Estimate(-2.1, -3.2, -0.9, 0.999, 0.97, 0.99))
WORSE = found("Dreams", Estimate(2.1, 0.9, 3.2, 0.001, 0.0, 0.01), main=False, side_effect=True)
UNCLEAR = found("Pain", Estimate(-0.5, -1.8, 0.8, 0.78, 0.2, 0.7), main=False)
SAME = found("Fog", Estimate(0.1, -0.6, 0.8, 0.4, 0.0, 0.4), main=False)
FEW = found("Sleep", None, later=replace(AFTER, recorded_days=3, calendar_days=5))


TOGETHER = {"better": "lower", "worse": "higher"}
"""Never said without the other."""


@pytest.mark.parametrize("key", sentences.SENTENCES)
def test_every_sentence_reads_at_grade_6_or_below(
    key: str, grade: Callable[[Sequence[str]], float]
) -> None:
    text = filled(sentences.SENTENCES[key])
    if key in TOGETHER:
        text += " " + filled(sentences.SENTENCES[TOGETHER[key]])
    assert grade([part for part in re.split(r"(?<=[.])\s", text) if part]) <= 6


@pytest.mark.parametrize("text", list(all_sentences()))
def test_no_sentence_claims_a_cause_or_tells_what_to_take(text: str) -> None:
    assert not CAUSES.search(text)
    assert not ORDERS.search(text)


def test_the_check_for_causes_would_find_one() -> None:
    assert CAUSES.search("Fatigue is lower because of LDN.")
    assert ORDERS.search("You should raise the dose.")


def test_every_sentence_of_the_code_stands_in_the_table() -> None:
    for module in (text, crashes):
        assert module.__file__ is not None
        written = Path(module.__file__).read_text("utf-8")
        # Names such as `crash_` aside, neither calls for a translation of its own.
        assert not re.search(r"(?<!\w)_\(|mark\(", written)


def test_the_first_line_says_what_changed_and_by_how_much() -> None:
    lines = text.sentences([BETTER, WORSE, UNCLEAR, replace(UNCLEAR)], "12 March")
    assert lines == [
        "Fatigue: likely better on 4.5 mg. About 2 points lower than before (could be 1 to 3).",
        "Likely worse: Dreams. The other 2: no clear change yet. Check again on 12 March.",
    ]


def test_harms_stand_first_where_there_is_no_gain() -> None:
    first, second = text.sentences([replace(UNCLEAR), WORSE])
    assert first.startswith("Dreams: likely worse on 4.5 mg. About 2 points higher than before")
    assert second == "The other one: no clear change yet."


def test_days_that_are_wanting_are_counted() -> None:
    assert text.sentences([FEW]) == ["Sleep: not enough days yet, 9 more needed."]


def test_what_fits_is_said_where_nothing_is_clear() -> None:
    assert text.describe(UNCLEAR) == (
        "Pain: no clear change on 4.5 mg yet. Anything from 2 points better to 1 worse would fit "
        "your scores."
    )


@pytest.mark.parametrize(
    ("low", "high", "p_better", "says"),
    [
        (-2.6, -0.1, 0.94, "Anything from 0 to 2.5 points better would fit your scores."),
        (0.4, 3.1, 0.06, "Anything from 0.5 to 3 points worse would fit your scores."),
        (
            -3.7,
            -0.2,
            0.985,
            "The chance that it is lower is 98.5 in 100. “Likely” means at least 99 in 100.",
        ),
        (
            0.2,
            3.7,
            0.02,
            "The chance that it is higher is 98 in 100. “Likely” means at least 99 in 100.",
        ),
    ],
)
def test_what_is_said_of_an_interval_to_one_side_agrees_with_the_verdict(
    low: float, high: float, p_better: float, says: str
) -> None:
    estimate = Estimate((low + high) / 2, low, high, p_better, 0.5, 0.9)
    one = found("Pain", estimate, threshold=0.99)
    assert one.verdict is Verdict.NO_CLEAR_CHANGE
    assert text.describe(one).endswith(says)


def test_more_missing_days_are_pointed_out() -> None:
    one = found("Pain", UNCLEAR.estimate, later=replace(AFTER, recorded_days=15))
    assert text.notes([one])[0] == (
        "Pain: more days are missing on 4.5 mg than in the other period. If those days had been "
        "2 points worse, the change would be +0.4."
    )


def test_days_missing_before_may_have_been_better() -> None:
    one = found("Pain", UNCLEAR.estimate, earlier=replace(BEFORE, recorded_days=15))
    assert text.notes([one])[0] == (
        "Pain: more days are missing before than in the other period. If those days had been 2 "
        "points better, the change would be +0.5."
    )


def test_nothing_to_compare_is_said_so() -> None:
    [line] = text.sentences([])
    assert (
        line == "There is nothing to compare yet. A comparison needs days on two different doses."
    )


def test_alike_verdicts_of_the_others_are_named() -> None:
    assert text.sentences([BETTER, SAME])[1] == "The other one: about the same."
    assert text.sentences([BETTER, FEW])[1] == "The other one: not enough days."
    mixed = text.sentences([BETTER, FEW, UNCLEAR])[1]
    assert mixed == "The other 2: no clear change, or too few days."
    scales = replace(FEW, verdict=Verdict.MEASURED_DIFFERENTLY)
    assert text.sentences([BETTER, scales, scales])[1] == "The other 2: scored on two scales."
    varied = text.sentences([BETTER, scales, UNCLEAR])[1]
    assert varied == "The other 2: no clear change, or they cannot be compared."


def test_more_days_are_asked_for_only_where_they_come_and_help() -> None:
    wide = found("Sleep", Estimate(-1.0, -9.0, 7.0, 0.6, 0.5, 0.55))
    copied = found("Sleep", UNCLEAR.estimate, earlier=replace(BEFORE, copied_share=0.5))
    fresh = found("Sleep", UNCLEAR.estimate, later=replace(AFTER, copied_share=0.5))
    pause = replace(BEFORE, recorded_days=3, ongoing=True)
    paused = found("Sleep", None, earlier=pause, later=replace(AFTER, ongoing=False))
    gone = found("Sleep", None, earlier=replace(BEFORE, recorded_days=3))
    said = {sentences.verdict_on(one): text.describe(one) for one in (FEW, wide, copied, gone)}
    assert said == {
        "not enough days yet": "Sleep: not enough days yet, 9 more needed.",
        "too up and down to tell": "Sleep: too up and down to tell.",
        "too many copied days": "Sleep: too many copied days to tell.",
        "too few days to compare": "Sleep: there are not enough days before to compare with.",
    }
    assert sentences.verdict_on(fresh) == sentences.verdict_on(paused) == "not enough days yet"
    [row] = comparison_table.doctor_rows([wide])
    assert row.verdict == "too up and down to tell"


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("reason", [None, *Reason])
@pytest.mark.parametrize("days_needed", [None, 1, 9])
def test_every_verdict_can_be_said(
    verdict: Verdict, reason: Reason | None, days_needed: int | None
) -> None:
    one = replace(UNCLEAR, verdict=verdict, reason=reason, days_needed=days_needed)
    line = text.describe(one)
    assert line.startswith("Pain: ")
    assert len(re.findall(r"\d+(?:\.\d+)?", line.replace("4.5 mg", ""))) <= 3


def test_at_most_two_lines_whatever_was_found() -> None:
    lines = text.sentences(compare(demo_diary(date(2026, 11, 20))), "27 November")
    assert len(lines) == 2
    assert lines[1].endswith("Check again on 27 November.")


def test_the_notes_say_what_days_alone_cannot() -> None:
    recorded = demo_diary(date(2026, 11, 20))
    notes = text.notes(compare(recorded), phases(recorded))
    assert (
        "The dose went up step by step, so effects of the dose and of time cannot be told apart."
    ) in notes
    assert notes[-1].startswith("You know on which days you took LDN")


def test_before_the_first_dose_it_is_said_how_little_two_weeks_tell() -> None:
    [note] = text.notes([])
    assert note.startswith("Two weeks before and two weeks after")


def test_a_number_never_looks_surer_than_half_points() -> None:
    assert sentences.points(1.1) == "1 point"
    assert sentences.points(-1.3) == "1.5 points"
    assert sentences.points(0.02) == "0.5 points"


def test_the_doctors_rows_have_a_cell_for_each_heading() -> None:
    rows = comparison_table.doctor_rows([BETTER, WORSE, FEW])
    assert all(len(row.cells()) == len(comparison_table.headings()) for row in rows)
    assert rows[0].cells() == (
        "Fatigue",
        "6.5 (28/35)",
        "4.5 (30/35)",
        "−2.1 (−3.2 to −0.9)",
        "> 0.99",
        "0.97",
        "12 / 14",
        "20% / 14%",
        "0.99",
        "likely better",
    )
    assert rows[2].change == "–"


def test_the_footnotes_name_what_was_assumed() -> None:
    notes = comparison_table.footnotes([BETTER, found("Pain", None, mid=2.0)])
    assert (
        "Smallest change that matters: 1 point, but Pain 2. These figures come from studies of "
        "other illnesses." in notes
    )
    assert notes[0].startswith("Open label")


def test_everything_said_goes_through_translation() -> None:
    use_language(PSEUDO)
    try:
        texts = text.sentences([BETTER, WORSE, UNCLEAR], "12 March")
        texts += comparison_table.headings()
        texts += [row.verdict for row in comparison_table.doctor_rows([BETTER])]
        texts += text.notes([BETTER])
    finally:
        use_language("en")
    assert all("⟦" in text for text in texts)


def test_before_a_fixed_day_only_a_harm_is_said() -> None:
    gain = found("Fatigue", BETTER.estimate, waiting=True)
    harm = found("Dreams", WORSE.estimate, main=False, side_effect=True, waiting=True)
    waiting = "You chose to check on 12 March. Until then, only changes for the worse are shown."
    assert text.sentences([gain], "12 March") == [waiting]
    first, second = text.sentences([gain, harm], "12 March")
    assert first.startswith("Dreams: likely worse on 4.5 mg.")
    assert second == waiting
