"""What the review for clinicians says of the guide is what the guide says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ldn_desktop.guide import BlockKind, Guide, Sureness

REVIEW = Path(__file__).parents[2] / "docs" / "guide-review.md"


def rows() -> list[list[str]]:
    """The cells of the table of forty claims."""
    lines = REVIEW.read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0].isdigit()]


def test_all_forty_popular_claims_are_dealt_with() -> None:
    assert [int(row[0]) for row in rows()] == list(range(1, 41))


def test_each_wording_stands_in_its_section_word_for_word(guide: Guide) -> None:
    for number, _claim, _verdict, key, wording, facts in rows():
        section = guide.section(key)
        assert section, number
        found = [block for block in section.blocks if wording in block.text]
        assert found, f"{number}: {wording}"
        assert facts == ", ".join(found[0].facts), number


def test_the_review_counts_the_marks_as_they_are(guide: Guide) -> None:
    text = " ".join(REVIEW.read_text("utf-8").split())
    sure = Counter(answer.sure for answer in guide.answers.values())
    kinds = Counter(block.kind for _s, block in guide.blocks())
    numbered = [b for _s, b in guide.blocks() if b.kind is not BlockKind.SOURCE and b.sources]
    assert (
        f"{len(guide.answers)} answers ({sure[Sureness.PROBABLY]} probably,"
        f" {sure[Sureness.MAYBE]} maybe, {sure[Sureness.CANNOT_TELL]} cannot tell yet,"
        f" {sure[Sureness.LAB_IDEA]} lab idea only), {kinds[BlockKind.DANGER]} Danger,"
        f" {kinds[BlockKind.ASK_FIRST]} Ask first, {kinds[BlockKind.BE_AWARE]} Be aware;"
        f" {len(numbered)} paragraphs with numbers of sources"
    ) in text


def _citing(guide: Guide, key: str) -> str:
    blocks = [b for _s, b in guide.blocks() if b.kind is not BlockKind.SOURCE and key in b.sources]
    return " ".join(block.text for block in blocks)


def test_the_irish_study_is_counted_right(guide: Guide) -> None:
    text = _citing(guide, "okelly2022")
    assert "recruited 52 people" in text
    assert "38 started, and 36 reached the end" in text


def test_a_conference_report_is_not_cited(guide: Guide) -> None:
    assert "younger2012aapm" not in guide.sources
    assert not any("37%" in block.text or "16%" in block.text for _s, block in guide.blocks())


def test_the_clinic_of_108_people_is_described_right(guide: Guide) -> None:
    text = _citing(guide, "tamariz2024")
    assert "They had LDN, other medicines or physical therapy." in text


def test_citations_that_are_wrong_on_the_web_are_right_here(guide: Guide) -> None:
    scan, review = guide.sources["nakatomi2014"], guide.sources["vanelzakker2019"]
    assert scan.doi == "10.2967/jnumed.113.131045"
    assert scan.journal.startswith("Journal of Nuclear Medicine 55")
    assert review.year == 2019
    assert guide.sources["bruunplesner2020"].year == 2020
    assert guide.sources["nice_ng206"].doi is None


def test_the_labels_are_told_with_their_countries(guide: Guide) -> None:
    liver = _citing(guide, "uk_leaflet_pl21344")
    assert "people with severe liver or severe kidney problems must not take naltrexone" in liver
    assert "The Swiss one says so for severe liver damage or acute hepatitis." in liver
    assert "Newer ones have dropped that, but still warn." in liver


def test_the_dish_is_named_with_its_level(guide: Guide) -> None:
    assert "the level was thousands of times that in blood" in _citing(guide, "sasso2024")
    assert "thousands" not in _citing(guide, "cabanas2021") + _citing(guide, "cant2017")


def test_what_a_trial_asked_about_alcohol_is_told_trial_by_trial(guide: Guide) -> None:
    alcohol = _citing(guide, "naik2024")
    assert "INNOVA, in fibromyalgia, left out anyone who drank alcohol." in alcohol
    assert "A long COVID trial left out alcohol misuse." in alcohol


def test_signs_of_liver_trouble_are_joined_by_or(guide: Guide) -> None:
    section = guide.section("when-to-get-help")
    assert section
    assert "Bad pain in the upper belly, or no wish to eat." in [b.text for b in section.blocks]


def test_what_studies_of_suicide_linked_is_not_stretched(guide: Guide) -> None:
    survey, advice = _citing(guide, "mcmanimen2018"), _citing(guide, "chu2021")
    assert "were linked with having both at once" in survey
    assert "An expert guide tells those who treat" in advice


def test_a_review_of_other_people_is_not_counted_among_those_of_fibromyalgia(guide: Guide) -> None:
    other = _citing(guide, "bibliomed_meta")
    assert "on a second page only" in other
    assert "long pain" in other
    assert "bibliomed_meta" not in guide.answers["pain-fibromyalgia"].sources
    assert "2 of 3 reviews" in guide.answers["pain-fibromyalgia"].basis


def test_a_share_that_a_trial_was_too_small_to_test_is_called_so_wherever_it_stands(
    guide: Guide,
) -> None:
    text = [block.text for _s, block in guide.blocks() if "R18" in block.facts]
    pictures = [picture for picture in guide.pictures.values() if "R18" in picture.facts]
    assert text
    assert pictures
    assert all("too small to test it" in words for words in text)
    for picture in pictures:
        row = next(row for row in picture.rows if "less pain" in row.label)
        assert "too small to test it" in " ".join(picture.words)
        assert "too small to test it" in row.note


def test_the_length_of_the_block_is_that_of_the_full_dose(guide: Guide) -> None:
    found = [block.text for _s, block in guide.blocks() if "H1" in block.facts]
    assert found
    assert all("full dose" in text and "assumption" in text for text in found)


def test_who_must_not_take_it_is_the_most_cautious_of_the_labels(guide: Guide) -> None:
    page = guide.sections[0]
    last = [b.text for b in page.blocks if b.kind is BlockKind.DANGER][-1]
    for who in ("opioids", "allergy", "severe liver", "severe kidney", "acute hepatitis"):
        assert who in last


def test_talking_therapy_is_support_and_not_dropped(guide: Guide) -> None:
    assert "CBT may be offered as support" in _citing(guide, "nice_ng206")


def test_the_dangers_that_were_missing_are_there(guide: Guide) -> None:
    dangers = " ".join(b.text for _s, b in guide.blocks() if b.kind is BlockKind.DANGER)
    for words in (
        "Withdrawal set off in this way can be life-threatening", "coma or death", "Co-codamol",
        "hydrocodone", "pethidine", "Lomotil", "If someone who depends on opioids swallows",
        "Opioids can still be given to someone on naltrexone",
        "after a break from LDN in which you had opioids",
        "severe liver or severe kidney problems", "depression and suicidal thoughts",
        "prescribes an opioid for you", "must have been free of opioids for some time",
    ):  # fmt: skip
        assert words in dangers
    warnings = " ".join(
        b.text for _s, b in guide.blocks() if b.kind in (BlockKind.ASK_FIRST, BlockKind.BE_AWARE)
    )
    for words in (
        "All 13 guidelines", "crush or dissolve", "less fit to drive",
        "No study of how to end LDN",
    ):  # fmt: skip
        assert words in warnings
