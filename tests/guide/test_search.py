"""Finding words, explaining them, and giving the guide to other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ldn_desktop import guide as guide_package
from ldn_desktop.guide import (
    Guide,
    Index,
    Kind,
    TermFinder,
    as_dict,
    as_text,
    question_list,
    wallet_card,
)
from ldn_desktop.guide.parser import read_help
from ldn_desktop.guide.search import excerpt, sentences, sentences_of


@pytest.fixture(scope="module")
def index(guide: Guide) -> Index:
    return Index(guide)


def test_all_words_must_stand_in_the_same_block(index: Index, guide: Guide) -> None:
    hits = index.find("Vivid DREAMS twice")
    assert {hit.section for hit in hits} == {"research-sleep-and-thinking", "side-effects"}
    for hit in hits:
        section = guide.section(hit.section)
        assert section
        text = (*section.short, *section.blocks)[hit.block].text.casefold()
        assert all(word in text for word in ("vivid", "dreams", "twice"))


def test_a_section_is_found_by_its_title(index: Index) -> None:
    first = index.find("why mental health matters")[0]
    assert (first.section, first.block) == ("mental-health", -1)


@pytest.mark.parametrize("typed", ["", " ", "t", "  x "])
def test_less_than_two_letters_find_nothing(index: Index, typed: str) -> None:
    assert index.find(typed) == []


def test_words_that_do_not_stand_there_find_nothing(index: Index) -> None:
    assert index.find("zebra crossing") == []


def test_hits_are_few_enough_to_read(index: Index) -> None:
    assert len(index.find("ldn")) == 30


def test_an_excerpt_is_cut_at_whole_words_and_holds_the_word() -> None:
    text = (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    )
    shown = excerpt(text, "eight")
    assert "eight" in shown
    assert set(shown.replace("…", "").split()) <= set(text.split())
    assert excerpt("short text", "short") == "short text"


def test_sentences_are_cut_at_their_ends_and_not_at_numbers() -> None:
    text = "Pain fell by 28.8% with LDN. “Low dose” has no meaning. What now? Ask."
    assert sentences(text) == [
        "Pain fell by 28.8% with LDN.", "“Low dose” has no meaning.", "What now?", "Ask.",
    ]  # fmt: skip


def test_a_section_is_read_aloud_whole_and_in_order(guide: Guide) -> None:
    said = sentences_of(guide, "safety")
    section = guide.section("safety")
    assert section
    assert said[0] == (-1, section.title)
    assert [block for block, _s in said] == sorted(block for block, _s in said)
    for number, block in enumerate((*section.short, *section.blocks)):
        assert " ".join(s for n, s in said if n == number) == block.text


def test_a_word_is_offered_where_it_first_stands_and_only_there(guide: Guide) -> None:
    terms = TermFinder(guide.glossary)
    first = terms.first_uses("PEM is the hallmark. PEM comes late.")
    assert [(p.start, p.end, p.term.name) for p in first] == [(0, 3, "Post-exertional malaise")]
    assert terms.first_uses("Then post-exertional malaise came.") == []


def test_a_word_that_is_known_is_never_offered(guide: Guide) -> None:
    terms = TermFinder(guide.glossary, excluded=["LDN"])
    assert [place.term.name for place in terms.first_uses("LDN and PEM.")] == [
        "Post-exertional malaise"
    ]


def test_a_word_inside_another_word_is_not_offered(guide: Guide) -> None:
    assert TermFinder(guide.glossary).first_uses("The opioidergic FINALE.") == []


def test_every_word_of_the_glossary_stands_somewhere_in_the_guide_or_explains_itself(
    guide: Guide,
) -> None:
    assert len({term.name for term in guide.glossary}) == len(guide.glossary) >= 30
    assert [term.name for term in guide.glossary if not term.meaning] == []
    names = [term.name.casefold() for term in guide.glossary]
    assert names == sorted(names)


def test_json_holds_sections_short_versions_claims_and_sources(guide: Guide) -> None:
    told = json.loads(json.dumps(as_dict(guide)))
    assert [section["key"] for section in told["sections"]] == [s.key for s in guide.sections]
    for section in told["sections"]:
        assert 1 <= len(section["short"]) <= 3
        for claim in section["claims"]:
            assert claim["strength"] in told["strengths"]
            assert claim["sources"]
            assert set(claim["sources"]) <= set(told["sources"])
    assert told["sources"]["bruun2024"]["link"] == "https://doi.org/10.1016/S2665-9913(23)00278-3"
    assert told["evidence_as_of"] == "mid-2026"


def test_the_plain_text_holds_every_word_and_no_long_line(guide: Guide) -> None:
    text = as_text(guide)
    joined = " ".join(text.split())
    for section in guide.sections:
        for block in (*section.short, *section.blocks):
            assert " ".join(block.text.split()) in joined
    links = [line for line in text.splitlines() if len(line) > 70]
    assert all("http" in line or "[" in line for line in links)


def test_own_questions_come_first_and_empty_lines_are_left_out(guide: Guide) -> None:
    groups = question_list(guide, ["  Is my heart all right? ", "", "And my teeth?"])
    assert groups[0].questions == ("Is my heart all right?", "And my teeth?")
    section = guide.section("talking-with-your-clinician")
    assert section
    asked = [block.text for block in section.blocks if block.kind is Kind.QUESTION]
    assert [q for group in groups[1:] for q in group.questions] == asked
    assert len(question_list(guide)) == len(groups) - 1


def test_the_card_names_the_blocker_and_no_amount() -> None:
    card = wallet_card()
    assert card.lines[0] == "I take low-dose naltrexone (LDN), an opioid blocker."
    assert not any(character.isdigit() for line in card.lines for character in line)
    joined = " ".join(card.blanks)
    assert all(word in joined for word in ("Amount", "Prescriber", "Emergency contact"))


def test_a_language_that_is_not_shipped_falls_back_to_english() -> None:
    assert guide_package.load("xx") == guide_package.load("en")
    assert guide_package.load_help("xx") == guide_package.load_help("en")


def test_text_and_chat_stand_before_phone_in_every_country(guide: Guide) -> None:
    order = ["text", "chat", "phone"]
    for country in guide.help.countries:
        ways = [order.index(contact.way) for contact in country.contacts]
        assert ways == sorted(ways), country.key


def test_only_what_the_evidence_checked_counts_as_checked(guide: Guide) -> None:
    checked = {
        (country.key, contact.reach)
        for country in guide.help.countries
        for contact in country.contacts
        if contact.checked
    }
    assert checked == {
        ("us", "988"), ("ca", "988"), ("gb", "116 123"), ("ie", "116 123"),
        ("au", "0477 13 11 14"), ("au", "13 11 14"),
        ("de", "by chat or mail, on its web pages"),
        ("de", "0800 111 0 111 or 0800 111 0 222"),
        ("es", "024"), ("nl", "113 or 0800 0113"), ("no", "116 123"),
    }  # fmt: skip
    assert [c.key for c in guide.help.countries if c.emergency_checked] == ["au"]


def test_a_phone_line_listed_before_a_text_line_is_shown_after_it(tmp_path: Path) -> None:
    file = tmp_path / "help.toml"
    file.write_text(
        'title = "T"\nas_of = "then"\ndirectory = "d"\nemergency_elsewhere = "e"\n'
        'urgent = ["U."]\nwaiting = []\nsilent = []\n[[country]]\nkey = "x"\nname = "X"\n'
        'contact = [{ way = "phone", name = "P", reach = "1", checked = true },'
        ' { way = "text", name = "T", reach = "2", checked = false }]\n',
        "utf-8",
    )
    (country,) = read_help(file).countries
    assert [contact.way for contact in country.contacts] == ["text", "phone"]
