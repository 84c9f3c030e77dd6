"""A year at a glance: one square a day, larger and fuller where it was worse, a row a month."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ldn_desktop.charts.daily_series import DailySeries, Flags
from ldn_desktop.charts.dose_levels import DoseStretch, stretches
from ldn_desktop.charts.drawing import legend, severity
from ldn_desktop.charts.drawing.canvas import Box, Canvas
from ldn_desktop.charts.drawing.legend import LegendEntry
from ldn_desktop.charts.drawing.style import (
    DPI,
    LABEL,
    NAME,
    SMALL,
    Style,
)
from ldn_desktop.charts.summary import month_mean, series_of
from ldn_desktop.charts.symptoms_chart import EDGE, INVENTED
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import HIGHEST, LOWEST, SEVERITY, word_for
from ldn_desktop.i18n import _, formats

MONTHS, DAYS = 12, 31
HEAD, KEY, HIGHEST_ROW, LABELLED_ROW = 32, 48, 66, 50
"""Px of 100 % text: the row of day numbers, the key, a month at most, and at least for its
dose changes and notes to be written above the days."""
LOWEST_ROW, LARGEST_MARK = 30, 23
LABEL_GAP, NOTE_WIDTH, LABEL_RISE, NOTE_RISE = 6, 16, 18, 23
"""Px of 100 % text: from the line of a dose change to its amount, the room of a note, and how
far above the middle of a day the two are."""
BESIDE = 20
"""Px of 100 % text that an amount may reach beyond the 31st."""
KEY_WIDTH = 1100
"""Px of 100 % text that the longest key takes in one line, and a little for broken lines."""


@dataclass(frozen=True, slots=True)
class YearGrid:
    """Where the days of `months` of a year lie: px from the top left of the canvas."""

    year: int
    months: tuple[int, ...]
    left: float
    top: float
    day_width: float
    month_height: float

    @property
    def start(self) -> date:
        return date(self.year, self.months[0], 1)

    @property
    def end(self) -> date:
        last = self.months[-1]
        return date(self.year, last, days_in(self.year, last))

    @property
    def right(self) -> float:
        return self.left + DAYS * self.day_width

    @property
    def bottom(self) -> float:
        return self.top + len(self.months) * self.month_height

    def row_top(self, month: int) -> float:
        return self.top + (month - self.months[0]) * self.month_height

    def date_at(self, x: float, y: float) -> date | None:
        """The day at (x, y); None beside the grid or on the 31st of a short month."""
        day = int((x - self.left) // self.day_width) + 1
        month = int((y - self.top) // self.month_height) + self.months[0]
        if month not in self.months or not 1 <= day <= days_in(self.year, month):
            return None
        return date(self.year, month, day)

    def box(self, when: date) -> Box | None:
        """The cell of `when`; None where the grid does not show that month."""
        if when.year != self.year or when.month not in self.months:
            return None
        x, y = self.left + (when.day - 1) * self.day_width, self.row_top(when.month)
        return Box(x, y, x + self.day_width, y + self.month_height)


@dataclass(frozen=True, slots=True)
class DoseLabel:
    """The amount at a dose change: px from the left, and the month of its row."""

    month: int
    left: float
    right: float
    text: str

    def covers(self, month: int, left: float, right: float) -> bool:
        """Whether any of it stands between `left` and `right` in the row of `month`."""
        return self.month == month and self.left < right and left < self.right


def days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _ends(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, days_in(year, month))


def months_of(series: DailySeries, year: int) -> tuple[int, ...]:
    """The months from the first to the last recorded day of `year`; all where it has none."""
    if not series.days or not series.first.year <= year <= series.last.year:
        return tuple(range(1, MONTHS + 1))
    first = series.first.month if series.first.year == year else 1
    last = series.last.month if series.last.year == year else MONTHS
    return tuple(range(first, last + 1))


def least_height(months: int, percent: int, width: float) -> int:
    """Px that `months` rows and the key need at `percent` text in a chart `width` px wide."""
    key_lines = -(-KEY_WIDTH * percent // round(100 * max(100.0, width)))
    key = KEY + legend.LINE_HEIGHT * (key_lines - 1)
    return round((HEAD + LOWEST_ROW * months + key) * percent / 100)


def year_figure(
    diary: Diary | DailySeries,
    key: str,
    year: int,
    style: Style,
    *,
    width: float,
    height: float,
    today: date | None = None,
) -> Figure:
    """One symptom over the calendar of `year`; `width` and `height` in inches."""
    canvas = Canvas(style, width * DPI, height * DPI)
    draw(canvas, series_of(diary), key, year, canvas.box_within(EDGE), today=today)
    return canvas.figure


def draw(
    canvas: Canvas,
    series: DailySeries,
    key: str,
    year: int,
    box: Box,
    *,
    today: date | None = None,
) -> None:
    """The calendar of `year` inside `box`, with a ring round `today`."""
    months = months_of(series, year)
    limits = _limits(series, key, year)
    entries = _key_entries(series, key, year, limits, today=today)
    key_lines = legend.lines_of(canvas, entries, box.width)
    grid = _grid(canvas, year, months, box, len(key_lines))
    chart = _YearChart(canvas, series, key, grid, box, limits)
    if not chart.labelled:
        entries = [entry for entry in entries if entry.draw is not legend.note]
        key_lines = legend.lines_of(canvas, entries, box.width)
    chart.draw_frame()
    chart.draw_crashes()
    chart.draw_days()
    labels = chart.dose_labels()
    chart.draw_notes(labels)
    chart.draw_dose_changes(labels)
    chart.draw_totals()
    if today is not None:
        chart.draw_today(today)
    y = grid.bottom + canvas.style.px(KEY / 2)
    legend.draw(canvas, key_lines, box.left, y)
    canvas.figure.days = grid


def _names(months: Sequence[int], *, short: bool = False) -> list[str]:
    """What stands at the left of the rows of `months`, 1 to 12."""
    names = formats.short_month_names() if short else formats.month_names()
    return [formats.capitalised(names[month - 1]) for month in months]


def _grid(canvas: Canvas, year: int, months: tuple[int, ...], box: Box, key_lines: int) -> YearGrid:
    style = canvas.style
    names = _names(months)
    name_width = max(canvas.text_width(name, NAME, "bold") for name in names)
    if name_width > box.width * 0.16:
        short = _names(months, short=True)
        name_width = max(canvas.text_width(name, NAME, "bold") for name in short)
    left = box.left + name_width + style.px(18)
    top = box.top + style.px(HEAD)
    below = style.px(KEY + legend.LINE_HEIGHT * (key_lines - 1))
    height = min(style.px(HIGHEST_ROW), (box.bottom - top - below) / len(months))
    totals = sum(_total_widths(canvas)) + style.px(24)
    if height < style.px(LABELLED_ROW):
        totals += _dose_width(canvas)
    return YearGrid(year, months, left, top, (box.right - totals - left) / DAYS, height)


def _total_widths(canvas: Canvas) -> tuple[float, float]:
    """Px of the columns at the right: mean, crash days."""
    heads = (_("mean"), _("crash days"))
    return (
        canvas.text_width(heads[0], LABEL) + canvas.style.px(14),
        canvas.text_width(heads[1], LABEL) + canvas.style.px(14),
    )


def _dose_width(canvas: Canvas) -> float:
    """Px of the column of new doses, which low rows have instead of labels."""
    return canvas.text_width(formats.mg(4.5), LABEL, "bold") + canvas.style.px(16)


def _limits(series: DailySeries, key: str, year: int) -> tuple[float, float]:
    """Ends of the scale; of a reading, the lowest and highest of the year."""
    if not series.labels.get(key, (key, ""))[1]:
        return LOWEST, HIGHEST
    values = series.column(key, date(year, 1, 1), date(year, 12, 31)).values
    known = values[~np.isnan(values)]
    if not len(known) or known.min() == known.max():
        return 0.0, float(known.max()) if len(known) else 1.0
    return float(known.min()), float(known.max())


@dataclass(frozen=True, slots=True)
class _YearChart:
    canvas: Canvas
    series: DailySeries
    key: str
    grid: YearGrid
    box: Box
    limits: tuple[float, float]

    @property
    def style(self) -> Style:
        return self.canvas.style

    @property
    def mark_box(self) -> float:
        """Px of the largest mark."""
        return min(
            self.style.px(LARGEST_MARK), self.grid.day_width - 2, self.grid.month_height * 0.62
        )

    def middle(self, when: date) -> tuple[float, float]:
        cell = self.grid.box(when)
        assert cell is not None
        below = self.style.px(3) if self.labelled else 0.0
        return (cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2 + below

    @property
    def labelled(self) -> bool:
        """Whether there is room above the days for doses and notes."""
        return self.grid.month_height >= self.style.px(LABELLED_ROW)

    def draw_frame(self) -> None:
        """Numbers of the days, names of the months, rules between them."""
        canvas, style, grid = self.canvas, self.style, self.grid
        room = grid.left - self.box.left
        short = any(canvas.text_width(name, NAME, "bold") > room for name in _names(grid.months))
        names = _names(grid.months, short=short)
        for month, name in zip(grid.months, names, strict=True):
            top = grid.row_top(month)
            canvas.rule(self.box.left, top, self.box.right, top, colour=style.hair)
            y = top + grid.month_height / 2 + style.px(6)
            canvas.write(self.box.left, y, name, NAME, weight="bold")
        y = grid.top - style.px(14)
        every = 1 if grid.day_width > canvas.text_width("30", SMALL) + 4 else 5
        for day in range(1, DAYS + 1):
            if every == 1 or day == 1 or day % every == 0:
                x = grid.left + (day - 0.5) * grid.day_width
                canvas.write(x, y, str(day), SMALL, colour=style.quiet, align="center")

    def dates(self, flags: Flags) -> list[date]:
        """The flagged days of the grid."""
        start = self.grid.start.toordinal()
        return [date.fromordinal(start + int(index)) for index in np.flatnonzero(flags)]

    def draw_crashes(self) -> None:
        """A tinted cell with a line under it; hatched on paper."""
        canvas, style, grid = self.canvas, self.style, self.grid
        flags = self.series.crashes(grid.start, grid.end)
        height = min(style.px(34), grid.month_height * 0.8)
        boxes = []
        for when in self.dates(flags):
            x, y = self.middle(when)
            half = grid.day_width / 2
            boxes.append(Box(x - half, y - height / 2, x + half, y + height / 2))
        if style.printed:
            canvas.hatch(boxes, style.crash_line)
        width = style.points(3)
        for box in boxes:
            if not style.printed:
                at = (box.left, box.top, box.width, height)
                canvas.box(*at, fill=style.crash, line=style.crash, behind=True)
            ends = (box.left, box.bottom, box.right, box.bottom)
            canvas.rule(*ends, colour=style.crash_line, width=width)

    def draw_days(self) -> None:
        canvas, style, grid = self.canvas, self.style, self.grid
        axes = canvas.axes(0, 0, canvas.width, canvas.height)
        axes.set_xlim(0, canvas.width)
        axes.set_ylim(canvas.height, 0)
        column = self.series.column(self.key, grid.start, grid.end)
        low, high = self.limits
        squares, fills = [], []
        values = column.values[column.recorded]
        for when, value in zip(self.dates(column.recorded), values, strict=True):
            share = (float(value) - low) / ((high - low) or 1)
            x, y = self.middle(when)
            half = severity.side(share) * self.mark_box / 2
            squares.append(
                [
                    (x - half, y - half),
                    (x + half, y - half),
                    (x + half, y + half),
                    (x - half, y + half),
                ]
            )
            fills.append(severity.fill(share, style))
        # All days at once: 365 patches would take ten times as long.
        axes.add_collection(
            PolyCollection(
                squares,
                facecolors=fills,
                edgecolors=style.accent_text,
                linewidths=style.points(1.6),
                clip_on=False,
            ),
            autolim=False,
        )

    def draw_notes(self, labels: Sequence[DoseLabel]) -> None:
        """A small diamond above the day; not where rows are too low, nor under an amount."""
        if not self.labelled:
            return
        for when in self.dates(self.series.notes(self.grid.start, self.grid.end)):
            if any(label.covers(when.month, *self.note_ends(when)) for label in labels):
                continue
            x, y = self.middle(when)
            look = {"color": self.style.quiet, "markeredgewidth": 0}
            self.canvas.mark(x, y - self.style.px(NOTE_RISE), "D", 6.5, **look)

    def note_ends(self, when: date) -> tuple[float, float]:
        """Px from the left that the diamond of a note takes."""
        x, _y = self.middle(when)
        half = self.style.px(NOTE_WIDTH) / 2
        return x - half, x + half

    def draw_dose_changes(self, labels: Sequence[DoseLabel]) -> None:
        """A line at the left edge of the first day of a dose, and the amounts."""
        canvas, style, grid = self.canvas, self.style, self.grid
        for stretch in _changes(self.series, grid):
            x, (_middle, y) = self.line_x(stretch), self.middle(stretch.start)
            top = y - (style.px(30) if self.labelled else self.grid.month_height * 0.45)
            bottom = y + min(style.px(22), self.grid.month_height * 0.45)
            canvas.rule(x, top, x, bottom, colour=style.text, width=style.points(2))
        for label in labels:
            _x, y = self.middle(date(grid.year, label.month, 1))
            canvas.write(label.left, y - style.px(LABEL_RISE), label.text, SMALL, weight="bold")

    def dose_labels(self) -> list[DoseLabel]:
        """The amounts that have room in their row, none over a line or over another.

        In full where it fits, else the number, else nothing, as in the other charts; after its
        line or before it, whichever covers fewer notes.
        """
        if not self.labelled:
            return []
        grid = self.grid
        changes = _changes(self.series, grid)
        notes = self.dates(self.series.notes(grid.start, grid.end))

        def covered_notes(label: DoseLabel) -> int:
            return sum(label.covers(when.month, *self.note_ends(when)) for when in notes)

        room = self.style.px(3)
        taken: list[tuple[int, float, float]] = []
        for stretch in changes:
            x = self.line_x(stretch)
            taken.append((stretch.start.month, x - room, x + room))
        placed: list[DoseLabel] = []
        for stretch in changes:
            for text in (stretch.label, stretch.short_label):
                places = self._places(stretch, text)
                free = [one for one in places if not any(one.covers(*other) for other in taken)]
                if free:
                    label = min(free, key=covered_notes)
                    placed.append(label)
                    taken.append((label.month, label.left - room, label.right + room))
                    break
        return placed

    def line_x(self, stretch: DoseStretch) -> float:
        """Px from the left of the line where `stretch` begins."""
        cell = self.grid.box(stretch.start)
        assert cell is not None
        return cell.left

    def _places(self, stretch: DoseStretch, text: str) -> list[DoseLabel]:
        """Where `text` can stand beside the line of `stretch`, inside the chart."""
        style, grid, x = self.style, self.grid, self.line_x(stretch)
        gap, end = style.px(LABEL_GAP), grid.right + style.px(BESIDE)
        width = self.canvas.drawn_width(text, SMALL, "bold")
        _note, after_note = self.note_ends(stretch.start)
        return [
            DoseLabel(stretch.start.month, left, left + width, text)
            for left in (x + gap, after_note, x - gap - width)
            if grid.left <= left and left + width <= end
        ]

    def draw_totals(self) -> None:
        """Mean and crash days of each month at the right; the dose too where rows are low."""
        canvas, style, grid = self.canvas, self.style, self.grid
        mean_width, crash_width = _total_widths(canvas)
        mean_x, crash_x = self.box.right - crash_width, self.box.right
        columns = [(mean_x, _("mean")), (crash_x, _("crash days"))]
        dose_x = mean_x - mean_width
        if not self.labelled:
            columns.append((dose_x, _("new dose")))
        y = grid.top - style.px(14)
        for x, text in columns:
            canvas.write(x, y, text, LABEL, colour=style.quiet, align="right")
        for month in grid.months:
            y = grid.row_top(month) + grid.month_height / 2 + style.px(6)
            start, end = _ends(grid.year, month)
            mean = month_mean(self.series, self.key, month, grid.year)
            if mean is not None:
                text = formats.number(mean, 1 if mean < 100 else 0)
                canvas.write(mean_x, y, text, NAME, weight="bold", align="right")
            if self.series.recorded_days(start, end):
                days = int(self.series.crashes(start, end).sum())
                canvas.write(crash_x, y, str(days), NAME, align="right")
            new = [s for s in _changes(self.series, grid) if s.start.month == month]
            if new and not self.labelled:
                canvas.write(dose_x, y, new[-1].label, LABEL, align="right")

    def draw_today(self, today: date) -> None:
        if self.grid.box(today) is None:
            return
        x, y = self.middle(today)
        look = {"markerfacecolor": "none", "markeredgecolor": self.style.accent_text}
        size = 28 * self.mark_box / self.style.px(LARGEST_MARK)
        self.canvas.mark(x, y, "o", size, markeredgewidth=self.style.points(2), **look)


def _changes(series: DailySeries, grid: YearGrid) -> list[DoseStretch]:
    """The doses that begin in the months of `grid`."""
    found = stretches(series, max(grid.end, series.last))
    return [s for s in found if s.mg is not None and grid.start <= s.start <= grid.end]


def _draw_mark(share: float, canvas: Canvas, x: float, y: float) -> None:
    """A severity mark in the key, its box beginning at `x`."""
    style = canvas.style
    box = style.px(LARGEST_MARK)
    length = severity.side(share) * box
    left = x + (box - length) / 2
    fill = severity.fill(share, style)
    canvas.box(
        left,
        y - length / 2,
        length,
        length,
        fill=fill,
        line=style.accent_text,
        line_width=style.points(1.6),
    )


def _draw_dose_mark(canvas: Canvas, x: float, y: float) -> None:
    style = canvas.style
    half = style.px(10)
    canvas.rule(x + 2, y - half, x + 2, y + half, colour=style.text, width=style.points(2))


def _draw_today_mark(canvas: Canvas, x: float, y: float) -> None:
    style = canvas.style
    look = {"markerfacecolor": "none", "markeredgecolor": style.accent_text}
    canvas.mark(x + style.px(11), y, "o", 20, markeredgewidth=style.points(2), **look)


def _key_entries(
    series: DailySeries,
    key: str,
    year: int,
    limits: tuple[float, float],
    *,
    today: date | None,
) -> list[LegendEntry]:
    """What the marks stand for; of the rest, what this year shows."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    words = not series.labels.get(key, (key, ""))[1]
    low, high = limits
    entries = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0) if words else (0.0, 1.0):
        points = low + share * (high - low)
        text = word_for(points, SEVERITY).shown if words else formats.number(points)
        entries.append(LegendEntry(text, partial(_draw_mark, share), LARGEST_MARK))
    if series.crashes(start, end).any():
        entries.append(LegendEntry(_("crash day"), legend.crash_column, 18))
    if series.notes(start, end).any():
        entries.append(LegendEntry(_("note"), legend.note, 10))
    if any(step.start.year == year and not step.planned for step in series.dose_steps):
        entries.append(LegendEntry(_("new dose"), _draw_dose_mark, 6))
    if today is not None and today.year == year:
        entries.append(LegendEntry(_("today"), _draw_today_mark, 22))
    entries.append(LegendEntry(_("blank: no answer")))
    if series.invented:
        entries.append(LegendEntry(_(INVENTED)))
    return entries
