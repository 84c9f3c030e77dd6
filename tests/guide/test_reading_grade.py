"""The guide can be read by someone with no words left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ldn_desktop.guide import (
    Block,
    Guide,
    Kind,
    load,
    load_help,
)
from ldn_desktop.guide.search import sentences

Grade = Callable[[Sequence[str]], float]
Words = Callable[[str], list[str]]
SECTIONS = [section.key for section in load().sections]


def _sentences(blocks: Sequence[Block]) -> list[str]:
    return [s for b in blocks if b.kind is not Kind.HEADING for s in sentences(b.text)]


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
def test_a_short_version_reads_at_grade_6_or_below(guide: Guide, grade: Grade, key: str) -> None:
    section = guide.section(key)
    assert section
    assert grade(_sentences(section.short)) <= 6


@pytest.mark.parametrize("key", SECTIONS)
def test_a_whole_section_reads_at_grade_8_or_below(guide: Guide, grade: Grade, key: str) -> None:
    section = guide.section(key)
    assert section
    assert grade(_sentences((*section.short, *section.blocks))) <= 8


@pytest.mark.parametrize("key", SECTIONS)
def test_a_short_version_has_at_most_three_sentences_of_fifteen_words(
    guide: Guide, words_of: Words, key: str
) -> None:
    section = guide.section(key)
    assert section
    said = _sentences(section.short)
    assert 1 <= len(said) <= 3
    assert max(len(words_of(sentence)) for sentence in said) <= 15


@pytest.mark.parametrize("key", SECTIONS)
def test_nineteen_of_twenty_sentences_have_at_most_fifteen_words(
    guide: Guide, words_of: Words, key: str
) -> None:
    section = guide.section(key)
    assert section
    said = _sentences((*section.short, *section.blocks))
    long = [sentence for sentence in said if len(words_of(sentence)) > 15]
    assert len(long) <= 0.05 * len(said), long


def test_the_help_page_reads_at_grade_6_and_in_short_sentences(
    grade: Grade, words_of: Words
) -> None:
    said = [s for line in load_help().lines for s in sentences(line)]
    assert grade(said) <= 6
    assert max(len(words_of(sentence)) for sentence in said) <= 15
