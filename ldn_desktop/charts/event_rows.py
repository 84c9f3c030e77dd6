"""Narrow lanes under the symptoms: notes, and crash days where days are too narrow for bars."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ldn_desktop.charts.daily_series import DailySeries, Flags
from ldn_desktop.charts.timeline import Span, Timeline
from ldn_desktop.i18n import _

LABEL = 14
"""Size of letters, px of 100 % text."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A mark for each flagged day, 26 px of 100 % text high."""

    name: str
    flags: Flags
    marker: str

    def draw(self, line: Timeline, y: float) -> float:
        """The lane from `y` down; where it ends."""
        sheet, span, style = line.sheet, line.span, line.style
        baseline = y + style.px(22)
        right = span.left - style.px(8)
        sheet.write(right, baseline, self.name, LABEL, colour=style.quiet, align="right")
        places = np.flatnonzero(self.flags)
        line.line(
            places,
            np.full(len(places), baseline - style.px(5)),
            self.name,
            linestyle="none",
            marker="|" if span.weekly else self.marker,
            markersize=style.points(9) if span.weekly else line.dot_size(3.6, 7.0),
            markeredgewidth=0.7,
            color=style.quiet if self.marker == "D" else style.crash,
        )
        return y + style.px(26)


def lanes(columns: DailySeries, span: Span) -> list[EventRow]:
    """The lanes that have anything to show in `span`."""
    notes = EventRow(_("Notes"), columns.notes(span.start, span.end), "D")
    crashes = EventRow(_("Crashes"), columns.crashes(span.start, span.end), "|")
    wanted = [crashes, notes] if span.weekly else [notes]
    return [lane for lane in wanted if lane.flags.any()]
