"""What belongs to an answer is named where it is all that differs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.diary.function import extra_of
from ldn_desktop.diary.model import Answer, AnswerChange
from ldn_desktop.diary.symptoms import FUNCAP
from ldn_desktop.wording.difference_text import says

DAY = date(2026, 11, 10)
NEWER = "with details that this version cannot show"


def answered(field: str, value: Any, extra: dict[str, Any]) -> AnswerChange:
    return AnswerChange(DAY, field, None, Answer(value, 600, extra=extra))


@pytest.mark.parametrize(
    ("one", "other", "texts"),
    [
        (
            extra_of({"walking": 1.0, "home": 2.0}),
            {},
            ("3 out of 6; Walking and moving 1, At home 2", "3 out of 6; without domains"),
        ),
        (
            extra_of({"walking": 1.0, "home": 2.0}),
            extra_of({"walking": 1.5, "home": 2.0}),
            ("3 out of 6; Walking and moving 1", "3 out of 6; Walking and moving 1.5"),
        ),
        (
            extra_of({"walking": 1.0, "home": 2.0}),
            extra_of({"walking": 1.0}),
            ("3 out of 6; At home 2", "3 out of 6; without At home"),
        ),
        (extra_of({}, 1), {}, ("3 out of 6; 1 question answered", "3 out of 6")),
        (
            extra_of({}, 27),
            extra_of({}, 55),
            ("3 out of 6; 27 questions answered", "3 out of 6; 55 questions answered"),
        ),
        ({"newer": 1}, {}, (f"3 out of 6; {NEWER}", "3 out of 6")),
        (
            {"origin": "Visible", "original": "3", "by": "Kim", "paper": True},
            {},
            ("3 out of 6", "3 out of 6"),
        ),
    ],
    ids=["all domains", "one domain", "missing", "one item", "items", "newer", "provenance"],
)
def test_results_of_one_mean_are_told_apart_by_what_belongs_to_them(
    one: dict[str, Any], other: dict[str, Any], texts: tuple[str, str]
) -> None:
    pair = [answered(FUNCAP, 3.0, extra) for extra in (one, other)]
    assert (says(pair[0], pair), says(pair[1], pair)) == texts


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [("fatigue", 5.0, "5 (Moderate)"), ("note", "Rested.", "“Rested.”")],
)
def test_what_a_newer_version_wrote_beside_a_value_is_named(
    field: str, value: object, text: str
) -> None:
    pair = [answered(field, value, extra) for extra in ({"newer": 1}, {})]
    assert (says(pair[0], pair), says(pair[1], pair)) == (f"{text}; {NEWER}", text)
