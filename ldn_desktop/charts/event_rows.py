"""Narrow rows under the panels: notes, and crash days where days are too narrow for columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ldn_desktop.charts.daily_series import DailySeries, Flags
from ldn_desktop.charts.drawing.style import SMALL
from ldn_desktop.charts.drawing.timeline import Timeline, TimeSpan
from ldn_desktop.charts.symptom_panel import LeftColumn
from ldn_desktop.i18n import _

HEIGHT = 26
"""Px of 100 % text of one row."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A mark for each flagged day."""

    name: str
    flags: Flags
    marker: str
    notes: bool = False

    def draw(self, timeline: Timeline, y: float, left: LeftColumn) -> float:
        """The row from `y` down; the middle of its marks."""
        canvas, style = timeline.canvas, timeline.style
        middle = y + style.px(HEIGHT / 2)
        x = timeline.span.left - left.width
        canvas.write(x, middle + style.px(5), self.name, SMALL + 2, colour=style.quiet)
        indexes = np.flatnonzero(self.flags)
        weekly = timeline.span.weekly
        timeline.line(
            indexes,
            np.full(len(indexes), middle),
            self.name,
            linestyle="none",
            marker="|" if weekly else self.marker,
            markersize=style.points(9) if weekly else timeline.mark_size(4.0, 7.0),
            markeredgewidth=0.7,
            color=style.quiet if self.notes else style.crash_line,
        )
        return middle


def rows_of(series: DailySeries, span: TimeSpan) -> list[EventRow]:
    """The rows that have anything to show in `span`, notes last."""
    crashes = EventRow(_("Crash days"), series.crashes(span.start, span.end), "|")
    notes = EventRow(_("Notes"), series.notes(span.start, span.end), "D", notes=True)
    return [row for row in ([crashes, notes] if span.weekly else [notes]) if row.flags.any()]
