"""What pictures and marks say in words, for screen readers, plain text and JSON."""

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
from ldn_desktop.i18n import _, formats


def mark_words(answer: CertaintyAnswer) -> str:
    """How sure an answer is, in words: “probably little or no difference”."""
    if answer.sure in (Sureness.CANNOT_TELL, Sureness.LAB_IDEA):
        return _(SURENESS[answer.sure])
    if answer.direction is Direction.OPEN:
        raise ValueError(f"{answer.key}: an open answer cannot be {answer.sure}")
    directions = UNWANTED_DIRECTIONS if answer.unwanted else DIRECTIONS
    return _("{sure} {direction}").format(
        sure=_(SURENESS[answer.sure]), direction=_(directions[answer.direction])
    )


def answer_words(answer: CertaintyAnswer) -> str:
    """A whole row of an answer table as one sentence."""
    return _("{question} {seen}. How sure: {mark}. {basis}.").format(
        question=answer.question,
        seen=formats.capitalised(answer.seen),
        mark=mark_words(answer),
        basis=formats.capitalised(answer.basis),
    )


def picture_words(picture: Picture) -> tuple[str, ...]:
    """What a picture says, in sentences."""
    if picture.kind == "grid":
        return tuple(_grid_words(picture))
    if picture.kind == "phases":
        return tuple(
            _("{phase}: {what}").format(phase=row.label, what=row.note) for row in picture.rows
        )
    return picture.words


def _grid_words(picture: Picture) -> Iterator[str]:
    for illness in picture.illnesses:
        answered = [c for c in picture.cells if c.illness == illness and c.answer]
        if not answered:
            yield _("{illness}: {nothing}.").format(illness=illness, nothing=picture.empty)
        for cell in answered:
            assert cell.answer
            yield _("{illness}, {outcome}: {mark}.").format(
                illness=illness, outcome=cell.outcome, mark=mark_words(cell.answer)
            )
