"""The time axis that all frames of a figure share, and drawing along it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import ArrayLike

from ldn_desktop.charts import axis_ticks
from ldn_desktop.charts.canvas import Canvas
from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.style import DPI

LABEL = 14
"""Size of its labels, px of 100 % text."""
NAME = "time axis"
"""What the axes that carry the days are called, so that `span_of` finds them."""
WEEKLY_BELOW_PX = 1.6
"""Where a day is narrower, a dot is the mean of a week."""
_MOST_TICKS = 16


@dataclass(frozen=True, slots=True)
class Span:
    """Where days lie in a figure: px from its left edge, at 100 dpi."""

    start: date
    end: date
    left: float
    right: float

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def day_px(self) -> float:
        """Width of one day."""
        return (self.right - self.left) / self.days

    @property
    def weekly(self) -> bool:
        """Whether days are too narrow to be drawn one by one."""
        return self.day_px < WEEKLY_BELOW_PX

    def begin(self, when: date) -> float:
        """Where `when` begins."""
        return self.left + (when - self.start).days * self.day_px

    def middle(self, when: date) -> float:
        """Where the middle of `when` lies."""
        return self.begin(when) + 0.5 * self.day_px

    def date_at(self, x: float, _y: float = 0.0) -> date | None:
        """The day at `x` px; None outside the period."""
        if not self.left <= x < self.right:
            return None
        return self.start + timedelta(days=int((x - self.left) / self.day_px))

    def box(self, when: date) -> tuple[float, float, float, float] | None:
        """Left, top, width and height of `when`; a height of 0 stands for the whole figure."""
        if not self.start <= when <= self.end:
            return None
        return self.begin(when), 0.0, self.day_px, 0.0


def span_of(figure: Figure) -> Span | None:
    """The days a figure shows and where; None for a figure without a time axis."""
    for axes in figure.axes:
        if axes.get_label() == NAME:
            low, high = axes.get_xlim()
            box, wide = axes.get_position(), figure.get_figwidth() * DPI
            first, last = date.fromordinal(round(low + 0.5)), date.fromordinal(round(high - 0.5))
            return Span(first, last, float(box.x0) * wide, float(box.x1) * wide)
    return None


class Timeline:
    """Draws along the days of `span`: x in places (0 is the first day), y in px from the top.

    One pair of axes carries every frame: each further pair would cost as much as a line.
    """

    def __init__(self, sheet: Canvas, columns: DailySeries, span: Span) -> None:
        self.sheet, self.columns, self.span = sheet, columns, span
        self.style = sheet.style
        self.axes: Axes = sheet.frame(span.left, 0, span.right - span.left, sheet.high, NAME)
        self._first = span.start.toordinal()
        self.axes.set_xlim(self._first - 0.5, self._first + span.days - 0.5)
        self.axes.set_ylim(sheet.high, 0)

    def line(self, places: ArrayLike, y: ArrayLike, name: str = "", **look: Any) -> None:
        """A line or dots; NaN breaks it. `look` as for matplotlib's Line2D."""
        line = Line2D(np.asarray(places) + self._first, np.asarray(y), **look)
        line.set_gid(name)
        # Not `plot`: it would measure every line to fit limits that are already set.
        self.axes.add_artist(line)
        line.set_clip_on(False)

    def bands(self, bands: list[tuple[float, float]], y: float, high: float, **look: Any) -> None:
        """Boxes `high` px below `y`, from place to place; `look` as for a PolyCollection."""
        if bands:
            shifted = [(a + self._first, b - a) for a, b in bands]
            self.axes.broken_barh(shifted, (y, high), clip_on=False, **look)

    def dot_size(self, least: float, most: float) -> float:
        """Points for a mark as wide as a day, within `least` and `most` px."""
        return self.style.points(min(most, max(least, self.span.day_px * 0.62)))


def draw(sheet: Canvas, span: Span, y: float) -> None:
    """Tick marks and labels below `y`: under the day where days are wide, else at its start."""
    single_days = span.day_px > sheet.style.px(12)
    room = sheet.style.px(16)

    def ends(tick: axis_ticks.Tick) -> tuple[float, float]:
        wide = sheet.width(tick.text, LABEL)
        if single_days:
            return span.middle(tick.when) - wide / 2, span.middle(tick.when) + wide / 2
        return span.begin(tick.when), span.begin(tick.when) + wide

    def fits(found: list[axis_ticks.Tick]) -> bool:
        places = [ends(tick) for tick in found]
        apart = all(a[1] + room <= b[0] for a, b in itertools.pairwise(places))
        return apart and len(places) <= _MOST_TICKS

    for tick in axis_ticks.ticks(span.start, span.end, fits):
        left, right = ends(tick)
        at = span.middle(tick.when) if single_days else span.begin(tick.when)
        sheet.rule(at, y, at, y + sheet.style.px(5))
        if right <= sheet.wide - 2:
            baseline = y + sheet.style.px(20)
            sheet.write(max(2, left), baseline, tick.text, LABEL, colour=sheet.style.quiet)
