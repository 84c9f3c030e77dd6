"""The dose under the symptoms: what was decided as a stepped line, what was taken filled in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ldn_desktop.charts.daily_series import Floats, runs
from ldn_desktop.charts.style import mixed
from ldn_desktop.charts.timeline import Timeline
from ldn_desktop.i18n import _, formats

TITLE, LABEL, SMALL = 17, 14, 13
"""Sizes of letters, px of 100 % text."""


@dataclass(frozen=True, slots=True)
class Step:
    """One level of the band: places from `first` up to and without `after`."""

    first: int
    after: int
    mg: float


@dataclass(frozen=True, slots=True)
class DosePanel:
    """The box of the band: its floor in px from the top, and how many px a mg is."""

    line: Timeline
    floor: float
    px_a_mg: float

    def y_of(self, mg: Floats) -> Floats:
        return self.floor - mg * self.px_a_mg


def steps_of(amounts: Floats) -> list[Step]:
    """Runs of equal amounts; days without an amount belong to none."""
    found: list[Step] = []
    for first, after in runs(~np.isnan(amounts)):
        edges = [first, *(np.flatnonzero(np.diff(amounts[first:after])) + first + 1), after]
        found += [Step(int(a), int(b), float(amounts[a])) for a, b in itertools.pairwise(edges)]
    return found


def draw(line: Timeline, y: float, high: float) -> float:
    """The band with its title, from `y` down; where it ends."""
    y += line.style.px(24)
    _write_title(line, y)
    y += line.style.px(8)
    draw_band(line, y, high)
    return y + high


def _write_title(line: Timeline, y: float) -> None:
    sheet, span = line.sheet, line.span
    title = _("LDN, mg a day")
    sheet.write(span.left, y, title, TITLE, weight="bold")
    at = span.left + sheet.width(title, TITLE, "bold") + line.style.px(10)
    detail = _("line: as decided · filled: recorded as taken")
    if (line.columns.taken(span.start, span.end) == 0).any() and not span.weekly:
        detail = _("{legend} · ring: not taken").format(legend=detail)
    if at + sheet.width(detail, SMALL) <= sheet.wide:
        sheet.write(at, y, detail, SMALL, colour=line.style.quiet)


def draw_band(line: Timeline, y: float, high: float) -> None:
    """The band alone, `high` px from `y` down."""
    decided = line.columns.decided(line.span.start, line.span.end)
    taken = line.columns.taken(line.span.start, line.span.end)
    most = max(1.0, *(float(a[~np.isnan(a)].max(initial=0.0)) for a in (decided, taken)))
    room = min(0.6 * high, line.style.px(20))
    band = DosePanel(line, y + high, (high - room) / most)
    _fill_taken(band, taken)
    _outline(band, steps_of(decided))
    _draw_planned(band)
    line.sheet.rule(line.span.left, y + high, line.span.right, y + high)
    _mark_not_taken(band, taken)
    _write_amounts(band, steps_of(decided))


def _corners(band: DosePanel, steps: list[Step]) -> tuple[Floats, Floats]:
    """Places and px of the outline of `steps`, each from the floor up and down again."""
    edges = np.array([(step.first - 0.5, step.after - 0.5, step.mg) for step in steps])
    zero = np.zeros(len(steps))
    mg = np.stack([zero, edges[:, 2], edges[:, 2], zero], axis=1).ravel()
    return np.repeat(edges[:, :2], 2, axis=1).ravel(), band.y_of(mg)


def _fill_taken(band: DosePanel, taken: Floats) -> None:
    line = band.line
    parts = [step for step in steps_of(taken) if step.mg > 0]
    if not parts:
        return
    fill = mixed(line.style.dose, line.style.ground, 0.3)
    for mg in sorted({part.mg for part in parts}):
        top = band.floor - mg * band.px_a_mg
        ends = [(p.first - 0.5, p.after - 0.5) for p in parts if p.mg == mg]
        line.bands(ends, top, band.floor - top, facecolor=fill, linewidth=0, zorder=1)


def _mark_not_taken(band: DosePanel, taken: Floats) -> None:
    line = band.line
    if line.span.weekly:
        return
    places = np.flatnonzero(taken == 0)
    line.line(
        places,
        np.full(len(places), band.floor),
        "dose: not taken",
        linestyle="none",
        marker="o",
        markersize=line.dot_size(4.0, 7.0),
        markerfacecolor=line.style.ground,
        markeredgecolor=line.style.text,
        markeredgewidth=0.9,
        zorder=4,
    )


def _outline(band: DosePanel, steps: list[Step]) -> None:
    if not steps:
        return
    places, y = _corners(band, steps)
    # Neighbours share their edge; the last one stays open: it goes on after the period.
    band.line.line(
        places[(0 if steps[0].first else 1) : -1],
        y[(0 if steps[0].first else 1) : -1],
        "dose: as decided",
        color=band.line.style.dose,
        linewidth=band.line.style.points(1.2 if band.line.span.weekly else 2.2),
        solid_joinstyle="miter",
        zorder=3,
    )


def _draw_planned(band: DosePanel) -> None:
    """Steps that are planned and not yet said to be so: dashed, they do not count."""
    line = band.line
    for step in line.columns.dose_steps:
        if step.planned and line.span.start <= step.start <= line.span.end:
            y = band.floor - step.mg * band.px_a_mg
            line.line(
                [(step.start - line.span.start).days - 0.5, line.span.days - 0.5],
                [y, y],
                "dose: planned",
                color=line.style.dose,
                linewidth=line.style.points(1.6),
                linestyle=(0, (3, 2)),
            )


def _labels(steps: list[Step]) -> Iterator[tuple[Step, str]]:
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if not step.mg:
            yield step, _("no LDN")
        else:
            yield step, formats.mg(step.mg) if last else formats.number(step.mg)


def _write_amounts(band: DosePanel, steps: list[Step]) -> None:
    sheet, span, style = band.line.sheet, band.line.span, band.line.style
    if not steps:
        y = band.floor - style.px(6)
        sheet.write(span.left, y, _("no dose entered"), LABEL, colour=style.quiet)
    for number, (step, text) in enumerate(_labels(steps)):
        left = span.left + step.first * span.day_px + style.px(4)
        wide = sheet.width(text, LABEL)
        fits = wide + style.px(8) <= (step.after - step.first) * span.day_px
        # The newest amount is the one that must not be left out.
        if fits or number == len(steps) - 1:
            y = band.floor - step.mg * band.px_a_mg - style.px(6)
            sheet.write(min(left, sheet.wide - wide - 2), y, text, LABEL)
