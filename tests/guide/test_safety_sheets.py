"""The wallet card and the sheet of dangers: traced, and never without the English."""

from __future__ import annotations

import pytest

from ldn_desktop.guide import (
    BlockKind,
    Guide,
    dangers_sheet,
    load,
    opioid_warning,
    wallet_card,
)
from ldn_desktop.guide.opioids import SECTION
from ldn_desktop.guide.safety_sheets import (
    CARD,
    CARD_BLANKS,
    DANGERS,
    DANGERS_TITLE,
    UNCHECKED,
    SafetySheet,
    Sentence,
)
from ldn_desktop.guide.search import sentences
from ldn_desktop.i18n.translation import PseudoCatalogue

SENTENCES = [sentence for part in (*CARD, *DANGERS) for sentence in part[1]]
SHEETS = pytest.mark.parametrize("sheet", [wallet_card, dangers_sheet])


def upper(message: str) -> str:
    return message.upper()


def test_the_card_says_what_counts_and_names_no_amount() -> None:
    card = wallet_card()
    assert card.parts[0].lines[0].text == "I take low-dose naltrexone (LDN), an opioid blocker."
    messages = " ".join(line.text for line in card.lines)
    assert "Opioid pain relief may not work as expected." in messages
    assert "Opioids can still be given, with close monitoring." in messages
    assert "Breathing may then slow more than usual, and for longer." in messages
    assert "before and after" in " ".join(line.text for line in card.parts[1].lines)
    assert not any(character.isdigit() for character in messages)
    assert {"Amount, and date started", "Emergency contact"} <= {b.text for b in card.blanks}


def test_the_sheet_of_dangers_says_what_the_guide_calls_a_danger_word_for_word(
    guide: Guide,
) -> None:
    dangerous = set()
    for section in guide.sections:
        marked = False
        for block in section.blocks:
            if block.kind is BlockKind.DANGER or (block.kind is BlockKind.POINT and marked):
                dangerous |= set(sentences(block.text))
            marked = block.kind is BlockKind.DANGER or (block.kind is BlockKind.POINT and marked)
    messages = [sentence.message for _heading, lines in DANGERS for sentence in lines]
    assert len(messages) > 20
    assert [message for message in messages if message not in dangerous] == []


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.message)
def test_each_sentence_is_one_message_with_facts_that_were_checked(
    guide: Guide, sentence: Sentence
) -> None:
    assert len(sentences(sentence.message)) == 1
    assert sentence.message.endswith(".")
    assert not any(character.isdigit() for character in sentence.message)
    assert sentence.facts
    facts = [guide.facts[name] for name in sentence.facts]
    assert any(fact.mark != "M" for fact in facts)


@SHEETS
def test_in_english_no_line_stands_twice(sheet: object) -> None:
    made = sheet()  # type: ignore[operator]  # both sheets are functions without arguments
    assert isinstance(made, SafetySheet)
    assert [line for line in (made.title, *made.lines, *made.blanks) if line.english] == []
    assert made.note is None


@pytest.mark.parametrize("translate", [PseudoCatalogue().text, upper])
def test_in_another_language_the_english_stands_below_each_line(translate: object) -> None:
    card, dangers = wallet_card(translate), dangers_sheet(translate)  # type: ignore[arg-type]  # the two of the parameters
    for sheet, parts in ((card, CARD), (dangers, DANGERS)):
        assert [line.english for line in sheet.lines] == [
            sentence.message for _heading, lines in parts for sentence in lines
        ]
        assert all(line.text != line.english for line in sheet.lines)
        assert sheet.note
        assert sheet.note.english == UNCHECKED
    assert [blank.english for blank in card.blanks] == list(CARD_BLANKS)
    assert dangers.title.english == DANGERS_TITLE


def test_the_warning_about_opioids_is_the_guides_own() -> None:
    section = load("en").section(SECTION)
    assert section is not None
    danger = next(block for block in section.blocks if block.kind is BlockKind.DANGER)
    assert opioid_warning() == f"Danger: {danger.text}"
