"""What a chart shows, in a few plain sentences with its real numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ldn_desktop.charts.daily_series import LEAST_RECORDED, DailySeries, Floats
from ldn_desktop.diary.fields import CRASH
from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.i18n import _, formats, ngettext


@dataclass(frozen=True, slots=True)
class Level:
    """Mean of the last days of a period against the same number of days before them."""

    label: str
    unit: str
    now: float | None
    """None where fewer than 3 days are recorded; so is `before`."""
    before: float | None


def compared_days(start: date, end: date) -> int:
    """How many days a level is the mean of: 28, 14 or 7, so that two spans fit the period."""
    days = (end - start).days + 1
    return next((span for span in (28, 14, 7) if days >= 2 * span), days)


def mean_or_none(values: Floats) -> float | None:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) >= LEAST_RECORDED else None


def levels(columns: DailySeries, keys: Sequence[str], start: date, end: date) -> list[Level]:
    """The level of each series of `keys` now and before."""
    span = compared_days(start, end)
    found = []
    for key in keys:
        for series in columns.series(key, start, end):
            label = f"{series.label} ({series.origin})" if series.origin else series.label
            before = series.values[-2 * span : -span]
            found.append(
                Level(label, series.unit, mean_or_none(series.values[-span:]), mean_or_none(before))
            )
    return found


def daily_series(diary: Diary | DailySeries) -> DailySeries:
    return diary if isinstance(diary, DailySeries) else DailySeries.of(diary)


def describe(diary: Diary | DailySeries, keys: Sequence[str], start: date, end: date) -> list[str]:
    """Three to five sentences: coverage, level now and before, crashes, dose.

    `start` and `end` are both included. Every number is one of the diary's own, rounded to
    one decimal place where it is a mean.
    """
    columns = daily_series(diary)
    told = [coverage(columns, start, end)]
    if columns.recorded_days(start, end):
        told += _level_sentences(levels(columns, keys, start, end), compared_days(start, end))
    told.append(crashes(columns, start, end))
    told.append(doses(columns, start, end))
    return told


def coverage(columns: DailySeries, start: date, end: date) -> str:
    recorded, days = columns.recorded_days(start, end), (end - start).days + 1
    return ngettext(
        "From {period}, there are entries on {recorded} of {days} day.",
        "From {period}, there are entries on {recorded} of {days} days.",
        days,
    ).format(period=formats.period(start, end), recorded=recorded, days=days)


def _amount(level: Level, mean: float) -> str:
    if level.unit:
        return _("{name} {mean} {unit}").format(
            name=level.label, mean=formats.number(mean, 1), unit=level.unit
        )
    return _("{name} {mean}").format(name=level.label, mean=formats.number(mean, 1))


def _level_sentences(found: list[Level], span: int) -> list[str]:
    now = [_amount(level, level.now) for level in found if level.now is not None]
    before = [_amount(level, level.before) for level in found if level.before is not None]
    told = []
    if now:
        told.append(
            _("The mean of the last {days} days: {levels}.").format(
                days=span, levels=formats.listed(now)
            )
        )
    else:
        told.append(_("The last {days} days have too few answers for a mean.").format(days=span))
    if before:
        told.append(
            _("In the {days} days before: {levels}.").format(
                days=span, levels=formats.listed(before)
            )
        )
    return told


def crashes(columns: DailySeries, start: date, end: date) -> str:
    days = int(columns.crashes(start, end).sum())
    if not days:
        return _("No crash day was marked.")
    return ngettext(
        "{days} day was marked as a crash day, the last on {last}.",
        "{days} days were marked as crash days, the last on {last}.",
        days,
    ).format(days=days, last=formats.long_date(_last(columns, CRASH, start, end)))


def _last(columns: DailySeries, name: str, start: date, end: date) -> date:
    places = np.flatnonzero(columns.flags(name, start, end))
    return start + timedelta(days=int(places[-1]))


def step_on(columns: DailySeries, when: date) -> DoseStep | None:
    """The step in force on `when`, planned ones left out."""
    past = [s for s in columns.dose_steps if s.start <= when and not s.planned]
    return past[-1] if past else None


def doses(columns: DailySeries, start: date, end: date) -> str:
    """The dose at the end of the period, since when, and on how many days it was taken."""
    taken = columns.taken(start, end)
    days = int((taken > 0).sum())
    count = ngettext(
        "LDN was recorded as taken on {days} day.",
        "LDN was recorded as taken on {days} days.",
        days,
    ).format(days=days)
    step = step_on(columns, end)
    if step is None:
        return count if days else _("No LDN dose was entered.")
    if not step.mg:
        since = _("No LDN is the plan since {start}.").format(start=formats.long_date(step.start))
    else:
        since = _("The LDN dose is {amount} since {start}.").format(
            amount=formats.mg(step.mg), start=formats.long_date(step.start)
        )
    return f"{since} {count}"


def describe_year(diary: Diary | DailySeries, key: str, year: int) -> list[str]:
    """Three sentences for the calendar of `year`: coverage, the year's mean, crashes."""
    columns = daily_series(diary)
    start, end = date(year, 1, 1), date(year, 12, 31)
    column = columns.column(key, start, end)
    label, unit = columns.labels.get(key, (key, ""))
    days = int(column.recorded.sum())
    told = [
        ngettext(
            "{name} was entered on {days} day of {year}.",
            "{name} was entered on {days} days of {year}.",
            days,
        ).format(name=label, days=days, year=year)
    ]
    mean = mean_or_none(column.values)
    if mean is None:
        told.append(_("That is too little for a mean."))
    else:
        amount = _amount(Level(label, unit, mean, None), mean)
        told.append(_("The mean of these days: {level}.").format(level=amount))
    told.append(crashes(columns, start, end))
    return told
