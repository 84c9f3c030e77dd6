"""What the statistics say about two phases, and the gates before any verdict."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from ldn_desktop.i18n import mark

METHOD = mark(
    "mean and spread per dose, AR(1) errors plus day-to-day noise, fitted "
    "jointly over all doses; version 2"
)
"""Named in every result; the number rises when results of the same diary may change."""

FIXED, WEEKLY = 0.975, 0.99
"""How sure a verdict must be at a date fixed beforehand, and on a page that refreshes weekly."""
DRIFT_DOUBT = 2.0
"""With a drift allowed for, doubt about a change may be this much more: 5 % for 2.5 %.
Of diaries that only drift, as the prior expects, 2–5 % are then called better; allowing no
more doubt than without a drift would miss 1 in 8 true gains besides (docs/statistics.md)."""
RISE_DOUBT = 1.0
"""The same for a rise, where a drift changes only the words: with twice the doubt, 3.5–5.8 % of
slow worsenings would be called plainly worse, so 1.7–3.3 % are (docs/statistics.md)."""
DIP_DOUBT = 1.5
"""With a bad stretch before the start allowed for, doubt may be this much more."""
EARLY_DAYS = 56
"""A dose younger than this gets no plain “likely better”: expectation alone can lower scores
for some weeks (docs/statistics.md: a placebo response that is gone after three weeks)."""
FEWEST_CALENDAR, FEWEST_RECORDED, FEWEST_EFFECTIVE = 14, 10, 3.0
MOST_COPIED = 0.30
LONGEST_WAIT = 365
"""Days: nobody is asked to wait longer for an interval that may be narrow enough then."""
FALSE_DISCOVERIES = 0.10
STILL_LIKELY = 0.9
"""What is left of a verdict's probability without copied or recalled answers, or a helper's."""
WIDEST = 2.5
"""Half-widths of the interval up to this many important differences get an answer. Two, as in
the first edition, picks out diaries whose autocorrelation is underestimated: of the intervals
that were shown, 76 to 80 % held the truth at ρ = 0.85, now 87 % (docs/statistics.md)."""
UNEQUAL_SHARES = 0.10
UNEQUAL_Z = 1.8
"""How many standard errors apart the shares of missing days must be besides."""
CLUSTERED = 1.3
"""Missing days come in runs: the variance of their share is about this much larger."""
LOW_ADHERENCE = 0.8
WORSE_IF_MISSING = 2.0


class Verdict(StrEnum):
    """The answers, in the words that a file of results uses."""

    BETTER = "likely better"
    WORSE = "likely worse"
    NO_IMPORTANT_CHANGE = "no important change"
    NO_CLEAR_CHANGE = "no clear change"
    NOT_ENOUGH_DAYS = "not enough days yet"
    ALREADY_CHANGING = "may have been changing already"
    MEASURED_DIFFERENTLY = "measured differently"
    EARLY = "lower so far"
    BAD_START = "lower, but it began at a bad time"
    WORSE_BEFORE = "likely worse, but it may have been rising before"
    WAITING = "waiting for the fixed date"
    NOT_JUDGED = "not judged"


class Reason(StrEnum):
    """Why a verdict is not a plainer one."""

    TOO_FEW_DAYS = "too few days"
    TOO_FEW_DAYS_BEFORE = "too few days before"
    TOO_WIDE = "too wide"
    COPIED = "too many copied answers"
    CRASH_DAYS = "crash days without scores"
    WITHOUT_COPIED = "not without copied answers"
    WITHOUT_RECALLED = "not without recalled answers"
    WITHOUT_HELPED = "not without answers entered by a helper"
    MANY_SYMPTOMS = "one of many symptoms"
    DRIFT = "drift"
    BAD_START = "bad start"
    FIRST_WEEKS = "first weeks"


@dataclass(frozen=True, slots=True)
class PhaseSummary:
    """One of the two phases, for one symptom, after the run-in was left out."""

    phase: str
    phrase: str
    """The phase within a sentence: “on 4.5 mg”, “before”."""
    calendar_days: int
    recorded_days: int
    effective_days: float | None
    mean: float | None
    """Points, by the model."""
    crash_days: int = 0
    """Crash days marked without a score: they count as covered, not as a score."""
    copied_share: float = 0.0
    ongoing: bool = False
    stretches: int = 1
    """How often the phase began: on, off and on again is two."""
    days_on_dose: int | None = None
    """Calendar days on this dose, run-in included; None where the phase is no dose."""
    dose_taken: int = 0
    """Compared days on which the dose was answered as taken."""
    dose_answered: int = 0
    """Compared days on which it was answered at all."""

    @property
    def missing_share(self) -> float:
        """The share of days with neither a score nor a marked crash, 0 to 1."""
        if self.calendar_days < 1:
            return 0.0
        return max(0.0, 1 - (self.recorded_days + self.crash_days) / self.calendar_days)

    @property
    def taken_share(self) -> float | None:
        """The share of answered days on which the dose was taken; None where none was answered."""
        if self.days_on_dose is None or not self.dose_answered:
            return None
        return self.dose_taken / self.dose_answered


@dataclass(frozen=True, slots=True)
class Estimate:
    """The estimated change, later − earlier in points; negative is better."""

    change: float
    low: float
    high: float
    p_better: float
    p_better_mid: float
    p_better_drift: float
    """P(better) when a steady drift is allowed for."""
    p_better_dip: float | None = None
    """P(better) when a bad stretch just before the start is allowed for as well."""
    shrunk: float | None = None
    """The change under a weak prior around no change: the size to print beside a verdict."""
    shrunk_low: float | None = None
    shrunk_high: float | None = None
    half_width_98: float | None = None

    @property
    def size(self) -> tuple[float, float, float]:
        """Change, low and high as printed in sentences: shrunken where that was worked out."""
        if self.shrunk is None or self.shrunk_low is None or self.shrunk_high is None:
            return self.change, self.low, self.high
        return self.shrunk, self.shrunk_low, self.shrunk_high

    @property
    def p_worse(self) -> float:
        return 1.0 - self.p_better

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known about one symptom over two phases, before it is judged."""

    symptom: str
    name: str
    earlier: PhaseSummary
    later: PhaseSummary
    estimate: Estimate | None
    mid: float
    """Minimal important difference, in points."""
    threshold: float = FIXED
    main: bool = False
    side_effect: bool = False
    one_measure: bool = True
    judged: bool = True
    """Whether this pair of phases is the one a verdict is asked about."""
    waiting: bool = False
    """Whether a date fixed beforehand is still to come: no verdict is given before it."""
    bad_start: bool = False
    """Whether the fortnight before the first dose is among the worst fifth of all."""
    worst_of_baseline: bool = False
    """Whether it is among the worst fifth of the baseline, and the baseline never came back: the
    start may have been chosen by it, and nothing else shows how things are without a dose."""
    crash_days_at_worst: Estimate | None = None
    without_copied: Estimate | None = None
    without_recalled: Estimate | None = None
    without_helped: Estimate | None = None
    without_untaken: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The evidence and what may be said about it."""

    evidence: Evidence
    verdict: Verdict
    reason: Reason | None = None
    days_needed: int | None = None
    """More recorded days until an answer can be hoped for; None where days cannot help."""
    method: str = field(default=METHOD)

    @property
    def final(self) -> bool:
        """Whether nothing can be told, and more days will not come or would not help."""
        if self.verdict is Verdict.MEASURED_DIFFERENTLY:
            return True
        if self.verdict is not Verdict.NOT_ENOUGH_DAYS or self.days_needed is not None:
            return False
        sides = (self.earlier, self.later)
        match self.reason:
            case Reason.TOO_WIDE:
                return not self.earlier.ongoing
            case Reason.COPIED:
                return all(not side.ongoing for side in sides if side.copied_share > MOST_COPIED)
        return any(_needed(side) and not side.ongoing for side in sides)

    @property
    def symptom(self) -> str:
        return self.evidence.symptom

    @property
    def name(self) -> str:
        return self.evidence.name

    @property
    def earlier(self) -> PhaseSummary:
        return self.evidence.earlier

    @property
    def later(self) -> PhaseSummary:
        return self.evidence.later

    @property
    def estimate(self) -> Estimate | None:
        """None where the two phases cannot be compared, or are not to be yet."""
        if self.verdict in (Verdict.MEASURED_DIFFERENTLY, Verdict.WAITING):
            return None
        return self.evidence.estimate

    @property
    def fuller_side(self) -> PhaseSummary | None:
        """The phase with fewer missing days, where the shares differ by more than chance.

        That is by more than 10 points in a hundred and two standard errors, allowing for
        missing days that come in runs.
        """
        early, late = self.earlier, self.later
        days = (early.calendar_days, late.calendar_days)
        extra = late.missing_share - early.missing_share
        if min(days) < 1 or abs(extra) <= UNEQUAL_SHARES:
            return None
        mean = (early.missing_share * days[0] + late.missing_share * days[1]) / sum(days)
        error = math.sqrt(CLUSTERED * mean * (1 - mean) * (1 / days[0] + 1 / days[1]))
        if abs(extra) <= UNEQUAL_Z * error:
            return None
        return early if extra > 0 else late

    @property
    def if_missing_differed(self) -> tuple[float, float] | None:
        """By how many points the extra missing days are taken to differ, and the change then.

        The assumption is the one that works against the change: of a fall, extra missing
        days on the later side may have been 2 points worse, on the earlier side 2 points
        better. None unless one phase has more missing days by more than chance.
        """
        fuller = self.fuller_side
        if self.estimate is None or fuller is None:
            return None
        emptier = self.later if fuller is self.earlier else self.earlier
        share = emptier.missing_share - fuller.missing_share
        falling = self.estimate.change <= 0
        worse = (emptier is self.later) == falling
        points = WORSE_IF_MISSING if worse else -WORSE_IF_MISSING
        shift = points * share / (1 - fuller.missing_share)
        change = self.estimate.change + (shift if emptier is self.later else -shift)
        return points, change


def judge(evidence: Iterable[Evidence]) -> list[Comparison]:
    """The verdict for each; evidence about the same two phases is judged together."""
    everything = list(evidence)
    found = _discoveries(everything)
    return [_judged(one, position in found) for position, one in enumerate(everything)]


def _discoveries(everything: list[Evidence]) -> set[int]:
    """Indices of what may be called a change, after Benjamini & Hochberg 1995 at 10 %.

    Main symptoms and side effects pass unadjusted: missing a harm costs more.
    """
    found = {n for n, e in enumerate(everything) if e.main or e.side_effect}
    families: dict[tuple[str, str], list[tuple[float, int]]] = {}
    for n, e in enumerate(everything):
        judged = e.judged and e.one_measure and _too_few(e) is None
        if n not in found and judged and e.estimate is not None:
            doubt = 2 * min(e.estimate.p_better, e.estimate.p_worse)
            families.setdefault((e.earlier.phase, e.later.phase), []).append((doubt, n))
    for family in families.values():
        family.sort()
        passed = [
            rank
            for rank, (doubt, _) in enumerate(family, 1)
            if doubt <= FALSE_DISCOVERIES * rank / len(family)
        ]
        found.update(n for _, n in family[: max(passed, default=0)])
    return found


def _judged(evidence: Evidence, discovered: bool) -> Comparison:
    if not evidence.one_measure:
        return Comparison(evidence, Verdict.MEASURED_DIFFERENTLY)
    if not evidence.judged:
        return Comparison(evidence, Verdict.WAITING if evidence.waiting else Verdict.NOT_JUDGED)
    if evidence.waiting:
        # Looking early must not find gains by luck; but no harm waits for a date.
        early = _judged(replace(evidence, waiting=False), discovered)
        if early.verdict in (Verdict.WORSE, Verdict.WORSE_BEFORE):
            return replace(early, evidence=evidence)
        return Comparison(evidence, Verdict.WAITING)
    few = _too_few(evidence)
    if few is not None:
        return few
    assert evidence.estimate is not None  # days enough for the gates are enough for the model
    return _change(evidence, evidence.estimate, discovered)


def _too_few(evidence: Evidence) -> Comparison | None:
    """The first gate, for both phases."""
    early, late = evidence.earlier, evidence.later
    needed = [_needed(side) for side in (early, late)]
    if any(needed) or evidence.estimate is None:
        hopeless = bool(needed[0]) and not early.ongoing
        reason = Reason.TOO_FEW_DAYS_BEFORE if hopeless else Reason.TOO_FEW_DAYS
        more = None if hopeless or not late.ongoing else max(needed[1], 1)
        return Comparison(evidence, Verdict.NOT_ENOUGH_DAYS, reason, more)
    if max(early.copied_share, late.copied_share) > MOST_COPIED:
        return Comparison(evidence, Verdict.NOT_ENOUGH_DAYS, Reason.COPIED)
    return None


def _needed(side: PhaseSummary) -> int:
    """How many more days this phase needs; 0 when it has enough."""
    calendar = FEWEST_CALENDAR - side.calendar_days
    recorded = FEWEST_RECORDED - side.recorded_days
    effective = 0
    if side.effective_days is not None and side.effective_days < FEWEST_EFFECTIVE:
        by_day = side.effective_days / max(1, side.recorded_days)
        effective = math.ceil((FEWEST_EFFECTIVE - side.effective_days) / by_day)
    return max(0, calendar, recorded, effective)


def _change(evidence: Evidence, estimate: Estimate, discovered: bool) -> Comparison:
    """The gates after the first, in their order."""
    better = estimate.p_better >= evidence.threshold
    if better or estimate.p_worse >= evidence.threshold:
        upset = _upset(evidence, better) or (None if discovered else Reason.MANY_SYMPTOMS)
        if upset is not None:
            return Comparison(evidence, Verdict.NO_CLEAR_CHANGE, upset)
        return _better(evidence, estimate) if better else _worse(evidence, estimate)
    if estimate.half_width > WIDEST * evidence.mid:
        more = _narrower(evidence, estimate)
        return Comparison(evidence, Verdict.NOT_ENOUGH_DAYS, Reason.TOO_WIDE, more)
    if -evidence.mid < estimate.low and estimate.high < evidence.mid:
        return Comparison(evidence, Verdict.NO_IMPORTANT_CHANGE)
    return Comparison(evidence, Verdict.NO_CLEAR_CHANGE)


def _better(evidence: Evidence, estimate: Estimate) -> Comparison:
    """A fall that is sure enough, and the words for what else could explain it."""
    doubt = 1 - evidence.threshold
    if 1 - estimate.p_better_drift > DRIFT_DOUBT * doubt:
        return Comparison(evidence, Verdict.ALREADY_CHANGING, Reason.DRIFT)
    without_dip = 1.0 if estimate.p_better_dip is None else estimate.p_better_dip
    if evidence.worst_of_baseline and 1 - without_dip > DIP_DOUBT * doubt:
        return Comparison(evidence, Verdict.BAD_START, Reason.BAD_START)
    if evidence.later.days_on_dose is not None and evidence.later.days_on_dose < EARLY_DAYS:
        return Comparison(evidence, Verdict.EARLY, Reason.FIRST_WEEKS)
    return Comparison(evidence, Verdict.BETTER)


def _worse(evidence: Evidence, estimate: Estimate) -> Comparison:
    """A rise that is sure enough; a drift changes the words, never keeps a harm silent."""
    if estimate.p_better_drift > RISE_DOUBT * (1 - evidence.threshold):
        return Comparison(evidence, Verdict.WORSE_BEFORE, Reason.DRIFT)
    return Comparison(evidence, Verdict.WORSE)


def _upset(evidence: Evidence, better: bool) -> Reason | None:
    """What turns a verdict round, if anything does."""

    def likely(estimate: Estimate | None) -> float:
        if estimate is None:
            return 1.0
        return estimate.p_better if better else estimate.p_worse

    if likely(evidence.crash_days_at_worst) < evidence.threshold:
        return Reason.CRASH_DAYS
    if likely(evidence.without_copied) < STILL_LIKELY:
        return Reason.WITHOUT_COPIED
    if likely(evidence.without_recalled) < STILL_LIKELY:
        return Reason.WITHOUT_RECALLED
    if likely(evidence.without_helped) < STILL_LIKELY:
        return Reason.WITHOUT_HELPED
    return None


def _narrower(evidence: Evidence, estimate: Estimate) -> int | None:
    """More days of an ongoing later phase until the interval is narrow enough, roughly.

    The variance of the change is taken to be shared out by effective days; None when the
    earlier phase alone is too uncertain for any number of days, or for those of a year.
    """
    early, late = evidence.earlier.effective_days, evidence.later.effective_days
    if not evidence.later.ongoing or not early or not late:
        return None
    now = 1 / early + 1 / late
    room = now * (WIDEST * evidence.mid / estimate.half_width) ** 2 - 1 / early
    if room <= 0:
        return None
    by_day = late / max(1, evidence.later.recorded_days)
    more = math.ceil((1 / room - late) / by_day)
    return max(1, more) if more <= LONGEST_WAIT else None


def waiting_helps(comparisons: Iterable[Comparison]) -> bool:
    """Whether more days can still change an answer."""
    return not all(one.final for one in comparisons)


def as_json(comparisons: Iterable[Comparison]) -> list[dict[str, Any]]:
    """Plain values for a file of results.

    Days come as [earlier phase, later phase]; what cannot be worked out is None. The
    probabilities are unadjusted, whatever the verdict.
    """
    return [_row(one) for one in comparisons]


def _row(one: Comparison) -> dict[str, Any]:
    estimate, sides = one.estimate, (one.earlier, one.later)
    fields = ("low", "high", "p_better", "p_worse", "p_better_mid")
    names = [("estimate", "change"), *((name, name) for name in fields)]
    return {
        "symptom": one.symptom,
        "from_phase": one.earlier.phase,
        "to_phase": one.later.phase,
        **{name: None if estimate is None else getattr(estimate, field) for name, field in names},
        "effective_days": [side.effective_days for side in sides],
        "recorded_days": [side.recorded_days for side in sides],
        "calendar_days": [side.calendar_days for side in sides],
        "verdict": one.verdict.value,
        "drift_checked": estimate is not None,
        "method": one.method,
    }
