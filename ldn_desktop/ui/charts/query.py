"""What a person asks to see in Charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ldn_desktop.ui.charts.periods import USUAL, ChartPeriod


@dataclass(frozen=True, slots=True)
class ChartQuery:
    """Which view of which days and symptoms."""

    today: date
    view: str = "chart"
    period_name: str = USUAL
    """The period by name; counts while `dates` is None."""
    dates: ChartPeriod | None = None
    keys: tuple[str, ...] = ()
    """Up to four; the first tracked symptoms while empty."""
    year: int | None = None
    """Of the calendar; the newest while None."""
    year_key: str = ""
    """What the calendar shows; the first of `keys` while empty."""
