"""The estimation plot: the days at the left, what changed and how surely at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ldn_desktop.analysis import (
    Comparison,
    Estimate,
    Phase,
    Verdict,
    phases,
    sentences,
)
from ldn_desktop.analysis.text import latest
from ldn_desktop.charts.daily_series import DailySeries, Floats
from ldn_desktop.charts.drawing import text_layout, timeline
from ldn_desktop.charts.drawing.canvas import Box, Canvas
from ldn_desktop.charts.drawing.style import (
    DPI,
    LABEL,
    SMALL,
    Style,
    mixed,
)
from ldn_desktop.charts.drawing.timeline import Timeline, TimeSpan
from ldn_desktop.charts.symptom_panel import by_week
from ldn_desktop.charts.symptoms_chart import EDGE, INVENTED
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import HIGHEST
from ldn_desktop.i18n import _, formats

HEAD, FOOT, NAME_HEIGHT, TALLEST_ROW = 66, 72, 22, 84
"""Px of 100 % text: above the rows, below them, for a row's words, and for a row at most."""
LEFT_SHARE = 0.5
NARROWEST, WIDEST = 3.0, 8.0
"""Points that the axis of changes shows at least and at most, to each side."""
MARKERS: dict[Verdict, tuple[str, bool]] = {
    Verdict.BETTER: ("v", True),
    Verdict.WORSE: ("^", True),
    Verdict.NO_IMPORTANT_CHANGE: ("s", True),
    Verdict.NO_CLEAR_CHANGE: ("o", False),
    Verdict.NOT_ENOUGH_DAYS: ("d", False),
    Verdict.ALREADY_CHANGING: ("v", False),
    Verdict.MEASURED_DIFFERENTLY: ("X", False),
    Verdict.EARLY: ("<", True),
    Verdict.BAD_START: ("<", False),
    Verdict.WORSE_BEFORE: ("^", False),
    Verdict.WAITING: ("h", False),
    Verdict.NOT_JUDGED: (".", True),
}
"""Shape, and whether it is filled: the verdict must not hang on a colour."""


def estimation_figure(
    diary: Diary,
    comparisons: Sequence[Comparison],
    style: Style,
    *,
    width: float,
    height: float,
    today: date | None = None,
) -> Figure:
    """The last phase against the first, one row a symptom; `width`, `height` in inches.

    `comparisons` are those of `diary`, `today` the day they were made for.
    """
    canvas = Canvas(style, width * DPI, height * DPI)
    draw(canvas, diary, comparisons, canvas.box_within(EDGE), today=today)
    return canvas.figure


