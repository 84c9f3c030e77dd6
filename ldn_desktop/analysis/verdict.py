"""What the statistics say about two phases, and the gates before any verdict."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

METHOD = "level and spread per phase, AR(1) ar1 with day noise, joint fit over all phases; 1"
"""Named in every result; the number rises when results of the same diary may change."""

FIXED, WEEKLY = 0.975, 0.99
"""How sure a verdict must be at a date fixed beforehand, and on a page that refreshes weekly."""
DRIFT_DOUBT = 2.0
"""With a drift allowed for, doubt about “likely better” may be this much more: 5 % for 2.5 %.
Of diaries that only drift, as the prior expects, 2–5 % are then called better; allowing no
more doubt than without a drift would miss 1 in 8 true gains besides (docs/statistics.md)."""
FEWEST_CALENDAR, FEWEST_RECORDED, FEWEST_EFFECTIVE = 14, 10, 3.0
MOST_COPIED = 0.30
FALSE_DISCOVERIES = 0.10
STILL_LIKELY = 0.9
"""What is left of a verdict's probability when copied or recalled answers are left out."""
UNEQUAL_SHARES = 0.10
WORSE_IF_MISSING = 2.0


class Verdict(StrEnum):
    """The seven answers, in the words that a file of results uses."""

    BETTER = "likely better"
    WORSE = "likely worse"
    NO_IMPORTANT_CHANGE = "no important change"
    NO_CLEAR_CHANGE = "no clear change"
    NOT_ENOUGH_DAYS = "not enough days yet"
    ALREADY_CHANGING = "may have been changing already"
    MEASURED_DIFFERENTLY = "measured differently"


class Reason(StrEnum):
    """Why a verdict is not a plainer one."""

    TOO_FEW_DAYS = "too few days"
    TOO_FEW_DAYS_BEFORE = "too few days before"
    TOO_WIDE = "too wide"
    COPIED = "too many copied answers"
    CRASH_DAYS = "crash days without scores"
    WITHOUT_COPIED = "not without copied answers"
    WITHOUT_RECALLED = "not without recalled answers"
    MANY_SYMPTOMS = "one of many symptoms"
    DRIFT = "drift"


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

    @property
    def missing_share(self) -> float:
        """The share of days with neither a score nor a marked crash, 0 to 1."""
        if self.calendar_days < 1:
            return 0.0
        return max(0.0, 1 - (self.recorded_days + self.crash_days) / self.calendar_days)


@dataclass(frozen=True, slots=True)
class Estimate:
    """The estimated change, later − earlier in points; negative is better."""

    change: float
    low: float
    high: float
    p_better: float
    p_better_mid: float
    p_better_drift: float

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
    crash_days_at_worst: Estimate | None = None
    without_copied: Estimate | None = None
    without_recalled: Estimate | None = None


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
        return self.evidence.estimate

    @property
    def if_missing_were_worse(self) -> float | None:
        """The change if the extra missing days had been 2 points worse.

        None unless the shares of missing days differ by more than 10 points in a hundred.
        """
        early, late = self.earlier, self.later
        extra = late.missing_share - early.missing_share
        if self.estimate is None or abs(extra) <= UNEQUAL_SHARES:
            return None
        fuller = 1 - max(early.missing_share, late.missing_share)
        shift = WORSE_IF_MISSING * abs(extra) / (fuller + abs(extra))
        return self.estimate.change + math.copysign(shift, extra)


def judge(evidence: Iterable[Evidence]) -> list[Comparison]:
    """The verdict for each; evidence about the same two phases is judged together."""
    everything = list(evidence)
    found = _discoveries(everything)
    return [_judged(one, place in found) for place, one in enumerate(everything)]


def _discoveries(everything: list[Evidence]) -> set[int]:
    """Places of what may be called a change, after Benjamini & Hochberg 1995 at 10 %.

    Main symptoms and side effects pass unadjusted: missing a harm costs more.
    """
    found = {n for n, e in enumerate(everything) if e.main or e.side_effect}
    families: dict[tuple[str, str], list[tuple[float, int]]] = {}
    for n, e in enumerate(everything):
        judged = e.one_measure and _too_few(e) is None
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
        if better and 1 - estimate.p_better_drift > DRIFT_DOUBT * (1 - evidence.threshold):
            return Comparison(evidence, Verdict.ALREADY_CHANGING, Reason.DRIFT)
        return Comparison(evidence, Verdict.BETTER if better else Verdict.WORSE)
    if estimate.half_width > 2 * evidence.mid:
        more = _narrower(evidence, estimate)
        return Comparison(evidence, Verdict.NOT_ENOUGH_DAYS, Reason.TOO_WIDE, more)
    if -evidence.mid < estimate.low and estimate.high < evidence.mid:
        return Comparison(evidence, Verdict.NO_IMPORTANT_CHANGE)
    return Comparison(evidence, Verdict.NO_CLEAR_CHANGE)


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
    return None


def _narrower(evidence: Evidence, estimate: Estimate) -> int | None:
    """More days of an ongoing later phase until the interval is narrow enough, roughly.

    The variance of the change is taken to be shared out by effective days; None when the
    earlier phase alone is too uncertain for any number of days.
    """
    early, late = evidence.earlier.effective_days, evidence.later.effective_days
    if not evidence.later.ongoing or not early or not late:
        return None
    now = 1 / early + 1 / late
    room = now * (2 * evidence.mid / estimate.half_width) ** 2 - 1 / early
    if room <= 0:
        return None
    by_day = late / max(1, evidence.later.recorded_days)
    more = math.ceil((1 / room - late) / by_day)
    return max(1, more)


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
