"""What the comparison says to the person: two lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from ldn_desktop.analysis.phases import Phase
from ldn_desktop.analysis.sentences import counted, half, points, say
from ldn_desktop.analysis.stats.power import power
from ldn_desktop.analysis.verdict import (
    FIXED,
    LOW_ADHERENCE,
    Comparison,
    Estimate,
    PhaseSummary,
    Reason,
    Verdict,
)
from ldn_desktop.i18n.formats import enumerated, number, signed

CLEAR = (Verdict.BETTER, Verdict.WORSE, Verdict.WORSE_BEFORE)
FALLS = (Verdict.BETTER, Verdict.EARLY, Verdict.BAD_START, Verdict.ALREADY_CHANGING)
CHANGES = (*CLEAR, *FALLS[1:])
"""Verdicts that something changed, whatever the doubt: each needs its caveat."""
NOTHING_SEEN = (Verdict.NO_IMPORTANT_CHANGE, Verdict.NO_CLEAR_CHANGE)
"""Verdicts of a comparison that was made and showed no change."""
UNTOLD = (Verdict.WAITING, Verdict.NOT_JUDGED)
SILENT = (Verdict.NOT_ENOUGH_DAYS, Verdict.WAITING, Verdict.MEASURED_DIFFERENTLY)
"""No change is reported, so nothing needs a caveat."""
NEARLY = 0.95
"""From here on the chance of a change is shown, though it is not sure enough."""
PLANNED_POWER = (2, 5)
"""Of 10 diaries, how many find a true gain of 2 points on a date fixed beforehand with 28 days
before and 56 on a dose, and with 60 and 90 (docs/statistics.md)."""
_TOO_FEW = (Reason.TOO_FEW_DAYS, Reason.TOO_FEW_DAYS_BEFORE)


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
    if look_again and any(one.verdict is Verdict.WAITING for one in asked):
        harms = [one for one in asked if one.verdict in CLEAR]
        lines = [" ".join(_described(min(harms, key=_rank)))] if harms else []
        return [*lines, say("waiting until", date=look_again)]
    lead = min(asked, key=_rank)
    rest = [c for c in asked if c is not lead]
    lines = [" ".join(_described(lead))]
    more = _others(rest)
    if look_again:
        more.append(say("look again", date=look_again))
    return [*lines, " ".join(more)] if more else lines


def caveat(comparisons: Sequence[Comparison]) -> str:
    """The line that stands directly under a verdict; empty where no change is reported."""
    asked = [one for one in latest(comparisons) if one.verdict not in SILENT]
    if not asked:
        return ""
    return max((caveat_of(one) for one in asked), key=len)


def caveat_of(one: Comparison) -> str:
    """The caveat of one symptom: what else can lower a score that was just at its worst."""
    bad_start = one.evidence.bad_start and one.verdict in FALLS
    return " ".join(([say("bad times")] if bad_start else []) + [say("caveat")])


def describe(comparison: Comparison) -> str:
    """The sentence on one symptom, in one line."""
    return " ".join(_described(comparison))


def _rank(one: Comparison) -> tuple[bool, bool, bool]:
    """Main symptoms lead, then clear changes of symptoms, then of side effects."""
    evidence = one.evidence
    return (not evidence.main, one.verdict not in CLEAR, evidence.side_effect)


def _described(one: Comparison) -> list[str]:
    estimate = one.estimate
    if one.verdict is Verdict.NOT_ENOUGH_DAYS:
        return [_too_few(one)]
    if one.verdict is Verdict.NOT_JUDGED:
        return [_not_judged(one)]
    if one.verdict is Verdict.WAITING or estimate is None:
        return [say("waiting" if one.verdict is Verdict.WAITING else "measured", name=one.name)]
    return _change(one, estimate)


def _change(one: Comparison, estimate: Estimate) -> list[str]:
    """A verdict about a change, and its size or what fits."""
    size = points(estimate.size[0])
    heads = {
        Verdict.BETTER: "better",
        Verdict.WORSE: "worse",
        Verdict.WORSE_BEFORE: "worse before",
        Verdict.EARLY: "early",
        Verdict.ALREADY_CHANGING: "already",
        Verdict.BAD_START: "bad start",
        Verdict.NO_IMPORTANT_CHANGE: "same",
        Verdict.NO_CLEAR_CHANGE: "unclear",
    }
    head = say(heads[one.verdict], name=one.name, place=one.later.phrase, points=size)
    if one.verdict in CLEAR or one.verdict is Verdict.EARLY:
        return [head, _size(estimate, one.earlier.phrase)]
    if one.verdict in (Verdict.ALREADY_CHANGING, Verdict.BAD_START):
        return [head]
    return [head, *_how_sure(one, estimate)]


def _not_judged(one: Comparison) -> str:
    estimate = one.estimate
    if estimate is None:
        return say("not judged few", name=one.name)
    change, low, high = (signed(value) for value in (estimate.change, estimate.low, estimate.high))
    return say("not judged", name=one.name, change=change, low=low, high=high)


def _how_sure(one: Comparison, estimate: Estimate) -> list[str]:
    """What fits; and where that is nearly sure, how sure it is and what is asked for."""
    likely = max(estimate.p_better, estimate.p_worse)
    if one.verdict is not Verdict.NO_CLEAR_CHANGE or likely < NEARLY:
        return [_fits(estimate)]
    if likely >= one.evidence.threshold:
        return []
    key = "sure lower" if estimate.p_better > estimate.p_worse else "sure higher"
    return [say(key, p=_in_100(likely), bar=_in_100(one.evidence.threshold))]


def _in_100(share: float) -> str:
    """A probability in a hundred, rounded down to the half: never surer than it is."""
    return number(math.floor(200 * share + 1e-9) / 2)


def _too_few(one: Comparison) -> str:
    if one.days_needed is not None:
        return counted("days more", one.days_needed, name=one.name)
    match one.reason:
        case Reason.TOO_FEW_DAYS_BEFORE:
            return say("too few before", name=one.name, place=one.earlier.phrase)
        case Reason.TOO_WIDE:
            return say("too wide", name=one.name)
        case Reason.COPIED:
            return say("copied", name=one.name)
    return say("too few", name=one.name)


def _size(estimate: Estimate, earlier: str) -> str:
    """The shrunken size: that of changes picked out for being sure is too large otherwise."""
    change, lowest, highest = estimate.size
    low, high = sorted((abs(lowest), abs(highest)))
    if lowest < 0 < highest:
        low = 0.0
    return say(
        "lower" if change < 0 else "higher",
        points=points(change),
        earlier=earlier,
        least=number(half(low)),
        most=number(half(high)),
    )


def _fits(estimate: Estimate) -> str:
    if estimate.high <= 0 or estimate.low >= 0:
        low, high = sorted((abs(estimate.low), abs(estimate.high)))
        key = "fits better" if estimate.high <= 0 else "fits worse"
        return say(key, least=number(half(low)), most=points(high))
    return say("fits", better=points(estimate.low), worse=number(half(estimate.high)))


def _others(rest: Sequence[Comparison]) -> list[str]:
    """Harms first, then gains, then the count of those of which nothing is clear."""
    lines = []
    named: dict[str, tuple[Verdict, ...]] = {
        "also worse": (Verdict.WORSE, Verdict.WORSE_BEFORE),
        "also better": (Verdict.BETTER,),
        "also early": (Verdict.EARLY,),
    }
    for key, verdicts in named.items():
        names = [c.name for c in rest if c.verdict in verdicts]
        if names:
            lines.append(say(key, names=enumerated(names)))
    quiet = {c.verdict for c in rest} - {*CLEAR, Verdict.EARLY}
    count = sum(c.verdict in quiet for c in rest)
    if count:
        keys = {
            frozenset({Verdict.NOT_ENOUGH_DAYS}): "others few",
            frozenset({Verdict.NO_IMPORTANT_CHANGE}): "others same",
            frozenset({Verdict.NO_CLEAR_CHANGE}): "others unclear",
            frozenset({Verdict.MEASURED_DIFFERENTLY}): "others scales",
        }
        mixed = "others varied" if Verdict.MEASURED_DIFFERENTLY in quiet else "others mixed"
        lines.append(counted(keys.get(frozenset(quiet), mixed), count))
    return lines


def notes(comparisons: Sequence[Comparison], found: Sequence[Phase] = ()) -> list[str]:
    """What must stand beneath: what was left out, and what no such comparison can tell.

    `found` are the diary's phases, where the comparisons come from a diary.
    """
    asked = latest(comparisons)
    out = [text for one in asked for text in _caveats(one)]
    if not asked and not any(phase.on_dose for phase in found):
        few, more = PLANNED_POWER
        return [say("two weeks", few=few, more=more)]
    if asked:
        out += _taken(asked[0].later)
        out += _power(min(asked, key=_rank))
    if found and found[0].on_dose:
        out.append(say("no baseline"))
    if _rising([phase.mg or 0.0 for phase in found]):
        out.append(say("rising"))
    if found:
        out.append(say("run-in"))
    if any(one.verdict in (*CLEAR, Verdict.EARLY) for one in asked):
        out.append(say("luck"))
    sizes = sorted({one.evidence.mid for one in asked if one.verdict is not Verdict.WAITING})
    if sizes:
        out.append(bar(asked[0]))
        out.append(say("borrowed", points=points(sizes[0])))
        out.append(say("open"))
    return out


def bar(one: Comparison) -> str:
    """How sure a verdict must be here, and why."""
    threshold = one.evidence.threshold
    return say("bar fixed" if threshold <= FIXED else "bar weekly", bar=_in_100(threshold))


def _caveats(one: Comparison) -> list[str]:
    """What speaks against the plain reading of one symptom."""
    keys = {
        Reason.CRASH_DAYS: "crash days",
        Reason.WITHOUT_COPIED: "without copied",
        Reason.WITHOUT_RECALLED: "without recalled",
        Reason.WITHOUT_HELPED: "without helped",
        Reason.MANY_SYMPTOMS: "many",
    }
    out = [say(keys[one.reason], name=one.name)] if one.reason in keys else []
    untaken = one.evidence.without_untaken
    low_share = (one.later.taken_share or 1.0) < LOW_ADHERENCE
    if one.verdict in SILENT:
        return out
    if untaken is not None and low_share:
        out.append(say("without untaken", name=one.name, change=signed(untaken.change)))
    if one.if_missing_differed is not None:
        assumed, change = one.if_missing_differed
        emptier = one.later if one.fuller_side is one.earlier else one.earlier
        key = "missing worse" if assumed > 0 else "missing better"
        out.append(say(key, name=one.name, place=emptier.phrase, change=signed(change)))
    return out


def taken_line(side: PhaseSummary) -> str:
    """On how many days the dose was taken; empty where nothing was answered about it."""
    if side.taken_share is None:
        return ""
    return counted("taken", side.dose_answered, dose=side.phase, taken=side.dose_taken)


def _taken(side: PhaseSummary) -> list[str]:
    """A sentence where clearly fewer doses were taken than decided."""
    share = side.taken_share
    if share is None or share >= LOW_ADHERENCE:
        return []
    return [say("few taken", n=number(round(10 * share)), place=side.phrase)]


def _power(one: Comparison) -> list[str]:
    """How often a true change would be found with these days, where none was found."""
    if one.verdict not in (Verdict.NO_CLEAR_CHANGE, Verdict.NOT_ENOUGH_DAYS):
        return []
    if one.reason is Reason.COPIED:
        return []
    tenths = 0 if one.reason in _TOO_FEW else round(10 * power(one))
    return [say("power", n=tenths) if tenths else say("power none")]


def _rising(amounts: list[float]) -> bool:
    """Whether the dose went up at every step, and at least twice."""
    return len(amounts) > 2 and all(a < b for a, b in pairwise(amounts))
