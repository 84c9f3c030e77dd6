"""A figure to write and draw on in px from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ldn_desktop.charts import text_layout
from ldn_desktop.charts.style import DPI, Style

ButtonKind = Literal["normal", "bold"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a sheet: px from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def wide(self) -> float:
        return self.right - self.left

    @property
    def high(self) -> float:
        return self.bottom - self.top


class Canvas:
    """`wide` and `high` in px at 100 dpi; sizes of letters are px of 100 % text."""

    def __init__(self, style: Style, wide: float, high: float) -> None:
        self.style = style
        self.wide, self.high = wide, high
        self.figure = Figure(
            figsize=(wide / DPI, high / DPI), dpi=DPI, facecolor=style.ground, edgecolor="none"
        )

    def box_within(self, edge: float) -> Box:
        """All of the sheet but `edge` px on each side."""
        return Box(edge, 0.0, self.wide - edge, self.high)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x / self.wide, 1 - y / self.high

    def width(self, text: str, size: float, weight: ButtonKind = "normal") -> float:
        return text_layout.width(text, self.style.px(size), self.style.family, weight)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        colour: str = "",
        weight: ButtonKind = "normal",
        align: Align = "left",
    ) -> None:
        """One line of `text` with its baseline at `y`."""
        tidy, families = text_layout.drawable(text, self.style.family)
        if not tidy.strip():
            return
        self.figure.text(
            *self._at(x, y),
            tidy,
            fontsize=self.style.points(size),
            family=families,
            weight=weight,
            color=colour or self.style.text,
            ha=align,
            va="baseline",
            # A note may well hold a $; nothing here is a formula.
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
        weight: ButtonKind = "normal",
        spacing: float = 1.45,
        most: int = 10_000,
    ) -> float:
        """`text` in lines no wider than `room`, the first baseline at `y`; the next baseline."""
        px, family = self.style.px(size), self.style.family
        lines = text_layout.wrapped(text, room, px, family, weight)
        if len(lines) > most:
            rest = " ".join(lines[most - 1 :])
            lines = [*lines[: most - 1], text_layout.shortened(rest, room, px, family, weight)]
        for line in lines:
            self.write(x, y, line, size, colour=colour, weight=weight)
            y += px * spacing
        return y

    def rule(
        self, x: float, y: float, to_x: float, to_y: float, *, colour: str = "", wide: float = 0.72
    ) -> None:
        ends = zip(self._at(x, y), self._at(to_x, to_y), strict=True)
        line = Line2D(*ends, color=colour or self.style.line, linewidth=wide, zorder=-1)
        line.set_snap(True)
        self.figure.add_artist(line)

    def box(
        self, x: float, y: float, wide: float, high: float, *, line: str = "", fill: str = "none"
    ) -> None:
        """A rectangle with its top left corner at (x, y)."""
        left, bottom = self._at(x, y + high)
        self.figure.add_artist(
            Rectangle(
                (left, bottom),
                wide / self.wide,
                high / self.high,
                facecolor=fill,
                edgecolor=line or self.style.line,
                linewidth=0.8,
            )
        )

    def frame(self, x: float, y: float, wide: float, high: float, label: str = "") -> Axes:
        """Axes without any ornament, their top left corner at (x, y)."""
        left, bottom = self._at(x, y + high)
        axes = self.figure.add_axes(
            (left, bottom, wide / self.wide, high / self.high), label=label, frameon=False
        )
        axes.set_axis_off()
        return axes
