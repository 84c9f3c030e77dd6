"""Did anything change? Phases, comparisons, crashes, and the sentences they become."""

from ldn_desktop.analysis.compare import ComparisonDate, compare, look, next_look
from ldn_desktop.analysis.compare_csv import compare_csv, compare_series
from ldn_desktop.analysis.phases import Phase, PhaseGroup, groups, phases
from ldn_desktop.analysis.stats.series import Scale
from ldn_desktop.analysis.verdict import (
    METHOD,
    Comparison,
    Estimate,
    Evidence,
    PhaseSummary,
    Reason,
    Verdict,
    as_json,
    judge,
    waiting_helps,
)

__all__ = [
    "METHOD",
    "Comparison",
    "ComparisonDate",
    "Estimate",
    "Evidence",
    "Phase",
    "PhaseGroup",
    "PhaseSummary",
    "Reason",
    "Scale",
    "Verdict",
    "as_json",
    "compare",
    "compare_csv",
    "compare_series",
    "groups",
    "judge",
    "look",
    "next_look",
    "phases",
    "waiting_helps",
]
