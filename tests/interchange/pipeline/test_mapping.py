"""What a person may decide about one name of a file."""

from __future__ import annotations

import math

import pytest

from ldn_desktop.interchange import (
    FileColumn,
    Target,
    assigned,
    levels,
    scales,
    unknown_words,
    with_word,
)
from ldn_desktop.interchange.pipeline.mapping import converted, score


def column(*texts: str, lowest: float = math.inf, highest: float = -math.inf) -> FileColumn:
    return FileColumn("Itch", "", len(texts), lowest, highest, texts)


def test_only_scales_that_hold_every_number_are_offered() -> None:
    offered = scales(column("1", "5", lowest=1, highest=5), score("pain", 0, 10))
    assert offered == [(0, 5), (1, 5), (0, 10), (1, 10), (0, 100)]


def test_a_scale_of_its_own_is_offered_too() -> None:
    found = column("-3", "250", lowest=-3, highest=250)
    assert scales(found, assigned(found, Target(), own="Itch")) == [(-3, 250)]


@pytest.mark.parametrize(
    ("lowest", "highest", "scale"),
    [
        (0, 3, (0, 10)),
        (1, 4, (0, 10)),
        (2, 9, (0, 10)),
        (0, 60, (0, 100)),
        (-2, 2, (-2, 2)),
        (400, 400, (0, 400)),
        (-3, -3, (-3, -2)),
    ],
)
def test_what_stayed_out_gets_the_diarys_scale_unless_it_is_higher(
    lowest: float, highest: float, scale: tuple[float, float]
) -> None:
    target = assigned(column("x", lowest=lowest, highest=highest), Target(), "pain")
    assert (target.low, target.high) == scale


def test_another_field_keeps_scale_direction_and_words() -> None:
    old = score("low_mood", 1, 5, better_is_higher=True, words={"rad": 5.0})
    new = assigned(column("rad"), old, "fatigue", better_is_higher=True)
    assert converted("rad", new) == 0
    assert (new.field, new.low, new.high) == ("fatigue", 1, 5)


def test_what_is_no_rating_has_no_scale() -> None:
    old = score("low_mood", 1, 5, words={"rad": 5.0})
    new = assigned(column("40", lowest=40, highest=40), old, "hrv_sdnn")
    assert (new.low, new.high, dict(new.words)) == (0, 10, {})


@pytest.mark.parametrize(("highest", "hours"), [(9, 9), (420, 7), (25_200, 7)])
def test_the_unit_of_sleep_is_the_likely_one(highest: float, hours: float) -> None:
    found = column(f"{highest:g}", lowest=highest, highest=highest)
    assert converted(f"{highest:g}", assigned(found, Target(), "sleep_hours")) == hours


def test_a_word_gets_a_number_and_loses_it_again() -> None:
    target = score("low_mood", 1, 5, better_is_higher=True, words={"rad": 5.0})
    found = column("Cloudy", "rad", "…", "3")
    assert unknown_words(found, target) == ["Cloudy"]
    named = with_word(target, "Cloudy", 2.0)
    assert unknown_words(found, named) == []
    assert converted("Cloudy", named) == 7.5
    assert dict(with_word(named, "Cloudy", None).words) == {"rad": 5.0}


@pytest.mark.parametrize(
    ("low", "high", "count"), [(1, 5, 5), (0, 10, 11), (0, 100, 11), (0, 3, 4), (-2, 2, 5)]
)
def test_a_word_may_stand_for_each_level_of_the_scale(low: float, high: float, count: int) -> None:
    found = levels(score("pain", low, high))
    assert (found[0], found[-1], len(found)) == (low, high, count)
