"""The calendar arithmetic, and dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import formats, use_language
from ldn_desktop.ui.dates.calendar_dates import (
    add_months,
    days_of_month,
    first_of_next_month,
    typed_date,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("when", "months", "there"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), -13, date(2025, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(
    when: date, months: int, there: date
) -> None:
    assert add_months(when, months) == there


def test_there_are_no_months_beyond_the_calendar() -> None:
    with pytest.raises(OverflowError):
        add_months(date(1, 1, 1), -1)
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)


def test_months_begin_with_the_first_and_have_all_their_days() -> None:
    assert first_of_next_month(date(2026, 12, 31)) == date(2027, 1, 1)
    assert len(days_of_month(date(2028, 2, 11))) == 29
    assert days_of_month(date(2026, 2, 11))[0] == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1 December 2026", date(2026, 12, 1)),
        ("1st of December 2026", date(2026, 12, 1)),
        ("1st December, 2026", date(2026, 12, 1)),
        ("December 1 2026", date(2026, 12, 1)),
        ("1 dec 26", date(2026, 12, 1)),
        ("1 Dec", date(2026, 12, 1)),
        ("1/12/2026", date(2026, 12, 1)),
        ("1.12.2026", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("3 Sept 2025", date(2025, 9, 3)),
        ("3 Jan", date(2027, 1, 3)),
        ("29 February", date(2028, 2, 29)),
        (" today ", TODAY),
        ("Tomorrow", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 21)),
    ],
)
def test_a_date_is_understood_as_people_type_it(text: str, meant: date) -> None:
    today = date(2027, 6, 1) if text == "29 February" else TODAY
    assert typed_date(text, today) == meant


@pytest.mark.usefixtures("compiled_languages", "english_afterwards")
@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "nb", "nl"])
def test_a_date_is_understood_as_the_program_writes_it(language: str) -> None:
    use_language(language)
    for month in range(1, 13):
        when = date(2026, month, 1)
        for written in (formats.long_date(when), formats.short_date(when)):
            assert typed_date(written, TODAY) == when


@pytest.mark.usefixtures("compiled_languages", "english_afterwards")
@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "1er décembre 2026"), ("fr", "le 1er déc."), ("de", "den 1. Dezember")],
)
def test_words_around_a_date_are_no_part_of_it(language: str, text: str) -> None:
    use_language(language)
    assert typed_date(text, TODAY) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "text", ["", "soon", "31 February 2026", "0/12/2026", "1/13/2026", "12", "1 Ma", "1 2 3 4"]
)
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UserError, match="1 December 2026"):
        typed_date(text, TODAY)
