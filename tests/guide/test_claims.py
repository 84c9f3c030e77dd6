"""Every claim of the guide can be traced, and says what its facts say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ldn_desktop import resources
from ldn_desktop.guide import (
    STRENGTHS,
    Block,
    Evidence,
    Guide,
    Kind,
)
from ldn_desktop.guide.parser import read_section

NAMES = re.compile(
    r"COVID-19|TLR4|TRPM3|NAD\+|988|116 123"  # digits that are part of a name
    r"|mid-2026"
)
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "hundred": "100",
    "thousand": "1000", "twice": "2", "double": "2", "half": "1/2", "third": "1/3",
    "quarter": "1/4", "tenth": "1/10",
}  # fmt: skip
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b", re.IGNORECASE)
SMALL = {"2"}
"""What a sentence may count to without claiming anything: “two ideas”."""


def numbers(text: str) -> list[str]:
    """Every number in `text`, in figures or as a word, as the facts write it."""
    plain = NAMES.sub(" ", text)
    figures = [found.replace(",", "") for found in FIGURE.findall(plain)]
    return figures + [WORDS[word.lower()] for word in WORD.findall(plain)]


def faults(guide: Guide) -> Iterator[str]:
    """What is wrong with the claims of `guide`, one sentence each."""
    for section, claim in guide.claims():
        assert claim.evidence
        for fault in (*untraceable(claim.evidence, guide), *misquoted(claim, guide)):
            yield f"{fault} ({section.key}: {claim.text[:50]})"


def untraceable(evidence: Evidence, guide: Guide) -> Iterator[str]:
    if not evidence.sources or not evidence.facts:
        yield "no source"
    yield from (f"no fact {name}" for name in evidence.facts if name not in guide.facts)
    known = [guide.facts[name] for name in evidence.facts if name in guide.facts]
    for key in evidence.sources:
        if key not in guide.sources:
            yield f"no record {key}"
        if not any(key in fact.keys for fact in known):
            yield f"{key} is not a source of {', '.join(evidence.facts)}"
    if evidence.strength not in {fact.strength for fact in known}:
        yield f"the facts are not {evidence.strength}"


def misquoted(claim: Block, guide: Guide) -> Iterator[str]:
    assert claim.evidence
    known = [guide.facts[name] for name in claim.evidence.facts if name in guide.facts]
    allowed = {number for fact in known for number in fact.numbers}
    yield from (f"the facts do not say {n}" for n in numbers(claim.text) if n not in allowed)


def with_claim(guide: Guide, claim: Block) -> Guide:
    first, *rest = guide.sections
    return replace(guide, sections=(replace(first, blocks=(*first.blocks, claim)), *rest))


def claim(text: str, strength: str = "strong", facts: str = "W9", key: str = "raknes2017") -> Block:
    sources = tuple(key.split()) if key else ()
    return Block(Kind.TEXT, text, Evidence(strength, tuple(facts.split()), sources))


def test_every_claim_has_sources_facts_its_label_and_only_their_numbers(guide: Guide) -> None:
    assert list(faults(guide)) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (claim("Many people collected it.", key=""), "no source"),
        (claim("Many people collected it.", key="invented1999"), "no record invented1999"),
        (claim("Many people collected it.", key="polo2019"), "polo2019 is not a source of W9"),
        (claim("Many people collected it.", facts="Z1"), "no fact Z1"),
        (claim("Many people collected it.", strength="limited"), "the facts are not limited"),
        (claim("About 15,400 people collected it."), "the facts do not say 15400"),
        (claim("Almost half of them did."), "the facts do not say 1/2"),
        (claim("Nearly 0.4% collected it."), "the facts do not say 0.4"),
    ],
)
def test_a_claim_that_cannot_be_traced_is_found(guide: Guide, wrong: Block, said: str) -> None:
    assert any(fault.startswith(said) for fault in faults(with_claim(guide, wrong)))


def test_a_true_claim_is_not_complained_about(guide: Guide) -> None:
    right = claim("About 15,300 people, or 0.3%, collected it in 2013.")
    assert list(faults(with_claim(guide, right))) == []


def test_what_is_not_a_claim_has_no_number_to_check(guide: Guide) -> None:
    loose = [
        (section.key, block.text)
        for section in guide.sections
        for block in (*section.short, *section.blocks)
        if block.evidence is None and not set(numbers(block.text)) <= SMALL
    ]
    assert loose == [("how-sure", "Every claim in this guide carries one of seven labels.")]
    assert len(STRENGTHS) == 7


def test_every_section_but_the_index_ones_makes_claims(guide: Guide) -> None:
    assert [s.key for s in guide.sections if not s.claims] == ["how-sure"]


def test_all_seven_labels_are_explained(guide: Guide) -> None:
    assert [label for label in STRENGTHS if not guide.strengths.get(label)] == []


def test_only_records_that_are_cited_are_shipped(guide: Guide) -> None:
    cited = {key for _s, c in guide.claims() if c.evidence for key in c.evidence.sources}
    assert set(guide.sources) == cited


def test_facts_that_nothing_cites_are_not_shipped(guide: Guide) -> None:
    cited = {fact for _s, c in guide.claims() if c.evidence for fact in c.evidence.facts}
    assert set(guide.facts) == cited


def test_a_claim_not_yet_checked_says_so(guide: Guide) -> None:
    ours = [c for _s, c in guide.claims() if c.evidence and "good_practice" in c.evidence.sources]
    assert ours
    assert all(c.evidence and guide.unchecked(c.evidence) for c in ours)


def test_a_result_that_would_read_as_an_instruction_is_withheld(guide: Guide) -> None:
    assert guide.sources["label_naltrexone_us"].result == ""
    assert guide.sources["spaqi2021"].result == ""
    assert guide.sources["bruun2024"].result


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# T\n\n## In short\n\nA.\nEvidence: sure. Facts: W1. Sources: a.\n", "line 5"),
        ("# T\n\n## In short\n\nA.\nEvidence: strong. Facts: W1.\n", "not an evidence line"),
        ("# T\n\n## In short\n\nEvidence: strong. Facts: W1. Sources: a.\n", "without a claim"),
        ("# T\n\nNo heading.\n", "needs a title and a short version"),
        ("# T\n\n## In short\n\n#### Deep.\n", "not understood"),
    ],
)
def test_a_section_that_is_not_understood_is_refused_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "01-wrong.md"
    file.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=said):
        read_section(file)


def test_the_labels_stand_in_the_text_exactly_as_the_seven() -> None:
    for path in resources.path("guide", "en").glob("*.md"):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("Evidence: "):
                assert line.removeprefix("Evidence: ").partition(".")[0] in STRENGTHS
