"""The doctor's table: one row a symptom, every cell as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ldn_desktop.analysis.sentences import verdict
from ldn_desktop.analysis.text import FALLS, taken_line
from ldn_desktop.analysis.verdict import FIXED, METHOD, Comparison, PhaseSummary
from ldn_desktop.i18n import _, mark
from ldn_desktop.i18n.formats import enumerated, signed

HEADINGS: tuple[str, ...] = (
    mark("Symptom"),
    mark("Before: mean (days)"),
    mark("After: mean (days)"),
    mark("Change (95 % interval)"),
    mark("P(better)"),
    mark("P(matters)"),
    mark("Effective days"),
    mark("Missing"),
    mark("P(better), drift allowed"),
    mark("Verdict"),
)


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
        return tuple(getattr(self, name) for name in self.__slots__)


def headings() -> tuple[str, ...]:
    return tuple(_(heading) for heading in HEADINGS)


def doctor_rows(comparisons: Sequence[Comparison]) -> list[ComparisonRow]:
    """The rows for comparisons of the same two phases, benefits and costs in one order."""
    return [_row(one) for one in comparisons]


def footnotes(comparisons: Sequence[Comparison]) -> list[str]:
    """How the table came about; what it cannot show stands first."""
    sizes = ", ".join(
        f"{one.name} {one.evidence.mid:g}" for one in comparisons if one.evidence.mid != 1
    )
    mid = _("Differences that matter: 1 point")
    if sizes:
        mid = _("{one}, but {others}").format(one=mid, others=sizes)
    return [
        _open_label(comparisons),
        _("The first days of each phase (run-in) are left out."),
        _("{mid}; borrowed from other illnesses.").format(mid=mid),
        _("Symptoms looked at: {n}.").format(n=len({one.symptom for one in comparisons})),
        *_bars(comparisons),
        *_doses_taken(comparisons),
        _("Method: {method}.").format(method=METHOD),
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
        " / ".join("–" if days is None else f"{days:.0f}" for days in known),
        " / ".join(f"{side.missing_share:.0%}".replace("%", " %") for side in sides),
        _drift(one),
        verdict(one.verdict),
    )


def _mean(side: PhaseSummary, shown: bool) -> str:
    days = f"({side.recorded_days}/{side.calendar_days})"
    return f"– {days}" if side.mean is None or not shown else f"{side.mean:.1f} {days}"


def _change(one: Comparison) -> str:
    estimate = one.estimate
    if estimate is None:
        return "–"
    ends = _("{low} to {high}").format(low=signed(estimate.low), high=signed(estimate.high))
    return f"{signed(estimate.change)} ({ends})"


def _probability(share: float) -> str:
    if share > 0.99:
        return "> 0.99"
    return "< 0.01" if share < 0.01 else f"{share:.2f}"


def _drift(one: Comparison) -> str:
    return "–" if one.estimate is None else _probability(one.estimate.p_better_drift)


def _open_label(comparisons: Sequence[Comparison]) -> str:
    """What such a comparison can never rule out: directly under the verdicts."""
    line = _("Open label: expectation and time are not ruled out.")
    names = [one.name for one in comparisons if one.evidence.bad_start and one.verdict in FALLS]
    if not names:
        return line
    return _(
        "{open} The fortnight before the first dose was among the worst fifth ({names}): "
        "part of the fall may be a return to the usual."
    ).format(open=line, names=enumerated(names))


def _bars(comparisons: Sequence[Comparison]) -> list[str]:
    """How sure a verdict must be, in words that say why."""
    if not comparisons:
        return []
    bar = f"{100 * comparisons[0].evidence.threshold:g}"
    if comparisons[0].evidence.threshold <= FIXED:
        return [_("A verdict needs {bar} %: looked at once, on a fixed date.").format(bar=bar)]
    return [_("A verdict needs {bar} %: looked at week by week.").format(bar=bar)]


def _doses_taken(comparisons: Sequence[Comparison]) -> list[str]:
    sides = {side.phase: side for one in comparisons for side in (one.earlier, one.later)}
    return [line for side in sides.values() if (line := taken_line(side))]
