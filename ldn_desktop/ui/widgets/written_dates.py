"""Dates and times as a person says them, in the language of the program."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ldn_desktop.i18n import _
from ldn_desktop.i18n.calendar_names import month, weekday


def day_and_month(when: date) -> str:
    """“22 November”."""
    return _("{day} {month}").format(day=when.day, month=month(when))


def long_date(when: date, today: date) -> str:
    """“Today, Sunday 22 November”; with the year where it is not this one."""
    spoken = _("{weekday} {date}").format(weekday=weekday(when), date=day_and_month(when))
    if when == today:
        return _("Today, {date}").format(date=spoken)
    if when == today - timedelta(days=1):
        return _("Yesterday, {date}").format(date=spoken)
    if when.year != today.year:
        return _("{date} {year}").format(date=spoken, year=when.year)
    return spoken


def clock_time(moment: datetime) -> str:
    """Local “10:42”."""
    return moment.astimezone().strftime("%H:%M")
