"""Numbers as other programs write them."""

from __future__ import annotations

import pytest

from ldn_desktop.interchange.reading.parsing import count, decimal_mark, out_of


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1,234", "", 1234),
        ("1.234", "", 1234),
        ("1.234", ".", 1.234),
        ("1,234", ".", 1234),
        ("1.234,5", ",", 1234.5),
        ("12 345", "", 12345),
        ("98.5", "", 98.5),
        ("77", ".", 77),
        ("x", ".", None),
    ],
)
def test_a_count_is_read_as_its_column_separates(
    text: str, decimal: str, number: float | None
) -> None:
    assert count(text, decimal) == number


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1.5", "."), ("1,5", ","), ("1.234", ""), ("1,234.5", "."), ("1.234,5", ","),
        ("1,234,567", "."), ("0.123", "."), ("4251.123", "."), ("12", ""), ("no", ""),
    ],
)  # fmt: skip
def test_the_decimal_sign_is_told_where_it_is_certain(text: str, mark: str) -> None:
    assert decimal_mark(text) == mark


@pytest.mark.parametrize(
    ("text", "rating"),
    [("7/10", (7, 10)), ("7,5 / 10 points", (7.5, 10)), ("3/4.5 mg", None), ("7", None),
     ("1/2/3", None), ("5/0", None)],
)  # fmt: skip
def test_a_rating_may_tell_its_highest(text: str, rating: tuple[float, float] | None) -> None:
    assert out_of(text) == rating
