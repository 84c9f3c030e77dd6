"""What the guide gives to paper: the question list and the card for the wallet, as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ldn_desktop.guide.model import Guide, Kind
from ldn_desktop.i18n import _

CLINICIAN = "talking-with-your-clinician"


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Some questions under one heading."""

    heading: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The card for the wallet and for hospital: what to say, and what to fill in by hand."""

    title: str
    lines: tuple[str, ...]
    blanks: tuple[str, ...]


def question_list(guide: Guide, own: Sequence[str] = ()) -> list[QuestionGroup]:
    """The person's own questions first, then the guide's, heading by heading."""
    groups = []
    kept = tuple(line.strip() for line in own if line.strip())
    if kept:
        groups.append(QuestionGroup(_("My own questions"), kept))
    section = guide.section(CLINICIAN)
    heading, asked = "", []
    for block in section.blocks if section else ():
        if block.kind is Kind.QUESTION:
            asked.append(block.text)
        elif block.kind is Kind.HEADING:
            if asked:
                groups.append(QuestionGroup(heading, tuple(asked)))
            heading, asked = block.text, []
    return [*groups, QuestionGroup(heading, tuple(asked))] if asked else groups


def wallet_card() -> Card:
    """The card. It names no amount: that is written in by hand."""
    return Card(
        title=_("Medical note"),
        lines=(
            _("I take low-dose naltrexone (LDN), an opioid blocker."),
            _("Opioid pain relief may not work as expected."),
            _("If LDN was ended lately, usual opioid doses may be too strong."),
            _("Please ask my prescriber and the anaesthetist about pain relief."),
        ),
        blanks=(
            _("Name"),
            _("Amount and since when"),
            _("Prescriber and phone"),
            _("Other medicines and allergies"),
            _("Emergency contact"),
            _("Date"),
        ),
    )
