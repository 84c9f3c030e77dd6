"""Moments of backups and undo entries in words. No Qt."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from ldn_desktop.i18n import _, formats

_ISO_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def moment_text(moment: datetime, now: datetime, *, seconds: bool = False) -> str:
    """“Today, 09:12”, “Yesterday, 21:30” or “Sunday 22 November, 21:30”, in local time."""
    local, today = moment.astimezone(), now.date()
    time = formats.clock_time(local, seconds=seconds)
    if local.date() == today:
        return _("Today, {time}").format(time=time)
    if local.date() == today - timedelta(days=1):
        return _("Yesterday, {time}").format(time=time)
    return formats.capitalised(_dated(local, today, time))


def moment_in_sentence(moment: datetime, now: datetime, *, seconds: bool = False) -> str:
    """As `moment_text`, within a sentence: “today, 09:12”."""
    local, today = moment.astimezone().date(), now.date()
    time = formats.clock_time(moment, seconds=seconds)
    if local == today:
        return _("today, {time}").format(time=time)
    if local == today - timedelta(days=1):
        return _("yesterday, {time}").format(time=time)
    return _dated(moment.astimezone(), today, time)


def _dated(local: datetime, today: date, time: str) -> str:
    day = formats.weekday_date(local.date(), today)
    return _("{day}, {time}").format(day=day, time=time)


def without_iso_dates(title: str) -> str:
    """`title` of an undo entry that the first edition wrote, with its dates in words."""

    def in_words(found: re.Match[str]) -> str:
        try:
            return formats.long_date(date.fromisoformat(found[0]))
        except ValueError:
            return found[0]

    return _ISO_DATE.sub(in_words, title)
