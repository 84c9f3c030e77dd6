"""One frame: a symptom or reading over time, as days, means, gaps and crash days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ldn_desktop.charts.canvas import Canvas
from ldn_desktop.charts.daily_series import (
    Column,
    Flags,
    Floats,
    Series,
    mean_of_last,
    runs,
)
from ldn_desktop.charts.style import Style, faintest, mixed
from ldn_desktop.charts.timeline import Span, Timeline
from ldn_desktop.diary.symptoms import HIGHEST, LOWEST, SEVERITY
from ldn_desktop.i18n import _, formats, mark

LABEL = 14
"""Size of letters, px of 100 % text."""
LONG_MEAN_DAYS, LONG_MEAN_LEAST = 28, 12
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1, 2)))
MARKERS = ("o", "s", "^", "D")
_LINES = (mark("full line"), mark("long dashes"), mark("dots"), mark("dashes and dots"))
_WORDS = (SEVERITY[0], SEVERITY[2], SEVERITY[4])


@dataclass(frozen=True, slots=True)
class SymptomPanel:
    """A box along the time line, `high` px below `y`, and the scale `low` to `top` in it."""

    line: Timeline
    y: float
    high: float
    low: float
    top: float

    def y_of(self, points: Floats) -> Floats:
        """Px from the top of the figure; a little air is left above and below the scale."""
        share = (points - self.low) / (self.top - self.low)
        return self.y + self.high * (1 - (share + 0.06) / 1.12)

    def y_at(self, points: float) -> float:
        return float(self.y_of(np.array([points]))[0])


def words_wide(sheet: Canvas) -> float:
    """Px that the words of the scale take at the left."""
    return max(sheet.width(word.shown, LABEL) for word in _WORDS) + sheet.style.px(10)


def mean_wide(sheet: Canvas) -> float:
    """Px that the last mean takes at the right."""
    return sheet.width(formats.number(10, 1), LABEL, "bold") + sheet.style.px(8)


def draw(
    line: Timeline, found: list[Series], y: float, high: float, *, last_mean: bool = True
) -> None:
    """`found` in a frame of `high` px below `y`, its scale at the left of the span."""
    frame = SymptomPanel(line, y, high, *_limits(found))
    if not line.span.weekly:
        _draw_crashes(frame)
    _draw_scale(frame, found[0])
    if not any(series.column.recorded.any() for series in found):
        _say_nothing_entered(frame)
    for number, series in enumerate(found):
        _draw_days(frame, series, number)
        _draw_mean(frame, series, number)
    if last_mean:
        _write_last_means(frame, found)


def origin_told(series: Series, number: int, many: int) -> str:
    """Where a reading comes from, and which line it is where a frame has several."""
    if many == 1:
        return series.origin
    line = _(_LINES[number % len(_LINES)])
    return _("{origin} ({line})").format(origin=series.origin or _("entered here"), line=line)


def _limits(found: list[Series]) -> tuple[float, float]:
    if not found[0].unit:
        return LOWEST, HIGHEST
    known = np.concatenate([s.values[s.column.recorded] for s in found])
    if not len(known):
        return 0.0, 1.0
    low, top = float(known.min()), float(known.max())
    return (low, top) if top > low else (low - 1, top + 1)


def _draw_crashes(frame: SymptomPanel) -> None:
    line, style = frame.line, frame.line.style
    flags = line.columns.crashes(line.span.start, line.span.end)
    line.bands(
        [(a - 0.5, b - 0.5) for a, b in runs(flags)],
        frame.y,
        frame.high,
        facecolor=mixed(style.crash, style.ground, 0.22),
        edgecolor=style.crash if style.printed else "none",
        linewidth=0.3,
        hatch="////" if style.printed else None,
        zorder=0,
    )


def _draw_scale(frame: SymptomPanel, series: Series) -> None:
    sheet, span, style = frame.line.sheet, frame.line.span, frame.line.style
    words = [(word.points, word.shown) for word in _WORDS]
    if series.unit:
        words = [(points, formats.number(points)) for points in (frame.low, frame.top)]
    for points, word in words:
        y = frame.y_at(points)
        sheet.rule(span.left, y, span.right, y, colour=mixed(style.line, style.ground, 0.4))
        right = span.left - style.px(8)
        sheet.write(right, y + style.px(5), word, LABEL, colour=style.quiet, align="right")


def _say_nothing_entered(frame: SymptomPanel) -> None:
    span = frame.line.span
    y = frame.y + frame.high / 2 - frame.line.style.px(4)
    text = _("Nothing entered in this time.")
    frame.line.sheet.write((span.left + span.right) / 2, y, text, LABEL, align="center")


def by_week(column: Column) -> tuple[Floats, Floats, Flags]:
    """Places, means and hollowness of the weeks of `column`, counted back from its end."""
    spare = -len(column.values) % 7
    values = np.concatenate([np.full(spare, np.nan), column.values]).reshape(-1, 7)
    own = np.concatenate([np.zeros(spare, bool), column.recorded & ~column.hollow])
    known = ~np.isnan(values)
    counts = known.sum(axis=1)
    some = counts > 0
    middles = np.arange(len(values), dtype=np.float64) * 7 + 3.0 - spare
    sums: Floats = np.where(known, values, 0.0).sum(axis=1)
    means: Floats = np.asarray(sums[some] / counts[some], dtype=np.float64)
    hollow: Flags = ~np.asarray(own.reshape(-1, 7).any(axis=1))
    return middles[some], means, hollow[some]


def _draw_days(frame: SymptomPanel, series: Series, number: int) -> None:
    column, line, style = series.column, frame.line, frame.line.style
    if line.span.weekly:
        places, values, hollow = by_week(column)
        size = style.points(2.6)
    else:
        places = np.flatnonzero(column.recorded).astype(float)
        values, hollow = column.values[column.recorded], column.hollow[column.recorded]
        size = line.dot_size(3.4, 8.0)
    colour = faintest(_colour(style, number), style.ground)
    for part, fill, name in ((~hollow, colour, "days"), (hollow, style.ground, "hollow days")):
        line.line(
            places[part],
            frame.y_of(values[part]),
            f"{series.key}: {name}",
            linestyle="none",
            marker=MARKERS[number % 4],
            markersize=size,
            markerfacecolor=fill,
            markeredgecolor=colour,
            markeredgewidth=min(1.0, size / 4),
            zorder=2,
        )


def _draw_mean(frame: SymptomPanel, series: Series, number: int) -> None:
    line, mean = frame.line, drawn_mean(series, frame.line.span)
    line.line(
        np.arange(len(mean)),
        frame.y_of(mean),
        f"{series.key}: mean",
        color=_colour(line.style, number),
        linewidth=line.style.points(1.8 if line.span.weekly else 2.6),
        linestyle=DASHES[number % 4],
        solid_joinstyle="round",
        solid_capstyle="round",
        zorder=3,
    )


def drawn_mean(series: Series, span: Span) -> Floats:
    """The line as drawn: of the last 7 days, of the last 28 where days are too narrow."""
    if span.weekly:
        return mean_of_last(series.values, LONG_MEAN_DAYS, LONG_MEAN_LEAST)
    return series.mean


def _colour(style: Style, number: int) -> str:
    return (style.symptom, style.series[0], style.crash, style.dose)[number % 4]


def _write_last_means(frame: SymptomPanel, found: list[Series]) -> None:
    """The last mean beside the end of each line that reaches the last week."""
    span, style = frame.line.span, frame.line.style
    ends = []
    for series in found:
        mean = drawn_mean(series, span)
        known = np.flatnonzero(~np.isnan(mean))
        if len(known) and known[-1] >= span.days - 7:
            points = float(mean[known[-1]])
            ends.append((frame.y_at(points) + style.px(5), points))
    free_from = 0.0
    for y, points in sorted(ends):
        at = max(y, free_from)
        text = formats.number(points, 1 if points < 100 else 0)
        frame.line.sheet.write(span.right + style.px(7), at, text, LABEL, weight="bold")
        free_from = at + style.px(LABEL + 1)
