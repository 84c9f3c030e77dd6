"""How an answer came into the diary, as far as it is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from ldn_desktop.diary.model import BY, Answer, Source

ON_PAPER = "paper"
"""In an answer's `extra`: true where it was ticked on paper first."""
_PROVENANCE = frozenset({BY, ON_PAPER, "origin", "original"})
"""Of an answer's `extra`, what says where the answer comes from."""


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


def content(answer: Answer) -> tuple[Any, dict[str, Any]]:
    """What `answer` says, however it came into the diary: its value and what belongs to that.

    The latter are such as the domains of FUNCAP, and whatever a newer version wrote: this one
    cannot know whether that is mere provenance.
    """
    parts = {key: part for key, part in answer.extra.items() if key not in _PROVENANCE}
    return answer.value, parts
