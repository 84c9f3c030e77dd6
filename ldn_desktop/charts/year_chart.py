"""A year at a glance: one box a day, fuller and darker where it was worse, blank where blank."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ldn_desktop.charts import text_layout
from ldn_desktop.charts.canvas import Box, Canvas
from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.style import DPI, Style, mixed
from ldn_desktop.charts.summary import daily_series
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import HIGHEST, LOWEST, SEVERITY, word_for
from ldn_desktop.i18n import _, formats

TITLE, LABEL, SMALL = 17, 14, 13
"""Sizes of letters, px of 100 % text."""
NAME = "year "
"""What the axes of a year are called, with the year after it, so that `cells_of` finds them."""
_EDGE = 8
_MONTHS, _DAYS = 12, 31


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the days of a year lie in a figure: px from its top left corner."""

    year: int
    left: float
    top: float
    wide: float
    """Of one day."""
    high: float
    """Of one month."""

    @property
    def end(self) -> date:
        return date(self.year, 12, 31)

    def date_at(self, x: float, y: float) -> date | None:
        """The day at (x, y); None beside the calendar or on the 31st of a short month."""
        day, month = int((x - self.left) // self.wide) + 1, int((y - self.top) // self.high) + 1
        if not (1 <= month <= _MONTHS and 1 <= day <= _days_in(self.year, month)):
            return None
        return date(self.year, month, day)

    def box(self, when: date) -> tuple[float, float, float, float] | None:
        """Left, top, width and height of `when`; None in another year."""
        if when.year != self.year:
            return None
        x, y = self.left + (when.day - 1) * self.wide, self.top + (when.month - 1) * self.high
        return x, y, self.wide, self.high


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def cells_of(figure: Figure) -> Cells | None:
    """The calendar of a figure; None where it has none."""
    for axes in figure.axes:
        label = str(axes.get_label())
        if label.startswith(NAME):
            box = axes.get_position()
            wide, high = figure.get_figwidth() * DPI, figure.get_figheight() * DPI
            return Cells(
                int(label.removeprefix(NAME)),
                float(box.x0) * wide,
                (1 - float(box.y1)) * high,
                float(box.width) * wide / _DAYS,
                float(box.height) * high / _MONTHS,
            )
    return None


def year_figure(
    diary: Diary | DailySeries, key: str, year: int, style: Style, *, width: float, height: float
) -> Figure:
    """One symptom over the calendar of `year`; `width` and `height` in inches."""
    sheet = Canvas(style, width * DPI, height * DPI)
    draw(sheet, daily_series(diary), key, year, sheet.box_within(_EDGE))
    return sheet.figure


def draw(sheet: Canvas, columns: DailySeries, key: str, year: int, box: Box) -> None:
    """The calendar of `year` inside `box`."""
    style = sheet.style
    _write_title(sheet, columns, key, year, box)
    cells = _cells(sheet, year, box)
    axes = sheet.frame(
        cells.left, cells.top, cells.wide * _DAYS, cells.high * _MONTHS, f"{NAME}{year}"
    )
    axes.set_xlim(0, _DAYS)
    axes.set_ylim(_MONTHS, 0)
    _write_names(sheet, cells)
    limits = _range(columns, key, year)
    boxes, colours = _boxes(columns, key, year, style, limits)
    # All days at once: 365 patches would take ten times as long.
    axes.add_collection(
        PolyCollection(
            boxes, facecolors=colours, edgecolors=style.symptom, linewidths=0.8, clip_on=False
        ),
        autolim=False,
    )
    _mark_crashes(sheet, columns, cells)
    _draw_key(sheet, cells, words=not columns.labels.get(key, ("", ""))[1], limits=limits)


def _write_title(sheet: Canvas, columns: DailySeries, key: str, year: int, box: Box) -> None:
    label, unit = columns.labels.get(key, (key, ""))
    title = _("{name}, {year}").format(name=label, year=year)
    if unit:
        title = _("{name} in {unit}, {year}").format(name=label, unit=unit, year=year)
    if columns.invented:
        title = _("{title} (invented example)").format(title=title)
    style = sheet.style
    text = text_layout.shortened(title, box.wide, style.px(TITLE), style.family, "bold")
    sheet.write(box.left, box.top + style.px(16), text, TITLE, weight="bold")


def _cells(sheet: Canvas, year: int, box: Box) -> Cells:
    style = sheet.style
    names = [formats.short_month(date(year, month, 1)) for month in range(1, _MONTHS + 1)]
    left = box.left + max(sheet.width(name, LABEL) for name in names) + style.px(10)
    top = box.top + style.px(50)
    wide = (box.right - left) / _DAYS
    high = (box.bottom - top - style.px(40)) / _MONTHS
    return Cells(year, left, top, wide, high)


def _write_names(sheet: Canvas, cells: Cells) -> None:
    style = sheet.style
    for month in range(1, _MONTHS + 1):
        name = formats.short_month(date(cells.year, month, 1))
        y = cells.top + (month - 0.5) * cells.high + style.px(5)
        right = cells.left - style.px(8)
        sheet.write(right, y, name, LABEL, colour=style.quiet, align="right")
    every = 1 if cells.wide > sheet.width("30", SMALL) + 4 else 5
    for day in range(1, _DAYS + 1):
        if every == 1 or day == 1 or day % every == 0:
            x = cells.left + (day - 0.5) * cells.wide
            y = cells.top - style.px(7)
            sheet.write(x, y, str(day), SMALL, colour=style.quiet, align="center")


def _range(columns: DailySeries, key: str, year: int) -> tuple[float, float]:
    """Ends of the scale; of a reading, the lowest and highest of the year."""
    if not columns.labels.get(key, (key, ""))[1]:
        return LOWEST, HIGHEST
    values = columns.column(key, date(year, 1, 1), date(year, 12, 31)).values
    known = values[~np.isnan(values)]
    if not len(known) or known.min() == known.max():
        return 0.0, float(known.max()) if len(known) else 1.0
    return float(known.min()), float(known.max())


def shade(share: float, style: Style) -> str:
    """The fill of a day: `share` 0 (none) to 1 (worst); its border is always full colour."""
    return mixed(style.symptom, style.ground, 0.08 + 0.92 * share)


def side(share: float) -> float:
    """How much of its cell a day fills: size tells what shade alone may not."""
    return 0.34 + 0.48 * share


def _boxes(
    columns: DailySeries, key: str, year: int, style: Style, limits: tuple[float, float]
) -> tuple[list[list[tuple[float, float]]], list[str]]:
    start = date(year, 1, 1)
    column = columns.column(key, start, date(year, 12, 31))
    low, top = limits
    boxes, colours = [], []
    for place in np.flatnonzero(column.recorded):
        when = date.fromordinal(start.toordinal() + int(place))
        share = (float(column.values[place]) - low) / ((top - low) or 1)
        half = side(share) / 2
        x, y = when.day - 0.5, when.month - 0.5
        boxes.append(
            [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
        )
        colours.append(shade(share, style))
    return boxes, colours


def _mark_crashes(sheet: Canvas, columns: DailySeries, cells: Cells) -> None:
    """A line under each crash day."""
    start = date(cells.year, 1, 1)
    flags = columns.crashes(start, date(cells.year, 12, 31))
    for place in np.flatnonzero(flags):
        box = cells.box(date.fromordinal(start.toordinal() + int(place)))
        if box is not None:
            x, y, wide, high = box
            ends = (x + wide * 0.06, y + high - 1, x + wide * 0.94, y + high - 1)
            sheet.rule(*ends, colour=sheet.style.crash, wide=sheet.style.points(2.4))


def _draw_key(sheet: Canvas, cells: Cells, *, words: bool, limits: tuple[float, float]) -> None:
    """What the boxes stand for, under the calendar."""
    style = sheet.style
    x, y = cells.left, cells.top + cells.high * _MONTHS + style.px(30)
    full = min(cells.wide, style.px(18))
    low, top = limits
    for share in (0.0, 0.25, 0.5, 0.75, 1.0) if words else (0.0, 1.0):
        points = low + share * (top - low)
        text = word_for(points, SEVERITY).shown if words else formats.number(points)
        length = full * side(share)
        gap = (full - length) / 2
        sheet.box(
            x + gap,
            y - style.px(5) - length / 2,
            length,
            length,
            fill=shade(share, style),
            line=style.symptom,
        )
        sheet.write(x + full + style.px(4), y, text, SMALL, colour=style.quiet)
        x += full + sheet.width(text, SMALL) + style.px(18)
    for text in (_("line beneath: crash day"), _("blank: nothing entered")):
        if x + sheet.width(text, SMALL) <= sheet.wide:
            sheet.write(x, y, text, SMALL, colour=style.quiet)
            x += sheet.width(text, SMALL) + style.px(18)
