"""The guide can be read by someone with no words left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ldn_desktop.guide import (
    Block,
    BlockKind,
    Guide,
    load,
    load_help,
)
from ldn_desktop.guide.search import plain_text, sentences

Grade = Callable[[Sequence[str]], float]
Words = Callable[[str], list[str]]
SECTIONS = [section.key for section in load().sections[:-1]]
NOT_SENTENCES = (BlockKind.HEADING, BlockKind.LINK, BlockKind.ANSWERS, BlockKind.SOURCE)


def _sentences(blocks: Sequence[Block], guide: Guide) -> list[str]:
    found = [block for block in blocks if block.kind not in NOT_SENTENCES]
    return [s for block in found for s in sentences(plain_text(block, guide))]


def test_the_measure_knows_easy_from_hard(grade: Grade) -> None:
    easy = ["The cat sat on the mat.", "It was warm there."]
    hard = ["Considerable methodological heterogeneity precludes definitive interpretation."]
    assert grade(easy) < 2
    assert grade(hard) > 14


def test_the_measure_gives_the_published_grade_of_a_known_sentence(grade: Grade) -> None:
    # 13 words, 24 syllables: 0.39 × 13 + 11.8 × 24 / 13 − 15.59.
    known = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert grade([known]) == pytest.approx(11.27, abs=0.05)


@pytest.mark.parametrize("key", SECTIONS)
def test_a_section_reads_at_grade_6_or_below(guide: Guide, grade: Grade, key: str) -> None:
    section = guide.section(key)
    assert section
    assert grade(_sentences(section.blocks, guide)) <= 6


@pytest.mark.parametrize("key", SECTIONS)
def test_nineteen_of_twenty_sentences_have_at_most_fifteen_words(
    guide: Guide, words_of: Words, key: str
) -> None:
    section = guide.section(key)
    assert section
    found = _sentences(section.blocks, guide)
    long = [sentence for sentence in found if len(words_of(sentence)) > 15]
    assert len(long) <= 0.05 * len(found), long


@pytest.mark.parametrize("key", SECTIONS)
def test_a_section_begins_with_what_matters_in_at_most_three_sentences(
    guide: Guide, key: str
) -> None:
    section = guide.section(key)
    assert section
    first = section.blocks[0]
    assert first.kind in (BlockKind.TEXT, BlockKind.DANGER)
    assert len(sentences(first.text)) <= 4


def test_the_help_page_reads_at_grade_6_and_in_short_sentences(
    grade: Grade, words_of: Words
) -> None:
    crisis = load_help()
    found = [s for line in crisis.lines for s in sentences(line)]
    assert grade(found) <= 6
    assert max(len(words_of(sentence)) for sentence in found) <= 15
