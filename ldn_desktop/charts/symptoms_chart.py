"""Up to four symptoms or readings over one time axis, with dose changes and the dose beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.figure import Figure

from ldn_desktop.charts import dose_panel, symptom_panel
from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.dose_levels import DoseStretch, stretches
from ldn_desktop.charts.drawing import legend, timeline
from ldn_desktop.charts.drawing.canvas import Box, Canvas
from ldn_desktop.charts.drawing.legend import LegendEntry
from ldn_desktop.charts.drawing.style import DPI, LABEL, SMALL, Style
from ldn_desktop.charts.drawing.timeline import Timeline, TimeSpan
from ldn_desktop.charts.event_rows import HEIGHT as ROW_HEIGHT
from ldn_desktop.charts.event_rows import EventRow, rows_of
from ldn_desktop.charts.mark_lanes import LANE, MarkLanes, lanes_of
from ldn_desktop.charts.summary import series_of
from ldn_desktop.charts.symptom_panel import LeftColumn
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _, formats, mark

MAX_PANELS = 4
EDGE = 1.0
"""Px at both sides: characters reach a little over where they begin."""
INVENTED = mark("Example data")
DOSES, NUMBERS, AFTER_PANELS = 20, 24, 6
"""Px of 100 % text: the row of doses, the numbers above each panel, under the last panel."""
LOWEST_PANEL, BAND, AXIS, KEY = 40, 40, 26, 30
"""Px of 100 % text: a panel at least, the dose, the dates, the first line of the key."""
KEY_WIDTH = 1100
"""Px of 100 % text that the longest key takes in one line, and a little for broken lines."""


@dataclass(frozen=True, slots=True)
class _Layout:
    span: TimeSpan
    left: LeftColumn
    stretches: list[DoseStretch]
    rows: list[EventRow]
    lanes: MarkLanes
    key: list[list[LegendEntry]]
    panel_height: float


def least_height(panels: int, percent: int, width: float, lanes: int = 0) -> int:
    """Px that `panels` panels, `lanes` of marks and what belongs to them need at `percent` text.

    In a chart `width` px wide; the narrower it is, the more lines the key has.
    """
    key_lines = -(-KEY_WIDTH * percent // round(100 * max(100.0, width - 160 * percent / 100)))
    needed = DOSES + panels * (NUMBERS + LOWEST_PANEL) + AFTER_PANELS
    needed += (
        2 * ROW_HEIGHT + LANE * lanes + BAND + AXIS + KEY + legend.LINE_HEIGHT * (key_lines - 1)
    )
    return round(needed * percent / 100)


def symptoms_figure(
    diary: Diary | DailySeries,
    keys: Sequence[str],
    start: date,
    end: date,
    style: Style,
    *,
    width: float,
    height: float,
) -> Figure:
    """Up to four of `keys` from `start` to `end`, both included; `width`, `height` in inches."""
    canvas = Canvas(style, width * DPI, height * DPI)
    draw(canvas, series_of(diary), list(keys)[:MAX_PANELS], (start, end), canvas.box_within(EDGE))
    return canvas.figure


def draw(
    canvas: Canvas, series: DailySeries, keys: Sequence[str], period: tuple[date, date], box: Box
) -> None:
    """`keys` over `period` (both ends included) inside `box`."""
    layout = _layout(canvas, series, keys, period, box)
    line = Timeline(canvas, series, layout.span)
    style = canvas.style
    y = box.top + style.px(DOSES)
    for key in keys:
        y = _draw_panel(line, key, y, layout)
    y += style.px(AFTER_PANELS)
    notes_y = None
    for row in layout.rows:
        middle = row.draw(line, y, layout.left)
        notes_y = middle if row.notes else notes_y
        y += style.px(ROW_HEIGHT)
    layout.lanes.draw(line, y, layout.left)
    y += layout.lanes.height(style)
    floor = y + style.px(BAND)
    dose_panel.draw_changes(line, layout.stretches, box.top, floor)
    dose_panel.draw(line, y, style.px(BAND), layout.left)
    timeline.draw(canvas, layout.span, floor)
    _write_head(line, box)
    legend.draw(canvas, layout.key, layout.span.left, floor + style.px(AXIS + KEY / 2))
    line.publish(box.top, floor, notes_y)


def _layout(
    canvas: Canvas, series: DailySeries, keys: Sequence[str], period: tuple[date, date], box: Box
) -> _Layout:
    style = canvas.style
    labels = {key: series.labels.get(key, (key, ""))[0] for key in keys}
    readings = [key for key in keys if series.labels.get(key, (key, ""))[1]]
    left = LeftColumn.of(canvas, labels, readings)
    right = box.right - symptom_panel.right_width(canvas)
    span = TimeSpan(*period, box.left + left.width, right)
    rows, lanes = rows_of(series, span), lanes_of(canvas, series, span)
    key = legend.lines_of(canvas, key_entries(series, keys, span), box.right - span.left)
    fixed = style.px(DOSES + AFTER_PANELS + BAND + AXIS + KEY)
    fixed += (
        lanes.height(style)
        + style.px(ROW_HEIGHT) * len(rows)
        + style.px(legend.LINE_HEIGHT) * (len(key) - 1)
    )
    free = box.height - fixed - style.px(NUMBERS) * len(keys)
    panel_height = max(style.px(24), free / max(1, len(keys)))
    return _Layout(
        span, left, stretches(series, _last_day(series, span)), rows, lanes, key, panel_height
    )


def _last_day(series: DailySeries, span: TimeSpan) -> date:
    """Until when doses are followed: their means must not hang on the period that is shown."""
    return max(series.last, span.end) if series.days else span.end


def _draw_panel(line: Timeline, key: str, y: float, layout: _Layout) -> float:
    """One panel with the numbers above it, from `y` down; where it ends."""
    y += line.style.px(NUMBERS)
    if not line.series.days:
        symptom_panel.draw_empty(line, key, y, layout.panel_height, layout.left)
    else:
        found = line.series.series(key, line.span.start, line.span.end)
        symptom_panel.draw(
            line, found, y, layout.panel_height, left=layout.left, stretches=layout.stretches
        )
    return y + layout.panel_height


def _write_head(line: Timeline, box: Box) -> None:
    """What the numbers at the right are, and that an example is invented."""
    canvas, style, span = line.canvas, line.style, line.span
    if not line.series.days:
        return
    y = box.top + style.px(12)
    text = symptom_panel.mean_days_text(weekly=span.weekly)
    canvas.write(span.right + style.px(10), y, text, SMALL, colour=style.quiet)
    if not line.series.recorded_days(span.start, span.end):
        middle = (span.left + span.right) / 2
        text = _("Nothing was entered in this period.")
        at = box.top + style.px(DOSES + NUMBERS + 24)
        canvas.write(middle, at, text, LABEL, align="center")


def key_entries(series: DailySeries, keys: Sequence[str], span: TimeSpan) -> list[LegendEntry]:
    """The signs that this chart shows; none for an empty diary."""
    if not series.recorded_days(span.start, span.end):
        return []
    weekly = span.weekly
    entries = [
        LegendEntry(_("a week") if weekly else _("a day"), legend.dot, 10),
    ]
    shown = [s.column for key in keys for s in series.series(key, span.start, span.end)]
    if any((column.hollow & column.recorded).any() for column in shown):
        entries.append(
            LegendEntry(
                _("copied, filled in afterwards, from paper or imported"), legend.hollow_dot, 10
            )
        )
    days = symptom_panel.LONG_MEAN_DAYS if weekly else 7
    text = _("mean of {days} days").format(days=formats.number(days))
    entries.append(LegendEntry(text, legend.mean_line))
    until = _last_day(series, span)
    if any(s.end >= span.start and s.start <= span.end for s in stretches(series, until)):
        entries.append(LegendEntry(_("mean on each dose"), legend.level_bar))
    if series.crashes(span.start, span.end).any():
        sign = legend.crash_tick if weekly else legend.crash_column
        entries.append(LegendEntry(_("crash day"), sign, 8 if weekly else 18))
    taken = series.taken(span.start, span.end)
    if (taken > 0).any():
        entries.append(LegendEntry(_("LDN taken"), legend.taken, 18))
    if (taken == 0).any() and not weekly:
        entries.append(LegendEntry(_("not taken"), legend.ring, 12))
    if any(s.planned and span.start <= s.start <= span.end for s in series.dose_steps):
        entries.append(LegendEntry(_("planned dose"), legend.planned_dose))
    if series.invented:
        entries.append(LegendEntry(_(INVENTED)))
    return entries
