"""Thousands of random diaries, none of which may end in a fault."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.support.analysis.any_diary import compare_whatever, recorded_parts


@settings(max_examples=2_000, suppress_health_check=list(HealthCheck))
@given(recorded_parts)
def test_any_diary_is_compared_without_a_fault(parts: tuple[Any, ...]) -> None:
    compare_whatever(*parts)
