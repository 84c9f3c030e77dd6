"""The time axis that all panels of a chart share, and drawing along it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.transforms import Affine2D
from numpy.typing import ArrayLike

from ldn_desktop.charts.daily_series import DailySeries, Floats
from ldn_desktop.charts.drawing import axis_ticks, compound_paths
from ldn_desktop.charts.drawing.canvas import Box, Canvas
from ldn_desktop.charts.drawing.style import LABEL

NARROWEST_DAY = 1.6
"""Px of a day on a screen; where it is narrower, a dot is the mean of a week."""
_MAX_TICKS = 16


@dataclass(frozen=True, slots=True)
class PanelPosition:
    """Where one symptom or reading is drawn, `low` to `high` being its scale."""

    key: str
    top: float
    bottom: float
    low: float
    high: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def y_of(self, points: Floats) -> Floats:
        """Px from the top of the canvas."""
        y: Floats = self.bottom - self.height * (points - self.low) / (self.high - self.low)
        return y

    def y_at(self, points: float) -> float:
        return float(self.y_of(np.array([points]))[0])


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Where the days from `start` to `end` (both included) lie: px from the left of the canvas."""

    start: date
    end: date
    left: float
    right: float
    top: float = 0.0
    """Where the line that marks a day begins, and `bottom` where it ends."""
    bottom: float = 0.0
    panels: tuple[PanelPosition, ...] = ()
    notes_y: float | None = None
    """The middle of the row of notes, if there is one."""
    narrowest_day: float = NARROWEST_DAY
    """Px: where days are narrower, weeks are drawn. Paper shows finer detail than a screen."""

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
        return self.day_px < self.narrowest_day

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

    def box(self, when: date) -> Box | None:
        """The column of `when`."""
        if not self.start <= when <= self.end:
            return None
        left = self.begin(when)
        return Box(left, self.top, left + self.day_px, self.bottom)


class Timeline:
    """Draws along the days of `span`: x in indexes (0 is the first day), y in px from the top.

    Straight on the figure: axes would cost as much as ten lines, for ticks that nobody sees.
    """

    def __init__(self, canvas: Canvas, series: DailySeries, span: TimeSpan) -> None:
        self.canvas, self.series, self.span = canvas, series, span
        self.style = canvas.style
        self._first = span.start.toordinal()
        to_px = Affine2D().translate(0.5 - self._first, 0).scale(span.day_px, 1)
        self._transform = to_px.translate(span.left, 0) + canvas.px_transform
        self._panels: list[PanelPosition] = []

    def line(self, indexes: ArrayLike, y: ArrayLike, name: str = "", **look: Any) -> None:
        """A line or dots; NaN breaks it. `look` as for matplotlib's Line2D."""
        line = Line2D(np.asarray(indexes) + self._first, np.asarray(y), **look)
        line.set_gid(name)
        self._add(line)

    def area(self, indexes: Floats, y: Floats, floor: float, colour: str) -> None:
        """What lies between a line and `floor`, under everything else."""
        outline = np.column_stack([indexes + self._first, y])
        ends = [(outline[-1, 0], floor), (outline[0, 0], floor)]
        self._add(Polygon([*outline, *ends], facecolor=colour, edgecolor="none", zorder=0.1))

    def _add(self, artist: Artist) -> None:
        """Above the hatching and rules of the canvas, below its boxes and texts."""
        artist.set_transform(self._transform)
        artist.set_zorder(artist.get_zorder() / 10)
        self.canvas.figure.add_artist(artist)

    def bands(
        self,
        bands: list[tuple[float, float]],
        y: float,
        height: float,
        colour: str,
        *,
        zorder: float,
    ) -> None:
        """Boxes `height` px below `y`, from index to index."""
        corners = [((a + self._first, y), (b + self._first, y + height)) for a, b in bands]
        self._add(compound_paths.boxes(corners, colour, snap=True, zorder=zorder))

    def verticals(
        self, indexes: list[float], top: float, bottom: float, colour: str, *, width: float
    ) -> None:
        """Lines from `top` to `bottom`, `width` points wide, above what is drawn of the days."""
        ends = [((n + self._first, top), (n + self._first, bottom)) for n in indexes]
        self._add(compound_paths.lines(ends, colour, width, snap=True, zorder=3.5))

    def horizontals(self, heights: Sequence[float], colour: str) -> None:
        """Thin rules over the whole span."""
        left, right = self._first - 0.5, self._first + self.span.days - 0.5
        ends = [((left, y), (right, y)) for y in heights]
        self._add(compound_paths.lines(ends, colour, 0.72, snap=True, zorder=0.05))

    def hatch(self, bands: list[tuple[float, float]], y: float, height: float, colour: str) -> None:
        """Diagonal lines in the same boxes as `bands`."""
        left, day = self.span.left + 0.5 * self.span.day_px, self.span.day_px
        boxes = [Box(left + a * day, y, left + b * day, y + height) for a, b in bands]
        self.canvas.hatch(boxes, colour)

    def index(self, when: date) -> int:
        return (when - self.span.start).days

    def mark_size(self, least: float, most: float) -> float:
        """Points for a mark as wide as a day, within `least` and `most` px."""
        return self.style.points(min(most, max(least, self.span.day_px * 0.62)))

    def add_panel(self, panel: PanelPosition) -> None:
        self._panels.append(panel)

    def publish(self, top: float, bottom: float, notes_y: float | None = None) -> None:
        """Tell the figure where its days and panels lie."""
        self.canvas.figure.days = replace(
            self.span, top=top, bottom=bottom, panels=tuple(self._panels), notes_y=notes_y
        )


def draw(canvas: Canvas, span: TimeSpan, y: float) -> None:
    """Tick marks and labels below `y`: under the day where days are wide, else at its start."""
    single_days = span.day_px > canvas.style.px(12)
    room = canvas.style.px(16)

    def ends(tick: axis_ticks.Tick) -> tuple[float, float]:
        width = canvas.text_width(tick.text, LABEL)
        if single_days:
            return span.middle(tick.when) - width / 2, span.middle(tick.when) + width / 2
        return span.begin(tick.when), span.begin(tick.when) + width

    def fits(ticks: list[axis_ticks.Tick]) -> bool:
        extents = [ends(tick) for tick in ticks]
        apart = all(a[1] + room <= b[0] for a, b in itertools.pairwise(extents))
        return apart and len(extents) <= _MAX_TICKS

    for tick in axis_ticks.ticks(span.start, span.end, fits):
        left, right = ends(tick)
        at = span.middle(tick.when) if single_days else span.begin(tick.when)
        canvas.rule(at, y, at, y + canvas.style.px(5))
        if right <= canvas.width - 2:
            baseline = y + canvas.style.px(19)
            at_text = max(2.0, left + (0 if single_days else canvas.style.px(5)))
            canvas.write(at_text, baseline, tick.text, LABEL, colour=canvas.style.quiet)