def draw(
    canvas: Canvas,
    diary: Diary,
    comparisons: Sequence[Comparison],
    box: Box,
    *,
    today: date | None = None,
) -> None:
    """The plot inside `box`; a quiet sentence where there is nothing to compare."""
    asked = latest(comparisons)
    found = phases(diary, today)
    if not asked or not found:
        text = _("There is nothing to compare yet. A comparison needs days on two different doses.")
        y = box.top + box.height * 0.4
        canvas.write_lines(box.left, y, text, 17, min(box.width, canvas.style.px(460)))
        return
    plot = _plot(canvas, DailySeries.of(diary), comparisons, found, box)
    _write_heads(plot)
    _draw_phases(plot)
    for index, one in enumerate(asked):
        top = plot.rows_top + index * plot.row_height
        _draw_words(plot, one, top)
        _draw_days(plot, one, top)
        _draw_change(plot, one, top)
    _draw_axes(plot, plot.rows_top + len(asked) * plot.row_height)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where everything goes: px from the top left."""

    canvas: Canvas
    line: Timeline
    changes: Axes
    """x in points of change, y in px from the top."""
    comparisons: Sequence[Comparison]
    phases: Sequence[Phase]
    right: Box
    reach: float
    """Points to each side of no change."""
    box: Box
    rows_top: float
    row_height: float

    @property
    def style(self) -> Style:
        return self.canvas.style

    @property
    def band_height(self) -> float:
        """Of a row, what is left below its words."""
        return self.row_height - self.style.px(NAME_HEIGHT + 6)

    def x_of(self, change: float) -> float:
        return self.right.left + (change + self.reach) / (2 * self.reach) * self.right.width


def _plot(
    canvas: Canvas,
    series: DailySeries,
    comparisons: Sequence[Comparison],
    found: Sequence[Phase],
    box: Box,
) -> _Plot:
    style, rows = canvas.style, len(latest(comparisons))
    middle = box.left + box.width * LEFT_SHARE
    span = TimeSpan(found[0].start, found[-1].end, box.left, middle - style.px(12))
    top = box.top + style.px(HEAD)
    room = box.height - style.px(HEAD + FOOT)
    height = min(style.px(TALLEST_ROW), max(style.px(NAME_HEIGHT + 14), room / rows))
    right = Box(middle + style.px(12), top, box.right, top + rows * height)
    reach = _reach(latest(comparisons))
    changes = canvas.axes(right.left, 0, right.width, canvas.height, "changes")
    changes.set_xlim(-reach, reach)
    changes.set_ylim(canvas.height, 0)
    line = Timeline(canvas, series, span)
    return _Plot(canvas, line, changes, comparisons, found, right, reach, box, top, height)


def _reach(asked: Sequence[Comparison]) -> float:
    ends = [
        abs(end) for one in asked if one.estimate for end in (one.estimate.low, one.estimate.high)
    ]
    return float(np.clip(np.ceil(max(ends, default=0.0)), NARROWEST, WIDEST))


def _write_heads(plot: _Plot) -> None:
    canvas, style = plot.canvas, plot.style
    last = latest(plot.comparisons)[0].later.phase
    y = plot.box.top + style.px(15)
    room = plot.line.span.right - plot.box.left
    title = _("Days, and the mean on each dose")
    change = _("Change on {dose}").format(dose=last)
    for x, text in ((plot.box.left, title), (plot.right.left, change)):
        short = text_layout.shortened(text, room, style.px(LABEL), style.family, "bold")
        canvas.write(x, y, short, LABEL, weight="bold")
    y += style.px(22)
    if plot.line.series.invented:
        canvas.write(plot.box.left, y, _(INVENTED), SMALL, weight="bold")
    canvas.write(plot.right.left, y, _("← better"), SMALL, colour=style.quiet)
    canvas.write(plot.right.right, y, _("worse →"), SMALL, colour=style.quiet, align="right")


def _draw_phases(plot: _Plot) -> None:
    """A band for each second phase, and the names above."""
    line, style = plot.line, plot.style
    top, height = plot.rows_top, plot.right.height
    for number, phase in enumerate(plot.phases):
        first, after = _index_range(line, phase.start, phase.end)
        if number % 2:
            fill = mixed(style.line, style.ground, 0.13)
            line.bands([(first, after)], top, height, fill, zorder=0)
    _name_phases(plot)


def _name_phases(plot: _Plot) -> None:
    """Names of phases where they fit; the first and the last are never left out."""
    canvas, span, style = plot.canvas, plot.line.span, plot.style
    y = plot.rows_top - style.px(8)
    names = [(span.begin(phase.start), phase.label) for phase in plot.phases]
    left, name = names[-1]
    left = min(left, span.right - canvas.text_width(name, SMALL))
    canvas.write(max(span.left, left), y, name, SMALL, colour=style.quiet)
    free, until = span.left, left - style.px(10)
    for at, name in names[:-1]:
        width = canvas.text_width(name, SMALL)
        if at >= free and at + width <= until:
            canvas.write(at, y, name, SMALL, colour=style.quiet)
            free = at + width + style.px(10)


def _index_range(line: Timeline, start: date, end: date) -> tuple[float, float]:
    """From before `start` to after `end`, as indexes of the time line."""
    first = (start - line.span.start).days - 0.5
    return first, first + (end - start).days + 1


def _draw_words(plot: _Plot, one: Comparison, top: float) -> None:
    """The name at the left, the verdict at the right."""
    canvas, style = plot.canvas, plot.style
    y = top + style.px(18)
    name = one.name
    if one.evidence.side_effect:
        name = _("{name} (side effect)").format(name=name)
    name = canvas.shortened(name, plot.line.span.right - plot.box.left, LABEL, "bold")
    canvas.write(plot.box.left, y, name, LABEL, weight="bold")
    text = canvas.shortened(sentences.verdict_on(one), plot.right.width, LABEL)
    canvas.write(plot.right.left, y, text, LABEL)
    canvas.rule(plot.box.left, top, plot.box.right, top, colour=style.hair)


def _draw_run_ins(plot: _Plot, top: float) -> None:
    """What is left out of the comparison, hatched."""
    line, style = plot.line, plot.style
    ends = [_index_range(line, p.start, p.compared_from - timedelta(days=1)) for p in plot.phases]
    line.hatch(
        [(first, after) for first, after in ends if after > first],
        top + style.px(NAME_HEIGHT + 2),
        plot.band_height + style.px(4),
        mixed(style.line, style.ground, 0.5),
    )


def _draw_days(plot: _Plot, one: Comparison, top: float) -> None:
    """Every recorded day, ticks for days without one, and each phase's level."""
    line, style, span = plot.line, plot.style, plot.line.span
    column = line.series.column(one.symptom, span.start, span.end)
    floor = top + plot.row_height - style.px(6)

    def y_of(points: Floats) -> Floats:
        return floor - plot.band_height * (0.12 + 0.88 * points / HIGHEST)

    _draw_run_ins(plot, top)
    colour = style.dot
    indexes, values = np.flatnonzero(column.recorded).astype(float), column.values[column.recorded]
    if span.weekly:
        indexes, values, _hollow = by_week(column)
    look = {"linestyle": "none", "markeredgewidth": 0.0, "color": colour, "zorder": 2}
    size = style.points(2.8) if span.weekly else line.mark_size(2.6, 5.0)
    line.line(indexes, y_of(values), f"{one.symptom}: days", marker="o", markersize=size, **look)
    if not span.weekly:
        gone = np.flatnonzero(~column.recorded)
        look = {"linestyle": "none", "marker": "|", "color": style.line, "zorder": 1}
        ticks = np.full(len(gone), floor)
        name = f"{one.symptom}: nothing entered"
        line.line(gone, ticks, name, markersize=style.points(4), markeredgewidth=0.6, **look)
    _draw_levels(plot, one.symptom, y_of)


