"""What charts and pages take from the window: its colours, its font, the text size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ldn_desktop.themes import Theme

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
            accent_text=theme.accent_text,
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
