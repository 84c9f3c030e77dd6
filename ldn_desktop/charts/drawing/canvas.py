"""A figure to write and draw on, in px from its top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D

from ldn_desktop.charts.drawing import compound_paths, text_layout
from ldn_desktop.charts.drawing.compound_paths import Point
from ldn_desktop.charts.drawing.style import DPI, Style

Weight = Literal["normal", "bold"]
Align = Literal["left", "center", "right"]
HATCH_PX = 5.0
"""Between two lines of a hatching, before it is scaled with the text."""
LINE_SPACING = 1.45
"""From one baseline to the next, in font sizes."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a canvas: px from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class DayPositions(Protocol):
    """Where the days of a chart lie, so that a pointer or the keyboard can read them."""

    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date: ...

    def date_at(self, x: float, y: float) -> date | None:
        """The day at (x, y) px from the top left; None where there is none."""

    def box(self, when: date) -> Box | None:
        """The column or cell of `when`; None where the chart does not show that day."""


class ChartFigure(Figure):
    """A figure that knows where its days lie; `days` is None where it shows none."""

    days: DayPositions | None = None


class Canvas:
    """`width` and `height` in px at 100 dpi; font sizes are px of 100 % text."""

    def __init__(self, style: Style, width: float, height: float) -> None:
        self.style = style
        self.width, self.height = width, height
        self.figure = ChartFigure(
            figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=style.ground, edgecolor="none"
        )
        whole = Affine2D().scale(1 / width, -1 / height).translate(0, 1)
        self.px_transform = whole + self.figure.transFigure
        """From px of the canvas to the pixels that are drawn."""

    def box_within(self, edge: float = 0.0) -> Box:
        """All of the canvas but `edge` px on each side."""
        return Box(edge, 0.0, self.width - edge, self.height)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x / self.width, 1 - y / self.height

    def text_width(self, text: str, size: float, weight: Weight = "normal") -> float:
        """Px that one line of `text` takes."""
        return text_layout.width(text, self.style.px(size), self.style.family, weight)

    def drawn_width(self, text: str, size: float, weight: Weight = "normal") -> float:
        """Px that one line of `text` takes on a screen, its characters fitted to pixels."""
        return text_layout.drawn_width(text, self.style, size, weight)

    def shortened(self, text: str, room: float, size: float, weight: Weight = "normal") -> str:
        """`text` cut with “…” to fit `room` px."""
        return text_layout.shortened(text, room, self.style.px(size), self.style.family, weight)

    def wrapped(self, text: str, room: float, size: float, weight: Weight = "normal") -> list[str]:
        """`text` as lines no wider than `room` px."""
        return text_layout.wrapped(text, room, self.style.px(size), self.style.family, weight)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        colour: str = "",
        weight: Weight = "normal",
        align: Align = "left",
    ) -> None:
        """One line of `text` with its baseline at `y`."""
        drawable, families = text_layout.drawable(text, self.style.family)
        if not drawable.strip():
            return
        self.figure.text(
            *self._at(x, y),
            drawable,
            fontsize=self.style.points(size),
            family=families,
            weight=weight,
            color=colour or self.style.text,
            ha=align,
            va="baseline",
            # A note may hold a $; nothing here is a formula.
            parse_math=False,
        )

    def write_lines(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        room: float,
        *,
        colour: str = "",
        weight: Weight = "normal",
        spacing: float = LINE_SPACING,
        max_lines: int = 10_000,
    ) -> float:
        """`text` in lines no wider than `room`, the first baseline at `y`; the next baseline."""
        lines = self.wrapped(text, room, size, weight)
        if len(lines) > max_lines:
            rest = " ".join(lines[max_lines - 1 :])
            lines = [*lines[: max_lines - 1], self.shortened(rest, room, size, weight)]
        for line in lines:
            self.write(x, y, line, size, colour=colour, weight=weight)
            y += self.style.px(size) * spacing
        return y

    def write_parts(
        self, x: float, y: float, parts: Sequence[tuple[str, Weight]], size: float
    ) -> float:
        """Texts of different weight on one line from `x`; where they end."""
        for text, weight in parts:
            self.write(x, y, text.rstrip(), size, weight=weight)
            x += self.text_width(text, size, weight)
            if text.endswith(" "):  # on a screen, hinted characters are a little wider
                x += self.style.px(2)
        return x

    def rule(
        self, x: float, y: float, to_x: float, to_y: float, *, colour: str = "", width: float = 0.72
    ) -> None:
        """A straight line, `width` points wide."""
        ends = zip(self._at(x, y), self._at(to_x, to_y), strict=True)
        line = Line2D(*ends, color=colour or self.style.line, linewidth=width, zorder=-1)
        line.set_snap(True)
        self.figure.add_artist(line)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        line: str = "",
        fill: str = "none",
        line_width: float = 0.8,
        behind: bool = False,
    ) -> None:
        """A rectangle with its top left corner at (x, y), `behind` everything on axes or not."""
        left, bottom = self._at(x, y + height)
        self.figure.add_artist(
            Rectangle(
                (left, bottom),
                width / self.width,
                height / self.height,
                facecolor=fill,
                edgecolor=line or self.style.line,
                linewidth=line_width,
                zorder=-1.5 if behind else 1,
            )
        )

    def mark(self, x: float, y: float, marker: str, size: float, **look: Any) -> None:
        """One marker of `size` px of 100 % text with its middle at (x, y)."""
        at = self._at(x, y)
        points = self.style.points(size)
        line = Line2D([at[0]], [at[1]], linestyle="none", marker=marker, markersize=points, **look)
        self.figure.add_artist(line)

    def axes(self, x: float, y: float, width: float, height: float, label: str = "") -> Axes:
        """Axes without any ornament, their top left corner at (x, y)."""
        left, bottom = self._at(x, y + height)
        axes = self.figure.add_axes(
            (left, bottom, width / self.width, height / self.height), label=label, frameon=False
        )
        axes.set_axis_off()
        return axes

    def hatch(self, boxes: Sequence[Box], colour: str) -> None:
        """Diagonal lines inside each of `boxes`.

        Drawn as plain lines: matplotlib's own hatching becomes an SVG pattern, and Qt needs
        minutes to print a page of those.
        """
        step = self.style.px(HATCH_PX)
        lines = [line for box in boxes for line in _diagonals(box, step)]
        if lines:
            ends = [(self._at(*one), self._at(*other)) for one, other in lines]
            self.figure.add_artist(compound_paths.lines(ends, colour, 0.6, zorder=-2))


def _diagonals(box: Box, step: float) -> list[tuple[Point, Point]]:
    """Rising lines at 45° that fill `box`, `step` px apart, on one grid for the whole canvas."""
    lines = []
    first = int((box.left + box.top) // step) + 1
    last = int((box.right + box.bottom) // step)
    for number in range(first, last + 1):
        total = number * step  # x + y along one line
        left = max(box.left, total - box.bottom)
        right = min(box.right, total - box.top)
        if right > left:
            lines.append(((left, total - left), (right, total - right)))
    return lines
