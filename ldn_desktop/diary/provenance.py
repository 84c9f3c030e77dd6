"""How an answer came into the diary, as far as it is shown."""

from __future__ import annotations

from enum import StrEnum

from ldn_desktop.diary.model import Answer, Source

ON_PAPER = "paper"
"""In an answer's `extra`: true where it was ticked on paper first."""


class Provenance(StrEnum):
    """Its source, but what was ticked on paper and typed in later has a name of its own.

    It is recalled for the statistics all the same: nobody can tell when it was ticked.
    """

    ENTERED = "entered"
    COPIED = "copied"
    PAPER = "paper"
    RECALLED = "recalled"
    IMPORTED = "imported"


def is_from_paper(answer: Answer) -> bool:
    """Whether `answer` was ticked on paper before it was typed in."""
    return answer.extra.get(ON_PAPER) is True


def provenance(answer: Answer) -> Provenance:
    """How `answer` came into the diary."""
    if answer.source is Source.RECALLED and is_from_paper(answer):
        return Provenance.PAPER
    return Provenance(answer.source)
