"""Did anything change? Phases, comparisons, crashes, and the sentences they become."""

from ldn_desktop.analysis.comparison import (
    METHOD,
    Comparison,
    Evidence,
    Figures,
    Reason,
    Side,
    Verdict,
    as_json,
    judge,
)
from ldn_desktop.analysis.diaries import Look, compare, look, next_look
from ldn_desktop.analysis.files import compare_csv, compare_series
from ldn_desktop.analysis.phases import Phase, phases
from ldn_desktop.analysis.series import Scale

__all__ = [
    "METHOD",
    "Comparison",
    "Evidence",
    "Figures",
    "Look",
    "Phase",
    "Reason",
    "Scale",
    "Side",
    "Verdict",
    "as_json",
    "compare",
    "compare_csv",
    "compare_series",
    "judge",
    "look",
    "next_look",
    "phases",
]
