"""Dates, numbers, amounts and lists as text, in the language of the program.

Every pattern is one whole message with named places, so that a translation can put them in
its own order. Text that programs read (CSV, JSON, the diary file) is never made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ldn_desktop.i18n.translation import _, pgettext

MINUS = "−"


def weekday_names() -> tuple[str, ...]:
    """“Monday” to “Sunday”."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def short_weekday_names() -> tuple[str, ...]:
    """“Mo” to “Su”, for the columns of a calendar."""
    return (
        pgettext("short weekday", "Mo"),
        pgettext("short weekday", "Tu"),
        pgettext("short weekday", "We"),
        pgettext("short weekday", "Th"),
        pgettext("short weekday", "Fr"),
        pgettext("short weekday", "Sa"),
        pgettext("short weekday", "Su"),
    )


def abbreviated_weekday_names() -> tuple[str, ...]:
    """“Mon” to “Sun”, before a date."""
    return (
        pgettext("abbreviated weekday", "Mon"),
        pgettext("abbreviated weekday", "Tue"),
        pgettext("abbreviated weekday", "Wed"),
        pgettext("abbreviated weekday", "Thu"),
        pgettext("abbreviated weekday", "Fri"),
        pgettext("abbreviated weekday", "Sat"),
        pgettext("abbreviated weekday", "Sun"),
    )


def month_names() -> tuple[str, ...]:
    """“January” to “December”."""
    return (
        pgettext("month", "January"),
        pgettext("month", "February"),
        pgettext("month", "March"),
        pgettext("month", "April"),
        pgettext("month", "May"),
        pgettext("month", "June"),
        pgettext("month", "July"),
        pgettext("month", "August"),
        pgettext("month", "September"),
        pgettext("month", "October"),
        pgettext("month", "November"),
        pgettext("month", "December"),
    )


def short_month_names() -> tuple[str, ...]:
    """“Jan” to “Dec”."""
    return (
        pgettext("short month", "Jan"),
        pgettext("short month", "Feb"),
        pgettext("short month", "Mar"),
        pgettext("short month", "Apr"),
        pgettext("short month", "May"),
        pgettext("short month", "Jun"),
        pgettext("short month", "Jul"),
        pgettext("short month", "Aug"),
        pgettext("short month", "Sep"),
        pgettext("short month", "Oct"),
        pgettext("short month", "Nov"),
        pgettext("short month", "Dec"),
    )


def weekday(when: date) -> str:
    """“Tuesday”."""
    return weekday_names()[when.weekday()]


def month(when: date) -> str:
    """“November”."""
    return month_names()[when.month - 1]


def short_month(when: date) -> str:
    """“Nov”."""
    return short_month_names()[when.month - 1]


def month_year(when: date) -> str:
    """“November 2026”."""
    return _("{month} {year}").format(month=month(when), year=when.year)


def short_month_year(when: date) -> str:
    """“Nov 2026”."""
    return _("{month} {year}").format(month=short_month(when), year=when.year)


def day_month(when: date) -> str:
    """“3 November”."""
    return _("{day} {month}").format(day=when.day, month=month(when))


def short_day_month(when: date) -> str:
    """“3 Nov”."""
    return _("{day} {month}").format(day=when.day, month=short_month(when))


def long_date(when: date) -> str:
    """“3 November 2026”."""
    return _("{day} {month} {year}").format(day=when.day, month=month(when), year=when.year)


def short_date(when: date) -> str:
    """“3 Nov 2026”."""
    return _("{day} {month} {year}").format(day=when.day, month=short_month(when), year=when.year)


def date_near(when: date, today: date) -> str:
    """“3 November”, with the year where it is not that of `today`."""
    return day_month(when) if when.year == today.year else long_date(when)


def weekday_date(when: date, today: date | None = None) -> str:
    """“Tuesday 3 November 2026”; without the year where it is that of `today`."""
    parts = {"weekday": weekday(when), "day": when.day, "month": month(when)}
    if today is not None and when.year == today.year:
        return _("{weekday} {day} {month}").format(**parts)
    return _("{weekday} {day} {month} {year}").format(**parts, year=when.year)


def table_date(when: date, today: date) -> str:
    """“Sat 28 Nov”, for the first column of a table; with the year where it is not this one."""
    parts = {
        "weekday": abbreviated_weekday_names()[when.weekday()],
        "day": when.day,
        "month": short_month(when),
    }
    if when.year == today.year:
        return _("{weekday} {day} {month}").format(**parts)
    return _("{weekday} {day} {month} {year}").format(**parts, year=when.year)


def relative_date(when: date, today: date) -> str:
    """“Today, Sunday 22 November”; with the year where it is not this one."""
    if when == today:
        return _("Today, {date}").format(date=weekday_date(when, when))
    if when == today - timedelta(days=1):
        return _("Yesterday, {date}").format(date=weekday_date(when, when))
    return weekday_date(when, today)


def clock_time(moment: datetime) -> str:
    """Local “10:42”."""
    return moment.astimezone().strftime("%H:%M")


def period(start: date, end: date) -> str:
    """“1 May to 3 November 2026”; the year stands twice only where it differs."""
    if start == end:
        return long_date(end)
    if start.year != end.year:
        return _("{start} to {end}").format(start=long_date(start), end=long_date(end))
    return _("{start} to {end}").format(start=day_month(start), end=long_date(end))


def short_period(start: date, end: date, *, year: bool = False) -> str:
    """“3–5 Nov” or “30 Nov – 2 Dec”, with the `year` on request."""
    if start == end:
        return short_date(end) if year else short_day_month(end)
    if (start.year, start.month) == (end.year, end.month):
        parts = {"first": start.day, "last": end.day, "month": short_month(end)}
        if year:
            return _("{first}–{last} {month} {year}").format(**parts, year=end.year)
        return _("{first}–{last} {month}").format(**parts)
    if not year:
        return _("{start} – {end}").format(start=short_day_month(start), end=short_day_month(end))
    first = short_day_month(start) if start.year == end.year else short_date(start)
    return _("{start} – {end}").format(start=first, end=short_date(end))


def number(value: float, places: int | None = None) -> str:
    """`value` with `places` decimals, or with as many as it has (up to 4): “4.7”, “−2”."""
    text = f"{value:.{4 if places is None else places}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("-0."):
        text = text.lstrip("-")
    return text.replace("-", MINUS).replace(".", pgettext("number format", "."))


def signed(value: float, places: int = 1) -> str:
    """A change with its sign: “+1.2”, “−1.6”; “0.0” has none."""
    text = number(value, places)
    return text if text.startswith(MINUS) or not text.strip("0.,") else f"+{text}"


def percent(share: float) -> str:
    """`share` (0 to 1) in whole per cent: “95%”."""
    return pgettext("number format", "{number}%").format(number=number(100 * share, 0))


def mg(amount: float) -> str:
    """“1.5 mg”."""
    return _("{amount} mg").format(amount=number(amount))


def quantity(value: float, unit: str) -> str:
    """A number with its unit, which is already in the language: “62 bpm”."""
    return _("{value} {unit}").format(value=number(value), unit=unit)


def listed(parts: Sequence[str]) -> str:
    """“one, two and three”."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{most} and {last}").format(most=enumerated(parts[:-1]), last=parts[-1])


def enumerated(parts: Sequence[str]) -> str:
    """“one, two, three”."""
    return pgettext("list", ", ").join(parts)
