"""One panel: a symptom or reading over time, as days, means, gaps and crash days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ldn_desktop.charts import monthly_panel
from ldn_desktop.charts.daily_series import (
    MEAN_DAYS,
    DayValues,
    Flags,
    Floats,
    PanelSeries,
    mean_of_last,
    mean_or_none,
    runs,
)
from ldn_desktop.charts.dose_levels import DoseStretch, mean_on
from ldn_desktop.charts.drawing.canvas import Canvas, Weight
from ldn_desktop.charts.drawing.style import (
    LABEL,
    NAME,
    SMALL,
    Style,
    mixed,
)
from ldn_desktop.charts.drawing.timeline import PanelPosition, Timeline
from ldn_desktop.diary.symptoms import HIGHEST, LOWEST
from ldn_desktop.i18n import _, formats, mark

LONG_MEAN_DAYS, LONG_MEAN_LEAST = 28, 12
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1, 2)))
MARKERS = ("o", "s", "^", "D")
CRASH_LINE = 3
"""Px of the line under a crash day."""
NAME_WIDTH = 140
PRINTED_NAME_WIDTH = 96
"""Px of 100 % text that a name takes at most before it wraps, on screen and on paper."""
MAX_DETAIL_LINES = 5
WORD_GAP = 4
"""Px of 100 % text between “mean” and its number."""
SMALLEST_NAME = 8
"""Size to which a name shrinks before a word of it is broken."""
_LINE_NAMES = (
    mark("solid line"),
    mark("long dashes"),
    mark("dots"),
    mark("dashes and dots"),
)


@dataclass(frozen=True, slots=True)
class PanelName:
    """A name in lines, and the size that it is written at."""

    lines: list[str]
    size: float

    @classmethod
    def within(cls, room: float, label: str, canvas: Canvas) -> PanelName:
        """`label` in lines of `room` px; smaller where a word of it is wider than that."""
        size = name_size(canvas.style)
        words = label.replace("-", "- ").split()
        widest = max((canvas.text_width(word, size, "bold") for word in words), default=0.0)
        if widest > room:
            size = max(SMALLEST_NAME, size * room / widest * 0.999)  # rounding
        return cls(canvas.wrapped(label, room, size, "bold"), size)


@dataclass(frozen=True, slots=True)
class LeftColumn:
    """What stands at the left of the panels: names, and the words of the scale."""

    names: dict[str, PanelName]
    width: float

    @classmethod
    def of(cls, canvas: Canvas, labels: dict[str, str], readings: Sequence[str] = ()) -> LeftColumn:
        """For panels with the keys and labels `labels`; those of `readings` have no words."""
        printed = canvas.style.printed
        room = canvas.style.px(PRINTED_NAME_WIDTH if printed else NAME_WIDTH)
        names = {key: PanelName.within(room, label, canvas) for key, label in labels.items()}
        widths = [
            canvas.text_width(line, name.size, "bold")
            for name in names.values()
            for line in name.lines
        ]
        words = [canvas.text_width(text, LABEL) for text in scale_words(canvas.style)]
        if printed:  # beside one another: panels on paper are too low for three lines
            return cls(names, max(widths, default=0.0) + max(words) + canvas.style.px(14))
        if len(readings) < len(labels):
            widths += words
        return cls(names, min(room, max(widths, default=0.0)) + canvas.style.px(14))


def name_size(style: Style) -> float:
    """Font size of the names of panels."""
    return LABEL if style.printed else NAME


def scale_words(style: Style) -> tuple[str, str]:
    """The ends of the scale, best first; on paper a heading says what they mean."""
    if style.printed:
        return formats.number(LOWEST), formats.number(HIGHEST)
    return _("none 0"), _("worst 10")


def right_width(canvas: Canvas) -> float:
    """Px that the last mean takes at the right."""
    widest = max(
        canvas.text_width(formats.number(10, 1), NAME, "bold"),
        canvas.text_width(mean_days_text(weekly=True), SMALL),
    )
    return widest + canvas.style.px(14)


def mean_days_text(*, weekly: bool) -> str:
    """What the means at the right are of."""
    return _("{days} days").format(days=LONG_MEAN_DAYS if weekly else 7)


def draw(
    timeline: Timeline,
    found: list[PanelSeries],
    top: float,
    height: float,
    *,
    left: LeftColumn,
    stretches: Sequence[DoseStretch] = (),
    compact: bool = False,
) -> None:
    """`found` in a panel of `height` px below `top`; `stretches` get their level and number.

    A `compact` panel has the numbers alone: no bars, and no last mean at the right.
    """
    panel = PanelPosition(found[0].key, top, top + height, *_limits(found))
    timeline.add_panel(panel)
    draw_grid(timeline, panel)
    _draw_name(timeline, panel, found, left)
    _draw_scale(timeline, panel, found[0])
    if not timeline.span.weekly:
        _draw_crashes(timeline, panel)
    if monthly_panel.is_monthly(panel.key):
        for number, series in enumerate(found):
            monthly_panel.draw_results(timeline, panel, series, number)
        return
    for number, series in enumerate(found):
        _draw_mean(timeline, panel, series, number)
        _draw_days(timeline, panel, series, number)
    if len(found) == 1:
        _draw_levels(timeline, panel, stretches, bars=not compact)
    if not compact:
        _write_last_means(timeline, panel, found)


def draw_empty(timeline: Timeline, key: str, top: float, height: float, left: LeftColumn) -> None:
    """The panel of a symptom of which nothing was entered yet."""
    panel = PanelPosition(key, top, top + height, LOWEST, HIGHEST)
    draw_grid(timeline, panel)
    canvas, style = timeline.canvas, timeline.style
    _write_name(timeline, panel, left)
    for y, word in zip((panel.bottom, panel.top), scale_words(style), strict=True):
        x = timeline.span.left - style.px(_scale_gap(style))
        canvas.write(x, y + style.px(5), word, LABEL, colour=style.quiet, align="right")


def origin_text(series: PanelSeries, number: int, count: int) -> str:
    """Where a reading comes from, and which line it is where a panel has several."""
    if count == 1:
        return series.origin
    line = _(_LINE_NAMES[number % len(_LINE_NAMES)])
    return _("{origin} ({line})").format(origin=series.origin or _("entered here"), line=line)


def by_week(column: DayValues) -> tuple[Floats, Floats, Flags]:
    """Indexes, means and hollowness of the weeks of `column`, counted back from its end."""
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


def drawn_mean(series: PanelSeries, *, weekly: bool) -> Floats:
    """The line as drawn: of the last 7 days, of the last 28 where days are too narrow."""
    if weekly:
        return mean_of_last(series.values, LONG_MEAN_DAYS, LONG_MEAN_LEAST)
    return series.mean


def _limits(found: list[PanelSeries]) -> tuple[float, float]:
    if not found[0].unit:
        return LOWEST, HIGHEST
    if monthly_panel.is_monthly(found[0].key):
        return monthly_panel.limits(found[0].key)
    known = np.concatenate([s.values[s.column.recorded] for s in found])
    if not len(known):
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    return (low, high) if high > low else (low - 1, high + 1)


def draw_grid(timeline: Timeline, panel: PanelPosition) -> None:
    """Rules at the ends and in the middle of the scale."""
    heights = (panel.top, (panel.top + panel.bottom) / 2, panel.bottom)
    timeline.horizontals(heights, timeline.style.hair)


def _scale_gap(style: Style) -> float:
    """Px of 100 % text between the words of the scale and the panel."""
    return 5 if style.printed else 12


def _draw_name(
    timeline: Timeline, panel: PanelPosition, found: list[PanelSeries], left: LeftColumn
) -> None:
    """The name at the left of the panel; under it unit and origins of a reading."""
    canvas, style = timeline.canvas, timeline.style
    origins = [origin_text(series, number, len(found)) for number, series in enumerate(found)]
    detail = found[0].unit
    if monthly_panel.is_monthly(panel.key):
        detail = _("higher is better")
    if any(origins):
        detail = _("{unit}, from {origins}").format(unit=detail, origins=formats.listed(origins))
    room = left.width - style.px(14)
    lines = canvas.wrapped(detail, room, SMALL)[:MAX_DETAIL_LINES] if detail else []
    step = style.px(SMALL + 2)
    y = _write_name(timeline, panel, left, step * len(lines))
    for line in lines:
        x = timeline.span.left - left.width
        canvas.write(x, y, line, SMALL, colour=style.quiet)
        y += step


def _write_name(
    timeline: Timeline, panel: PanelPosition, left: LeftColumn, below: float = 0.0
) -> float:
    """The name, with `below` px under it in the middle of the height; the next baseline."""
    canvas, style = timeline.canvas, timeline.style
    name = left.names[panel.key]
    lines, size = name.lines, name.size
    line_height = style.px(size + 3)
    y = (panel.top + panel.bottom) / 2 + style.px(6)
    y -= (line_height * (len(lines) - 1) + below) / 2
    for line in lines:
        canvas.write(timeline.span.left - left.width, y, line, size, weight="bold")
        y += line_height
    return y - style.px(2)


def _draw_scale(timeline: Timeline, panel: PanelPosition, series: PanelSeries) -> None:
    canvas, span, style = timeline.canvas, timeline.span, timeline.style
    low, high = scale_words(style)
    if series.unit:
        low, high = formats.number(panel.low), formats.number(panel.high)
    for y, word in ((panel.bottom, low), (panel.top, high)):
        right = span.left - style.px(_scale_gap(style))
        canvas.write(right, y + style.px(5), word, LABEL, colour=style.quiet, align="right")


def _draw_crashes(timeline: Timeline, panel: PanelPosition) -> None:
    """A tinted column for each crash day, with a line under it; hatched on paper."""
    style, span = timeline.style, timeline.span
    crashes = timeline.series.crashes(span.start, span.end)
    bands = [(a - 0.5, b - 0.5) for a, b in runs(crashes)]
    above = style.px(4)
    if style.printed:
        timeline.hatch(bands, panel.top, panel.height, style.crash_line)
        return
    box = (panel.top - above, panel.height + above)
    timeline.bands(bands, *box, style.crash, zorder=0.2)
    thick = style.px(CRASH_LINE)
    timeline.bands(bands, panel.bottom, thick, style.crash_line, zorder=2.5)


def _draw_days(timeline: Timeline, panel: PanelPosition, series: PanelSeries, number: int) -> None:
    column, style = series.column, timeline.style
    if timeline.span.weekly:
        indexes, values, hollow = by_week(column)
        size = style.points(2.6)
    else:
        indexes = np.flatnonzero(column.recorded).astype(float)
        values, hollow = column.values[column.recorded], column.hollow[column.recorded]
        size = timeline.mark_size(3.0, 6.4)
    for part, fill, name in ((~hollow, style.dot, "days"), (hollow, style.ground, "hollow days")):
        if not part.any():
            continue  # a line without points is drawn as slowly as one with them
        timeline.line(
            indexes[part],
            panel.y_of(values[part]),
            f"{series.key}: {name}",
            linestyle="none",
            marker=MARKERS[number % 4],
            markersize=size,
            markerfacecolor=fill,
            markeredgecolor=style.dot,
            markeredgewidth=min(1.0, size / 4),
            zorder=3,
        )


def _draw_mean(timeline: Timeline, panel: PanelPosition, series: PanelSeries, number: int) -> None:
    style = timeline.style
    mean = drawn_mean(series, weekly=timeline.span.weekly)
    y = panel.y_of(mean)
    if number == 0 and not series.unit and not style.printed:
        _fill_below(timeline, panel, y)
    timeline.line(
        np.arange(len(mean)),
        y,
        f"{series.key}: mean",
        color=_colour(style, number),
        linewidth=style.points(1.8 if timeline.span.weekly else 2.4),
        linestyle=DASHES[number % 4],
        solid_joinstyle="round",
        solid_capstyle="round",
        zorder=2,
    )


def _fill_below(timeline: Timeline, panel: PanelPosition, y: Floats) -> None:
    """A faint area under the line, so that gaps are seen at a glance."""
    style = timeline.style
    colour = mixed(style.accent_text, style.ground, 0.08)
    for start, after in runs(~np.isnan(y)):
        if after - start > 1:
            timeline.area(
                np.arange(start, after, dtype=float), y[start:after], panel.bottom, colour
            )


def _colour(style: Style, number: int) -> str:
    return (style.accent_text, style.text, style.crash_line, style.quiet)[number % 4]


def _draw_levels(
    timeline: Timeline, panel: PanelPosition, stretches: Sequence[DoseStretch], *, bars: bool
) -> None:
    """A bar with ends at the mean of each dose, and its number above the panel."""
    span, style = timeline.span, timeline.style
    for stretch in stretches:
        left = span.begin(max(stretch.start, span.start))
        right = span.begin(min(stretch.end, span.end)) + span.day_px
        mean = mean_on(timeline.series, panel.key, stretch)
        if mean is None or right - left < style.px(10):
            continue
        if bars:
            _draw_bar(timeline, panel, mean, left, right)
        _write_level(timeline, formats.number(mean, 1), left, right, panel.top - style.px(8))


def _write_level(timeline: Timeline, number: str, left: float, right: float, y: float) -> None:
    """“mean 7.3” from `left` where it fits before `right`, else the number, else nothing."""
    canvas, style = timeline.canvas, timeline.style
    if style.printed:
        if canvas.text_width(number, LABEL) + style.px(6) <= right - left:
            canvas.write(left + style.px(3), y, number, LABEL)
        return
    before, after = (part.strip() for part in _("mean {number}").split("{number}"))
    parts: list[tuple[str, Weight, str]] = [
        (before, "normal", style.quiet),
        (number, "bold", style.text),
        (after, "normal", style.quiet),
    ]
    parts = [part for part in parts if part[0]]
    widths = [canvas.drawn_width(text, LABEL, weight) for text, weight, _colour in parts]
    gap = style.px(WORD_GAP)
    x = left + style.px(8)
    if sum(widths) + gap * (len(parts) - 1) + style.px(12) <= right - left:
        for (text, weight, colour), width in zip(parts, widths, strict=True):
            canvas.write(x, y, text, LABEL, weight=weight, colour=colour)
            x += width + gap
    elif canvas.drawn_width(number, LABEL, "bold") + style.px(6) <= right - left:
        canvas.write(left + style.px(3), y, number, LABEL, weight="bold")


def _draw_bar(
    timeline: Timeline, panel: PanelPosition, mean: float, left: float, right: float
) -> None:
    style, span = timeline.style, timeline.span
    room = style.px(4)
    ends = (left + room, min(left + style.px(52), right - room))
    indexes = [(x - span.left) / span.day_px - 0.5 for x in ends]
    timeline.line(
        indexes,
        [panel.y_at(mean)] * 2,
        f"{panel.key}: level",
        color=style.text,
        linewidth=style.points(2),
        marker="|",
        markersize=style.points(10),
        markeredgewidth=style.points(2),
        zorder=4,
    )


def _write_last_means(timeline: Timeline, panel: PanelPosition, found: list[PanelSeries]) -> None:
    """The last mean beside the end of each line that reaches the last week.

    A mean of 7 days is that of the sentence above the chart: of the last 7 days shown, with an
    answer or without, where the line may have ended some days before.
    """
    span, style = timeline.span, timeline.style
    ends = []
    for number, series in enumerate(found):
        mean = drawn_mean(series, weekly=span.weekly)
        known = np.flatnonzero(~np.isnan(mean))
        if len(known) and known[-1] >= span.days - 7:
            end = float(mean[known[-1]])
            week = None if span.weekly else mean_or_none(series.values[-MEAN_DAYS:])
            points = end if week is None else week
            ends.append((panel.y_at(end) + style.px(6), points, _colour(style, number)))
    free_from = 0.0
    for y, points, colour in sorted(ends):
        at = max(y, free_from)
        text = formats.number(points, 1 if points < 100 else 0)
        x = span.right + style.px(10)
        timeline.canvas.write(x, at, text, NAME, weight="bold", colour=colour)
        free_from = at + style.px(NAME + 1)
