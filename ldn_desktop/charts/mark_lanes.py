"""Marks under the panels: thin bars with their names, in as few lanes as they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.drawing.canvas import Canvas
from ldn_desktop.charts.drawing.style import SMALL, Style
from ldn_desktop.charts.drawing.timeline import Timeline, TimeSpan
from ldn_desktop.charts.symptom_panel import LeftColumn
from ldn_desktop.diary import marks
from ldn_desktop.diary.model import Mark
from ldn_desktop.i18n import _, ngettext

LANE = 24
"""Px of 100 % text of one lane: a name, and its bar under it."""
MOST_LANES = 4
LONGEST_NAME = 170
BAR, GAP = 3, 14
"""Px of 100 % text: thickness of a bar, room between two names of one lane."""


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """Where one mark is drawn: px from the left for its bar and its name."""

    mark: Mark
    lane: int
    left: float
    right: float
    name: str
    name_x: float


@dataclass(frozen=True, slots=True)
class MarkLanes:
    """The marks of a period, none over another, and how many there was no room for."""

    placed: list[PlacedMark] = field(default_factory=list)
    lanes: int = 0
    left_out: int = 0

    def height(self, style: Style) -> float:
        """Px from the panels to the next row; 0 without marks."""
        if not self.lanes:
            return 0.0
        return style.px(LANE) * (self.lanes + (self.left_out > 0)) + style.px(2 * BAR)

    def draw(self, timeline: Timeline, y: float, left: LeftColumn) -> None:
        """All lanes from `y` down."""
        if not self.placed:
            return
        canvas, style, span = timeline.canvas, timeline.style, timeline.span
        x, size = span.left - left.width, SMALL + 2
        room = left.width - style.px(GAP / 2)
        top = y + style.px(LANE / 2 + 2)
        canvas.write_lines(
            x, top, _("Also recorded"), size, room, colour=style.quiet, spacing=1.15, max_lines=2
        )
        for lane in range(self.lanes):
            here = [placed for placed in self.placed if placed.lane == lane]
            bars = [_indexes(placed, span) for placed in here]
            top = y + style.px(LANE * (lane + 1) - 2 * BAR)
            timeline.bands(bars, top, style.px(BAR), style.quiet, zorder=2)
            for placed in here:
                if placed.name:
                    canvas.write(placed.name_x, top - style.px(4), placed.name, SMALL + 1)
        if self.left_out:
            baseline = y + style.px(LANE * (self.lanes + 1) - 2 * BAR)
            canvas.write(span.left, baseline, self.more_text(), SMALL + 1, colour=style.quiet)

    def more_text(self) -> str:
        """How many are not drawn."""
        return ngettext(
            "{n} more is not shown. You can see it in Settings.",
            "{n} more are not shown. You can see them in Settings.",
            self.left_out,
        ).format(n=self.left_out)


def most_lanes(found: Sequence[Mark], start: date, end: date) -> int:
    """How many lanes those of `found` from `start` to `end` take at most, a line for more too."""
    return min(len(marks.grouped(marks.between(found, start, end, end))), MOST_LANES + 1)


def lanes_of(canvas: Canvas, series: DailySeries, span: TimeSpan) -> MarkLanes:
    """The marks of `series` that fall into `span`, those that began first in the upper lanes.

    What came often stands beneath, in one lane: it would push out what came once.
    """
    style = canvas.style
    ends: list[float] = []
    placed: list[PlacedMark] = []
    left_out = 0
    groups = marks.grouped(marks.between(series.marks, span.start, span.end, span.end))
    groups.sort(key=lambda group: (len(group) > 1, group[0].start))
    for group in groups:
        first, *others = (_placed(canvas, one, span) for one in group)
        begin = min(first.left, first.name_x)
        end = first.name_x + canvas.text_width(first.name, SMALL + 1)
        lane = next((n for n, taken in enumerate(ends) if taken <= begin), len(ends))
        if lane == MOST_LANES:
            left_out += len(group)
            continue
        if lane == len(ends):
            ends.append(0.0)
        # What came often has its name once, at its first bar.
        bars = [first, *(replace(other, name="") for other in others)]
        ends[lane] = max(end, *(bar.right for bar in bars)) + style.px(GAP)
        placed += [replace(bar, lane=lane) for bar in bars]
    return MarkLanes(placed, len(ends), left_out)


def _placed(canvas: Canvas, mark: Mark, span: TimeSpan) -> PlacedMark:
    style = canvas.style
    left = span.begin(max(mark.start, span.start))
    right = span.begin(min(marks.end_of(mark, span.end), span.end)) + span.day_px
    right = max(right, left + style.px(BAR))
    room = min(style.px(LONGEST_NAME), span.right - span.left)
    name = canvas.shortened(marks.name_of(mark), room, SMALL + 1)
    name_x = max(span.left, min(left, span.right - canvas.text_width(name, SMALL + 1)))
    return PlacedMark(mark, 0, left, right, name, name_x)


def _indexes(placed: PlacedMark, span: TimeSpan) -> tuple[float, float]:
    """The ends of the bar in days from the start of `span`."""
    return (
        (placed.left - span.left) / span.day_px - 0.5,
        (placed.right - span.left) / span.day_px - 0.5,
    )
