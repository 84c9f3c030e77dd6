"""The dose under the symptoms: the decided amount as a stepped line, days taken filled in."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ldn_desktop.charts.daily_series import Floats, runs
from ldn_desktop.charts.dose_levels import DoseStretch
from ldn_desktop.charts.drawing.canvas import Weight
from ldn_desktop.charts.drawing.style import LABEL, NAME, SMALL, mixed
from ldn_desktop.charts.drawing.timeline import Timeline
from ldn_desktop.charts.symptom_panel import LeftColumn
from ldn_desktop.i18n import _

STRIP = 5
"""Px of the strip under days on which LDN was taken."""
NARROWEST_STRETCH = 14
"""Px of 100 % text: where doses change more often, the band alone shows it."""


@dataclass(frozen=True, slots=True)
class DoseLevel:
    """One level of the band: indexes from `first` up to and without `after`."""

    first: int
    after: int
    mg: float


@dataclass(frozen=True, slots=True)
class DoseBand:
    """The floor of the band in px from the top, and how many px a mg is."""

    timeline: Timeline
    floor: float
    px_per_mg: float

    def y_of(self, mg: Floats) -> Floats:
        return self.floor - mg * self.px_per_mg


def steps_of(amounts: Floats) -> list[DoseLevel]:
    """Runs of equal amounts; days without an amount belong to none."""
    found: list[DoseLevel] = []
    for first, after in runs(~np.isnan(amounts)):
        edges = [first, *(np.flatnonzero(np.diff(amounts[first:after])) + first + 1), after]
        found += [
            DoseLevel(int(a), int(b), float(amounts[a])) for a, b in itertools.pairwise(edges)
        ]
    return found


def draw(timeline: Timeline, y: float, height: float, left: LeftColumn) -> None:
    """The band from `y` down, its name at the left."""
    canvas, style = timeline.canvas, timeline.style
    x = timeline.span.left - left.width
    canvas.write(x, y + height - style.px(22), _("LDN"), NAME, weight="bold")
    canvas.write(x, y + height - style.px(4), _("mg per day"), SMALL, colour=style.quiet)
    draw_band(timeline, y, height)


def draw_band(timeline: Timeline, y: float, height: float) -> None:
    """The band alone, `height` px from `y` down."""
    span = timeline.span
    decided = timeline.series.decided(span.start, span.end)
    taken = timeline.series.taken(span.start, span.end)
    most = max(1.0, *(float(a[~np.isnan(a)].max(initial=0.0)) for a in (decided, taken)))
    strip = timeline.style.px(STRIP)
    # A pause is drawn at the top of the strip, so the smallest amount is still seen above it.
    band = DoseBand(timeline, y + height, (height - strip) / most)
    _fill_taken(band, taken)
    _outline(band, steps_of(decided))
    _draw_planned(band)
    timeline.canvas.rule(span.left, y + height, span.right, y + height)
    _mark_not_taken(band, taken)


def draw_changes(
    timeline: Timeline, stretches: Sequence[DoseStretch], top: float, bottom: float
) -> None:
    """A line through all panels where the dose changes, its amount at the top of it."""
    span, style = timeline.span, timeline.style
    shown = [s for s in stretches if s.start <= span.end and s.end >= span.start]
    if not shown or (span.right - span.left) / len(shown) < style.px(NARROWEST_STRETCH):
        return
    changes = [timeline.index(s.start) - 0.5 for s in shown if s.start > span.start]
    timeline.verticals(changes, top, bottom, style.text, width=0.9)
    y = top + style.px(12)
    newest = _write_newest(timeline, shown[-1], y)
    for stretch in shown[:-1]:
        left = span.begin(max(stretch.start, span.start))
        right = span.begin(min(stretch.end, span.end)) + span.day_px
        _write_amount(timeline, stretch, left, min(right, newest), y)


def _gap(timeline: Timeline) -> float:
    """Px from the line of a change to its amount."""
    return timeline.style.px(3 if timeline.style.printed else 8)


def _write_newest(timeline: Timeline, stretch: DoseStretch, y: float) -> float:
    """The newest amount must not be left out: before its line where there is no room after it.

    Returns the px where it begins.
    """
    canvas, span, gap = timeline.canvas, timeline.span, _gap(timeline)
    width = canvas.text_width(stretch.label, LABEL, "bold")
    line = span.begin(max(stretch.start, span.start))
    x = line + gap
    if x + width > span.right:
        x = line - gap - width
    x = max(span.left, x)
    canvas.write(x, y, stretch.label, LABEL, weight="bold")
    return x


def _write_amount(
    timeline: Timeline, stretch: DoseStretch, left: float, right: float, y: float
) -> None:
    """In full where it fits, else the number, else nothing."""
    canvas, style, gap = timeline.canvas, timeline.style, _gap(timeline)
    weight: Weight = "normal" if style.printed else "bold"
    full = canvas.text_width(stretch.label, LABEL, weight) + gap + style.px(4)
    short = canvas.text_width(stretch.short_label, LABEL, weight) + style.px(6)
    if full <= right - left:
        canvas.write(left + gap, y, stretch.label, LABEL, weight=weight)
    elif short <= right - left:
        canvas.write(left + style.px(3), y, stretch.short_label, LABEL, weight=weight)


def _corners(band: DoseBand, steps: list[DoseLevel]) -> tuple[Floats, Floats]:
    """Indexes and px of the outline of `steps`, each from the floor up and down again."""
    edges = np.array([(step.first - 0.5, step.after - 0.5, step.mg) for step in steps])
    zero = np.zeros(len(steps))
    mg = np.stack([zero, edges[:, 2], edges[:, 2], zero], axis=1).ravel()
    strip = band.timeline.style.px(STRIP)
    return np.repeat(edges[:, :2], 2, axis=1).ravel(), band.y_of(mg) - strip * (mg > 0)


def _fill_taken(band: DoseBand, taken: Floats) -> None:
    """The height of what was taken, and a strip at the floor."""
    timeline, style = band.timeline, band.timeline.style
    parts = [step for step in steps_of(taken) if step.mg > 0]
    if not parts:
        return
    strip = style.px(STRIP)
    fill = mixed(style.hair, style.ground, 0.9)
    days = [(p.first - 0.5, p.after - 0.5) for p in parts]
    timeline.bands(days, band.floor - strip, strip, style.line, zorder=1.5)
    for mg in sorted({part.mg for part in parts}):
        top = band.floor - mg * band.px_per_mg - strip
        ends = [(p.first - 0.5, p.after - 0.5) for p in parts if p.mg == mg]
        timeline.bands(ends, top, band.floor - top, fill, zorder=1)


def _mark_not_taken(band: DoseBand, taken: Floats) -> None:
    timeline, style = band.timeline, band.timeline.style
    if timeline.span.weekly:
        return
    indexes = np.flatnonzero(taken == 0)
    timeline.line(
        indexes,
        np.full(len(indexes), band.floor),
        "dose: not taken",
        linestyle="none",
        marker="o",
        markersize=timeline.mark_size(4.0, 9.0),
        markerfacecolor=style.ground,
        markeredgecolor=style.text,
        markeredgewidth=style.points(1.8),
        zorder=4,
    )


def _outline(band: DoseBand, steps: list[DoseLevel]) -> None:
    if not steps:
        return
    indexes, y = _corners(band, steps)
    style = band.timeline.style
    # Neighbours share their edge; the last one stays open: it goes on after the period.
    band.timeline.line(
        indexes[(0 if steps[0].first else 1) : -1],
        y[(0 if steps[0].first else 1) : -1],
        "dose: as decided",
        color=style.text,
        linewidth=style.points(1.2 if band.timeline.span.weekly else 2),
        solid_joinstyle="miter",
        zorder=3,
    )


def _draw_planned(band: DoseBand) -> None:
    """Planned steps that were not confirmed: dashed, they do not count."""
    timeline, style = band.timeline, band.timeline.style
    for step in timeline.series.dose_steps:
        if step.planned and timeline.span.start <= step.start <= timeline.span.end:
            y = band.floor - step.mg * band.px_per_mg - style.px(STRIP)
            timeline.line(
                [timeline.index(step.start) - 0.5, timeline.span.days - 0.5],
                [y, y],
                "dose: planned",
                color=style.text,
                linewidth=style.points(1.6),
                linestyle=(0, (3, 2)),
            )
