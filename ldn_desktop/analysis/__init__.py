"""Did anything change? Phases, comparisons, crashes, and the sentences they become."""

from ldn_desktop.analysis.comparison import (
    Comparison,
    Evidence,
    Figures,
    Reason,
    Side,
    Verdict,
    as_json,
)
from ldn_desktop.analysis.files import compare_csv, compare_series
from ldn_desktop.analysis.series import Scale

__all__ = [
    "Comparison",
    "Evidence",
    "Figures",
    "Reason",
    "Scale",
    "Side",
    "Verdict",
    "as_json",
    "compare_csv",
    "compare_series",
]
