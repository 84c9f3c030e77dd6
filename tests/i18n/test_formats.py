"""Dates, numbers, amounts and lists as a person reads and types them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.i18n import formats, use_language

WHEN = date(2026, 11, 3)


@pytest.fixture
def german(compiled_languages: Path) -> Iterator[None]:
    use_language("de", compiled_languages)
    yield
    use_language("en")


def test_a_date_is_long_short_or_with_its_weekday() -> None:
    assert formats.long_date(WHEN) == "3 November 2026"
    assert formats.short_date(WHEN) == "3 Nov 2026"
    assert formats.short_day_month(WHEN) == "3 Nov"
    assert formats.weekday_date(WHEN) == "Tuesday 3 November 2026"
    assert formats.weekday_date(WHEN, WHEN) == "Tuesday 3 November"
    assert formats.month_year(WHEN) == "November 2026"


def test_today_and_yesterday_are_named_and_another_year_is_told() -> None:
    assert formats.relative_date(WHEN, WHEN) == "Today, Tuesday 3 November"
    assert formats.relative_date(WHEN, date(2026, 11, 4)) == "Yesterday, Tuesday 3 November"
    assert formats.relative_date(WHEN, date(2026, 11, 5)) == "Tuesday 3 November"
    assert formats.relative_date(WHEN, date(2027, 1, 5)) == "Tuesday 3 November 2026"
    assert formats.date_near(WHEN, date(2026, 1, 1)) == "3 November"
    assert formats.date_near(WHEN, date(2027, 1, 1)) == "3 November 2026"


def test_a_period_says_the_year_twice_only_where_it_differs() -> None:
    assert formats.period(date(2026, 5, 1), WHEN) == "1 May to 3 November 2026"
    assert formats.period(date(2025, 5, 1), WHEN) == "1 May 2025 to 3 November 2026"
    assert formats.period(WHEN, WHEN) == "3 November 2026"


@pytest.mark.parametrize(
    ("start", "end", "short", "with_year"),
    [
        (date(2026, 11, 3), date(2026, 11, 3), "3 Nov", "3 Nov 2026"),
        (date(2026, 11, 3), date(2026, 11, 5), "3–5 Nov", "3–5 Nov 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "30 Nov – 2 Dec", "30 Nov – 2 Dec 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 Dec – 2 Jan", "30 Dec 2025 – 2 Jan 2026"),
    ],
)
def test_a_short_period_leaves_out_what_stands_in_its_end(
    start: date, end: date, short: str, with_year: str
) -> None:
    assert formats.short_period(start, end) == short
    assert formats.short_period(start, end, year=True) == with_year


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (4.5, None, "4.5"),
        (3.0, None, "3"),
        (1234567, None, "1,234,567"),
        (9999, None, "9999"),
        (0.25, None, "0.25"),
        (-2.04, 1, "−2.0"),
        (-0.04, 1, "0.0"),
        (100, 0, "100"),
        (0.0, None, "0"),
        (-0.0, 1, "0.0"),
    ],
)
def test_a_number_has_the_decimals_it_needs(value: float, places: int | None, text: str) -> None:
    assert formats.number(value, places) == text


def test_a_change_carries_its_sign_unless_it_is_none() -> None:
    assert formats.signed(1.24) == "+1.2"
    assert formats.signed(-1.6) == "−1.6"
    assert formats.signed(-0.01) == "0.0"
    assert formats.signed(3, 0) == "+3"


def test_shares_amounts_and_quantities() -> None:
    assert formats.percent(0.955) == "96%"
    assert formats.mg(1.5) == "1.5 mg"
    assert formats.mg(3) == "3 mg"
    assert formats.quantity(62, "bpm") == "62 bpm"


def test_lists_end_with_and() -> None:
    assert formats.listed([]) == ""
    assert formats.listed(["Pain"]) == "Pain"
    assert formats.listed(["Pain", "Fatigue"]) == "Pain and Fatigue"
    assert formats.listed(["Pain", "Fatigue", "Sleep"]) == "Pain, Fatigue and Sleep"
    assert formats.enumerated(["a", "b"]) == "a, b"
    assert formats.separated([]) == ""
    assert formats.separated(["a, b", "c", "d"]) == "a, b; c; d"


@pytest.mark.usefixtures("german")
def test_another_language_orders_the_parts_itself() -> None:
    assert formats.day_month(date(2026, 5, 28)) == "28. Mai"
    assert formats.short_day_month(date(2026, 3, 28)) == "28. März"
    assert formats.short_period(date(2026, 5, 25), date(2026, 5, 28)) == "25.–28. Mai"
    assert formats.weekday_date(WHEN, WHEN) == "Dienstag, 3. November"
    assert formats.month_year(WHEN) == "November 2026"
    assert formats.number(4.5) == "4,5"
    assert formats.number(12345.5) == "12.345,5"
    assert formats.percent(0.95) == "95\N{NO-BREAK SPACE}%"
    assert formats.signed(-1.6) == "−1,6"
    assert formats.signed(1.6) == "+1,6"
    assert formats.signed(0) == "0,0"
    assert formats.listed(["a", "b"]) == "a und b"


def test_the_test_language_leaves_numbers_as_they_are() -> None:
    use_language("pseudo")
    try:
        assert formats.number(4.5) == "4.5"
        assert formats.day_month(WHEN).count("⟦") == 2
        assert formats.month_names()[0].startswith("⟦")
    finally:
        use_language("en")


def test_the_beginning_of_a_line_is_capitalised_and_nothing_else() -> None:
    assert formats.capitalised("écrit en MAJUSCULES") == "Écrit en MAJUSCULES"
    assert formats.capitalised("") == ""


def test_a_day_that_is_a_title_begins_with_a_capital(
    compiled_languages: Path, english_afterwards: None
) -> None:
    del english_afterwards
    use_language("es", compiled_languages)
    assert formats.relative_date(date(2026, 11, 3), date(2026, 11, 28)).startswith("Martes")
    assert formats.weekday_date(date(2026, 11, 3)).startswith("martes")


def test_the_first_of_a_month_is_an_ordinal_in_french(
    compiled_languages: Path, english_afterwards: None
) -> None:
    del english_afterwards
    use_language("fr", compiled_languages)
    first, last = date(2026, 12, 1), date(2026, 12, 11)
    assert formats.long_date(first) == "1er décembre 2026"
    assert formats.weekday_date(first, first) == "mardi 1er décembre"
    assert formats.short_period(first, last).startswith("1er")
    assert formats.long_date(last) == "11 décembre 2026"


@pytest.mark.usefixtures("english_afterwards", "compiled_languages")
def test_a_spanish_list_has_e_before_the_sound_of_i() -> None:
    use_language("es")
    assert formats.listed(["Fatiga", "Insomnio"]) == "Fatiga e Insomnio"
    assert formats.listed(["Fatiga", "Higiene"]) == "Fatiga e Higiene"
    assert formats.listed(["Agua", "Hielo"]) == "Agua y Hielo"
    assert formats.listed(["Insomnio", "Fatiga"]) == "Insomnio y Fatiga"