def _draw_levels(plot: _Plot, symptom: str, y_of: Callable[[Floats], Floats]) -> None:
    """The model's mean of each phase, with the interval of its change against the first."""
    line, style = plot.line, plot.style
    for phase, mean, estimate in _levels(plot, symptom):
        first, after = _index_range(line, phase.compared_from, phase.end)
        level, width = y_of(np.array([mean, mean])), style.points(2.4)
        line.line([first, after], level, "level", color=style.text, linewidth=width, zorder=4)
        if estimate is not None:
            before, middle = mean - estimate.change, (first + after) / 2
            ends = np.clip(np.array([before + estimate.low, before + estimate.high]), 0, HIGHEST)
            look = {"color": style.text, "linewidth": style.points(1.1), "zorder": 3}
            line.line([middle, middle], y_of(ends), "interval", **look)


def _levels(plot: _Plot, symptom: str) -> list[tuple[Phase, float, Estimate | None]]:
    """Each phase with the model's mean, and its change against the first."""
    by_group: dict[str, list[Phase]] = {}
    for phase in plot.phases:
        by_group.setdefault(phase.group, []).append(phase)
    first = plot.comparisons[0].earlier.phase
    out: list[tuple[Phase, float, Estimate | None]] = []
    for one in plot.comparisons:
        if one.symptom != symptom or one.earlier.phase != first:
            continue
        if one.estimate is None or one.later.mean is None:
            continue
        if not out and one.earlier.mean is not None:
            mean = one.earlier.mean
            out += [(phase, mean, None) for phase in by_group.get(first, []) if phase.compared_days]
        for phase in by_group.get(one.later.phase, []):
            if phase.compared_days:
                out.append((phase, one.later.mean, one.estimate))
    return out


