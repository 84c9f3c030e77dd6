"""Dates, numbers, amounts and lists as text, in the language of the program.

Every pattern is one whole message with named places, so that a translation can put them in
its own order. `make messages` fills names and patterns from Unicode's locale data
(translations/cldr.py). Text that programs read (CSV, JSON, the diary file) is never made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ldn_desktop.i18n.translation import _, pgettext

MINUS = "−"
FEWEST_GROUPED = 10_000


def weekday_names() -> tuple[str, ...]:
    """“Monday” to “Sunday”."""
    return (
        pgettext("weekday", "Monday"),
        pgettext("weekday", "Tuesday"),
        pgettext("weekday", "Wednesday"),
        pgettext("weekday", "Thursday"),
        pgettext("weekday", "Friday"),
        pgettext("weekday", "Saturday"),
        pgettext("weekday", "Sunday"),
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
    """“January” to “December”, as they stand alone."""
    return (
        pgettext("month alone", "January"),
        pgettext("month alone", "February"),
        pgettext("month alone", "March"),
        pgettext("month alone", "April"),
        pgettext("month alone", "May"),
        pgettext("month alone", "June"),
        pgettext("month alone", "July"),
        pgettext("month alone", "August"),
        pgettext("month alone", "September"),
        pgettext("month alone", "October"),
        pgettext("month alone", "November"),
        pgettext("month alone", "December"),
    )


def months_in_dates() -> tuple[str, ...]:
    """“January” to “December”, as they stand after a day: a genitive in some languages."""
    return (
        pgettext("month in a date", "January"),
        pgettext("month in a date", "February"),
        pgettext("month in a date", "March"),
        pgettext("month in a date", "April"),
        pgettext("month in a date", "May"),
        pgettext("month in a date", "June"),
        pgettext("month in a date", "July"),
        pgettext("month in a date", "August"),
        pgettext("month in a date", "September"),
        pgettext("month in a date", "October"),
        pgettext("month in a date", "November"),
        pgettext("month in a date", "December"),
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
    """“November”, alone."""
    return month_names()[when.month - 1]


def short_month(when: date) -> str:
    """“Nov”."""
    return short_month_names()[when.month - 1]


def _month(when: date) -> str:
    return months_in_dates()[when.month - 1]


def _day(when: date) -> str:
    """The day of a date; its first has a form of its own in French: “1er décembre”."""
    return pgettext("first day of a month", "1") if when.day == 1 else str(when.day)


def month_year(when: date) -> str:
    """“November 2026”."""
    return pgettext("date", "{month} {year}").format(month=month(when), year=when.year)


def short_month_year(when: date) -> str:
    """“Nov 2026”."""
    return pgettext("short date", "{month} {year}").format(month=short_month(when), year=when.year)


def day_month(when: date) -> str:
    """“3 November”."""
    return pgettext("date", "{day} {month}").format(day=_day(when), month=_month(when))


def short_day_month(when: date) -> str:
    """“3 Nov”."""
    return pgettext("short date", "{day} {month}").format(day=_day(when), month=short_month(when))


def long_date(when: date) -> str:
    """“3 November 2026”."""
    return pgettext("date", "{day} {month} {year}").format(
        day=_day(when), month=_month(when), year=when.year
    )


def short_date(when: date) -> str:
    """“3 Nov 2026”."""
    return pgettext("short date", "{day} {month} {year}").format(
        day=_day(when), month=short_month(when), year=when.year
    )


def date_near(when: date, today: date) -> str:
    """“3 November”, with the year where it is not that of `today`."""
    return day_month(when) if when.year == today.year else long_date(when)


def weekday_date(when: date, today: date | None = None) -> str:
    """“Tuesday 3 November 2026”; without the year where it is that of `today`."""
    parts = {"weekday": weekday(when), "day": _day(when), "month": _month(when)}
    if today is not None and when.year == today.year:
        return pgettext("date", "{weekday} {day} {month}").format(**parts)
    return pgettext("date", "{weekday} {day} {month} {year}").format(**parts, year=when.year)


def table_date(when: date, today: date) -> str:
    """“Sat 28 Nov”, for the first column of a table; with the year where it is not this one."""
    parts = {
        "weekday": abbreviated_weekday_names()[when.weekday()],
        "day": _day(when),
        "month": short_month(when),
    }
    if when.year == today.year:
        return pgettext("short date", "{weekday} {day} {month}").format(**parts)
    return pgettext("short date", "{weekday} {day} {month} {year}").format(**parts, year=when.year)


def relative_date(when: date, today: date) -> str:
    """“Today, Sunday 22 November”, as a title; with the year where it is not this one."""
    if when == today:
        return _("Today, {date}").format(date=weekday_date(when, when))
    if when == today - timedelta(days=1):
        return _("Yesterday, {date}").format(date=weekday_date(when, when))
    return capitalised(weekday_date(when, today))


def clock_time(moment: datetime, *, seconds: bool = False) -> str:
    """Local “10:42”, or “10:42:07” with `seconds`."""
    return moment.astimezone().strftime("%H:%M:%S" if seconds else "%H:%M")


def long_moment(moment: datetime, *, seconds: bool = False) -> str:
    """Local “3 November 2026, 10:42”, or with the `seconds` too."""
    day = long_date(moment.astimezone().date())
    return _("{day}, {time}").format(day=day, time=clock_time(moment, seconds=seconds))


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
        parts = {"first": _day(start), "last": end.day, "month": short_month(end)}
        if year:
            return pgettext("short date", "{first}–{last} {month} {year}").format(
                **parts, year=end.year
            )
        return pgettext("short date", "{first}–{last} {month}").format(**parts)
    if not year:
        return pgettext("short date", "{start} – {end}").format(
            start=short_day_month(start), end=short_day_month(end)
        )
    first = short_day_month(start) if start.year == end.year else short_date(start)
    return pgettext("short date", "{start} – {end}").format(start=first, end=short_date(end))


def number(value: float, places: int | None = None) -> str:
    """`value` with `places` decimals, or with as many as it has (up to 4): “4.7”, “−2”, “12,000”.

    Thousands are parted from 10,000 on: years, and most counts of days, stay as they are.
    """
    grouping = "," if abs(value) >= FEWEST_GROUPED else ""
    text = f"{value:{grouping}.{4 if places is None else places}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("-0."):
        text = text.lstrip("-")
    return text.translate(
        {
            ord("-"): MINUS,
            ord("."): pgettext("number format", "."),
            ord(","): pgettext("number format", ","),
        }
    )


def signed(value: float, places: int = 1) -> str:
    """A change with its sign: “+1.2”, “−1.6”; “0.0” has none."""
    text = number(value, places)
    return f"+{text}" if float(f"{value:.{places}f}") > 0 else text


def percent(share: float, places: int = 0) -> str:
    """`share` (0 to 1) in per cent: “95%”; with up to `places` decimals, where it has them."""
    whole = round(100 * share, places)
    return pgettext("number format", "{number}%").format(number=number(whole))


def number_range(low: float, high: float) -> str:
    """“0 to 10”."""
    return _("{low} to {high}").format(low=number(low), high=number(high))


def mg(amount: float) -> str:
    """“1.5 mg”."""
    return _("{amount} mg").format(amount=number(amount))


def mg_range(low: float, high: float) -> str:
    """“1.5 to 4.5 mg”."""
    return _("{low} to {high} mg").format(low=number(low), high=number(high))


def quantity(value: float, unit: str) -> str:
    """A number with its unit, which is already in the language: “62 bpm”."""
    return _("{value} {unit}").format(value=number(value), unit=unit)


def listed(parts: Sequence[str]) -> str:
    """“one, two and three”."""
    if len(parts) < 2:
        return "".join(parts)
    most, last = enumerated(parts[:-1]), parts[-1]
    if _begins_with_i(last):
        # Translators: the last word begins with the sound of “i”: Spanish has “e” for “y” then.
        return pgettext("list before i", "{most} and {last}").format(most=most, last=last)
    return pgettext("list", "{most} and {last}").format(most=most, last=last)


def _begins_with_i(word: str) -> bool:
    """By its sound: “Insomnio” and “Higiene”, not “Hielo”."""
    sound = word.casefold().removeprefix("h")
    return sound.startswith(("i", "í")) and sound[1:2] not in ("a", "e", "o")


def enumerated(parts: Sequence[str]) -> str:
    """“one, two, three”."""
    return pgettext("list", ", ").join(parts)


def separated(parts: Sequence[str]) -> str:
    """“one; two, three; four”: parts that may have commas of their own."""
    text = "".join(parts[:1])
    for part in parts[1:]:
        text = pgettext("list", "{most}; {last}").format(most=text, last=part)
    return text


def capitalised(text: str) -> str:
    """`text` at the beginning of a line: “Lundi 3 novembre”. Only its first letter changes."""
    return text[:1].upper() + text[1:]
