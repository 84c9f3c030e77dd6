"""What the guide gives to paper: the decision page and the question list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ldn_desktop.guide.model import BlockKind, Guide, GuideSection
from ldn_desktop.i18n import _

DECISION = "should-i-ask"
QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Some questions under one heading."""

    heading: str
    questions: tuple[str, ...]


def decision_page(guide: Guide) -> GuideSection:
    """The section that prints on one page: should I ask about LDN?"""
    section = guide.section(DECISION)
    assert section
    return section


def question_list(guide: Guide, own: Sequence[str] = ()) -> list[QuestionGroup]:
    """The person's own questions first, then the guide's, heading by heading."""
    groups = []
    if written := tuple(line.strip() for line in own if line.strip()):
        groups.append(QuestionGroup(_("My own questions"), written))
    section = guide.section(QUESTIONS)
    heading, questions = "", []
    for block in section.blocks if section else ():
        if block.kind is BlockKind.QUESTION:
            questions.append(block.text)
        elif block.kind is BlockKind.HEADING:
            if questions:
                groups.append(QuestionGroup(heading, tuple(questions)))
            heading, questions = block.text, []
    return [*groups, QuestionGroup(heading, tuple(questions))] if questions else groups
