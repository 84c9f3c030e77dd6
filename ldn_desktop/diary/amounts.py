"""Numbers and amounts as people type them and as files write them."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

MAX_MG = 1000.0
LONGEST_NUMBER = 40
"""Longer strings of digits are no measurement; Python itself refuses those beyond 4,300."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_AMOUNT = r"(?P<number>[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)\s*(?P<unit>mg|mcg|[µμ]g|ug)?"


def parse_number(text: str) -> float | None:
    """The number that `text` is, with a point or a comma; None for anything else.

    Python's own `float` would take 1_5 for fifteen, and "nan" for a number.
    """
    text = text.strip()
    if len(text) > LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if math.isfinite(value) else None


def parse_amount(text: str) -> float | None:
    """Milligrams in `text`: "1.5", "1,5", ".5", "1.5 mg", "1500 µg"; None for anything else.

    A number without a unit is in mg. A sign, an underscore or another unit is not understood.
    """
    text = text.strip()
    found = re.fullmatch(_AMOUNT, text, re.IGNORECASE)
    if not found or len(text) > LONGEST_NUMBER:
        return None
    number = Decimal(found["number"].replace(",", "."))
    in_mg = (found["unit"] or "mg").lower() == "mg"
    return float(number if in_mg else number / 1000)


def as_number(value: object) -> float | None:
    """`value`, a finite number or text, as a float; None for anything else."""
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def checked_mg(value: object) -> float:
    """`value`, a number or text, as milligrams from 0 to 1000; 0 means none was taken.

    Raises UserError otherwise.
    """
    mg = parse_amount(value) if isinstance(value, str) else as_number(value)
    if mg is None or not 0 <= mg <= MAX_MG:
        raise UserError(
            _("“{value}” is not an amount from 0 to 1000 mg, such as 1.5 mg.").format(value=value)
        )
    return mg + 0.0  # never -0.0
