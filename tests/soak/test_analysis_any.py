"""Thousands of random diaries, none of which may end in a fault."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from ldn_desktop.diary.model import Answer
from tests.support.analysis.any_diary import (
    compare_whatever,
    days,
    extras,
    steps,
    todays,
)


@settings(max_examples=2_000, suppress_health_check=list(HealthCheck))
@given(days, steps, extras, todays)
def test_any_diary_is_compared_without_a_fault(
    answers: dict[int, dict[str, Answer]],
    decided: dict[int, tuple[float, bool, str]],
    extra: dict[str, object],
    today: int,
) -> None:
    compare_whatever(answers, decided, extra, today)
