"""Amounts and numbers as people type them."""

from __future__ import annotations

import math

import pytest

from ldn_desktop.diary.amounts import checked_mg, parse_amount, parse_number
from ldn_desktop.diary.symptoms import checked_points
from ldn_desktop.errors import UserError


@pytest.mark.parametrize(
    ("text", "mg"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("1.5 mg", 1.5),
        ("1.5mg", 1.5),
        (" 3 MG ", 3.0),
        (".5", 0.5),
        (",5 mg", 0.5),
        ("4.", 4.0),
        ("1500 µg", 1.5),
        ("1500 μg", 1.5),
        ("4500mcg", 4.5),
        ("0", 0.0),
        ("0.30000000000000004", 0.30000000000000004),
    ],
)
def test_an_amount_is_understood_with_and_without_its_unit(text: str, mg: float) -> None:
    assert parse_amount(text) == mg
    assert checked_mg(text) == mg


@pytest.mark.parametrize(
    "text",
    ["", "mg", ".", ",", "1_5", "1 5", "1.5.0", "-1", "+1", "1e2", "nan", "inf", "1.5 g", "1.5 ml",
     "0x10", "١.٥", "1" * 41, "1.5 mg mg"],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    assert parse_amount(text) is None
    with pytest.raises(UserError, match=r"such as 1\.5 mg"):
        checked_mg(text)


@pytest.mark.parametrize("value", [True, None, math.nan, math.inf, -0.5, 1000.5, "1001", 10**400])
def test_an_amount_out_of_range_is_refused(value: object) -> None:
    with pytest.raises(UserError, match="0 to 1000 mg"):
        checked_mg(value)


def test_minus_zero_is_zero() -> None:
    assert str(checked_mg(-0.0)) == "0.0"


@pytest.mark.parametrize("text", ["0_5", "1_0", "nan", "infinity", "", "5 points", "٥"])
def test_points_are_not_read_as_python_reads_numbers(text: str) -> None:
    assert parse_number(text) is None
    with pytest.raises(UserError, match="0 to 10"):
        checked_points(text)


def test_a_number_may_have_a_comma_a_sign_or_an_exponent() -> None:
    assert [parse_number(text) for text in ("-1,5", "+.5", "2.5e1", "7.")] == [-1.5, 0.5, 25.0, 7.0]
    assert parse_number("1e999") is None
