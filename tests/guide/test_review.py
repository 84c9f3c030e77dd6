"""What the review for clinicians says of the guide is what the guide says."""

from __future__ import annotations

from pathlib import Path

from ldn_desktop.guide import Guide

REVIEW = Path(__file__).parents[2] / "docs" / "guide-review.md"


def rows() -> list[list[str]]:
    """The cells of the table of forty claims."""
    lines = REVIEW.read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0].isdigit()]


def test_all_forty_popular_claims_are_dealt_with() -> None:
    assert [int(row[0]) for row in rows()] == list(range(1, 41))


def test_each_wording_is_a_claim_of_its_section_word_for_word(guide: Guide) -> None:
    for number, _claim, _verdict, key, wording, label in rows():
        section = guide.section(key)
        assert section, number
        found = [claim for claim in section.claims if wording in claim.text]
        assert found, f"{number}: {wording}"
        evidence = found[0].evidence
        assert evidence
        assert label == f"{evidence.strength} ({', '.join(evidence.facts)})", number


def _claims_citing(guide: Guide, key: str) -> str:
    return " ".join(c.text for _s, c in guide.claims() if c.evidence and key in c.evidence.sources)


def test_the_irish_study_is_counted_right(guide: Guide) -> None:
    text = _claims_citing(guide, "okelly2022")
    assert "recruited 52 people" in text
    assert "38 started, and 36 reached the end" in text


def test_the_early_report_on_dreams_is_not_credited_to_the_paper(guide: Guide) -> None:
    assert "37%" in _claims_citing(guide, "younger2012aapm")
    assert "28 women" in _claims_citing(guide, "younger2012aapm")
    assert "37%" not in _claims_citing(guide, "younger2013")


def test_citations_that_are_wrong_on_the_web_are_right_here(guide: Guide) -> None:
    scan, review = guide.sources["nakatomi2014"], guide.sources["vanelzakker2019"]
    assert scan.doi == "10.2967/jnumed.113.131045"
    assert scan.journal.startswith("Journal of Nuclear Medicine 55")
    assert review.year == 2019
    assert guide.sources["bruunplesner2020"].year == 2020
    assert guide.sources["nice_ng206"].doi is None


def test_both_liver_labels_are_told(guide: Guide) -> None:
    section = guide.section("safety")
    assert section
    liver = next(c.text for c in section.claims if "hepatitis" in c.text)
    assert "rule it out in acute hepatitis and in liver failure" in liver
    assert "Newer ones have dropped that, but still warn" in liver


def test_talking_therapy_is_support_and_not_dropped(guide: Guide) -> None:
    section = guide.section("mental-health")
    assert section
    assert any("CBT may be offered as support" in claim.text for claim in section.claims)
