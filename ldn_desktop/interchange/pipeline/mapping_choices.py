"""What a person may decide about one name of a file: its scale, its words, its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ldn_desktop.diary.symptoms import HIGHEST, LOWEST
from ldn_desktop.interchange.pipeline.entries import Column
from ldn_desktop.interchange.pipeline.mapping import Target, target_for
from ldn_desktop.interchange.pipeline.parsing import number
from ldn_desktop.interchange.pipeline.synonyms import scale_end

Scale = tuple[float, float]

SCALES: tuple[Scale, ...] = (
    (0.0, 3.0),
    (0.0, 4.0),
    (0.0, 5.0),
    (1.0, 5.0),
    (0.0, 10.0),
    (1.0, 10.0),
    (0.0, 100.0),
)
"""Scales on which apps let people rate."""
MOST_WORDS = 12
MOST_LEVELS = 11
_DAY_IN_HOURS, _DAY_IN_MINUTES = 24, 24 * 60


def scales(column: Column, target: Target) -> list[Scale]:
    """The scales that all numbers of `column` fit on, the one of `target` among them."""
    own = (target.low, target.high)
    fitting = [scale for scale in SCALES if _holds(scale, column)]
    if own not in fitting and (_holds(own, column) or not fitting):
        fitting.append(own)
    return sorted(fitting, key=lambda scale: (scale[1], scale[0]))


def _holds(scale: Scale, column: Column) -> bool:
    return not column.has_numbers or (scale[0] <= column.lowest and column.highest <= scale[1])


def strange_words(column: Column, target: Target) -> list[str]:
    """Texts of `column` that are no number and that `target` has no number for, up to 12."""
    words = [
        text
        for text in column.texts
        if number(text) is None and text.lower() not in target.words and any(map(str.isalnum, text))
    ]
    return words[:MOST_WORDS]


def levels(target: Target) -> list[float]:
    """Numbers of the scale of `target` that a word may stand for: each one, or every tenth."""
    width = target.high - target.low
    step = 1.0 if width < MOST_LEVELS else width / (MOST_LEVELS - 1)
    return [target.low + step * n for n in range(int(width / step) + 1)]


def unit_of(column: Column) -> str:
    """The unit in which the lengths of time of `column` are most likely given."""
    if not column.has_numbers or column.highest <= _DAY_IN_HOURS:
        return ""
    return "min" if column.highest <= _DAY_IN_MINUTES else "s"


def given_to(
    column: Column,
    old: Target,
    field: str = "",
    *,
    own: str = "",
    better_is_higher: bool = False,
) -> Target:
    """The target of `column` when the person gives it to `field`, or to a symptom named `own`.

    Scale and words stay as they are in `old` where its numbers fit on it.
    """
    scale: Scale = (old.low, old.high)
    if not old.is_score or not _holds(scale, column):
        scale = _likely(column)
    target = target_for(
        field,
        own=own,
        low=scale[0],
        high=scale[1],
        better_is_higher=better_is_higher,
        words=old.words,
        unit=old.unit or unit_of(column),
    )
    return target if target.is_score else replace(target, low=LOWEST, high=HIGHEST, words={})


def _likely(column: Column) -> Scale:
    if not column.has_numbers:
        return (LOWEST, HIGHEST)
    usual = (0.0, scale_end(column.highest))
    if _holds(usual, column):
        return usual
    low = min(0.0, column.lowest)
    return (low, max(low + 1, column.highest))


def with_word(target: Target, word: str, meaning: float | None) -> Target:
    """`target` where `word` stands for `meaning`, or for nothing any more."""
    words: Mapping[str, float] = {
        text: value for text, value in target.words.items() if text != word.lower()
    }
    if meaning is not None:
        words = {**words, word.lower(): meaning}
    return replace(target, words=words)
