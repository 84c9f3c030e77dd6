"""The key under a chart: each sign as it is drawn, with its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ldn_desktop.charts.drawing.canvas import Box, Canvas
from ldn_desktop.charts.drawing.style import SMALL, mixed

SIGN_WIDTH, LINE_HEIGHT, GAP = 26, 24, 26
"""Px of 100 % text: room for a sign, a line of the key, between two entries."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sign and its name; `draw(canvas, x, y)` draws with the left end of the sign at (x, y)."""

    text: str
    draw: Callable[[Canvas, float, float], None] | None = None
    sign_width: float = SIGN_WIDTH

    def width(self, canvas: Canvas) -> float:
        sign = canvas.style.px(self.sign_width + 6) if self.draw else 0.0
        return sign + canvas.text_width(self.text, SMALL)


def lines_of(
    canvas: Canvas, entries: Sequence[LegendEntry], room: float
) -> list[list[LegendEntry]]:
    """`entries` broken into lines that fit `room` px."""
    lines: list[list[LegendEntry]] = []
    used = 0.0
    for entry in entries:
        width, gap = entry.width(canvas), canvas.style.px(GAP)
        if lines and used + gap + width <= room:
            lines[-1].append(entry)
            used += gap + width
        else:
            lines.append([entry])
            used = width
    return lines


def draw(canvas: Canvas, lines: Sequence[Sequence[LegendEntry]], x: float, y: float) -> None:
    """The lines of the key, the middle of the first one at `y`."""
    style = canvas.style
    for line in lines:
        at = x
        for entry in line:
            if entry.draw is not None:
                entry.draw(canvas, at, y)
                text_x = at + style.px(entry.sign_width + 6)
            else:
                text_x = at
            canvas.write(text_x, y + style.px(5), entry.text, SMALL, colour=style.quiet)
            at += entry.width(canvas) + style.px(GAP)
        y += style.px(LINE_HEIGHT)


def dot(canvas: Canvas, x: float, y: float, *, hollow: bool = False) -> None:
    style = canvas.style
    fill = style.ground if hollow else style.dot
    look = {"markerfacecolor": fill, "markeredgecolor": style.dot, "markeredgewidth": 1.0}
    canvas.mark(x + style.px(5), y, "o", 6, **look)


def hollow_dot(canvas: Canvas, x: float, y: float) -> None:
    dot(canvas, x, y, hollow=True)


def ring(canvas: Canvas, x: float, y: float) -> None:
    style = canvas.style
    look = {"markerfacecolor": style.ground, "markeredgecolor": style.text}
    canvas.mark(x + style.px(6), y, "o", 8.5, markeredgewidth=style.points(1.8), **look)


def mean_line(canvas: Canvas, x: float, y: float) -> None:
    style = canvas.style
    width = style.points(2.4)
    canvas.rule(x, y, x + style.px(24), y, colour=style.accent_text, width=width)


def level_bar(canvas: Canvas, x: float, y: float) -> None:
    style = canvas.style
    right, half, width = x + style.px(22), style.px(5), style.points(2)
    canvas.rule(x, y, right, y, colour=style.text, width=width)
    for end in (x, right):
        canvas.rule(end, y - half, end, y + half, colour=style.text, width=width)


def crash_column(canvas: Canvas, x: float, y: float) -> None:
    style = canvas.style
    left, top, width, height = x, y - style.px(9), style.px(18), style.px(18)
    if style.printed:
        canvas.hatch([Box(left, top, left + width, top + height)], style.crash_line)
    else:
        canvas.box(left, top, width, height, fill=style.crash, line=style.crash)
    line = style.px(3)
    canvas.box(left, top + height - line, width, line, fill=style.crash_line, line=style.crash_line)


def crash_tick(canvas: Canvas, x: float, y: float) -> None:
    style = canvas.style
    canvas.mark(x + style.px(4), y, "|", 9, color=style.crash_line, markeredgewidth=1.2)


def taken(canvas: Canvas, x: float, y: float) -> None:
    style = canvas.style
    left, top, width, height = x, y - style.px(8), style.px(18), style.px(16)
    fill = mixed(style.hair, style.ground, 0.9)
    canvas.box(left, top, width, height, fill=fill, line=fill)
    strip = style.px(5)
    canvas.box(left, top + height - strip, width, strip, fill=style.line, line=style.line)
    canvas.rule(left, top, left + width, top, colour=style.text, width=style.points(2))


def note(canvas: Canvas, x: float, y: float) -> None:
    canvas.mark(x + canvas.style.px(5), y, "D", 6, color=canvas.style.quiet, markeredgewidth=0)


def planned_dose(canvas: Canvas, x: float, y: float) -> None:
    style = canvas.style
    for start, end in ((0, 6), (10, 16), (20, 24)):
        canvas.rule(
            x + style.px(start),
            y,
            x + style.px(end),
            y,
            colour=style.text,
            width=style.points(1.6),
        )
