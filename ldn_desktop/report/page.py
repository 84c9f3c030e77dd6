"""Paper sizes and a page to write on, from the top down."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ldn_desktop.charts.canvas import Canvas
from ldn_desktop.charts.style import PRINT, Style
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

SIZES = {"a4": (826.77, 1169.29), "letter": (850.0, 1100.0)}
"""Width and height in px of 1/100 inch."""
MARGIN = 52.0
ON_PAPER = replace(PRINT, percent=85)
"""Sizes on paper: 100 % text would be large type."""
TITLE, HEADING, BODY, SMALL = 25.0, 17.0, 14.6, 12.6
"""Sizes of letters, px of 100 % text."""


@dataclass(slots=True)
class Page:
    """A sheet of paper and how far down it is written on."""

    sheet: Canvas
    y: float = MARGIN

    @classmethod
    def of(cls, paper: str, style: Style = ON_PAPER) -> Page:
        """A blank page. Raises UserError for a paper that is neither "a4" nor "letter"."""
        if paper not in SIZES:
            raise UserError(
                _("“{paper}” is no paper size here. It can be a4 or letter.").format(paper=paper)
            )
        return cls(Canvas(style, *SIZES[paper]))

    @property
    def left(self) -> float:
        return MARGIN

    @property
    def right(self) -> float:
        return self.sheet.wide - MARGIN

    @property
    def wide(self) -> float:
        return self.right - self.left

    @property
    def bottom(self) -> float:
        return self.sheet.high - MARGIN

    def px(self, size: float) -> float:
        return self.sheet.style.px(size)

    def heading(self, text: str, size: float = HEADING) -> None:
        self.y += self.px(size)
        self.sheet.write(self.left, self.y, text, size, weight="bold")
        self.y += self.px(7)

    def body(
        self, text: str, *, size: float = BODY, most: int = 10_000, quiet: bool = False
    ) -> None:
        """Wrapped text over the whole width, at most `most` lines of it."""
        colour = self.sheet.style.quiet if quiet else ""
        self.y += self.px(size)
        self.y = self.sheet.write_lines(
            self.left, self.y, text, size, self.wide, colour=colour, most=most
        ) - self.px(size)

    def space(self, px: float) -> None:
        self.y += self.px(px)
