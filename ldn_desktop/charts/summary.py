"""What a chart shows, in plain sentences with its real numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ldn_desktop.charts.daily_series import HELPED, DailySeries, mean_or_none
from ldn_desktop.charts.monthly_panel import is_monthly
from ldn_desktop.diary import marks
from ldn_desktop.diary.fields import CRASH
from ldn_desktop.diary.model import Diary, step_in_effect
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


def levels(series: DailySeries, keys: Sequence[str], start: date, end: date) -> list[Level]:
    """The level of each series of `keys` now and before."""
    days = compared_days(start, end)
    found = []
    for key in keys:
        for one in series.series(key, start, end):
            label = f"{one.label} ({one.origin})" if one.origin else one.label
            now, before = one.values[-days:], one.values[-2 * days : -days]
            found.append(Level(label, one.unit, mean_or_none(now), mean_or_none(before)))
    return found


@dataclass(frozen=True, slots=True)
class Headline:
    """The answer in two sentences, above the picture."""

    lead: str
    """The part of the first sentence that is shown in bold."""
    rest: str
    """The end of the first sentence; may be empty."""
    second: str

    @property
    def first(self) -> str:
        return " ".join(part for part in (self.lead, self.rest) if part)

    @property
    def sentences(self) -> list[str]:
        return [text for text in (self.first, self.second) if text]


NOW_DAYS, BEFORE_DAYS = 7, 28
DESCRIPTION_WORDS = 60
MOST_BESIDE = 6
"""Marks that a sentence names."""


def headline(series: DailySeries, keys: Sequence[str], end: date) -> Headline:
    """The first of `keys` in the week up to `end` and in the 28 days before; the dose."""
    if not series.days:
        return Headline(
            _("Nothing to draw yet."),
            "",
            _("The first dot appears with your first answer, a line after three days."),
        )
    lead, rest = _level_now(series, keys[0], end) if keys else ("", "")
    return Headline(lead, rest, _dose_now(series, end))


def _level_now(series: DailySeries, key: str, end: date) -> tuple[str, str]:
    if is_monthly(key):
        return _monthly_sentence(series, key, series.first, end), ""
    label = series.labels.get(key, (key, ""))[0]
    since = end - timedelta(days=NOW_DAYS - 1)
    now = mean_or_none(series.column(key, since, end).values)
    if now is None:
        text = _("{name}: too few answers in the last {days} days for a mean.")
        return text.format(name=label, days=NOW_DAYS), ""
    before_end = since - timedelta(days=1)
    before_start = before_end - timedelta(days=BEFORE_DAYS - 1)
    before = mean_or_none(series.column(key, before_start, before_end).values)
    parts = {"name": label, "mean": formats.number(now, 1), "days": NOW_DAYS}
    if before is None:
        return _("{name}: mean {mean} in the last {days} days.").format(**parts), ""
    lead = _("{name}: mean {mean} in the last {days} days.").format(**parts)
    rest = _("{mean} in the {days} days before.")
    return lead, rest.format(mean=formats.number(before, 1), days=BEFORE_DAYS)


def _dose_now(series: DailySeries, end: date) -> str:
    step = step_in_effect(series.dose_steps, end)
    if step is None:
        return _("No LDN dose was entered.")
    since = formats.date_near(step.start, end)
    if not step.mg:
        return _("No LDN since {date}.").format(date=since)
    return _("{amount} since {date}.").format(amount=formats.mg(step.mg), date=since)


def year_headline(series: DailySeries, key: str, year: int) -> Headline:
    """The first and the last month of `year` with a mean, and its crash days."""
    if not series.days:
        return headline(series, [key], date(year, 12, 31))
    label = series.labels.get(key, (key, ""))[0]
    months = [
        (month, mean)
        for month in range(1, 13)
        if (mean := month_mean(series, key, month, year)) is not None
    ]
    if not months:
        lead = _("{name}: too few answers in {year} for a mean.").format(name=label, year=year)
    else:
        (first, early), (last, late) = months[0], months[-1]
        parts = {"name": label, "early": formats.number(early, 1), "late": formats.number(late, 1)}
        names = formats.month_names()
        if first == last:
            text = _("{name}: mean {late} in {month}.")
            lead = text.format(name=label, late=parts["late"], month=names[last - 1])
        else:
            text = _("{name}: mean {early} in {first}, {late} in {last}.")
            lead = text.format(**parts, first=names[first - 1], last=names[last - 1])
    return Headline(lead, "", crashes(series, date(year, 1, 1), date(year, 12, 31)))


def month_mean(series: DailySeries, key: str, month: int, year: int) -> float | None:
    """Mean of a month; None where fewer than 3 days are recorded."""
    start = date(year, month, 1)
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return mean_or_none(series.column(key, start, end).values)


def table_headline(series: DailySeries, start: date, end: date) -> Headline:
    """How many days, and on how many of them something was entered; the dose."""
    days, recorded = (end - start).days + 1, series.recorded_days(start, end)
    lead = ngettext("{days} day, newest first.", "{days} days, newest first.", days)
    rest = ngettext("Entries on {recorded} day.", "Entries on {recorded} days.", recorded)
    return Headline(lead.format(days=days), rest.format(recorded=recorded), _dose_now(series, end))


def short_description(head: Headline, sentences: Sequence[str]) -> str:
    """`head` and as many of `sentences` as keep it within 60 words, for a screen reader."""
    text = " ".join(head.sentences)
    for sentence in sentences:
        longer = f"{text} {sentence}"
        if len(longer.split()) > DESCRIPTION_WORDS:
            break
        text = longer
    return text


def series_of(diary: Diary | DailySeries) -> DailySeries:
    return diary if isinstance(diary, DailySeries) else DailySeries.of(diary)


def describe(diary: Diary | DailySeries, keys: Sequence[str], start: date, end: date) -> list[str]:
    """Three to six sentences: coverage, level now and before, crashes, dose, a helper's days.

    `start` and `end` are both included. Every number is one of the diary's own, rounded to
    one decimal place where it is a mean.
    """
    series = series_of(diary)
    sentences = [coverage(series, start, end)]
    if series.recorded_days(start, end):
        keys, monthly = [k for k in keys if not is_monthly(k)], [k for k in keys if is_monthly(k)]
        sentences += [_monthly_sentence(series, key, start, end) for key in monthly]
    if keys and series.recorded_days(start, end):
        sentences += _level_sentences(levels(series, keys, start, end), compared_days(start, end))
    sentences.append(crashes(series, start, end))
    sentences.append(doses(series, start, end))
    return [*sentences, *helped(series, start, end), *beside(series, start, end)]


def _monthly_sentence(series: DailySeries, key: str, start: date, end: date) -> str:
    """The first and the last result of the period; never a mean of so few."""
    label, unit = series.labels.get(key, (key, ""))
    results = _monthly_results(series, key, start, end)
    if not results:
        return _("{name}: no result in this period.").format(name=label)
    shown = [results[0], results[-1]] if len(results) > 1 else results
    texts = [
        _("{value} on {date}").format(
            value=formats.quantity(value, unit), date=formats.long_date(when)
        )
        for when, value in shown
    ]
    return _("{name}: {results}. Higher is better.").format(
        name=label, results=formats.enumerated(texts)
    )


def _monthly_results(
    series: DailySeries, key: str, start: date, end: date
) -> list[tuple[date, float]]:
    """Every result of the period with its day, in order."""
    return sorted(
        (start + timedelta(days=int(index)), float(one.values[index]))
        for one in series.series(key, start, end)
        for index in np.flatnonzero(one.column.recorded)
    )


def beside(series: DailySeries, start: date, end: date) -> list[str]:
    """Other medicines and events of the period in one sentence; nothing without any."""
    found = marks.between(series.marks, start, end, end)
    if not found:
        return []
    groups = marks.grouped(found)
    texts = [marks.brief_text(group) for group in groups[:MOST_BESIDE]]
    names = formats.enumerated(texts)
    more = len(groups) - len(texts)
    if not more:
        return [_("Other medicines and events: {names}.").format(names=names)]
    return [
        ngettext(
            "Other medicines and events: {names} and {n} more.",
            "Other medicines and events: {names} and {n} more.",
            more,
        ).format(names=names, n=more)
    ]


def coverage(series: DailySeries, start: date, end: date) -> str:
    recorded, days = series.recorded_days(start, end), (end - start).days + 1
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
    sentences = []
    if now:
        sentences.append(
            _("The mean of the last {days} days: {levels}.").format(
                days=span, levels=formats.listed(now)
            )
        )
    else:
        sentences.append(
            _("The last {days} days have too few answers for a mean.").format(days=span)
        )
    if before:
        sentences.append(
            _("In the {days} days before: {levels}.").format(
                days=span, levels=formats.listed(before)
            )
        )
    return sentences


def crashes(series: DailySeries, start: date, end: date) -> str:
    days = int(series.crashes(start, end).sum())
    if not days:
        return _("No crash days were marked.")
    return ngettext(
        "{days} day was marked as a crash day: {last}.",
        "{days} days were marked as crash days, the last on {last}.",
        days,
    ).format(days=days, last=formats.long_date(_last(series, CRASH, start, end)))


def helped(series: DailySeries, start: date, end: date) -> list[str]:
    """On how many days a helper entered something; nothing where none did."""
    days = int(series.flags(HELPED, start, end).sum())
    if not days:
        return []
    text = ngettext("{n} day was entered by a helper.", "{n} days were entered by a helper.", days)
    return [text.format(n=days)]


def _last(series: DailySeries, name: str, start: date, end: date) -> date:
    indexes = np.flatnonzero(series.flags(name, start, end))
    return start + timedelta(days=int(indexes[-1]))


def doses(series: DailySeries, start: date, end: date) -> str:
    """The dose at the end of the period, since when, and on how many days it was taken."""
    taken = series.taken(start, end)
    days = int((taken > 0).sum())
    count = ngettext(
        "LDN was recorded as taken on {days} day.",
        "LDN was recorded as taken on {days} days.",
        days,
    ).format(days=days)
    step = step_in_effect(series.dose_steps, end)
    if step is None:
        return count if days else _("No LDN dose was entered.")
    if not step.mg:
        since = _("Since {start}, the plan has been to take no LDN.").format(
            start=formats.long_date(step.start)
        )
    else:
        since = _("The LDN dose has been {amount} since {start}.").format(
            amount=formats.mg(step.mg), start=formats.long_date(step.start)
        )
    return f"{since} {count}"


def describe_year(diary: Diary | DailySeries, key: str, year: int) -> list[str]:
    """Three sentences for the calendar of `year`: coverage, the year's mean, crashes."""
    series = series_of(diary)
    start, end = date(year, 1, 1), date(year, 12, 31)
    column = series.column(key, start, end)
    label, unit = series.labels.get(key, (key, ""))
    days = int(column.recorded.sum())
    sentences = [
        ngettext(
            "{name} was entered on {days} day in {year}.",
            "{name} was entered on {days} days in {year}.",
            days,
        ).format(name=label, days=days, year=year)
    ]
    mean = mean_or_none(column.values)
    if mean is None:
        sentences.append(_("That is too few answers for a mean."))
    else:
        amount = _amount(Level(label, unit, mean, None), mean)
        sentences.append(_("The mean of these days: {level}.").format(level=amount))
    sentences.append(crashes(series, start, end))
    return sentences
