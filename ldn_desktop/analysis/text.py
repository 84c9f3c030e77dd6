"""What the comparison says to the person: two lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ldn_desktop.analysis.phases import Phase
from ldn_desktop.analysis.phrases import (
    counted,
    half,
    points,
    say,
    signed,
)
from ldn_desktop.analysis.verdict import Comparison, Estimate, Reason, Verdict

CLEAR = (Verdict.BETTER, Verdict.WORSE)
MOST_NAMES = 3


def latest(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """The comparisons of the last phase against the first: what the sentences are about."""
    if not comparisons:
        return []
    first, last = comparisons[0].earlier.phase, comparisons[-1].later.phase
    return [c for c in comparisons if (c.earlier.phase, c.later.phase) == (first, last)]


def sentences(comparisons: Sequence[Comparison], look_again: str = "") -> list[str]:
    """Two lines: the symptom that matters most, then the others and when to look again.

    `look_again` is a written date. What a line says of one symptom holds for that symptom
    alone; harms are named before the rest is counted.
    """
    asked = latest(comparisons)
    if not asked:
        return [say("one phase")]
    lead = min(asked, key=_rank)
    rest = [c for c in asked if c is not lead]
    lines = [" ".join(_described(lead))]
    more = _others(rest)
    if look_again:
        more.append(say("look again", date=look_again))
    return [*lines, " ".join(more)] if more else lines


def describe(comparison: Comparison) -> str:
    """What is said of one symptom, in one line."""
    return " ".join(_described(comparison))


def _rank(one: Comparison) -> tuple[bool, bool, bool]:
    """Main symptoms lead, then clear changes of symptoms, then of side effects."""
    evidence = one.evidence
    return (not evidence.main, one.verdict not in CLEAR, evidence.side_effect)


def _described(one: Comparison) -> list[str]:
    if one.verdict is Verdict.NOT_ENOUGH_DAYS:
        return [_too_few(one)]
    if one.verdict is Verdict.MEASURED_DIFFERENTLY or one.estimate is None:
        return [say("measured", name=one.name)]
    if one.verdict is Verdict.ALREADY_CHANGING:
        return [say("already", name=one.name, points=points(one.estimate.change))]
    heads = {
        Verdict.BETTER: "better",
        Verdict.WORSE: "worse",
        Verdict.NO_IMPORTANT_CHANGE: "same",
        Verdict.NO_CLEAR_CHANGE: "unclear",
    }
    head = say(heads[one.verdict], name=one.name, place=one.later.phrase)
    if one.verdict in CLEAR:
        return [head, _size(one.estimate, one.earlier.phrase)]
    return [head, _fits(one.estimate)]


def _too_few(one: Comparison) -> str:
    if one.days_needed is not None:
        more = counted("days more", one.days_needed)
        return f"{one.name}: {more[0].lower()}{more[1:]}"
    match one.reason:
        case Reason.TOO_FEW_DAYS_BEFORE:
            return say("too few before", name=one.name, place=one.earlier.phrase)
        case Reason.TOO_WIDE:
            return say("too wide", name=one.name)
        case Reason.COPIED:
            return say("copied", name=one.name)
    return say("too few", name=one.name)


def _size(estimate: Estimate, earlier: str) -> str:
    low, high = sorted((abs(estimate.low), abs(estimate.high)))
    if estimate.low < 0 < estimate.high:
        low = 0.0
    return say(
        "lower" if estimate.change < 0 else "higher",
        points=points(estimate.change),
        earlier=earlier,
        least=f"{half(low):g}",
        most=f"{half(high):g}",
    )


def _fits(estimate: Estimate) -> str:
    if estimate.high <= 0 or estimate.low >= 0:
        low, high = sorted((abs(estimate.low), abs(estimate.high)))
        key = "fits better" if estimate.high <= 0 else "fits worse"
        return say(key, least=f"{half(low):g}", most=points(high))
    return say("fits", better=points(estimate.low), worse=f"{half(estimate.high):g}")


def _others(rest: Sequence[Comparison]) -> list[str]:
    """Harms first, then gains, then the count of those of which nothing is clear."""
    lines = []
    for key, verdict in (("also worse", Verdict.WORSE), ("also better", Verdict.BETTER)):
        names = [c.name for c in rest if c.verdict is verdict]
        if names:
            lines.append(say(key, names=", ".join(names)))
    quiet = {c.verdict for c in rest} - set(CLEAR)
    count = sum(c.verdict in quiet for c in rest)
    if count:
        keys = {
            frozenset({Verdict.NOT_ENOUGH_DAYS}): "others few",
            frozenset({Verdict.NO_IMPORTANT_CHANGE}): "others same",
        }
        lines.append(say(keys.get(frozenset(quiet), "others unclear"), n=count))
    return lines


def notes(comparisons: Sequence[Comparison], found: Sequence[Phase] = ()) -> list[str]:
    """What must stand beneath: what was left out, and what no such comparison can tell.

    `found` are the diary's phases, where the comparisons come from a diary.
    """
    asked = latest(comparisons)
    out = [text for one in asked for text in _caveats(one)]
    if not asked and not any(phase.on_dose for phase in found):
        return [say("two weeks")]
    if found and found[0].on_dose:
        out.append(say("no baseline"))
    if _rising([phase.mg or 0.0 for phase in found]):
        out.append(say("rising"))
    if found:
        out.append(say("run-in"))
    sizes = sorted({one.evidence.mid for one in asked})
    if sizes:
        out.append(say("borrowed", points=points(sizes[0])))
        out.append(say("open"))
    return out


def _caveats(one: Comparison) -> list[str]:
    """What speaks against the plain reading of one symptom."""
    keys = {
        Reason.CRASH_DAYS: "crash days",
        Reason.WITHOUT_COPIED: "without copied",
        Reason.WITHOUT_RECALLED: "without recalled",
        Reason.MANY_SYMPTOMS: "many",
    }
    out = [say(keys[one.reason], name=one.name)] if one.reason in keys else []
    change = one.if_missing_were_worse
    if change is not None and one.verdict is not Verdict.NOT_ENOUGH_DAYS:
        fewer = max((one.earlier, one.later), key=lambda side: side.missing_share)
        out.append(say("missing", name=one.name, place=fewer.phrase, change=signed(change)))
    return out


def _rising(amounts: list[float]) -> bool:
    """Whether the dose went up at every step, and at least twice."""
    return len(amounts) > 2 and all(a < b for a, b in pairwise(amounts))
