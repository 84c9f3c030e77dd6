"""Moments of backups and undo entries in words. No Qt."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ldn_desktop.i18n import _, formats


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
