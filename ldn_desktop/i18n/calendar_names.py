"""The names of months and weekdays, in the language of the program."""

from __future__ import annotations

from datetime import date

from ldn_desktop.i18n import _, mark

WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
SHORT_WEEKDAYS = (
    mark("Mo"),
    mark("Tu"),
    mark("We"),
    mark("Th"),
    mark("Fr"),
    mark("Sa"),
    mark("Su"),
)
MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
SHORT_MONTHS = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)


def weekday(when: date) -> str:
    """As in “Tuesday”."""
    return _(WEEKDAYS[when.weekday()])


def month(when: date) -> str:
    """As in “November”."""
    return _(MONTHS[when.month - 1])


def short_month(when: date) -> str:
    """As in “Nov”."""
    return _(SHORT_MONTHS[when.month - 1])
