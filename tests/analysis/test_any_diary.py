"""Whatever stands in a diary, there is an answer."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from tests.support.analysis.any_diary import compare_whatever, recorded_parts


@settings(max_examples=60)
@given(recorded_parts)
def test_any_diary_is_compared_without_a_fault(parts: tuple[Any, ...]) -> None:
    compare_whatever(*parts)
