"""What the guide gives to paper: the decision page, the question list, the wallet card."""

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


@dataclass(frozen=True, slots=True)
class WalletCard:
    """The card for the wallet and for hospital: what to say, and what to fill in by hand."""

    title: str
    lines: tuple[str, ...]
    planned: tuple[str, ...]
    emergency: tuple[str, ...]
    blanks: tuple[str, ...]

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Headings and their lines, in the order of the card."""
        return (
            ("", self.lines),
            (_("Before an operation"), self.planned),
            (_("In an emergency"), self.emergency),
        )


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


def wallet_card() -> WalletCard:
    """The card. It names no amount: that is written in by hand."""
    return WalletCard(
        title=_("Medical note"),
        lines=(_("I take low-dose naltrexone (LDN), an opioid blocker."),),
        planned=(
            _("Opioid pain relief may not work as expected."),
            _("Please agree with my prescriber what to do about LDN, before and after."),
        ),
        emergency=(
            _("Opioids can still be given. More may be needed."),
            _("Breathing can be slowed more and for longer, so please watch me closely."),
            _("If LDN was ended lately, usual opioid doses may be too strong."),
        ),
        blanks=(
            _("Name"),
            _("Amount and since when"),
            _("Last taken (fill in on the day)"),
            _("Prescriber and phone"),
            _("Other medicines and allergies"),
            _("Emergency contact"),
            _("Date"),
        ),
    )
