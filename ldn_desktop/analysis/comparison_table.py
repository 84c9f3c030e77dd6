"""The numbers of a comparison as a table: one row a symptom, every cell as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ldn_desktop.analysis.sentences import verdict_on
from ldn_desktop.analysis.text import FALLS, taken_line
from ldn_desktop.analysis.verdict import FIXED, METHOD, Comparison, PhaseSummary
from ldn_desktop.i18n import _, mark
from ldn_desktop.i18n.formats import enumerated, number, percent, signed

HEADINGS: dict[str, str] = {
    "symptom": mark("Symptom"),
    "earlier": mark("Before: mean (days)"),
    "later": mark("After: mean (days)"),
    "change": mark("Change (95% interval)"),
    "p_better": mark("P(better)"),
    "p_better_mid": mark("P(change matters)"),
    "effective_days": mark("Effective sample size"),
    "missing": mark("Missing"),
    "drift": mark("P(better), allowing for drift"),
    "verdict": mark("Verdict"),
}


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One symptom over two phases. Means are the model's: their difference is the change."""

    symptom: str
    earlier: str
    """Mean in points, (recorded/calendar days)."""
    later: str
    change: str
    p_better: str
    p_better_mid: str
    """The probability of a change for the better that matters."""
    effective_days: str
    missing: str
    drift: str
    verdict: str

    def cells(self) -> tuple[str, ...]:
        """In the order of the headings."""
        return tuple(getattr(self, name) for name in HEADINGS)


def headings() -> tuple[str, ...]:
    return tuple(_(heading) for heading in HEADINGS.values())


def doctor_rows(comparisons: Sequence[Comparison]) -> list[ComparisonRow]:
    """The rows for comparisons of the same two phases, benefits and costs in one order."""
    return [_row(one) for one in comparisons]


def footnotes(comparisons: Sequence[Comparison]) -> list[str]:
    """How the table came about; what it cannot show stands first."""
    sizes = [
        _("{name} {points}").format(name=one.name, points=number(one.evidence.mid))
        for one in comparisons
        if one.evidence.mid != 1
    ]
    mid = _(
        "Smallest change that matters: 1 point. This figure comes from studies of other illnesses."
    )
    if sizes:
        mid = _(
            "Smallest change that matters: 1 point, but {others}. These figures come from "
            "studies of other illnesses."
        )
    return [
        _open_label(comparisons),
        _("The first days of each phase (run-in) are left out."),
        mid.format(others=enumerated(sizes)),
        _("Symptoms compared: {n}.").format(n=len({one.symptom for one in comparisons})),
        *_bars(comparisons),
        *_doses_taken(comparisons),
        _("Method: {method}.").format(method=_(METHOD)),
    ]


def _row(one: Comparison) -> ComparisonRow:
    estimate = one.estimate
    sides = (one.earlier, one.later)
    known = [side.effective_days for side in sides]
    return ComparisonRow(
        one.name,
        _mean(one.earlier, estimate is not None),
        _mean(one.later, estimate is not None),
        _change(one),
        _probability(estimate.p_better) if estimate else "–",
        _probability(estimate.p_better_mid) if estimate else "–",
        " / ".join("–" if days is None else number(days, 0) for days in known),
        " / ".join(percent(side.missing_share) for side in sides),
        _drift(one),
        verdict_on(one),
    )


def _mean(side: PhaseSummary, shown: bool) -> str:
    days = f"({side.recorded_days}/{side.calendar_days})"
    return f"– {days}" if side.mean is None or not shown else f"{number(side.mean, 1)} {days}"


def _change(one: Comparison) -> str:
    estimate = one.estimate
    if estimate is None:
        return "–"
    return _("{change} ({low} to {high})").format(
        change=signed(estimate.change), low=signed(estimate.low), high=signed(estimate.high)
    )


def _probability(share: float) -> str:
    if share > 0.99:
        return f"> {number(0.99)}"
    return f"< {number(0.01)}" if share < 0.01 else number(share, 2)


def _drift(one: Comparison) -> str:
    return "–" if one.estimate is None else _probability(one.estimate.p_better_drift)


def _open_label(comparisons: Sequence[Comparison]) -> str:
    """What such a comparison can never rule out: directly under the verdicts."""
    line = _("Open label: effects of expectation and time cannot be ruled out.")
    names = [one.name for one in comparisons if one.evidence.bad_start and one.verdict in FALLS]
    if not names:
        return line
    start = _(
        "The fortnight before the first dose was among the worst fifth of fortnights "
        "({names}), so part of the fall may be a return to normal."
    )
    return " ".join((line, start.format(names=enumerated(names))))


def _bars(comparisons: Sequence[Comparison]) -> list[str]:
    """How sure a verdict must be, in words that say why."""
    if not comparisons:
        return []
    bar = percent(comparisons[0].evidence.threshold, 1)
    if comparisons[0].evidence.threshold <= FIXED:
        return [
            _(
                "A verdict needs a probability of {bar}, as the check is made once, on a "
                "date chosen beforehand."
            ).format(bar=bar)
        ]
    return [
        _("A verdict needs a probability of {bar}, as the check can be made every week.").format(
            bar=bar
        )
    ]


def _doses_taken(comparisons: Sequence[Comparison]) -> list[str]:
    sides = {side.phase: side for one in comparisons for side in (one.earlier, one.later)}
    return [line for side in sides.values() if (line := taken_line(side))]
