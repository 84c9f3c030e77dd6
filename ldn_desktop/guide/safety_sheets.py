"""The papers for an emergency: the wallet card and the sheet of dangers, in two languages.

Each sentence is one message. Both papers show it in the language of the person and, below, in
English: a translation nobody has checked yet must never stand alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ldn_desktop.i18n import _, mark

Translate = Callable[[str], str]
"""Gives a message in one language: `_` for the person's, or another catalogue's gettext."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as a message, and the ids of the facts behind it."""

    message: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BilingualLine:
    """A sentence in the language of the person, and in English where that differs."""

    text: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Some sentences under a heading; the first part of a paper may have none."""

    heading: BilingualLine | None
    lines: tuple[BilingualLine, ...]


@dataclass(frozen=True, slots=True)
class SafetySheet:
    """A paper to carry: its title, its parts, and what is filled in by hand."""

    title: BilingualLine
    parts: tuple[SheetPart, ...]
    blanks: tuple[BilingualLine, ...]
    note: BilingualLine | None
    """That the translation is not checked; None in English."""

    @property
    def lines(self) -> Iterator[BilingualLine]:
        """Every sentence of every part."""
        for part in self.parts:
            yield from part.lines


UNCHECKED = mark(
    "No clinician has checked this translation. The English below each line is what counts."
)
GUIDE_IN_ENGLISH = mark(
    "The guide is in English. Medical text appears in your language only after a clinician"
    " has checked the translation."
)
"""Shown in the guide to a person whose program speaks another language."""

CARD_TITLE = mark("Medical note")
CARD: tuple[tuple[str, tuple[Sentence, ...]], ...] = (
    (
        "",
        (Sentence(mark("I take low-dose naltrexone (LDN), an opioid blocker."), ("W1", "W4")),),
    ),
    (
        mark("Before an operation"),
        (
            Sentence(mark("Opioid pain relief may not work as expected."), ("S5",)),
            Sentence(
                mark("Please agree with my prescriber what to do about LDN, before and after."),
                ("A6", "T1"),
            ),
        ),
    ),
    (
        mark("In an emergency"),
        (
            Sentence(mark("Opioids can still be given, with close monitoring."), ("A5",)),
            Sentence(mark("More than usual may be needed."), ("A5",)),
            Sentence(mark("Breathing may then slow more than usual, and for longer."), ("A5",)),
            Sentence(
                mark("If LDN was stopped recently, usual opioid doses may be too strong."), ("S6",)
            ),
        ),
    ),
)
CARD_BLANKS = (
    mark("Name"),
    mark("Amount, and date started"),
    mark("Last taken (fill in on the day)"),
    mark("Prescriber and phone number"),
    mark("Other medicines and allergies"),
    mark("Emergency contact"),
    mark("Date"),
)

DANGERS_TITLE = mark("Dangers of low-dose naltrexone (LDN)")
DANGERS: tuple[tuple[str, tuple[Sentence, ...]], ...] = (
    (
        mark("Never take it with opioids"),
        (
            Sentence(mark("LDN must not be combined with opioids."), ("S1",)),
            Sentence(mark("It can set off sudden, severe withdrawal."), ("S1",)),
            Sentence(mark("Withdrawal set off in this way can be life-threatening."), ("A1",)),
            Sentence(
                mark("Taking more of an opioid to overcome the block is life-threatening."), ("A3",)
            ),
            Sentence(mark("After naltrexone, usual opioid doses can be too strong."), ("S6",)),
            Sentence(
                mark(
                    "Codeine, dihydrocodeine, tramadol, tapentadol, morphine, oxycodone,"
                    " hydrocodone, hydromorphone, pethidine, fentanyl, buprenorphine and"
                    " methadone are opioids."
                ),
                ("S2", "A2"),
            ),
            Sentence(
                mark("Some medicines for coughs, colds or diarrhoea contain one too."),
                ("S2", "A2"),
            ),
            Sentence(mark("This list is not complete."), ("S2", "A2")),
        ),
    ),
    (
        mark("Before a first dose, and after a break"),
        (
            Sentence(
                mark(
                    "Before you start naltrexone, your body must have been free of opioids "
                    "for some time."
                ),
                ("S4",),
            ),
            Sentence(
                mark(
                    "The same applies after a break from LDN in which you had opioids, "
                    "such as for an operation."
                ),
                ("A4",),
            ),
            Sentence(mark("The prescriber decides when LDN is safe again."), ("A4",)),
        ),
    ),
    (
        mark("Who must not take it"),
        (
            Sentence(mark("People who use opioids or depend on them."), ("S1",)),
            Sentence(
                mark("People with an allergy to naltrexone or any other ingredient."), ("S21",)
            ),
            Sentence(
                mark(
                    "A UK leaflet says people with severe liver or severe kidney problems "
                    "must not take naltrexone."
                ),
                ("A7",),
            ),
        ),
    ),
    (
        mark("Call the emergency number"),
        (
            Sentence(
                mark("Say that you take naltrexone, an opioid blocker."),
                ("S26", "A1"),
            ),
            Sentence(mark("Trouble breathing."), ("S26", "A1")),
            Sentence(mark("Swelling of the face or throat."), ("S26", "A1")),
            Sentence(mark("Someone collapses or cannot be woken."), ("S26", "A1")),
            Sentence(
                mark("Any first fit, a fit that does not stop, or sudden confusion."),
                ("S26", "A1"),
            ),
            Sentence(mark("Chest pain."), ("S26", "A1")),
            Sentence(mark("A severe injury, or an overdose."), ("S26", "A1")),
            Sentence(
                mark(
                    "You have opioids in your body and you cannot stop vomiting, you collapse "
                    "or you become confused."
                ),
                ("S26", "A1"),
            ),
            Sentence(mark("You might act on thoughts of ending your life."), ("S26-life",)),
        ),
    ),
    (
        mark("For emergency staff"),
        (
            Sentence(
                mark("Opioids can still be given to someone on naltrexone, with close monitoring."),
                ("A5",),
            ),
            Sentence(mark("More than usual may be needed."), ("A5",)),
            Sentence(mark("Breathing may then slow more than usual, and for longer."), ("A5",)),
        ),
    ),
)


def bilingual(message: str, translate: Translate = _) -> BilingualLine:
    """`message` in the language of `translate`, with the English where that differs."""
    text = translate(message)
    return BilingualLine(text, message if text != message else "")


def wallet_card(translate: Translate = _) -> SafetySheet:
    """The card. It names no amount: that is written in by hand."""
    return _sheet(CARD_TITLE, CARD, CARD_BLANKS, translate)


def dangers_sheet(translate: Translate = _) -> SafetySheet:
    """What can threaten life, on one page; its sentences stand in the guide word for word."""
    return _sheet(DANGERS_TITLE, DANGERS, (), translate)


def _sheet(
    title: str,
    parts: tuple[tuple[str, tuple[Sentence, ...]], ...],
    blanks: tuple[str, ...],
    translate: Translate,
) -> SafetySheet:
    heading = bilingual(title, translate)
    return SafetySheet(
        title=heading,
        parts=tuple(
            SheetPart(
                bilingual(name, translate) if name else None,
                tuple(bilingual(sentence.message, translate) for sentence in sentences),
            )
            for name, sentences in parts
        ),
        blanks=tuple(bilingual(blank, translate) for blank in blanks),
        note=bilingual(UNCHECKED, translate) if heading.english else None,
    )
