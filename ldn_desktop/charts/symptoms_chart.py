"""Small multiples: up to four symptoms or readings over one time axis, the dose beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.figure import Figure

from ldn_desktop.charts import dose_panel, symptom_panel, text_layout, timeline
from ldn_desktop.charts.canvas import Box, Canvas
from ldn_desktop.charts.daily_series import DailySeries, Series
from ldn_desktop.charts.event_rows import EventRow, lanes
from ldn_desktop.charts.style import DPI, Style
from ldn_desktop.charts.summary import daily_series
from ldn_desktop.charts.timeline import Span, Timeline
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _, formats, mark

MOST_FRAMES = 4
INVENTED = mark("Invented example")
TITLE, LABEL, SMALL = 17, 14, 13
"""Sizes of letters, px of 100 % text."""
_EDGE = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything goes: px from the top left."""

    span: Span
    keys: Sequence[str]
    legend: list[str]
    frame_high: float
    dose_high: float
    lanes: list[EventRow]
    invented: bool


def least_height(frames: int, style: Style) -> float:
    """Inches that `frames` frames and the dose need to be read without crowding."""
    high = frames * style.px(68 + 36) + style.px(170)
    return high / DPI


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
    sheet = Canvas(style, width * DPI, height * DPI)
    draw(
        sheet, daily_series(diary), list(keys)[:MOST_FRAMES], (start, end), sheet.box_within(_EDGE)
    )
    return sheet.figure


def draw(
    sheet: Canvas, columns: DailySeries, keys: Sequence[str], period: tuple[date, date], box: Box
) -> None:
    """`keys` over `period` (both ends included) inside `box`."""
    if not columns.recorded_days(*period):
        _say_nothing_yet(sheet, columns, box)
        return
    plan = _plan(sheet, columns, keys, period, box)
    line = Timeline(sheet, columns, plan.span)
    y = _draw_legend(sheet, plan, box)
    for key in keys:
        y = _draw_frame(line, key, y, plan.frame_high)
    for lane in plan.lanes:
        y = lane.draw(line, y)
    y = dose_panel.draw(line, y, plan.dose_high)
    timeline.draw(sheet, plan.span, y)


def _say_nothing_yet(sheet: Canvas, columns: DailySeries, box: Box) -> None:
    if columns.days:
        text = _("Nothing was entered in this time. Another period may show more.")
    else:
        text = _("Nothing is here yet. After the first days in Today, they are drawn here.")
    room = min(box.wide - 2 * _EDGE, sheet.style.px(460))
    left = box.left + (box.wide - room) / 2
    sheet.write_lines(left, box.top + box.high * 0.4, text, TITLE, room)


def legend_parts(columns: DailySeries, keys: Sequence[str], span: Span) -> list[str]:
    """What dots, lines and gaps stand for, as this figure draws them."""
    if span.weekly:
        parts = [
            _("dots: means of weeks"),
            _("line: mean of the last {days} days").format(days=symptom_panel.LONG_MEAN_DAYS),
        ]
    else:
        parts = [_("dots: days"), _("line: mean of the last 7 days")]
    shown = [s.column for key in keys for s in columns.series(key, span.start, span.end)]
    if any((column.hollow & column.recorded).any() for column in shown):
        parts.append(_("hollow: copied, entered later or imported"))
    if columns.crashes(span.start, span.end).any() and not span.weekly:
        parts.append(_("bars: crash days"))
    parts.append(_("gaps: nothing entered"))
    return parts


def _plan(
    sheet: Canvas, columns: DailySeries, keys: Sequence[str], period: tuple[date, date], box: Box
) -> Plan:
    style = sheet.style
    left = box.left + symptom_panel.words_wide(sheet)
    span = Span(*period, left, box.right - symptom_panel.mean_wide(sheet))
    room = box.wide
    if columns.invented:
        room -= sheet.width(_(INVENTED), SMALL, "bold") + style.px(16)
    legend = _legend_lines(sheet, legend_parts(columns, keys, span), room)
    found = lanes(columns, span)
    fixed = style.px(19) * len(legend) + style.px(8) + style.px(32)
    fixed += style.px(26) * len(found) + style.px(34)
    free = max(style.px(60), box.high - fixed - style.px(36) * len(keys))
    dose_high = min(style.px(74), free * 0.2)
    frame_high = (free - dose_high) / max(1, len(keys))
    return Plan(span, keys, legend, frame_high, dose_high, found, columns.invented)


def _legend_lines(sheet: Canvas, parts: list[str], room: float) -> list[str]:
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]} · {part}" if lines else part
        if lines and sheet.width(longer, SMALL) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _draw_legend(sheet: Canvas, plan: Plan, box: Box) -> float:
    y = box.top + sheet.style.px(15)
    if plan.invented:
        sheet.write(box.left, y, _(INVENTED), SMALL, weight="bold")
    for line in plan.legend:
        sheet.write(box.right, y, line, SMALL, colour=sheet.style.quiet, align="right")
        y += sheet.style.px(19)
    return y - sheet.style.px(12)


def _draw_frame(line: Timeline, key: str, y: float, high: float) -> float:
    """One frame with its title, from `y` down; where it ends."""
    found = line.columns.series(key, line.span.start, line.span.end)
    y += line.style.px(24)
    _write_title(line.sheet, found, line.span, y)
    y += line.style.px(12)
    symptom_panel.draw(line, found, y, high)
    return y + high


def _write_title(sheet: Canvas, found: list[Series], span: Span, y: float) -> None:
    title, detail = found[0].label, found[0].unit
    origins = [
        symptom_panel.origin_told(series, number, len(found)) for number, series in enumerate(found)
    ]
    if any(origins):
        detail = _("{unit}, from {origins}").format(unit=detail, origins=formats.listed(origins))
    room = (span.right - span.left) * (0.6 if detail else 1)
    px = sheet.style.px(TITLE)
    title = text_layout.shortened(title, room, px, sheet.style.family, "bold")
    sheet.write(span.left, y, title, TITLE, weight="bold")
    if detail:
        at = span.left + sheet.width(title, TITLE, "bold") + sheet.style.px(8)
        small = sheet.style.px(SMALL)
        detail = text_layout.shortened(detail, span.right - at, small, sheet.style.family)
        sheet.write(at, y, detail, SMALL, colour=sheet.style.quiet)