def _draw_change(plot: _Plot, one: Comparison, top: float) -> None:
    """The interval on its axis, the grey band of what does not matter, and the marker."""
    style, axes, height = plot.style, plot.changes, plot.band_height
    y = top + style.px(NAME_HEIGHT) + height / 2
    mid = min(one.evidence.mid, plot.reach)
    fill = mixed(style.line, style.ground, 0.22)
    box = (y - height * 0.42, height * 0.84)
    axes.broken_barh([(-mid, 2 * mid)], box, facecolor=fill, linewidth=0, zorder=0)
    if one.estimate is not None:
        _draw_interval(plot, one, one.estimate, y)
        _draw_marker(plot, one, one.estimate, y)


def _draw_interval(plot: _Plot, one: Comparison, estimate: Estimate, y: float) -> None:
    style = plot.style
    unsure = one.verdict in (Verdict.NOT_ENOUGH_DAYS, Verdict.MEASURED_DIFFERENTLY)
    plot.changes.plot(
        np.clip([estimate.low, estimate.high], -plot.reach, plot.reach),
        [y, y],
        color=style.quiet if unsure else style.text,
        linewidth=style.points(1.6 if unsure else 2.4),
        linestyle=(0, (3, 2)) if unsure else "-",
        solid_capstyle="butt",
        clip_on=False,
        gid=f"{one.symptom}: interval",
    )


def _draw_marker(plot: _Plot, one: Comparison, estimate: Estimate, y: float) -> None:
    style = plot.style
    shape, filled = MARKERS[one.verdict]
    plot.changes.plot(
        [np.clip(estimate.change, -plot.reach, plot.reach)],
        [y],
        marker=shape,
        markersize=style.points(10),
        markerfacecolor=style.text if filled else style.ground,
        markeredgecolor=style.text,
        markeredgewidth=style.points(1.4),
        clip_on=False,
        gid=f"{one.symptom}: {one.verdict}",
    )


def _legend(*, weekly: bool) -> str:
    """What stands for what."""
    dots = _("Dots: mean of each week.") if weekly else _("Dots: days.")
    rest = _(
        "Lines: mean on each dose. Hatched: left out. Grey on the right: change "
        "too small to matter. Bars: 95% interval. Scores alone cannot tell you why."
    )
    return f"{dots} {rest}"


def _draw_axes(plot: _Plot, y: float) -> None:
    """Dates at the left, points of change at the right."""
    canvas, style, span = plot.canvas, plot.style, plot.line.span
    canvas.rule(plot.box.left, y, plot.box.right, y)
    timeline.draw(canvas, span, y)
    zero = plot.x_of(0)
    canvas.rule(zero, plot.rows_top, zero, y, colour=style.quiet)
    step = 1 if plot.reach <= 4 else 2
    ticks = [n for n in range(-int(plot.reach), int(plot.reach) + 1) if n % step == 0]
    for change in ticks:
        x = plot.x_of(change)
        text = "0" if not change else formats.signed(change, 0)
        canvas.rule(x, y, x, y + style.px(5))
        half = canvas.text_width(text, LABEL) / 2
        at = min(max(x, plot.right.left + half), plot.right.right - half)
        canvas.write(at, y + style.px(20), text, LABEL, colour=style.quiet, align="center")
    y += style.px(44)
    legend = _legend(weekly=span.weekly)
    canvas.write_lines(
        plot.box.left, y, legend, SMALL, plot.box.width, colour=style.quiet, max_lines=2
    )
