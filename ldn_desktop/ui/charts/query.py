"""What a person asks to see in Charts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.themes import Theme
from ldn_desktop.ui.charts.periods import USUAL, ChartPeriod

if TYPE_CHECKING:
    from ldn_desktop.charts import Style


@dataclass(frozen=True, slots=True)
class ChartAppearance:
    """Colours and font of the window at the moment of asking."""

    theme: Theme
    family: str
    percent: int

    def style(self) -> Style:
        """The same for figures; loads matplotlib."""
        from ldn_desktop.charts import Style

        theme = self.theme
        return Style(
            ground=theme.ground,
            card=theme.card,
            text=theme.text,
            quiet=theme.quiet,
            line=theme.line,
            hair=theme.hair,
            dot=theme.dot,
            accent_ink=theme.accent_ink,
            crash=theme.crash,
            crash_line=theme.crash_line,
            family=self.family,
            percent=self.percent,
        )

    def page_style(self) -> Style:
        """For a page shown before it is printed: the window's colours, laid out as on paper."""
        from ldn_desktop.report import ON_PAPER

        style = self.style()
        return replace(style, family=ON_PAPER.family, percent=ON_PAPER.percent, printed=True)


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
