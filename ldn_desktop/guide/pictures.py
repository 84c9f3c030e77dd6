"""Answers and pictures of the guide in words; as all of the guide, in its own language."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.guide.model import (
    DIRECTIONS,
    SURENESS,
    UNWANTED_DIRECTIONS,
    CertaintyAnswer,
    Direction,
    Picture,
    Sureness,
)
from ldn_desktop.i18n import formats


def mark_words(answer: CertaintyAnswer) -> str:
    """How sure an answer is, in words: “probably little or no difference”."""
    if answer.sure in (Sureness.CANNOT_TELL, Sureness.LAB_IDEA):
        return SURENESS[answer.sure]
    if answer.direction is Direction.OPEN:
        raise ValueError(f"{answer.key}: an open answer cannot be {answer.sure}")
    directions = UNWANTED_DIRECTIONS if answer.unwanted else DIRECTIONS
    return f"{SURENESS[answer.sure]} {directions[answer.direction]}"


def answer_words(answer: CertaintyAnswer) -> str:
    """A whole row of an answer table as one sentence."""
    seen, basis = formats.capitalised(answer.seen), formats.capitalised(answer.basis)
    return f"{answer.question} {seen}. How sure: {mark_words(answer)}. {basis}."


def picture_words(picture: Picture) -> tuple[str, ...]:
    """What a picture says, in sentences."""
    if picture.kind == "grid":
        return tuple(_grid_words(picture))
    if picture.kind == "phases":
        return tuple(f"{row.label}: {row.note}" for row in picture.rows)
    return picture.words


def _grid_words(picture: Picture) -> Iterator[str]:
    for illness in picture.illnesses:
        answered = [c for c in picture.cells if c.illness == illness and c.answer]
        if not answered:
            yield f"{illness}: {picture.empty}."
        for cell in answered:
            assert cell.answer
            yield f"{illness}, {cell.outcome}: {mark_words(cell.answer)}."
