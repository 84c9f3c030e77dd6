"""Paper sizes and a page to write on, from the top down."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ldn_desktop.charts.drawing.canvas import LINE_SPACING, Canvas, Weight
from ldn_desktop.charts.drawing.style import PRINT, Style
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

SIZES = {"a4": (826.77, 1169.29), "letter": (850.0, 1100.0)}
"""Width and height in px of 1/100 inch."""
MARGIN = 50.0
ON_PAPER = replace(PRINT, percent=97)
"""The smallest text of charts and pages, 13 px of it, is 9 pt on paper."""
TITLE, HEADING, BODY, SMALL = 22.0, 16.0, 13.6, 13.0
"""Font sizes in px of 100 % text."""


@dataclass(slots=True)
class PaperPage:
    """A page of paper and how far down it is written on."""

    canvas: Canvas
    y: float = MARGIN

    @classmethod
    def of(cls, paper: str, style: Style = ON_PAPER) -> PaperPage:
        """A blank page. Raises UserError for a paper that is neither "a4" nor "letter"."""
        if paper not in SIZES:
            raise UserError(
                _(
                    "“{paper}” is not a paper size this program knows. Please use a4 or letter."
                ).format(paper=paper)
            )
        return cls(Canvas(style, *SIZES[paper]))

    @property
    def left(self) -> float:
        return MARGIN

    @property
    def right(self) -> float:
        return self.canvas.width - MARGIN

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def bottom(self) -> float:
        return self.canvas.height - MARGIN

    def px(self, size: float) -> float:
        return self.canvas.style.px(size)

    def heading(self, text: str, size: float = HEADING, note: str = "") -> None:
        """A heading; `note` stands smaller beside it."""
        self.y += self.px(size)
        self.canvas.write(self.left, self.y, text, size, weight="bold")
        if note:
            x = self.left + self.canvas.text_width(text, size, "bold") + self.px(12)
            self.canvas.write(x, self.y, self.canvas.shortened(note, self.right - x, SMALL), SMALL)
        self.y += self.px(7)

    def body(
        self,
        text: str,
        *,
        size: float = BODY,
        max_lines: int = 10_000,
        quiet: bool = False,
        weight: Weight = "normal",
    ) -> None:
        """Wrapped text over the whole width, at most `max_lines` lines of it."""
        colour = self.canvas.style.quiet if quiet else ""
        self.y += self.px(size)
        self.y = self.canvas.write_lines(
            self.left,
            self.y,
            text,
            size,
            self.width,
            colour=colour,
            max_lines=max_lines,
            weight=weight,
        ) - self.px(size)

    def body_height(self, text: str, size: float = BODY) -> float:
        """Px that `body` takes for `text`."""
        lines = self.canvas.wrapped(text, self.width, size)
        return self.px(size) * LINE_SPACING * len(lines)

    def space(self, px: float) -> None:
        self.y += self.px(px)
