"""Finding words, explaining them, and giving the guide to other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ldn_desktop import guide as guide_package
from ldn_desktop.guide import (
    BlockKind,
    Guide,
    Index,
    TermFinder,
    as_dict,
    as_text,
    decision_page,
    question_list,
)
from ldn_desktop.guide.guide_export import citation
from ldn_desktop.guide.parser import read_help
from ldn_desktop.guide.pictures import answer_words
from ldn_desktop.guide.search import excerpt, plain_text, sentences, sentences_of


@pytest.fixture(scope="module")
def index(guide: Guide) -> Index:
    return Index(guide)


def test_all_words_must_stand_in_the_same_block(index: Index, guide: Guide) -> None:
    result = index.find("Vivid DREAMS twice")
    assert {hit.section for hit in result.hits} == {"side-effects"}
    assert result.count == len(result.hits) == 2  # the paragraph, and the row of the table
    for hit in result.hits:
        section = guide.section(hit.section)
        assert section
        text = plain_text(section.blocks[hit.block], guide).casefold()
        assert all(word in text for word in ("vivid", "dreams", "twice"))


def test_a_section_is_found_by_its_title(index: Index) -> None:
    first = index.find("why early promise")
    assert (first.hits[0].section, first.hits[0].block) == ("why-promise-can-fail", -1)


@pytest.mark.parametrize("typed", ["", " ", "t", "  x "])
def test_less_than_two_letters_find_nothing(index: Index, typed: str) -> None:
    assert index.find(typed).hits == ()


def test_words_that_do_not_stand_there_find_nothing(index: Index) -> None:
    assert index.find("zebra crossing").count == 0


def test_hits_are_few_enough_to_read_and_counted_whole(index: Index) -> None:
    result = index.find("ldn")
    assert len(result.hits) == 30
    assert result.count > 60


def test_pictures_and_tables_are_found_by_their_words(index: Index) -> None:
    found = {hit.section for hit in index.find("45 women 28 with placebo").hits}
    assert found == {"should-i-ask"}
    assert "at-a-glance" in {hit.section for hit in index.find("sclerosis cannot tell").hits}


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
    read_aloud = sentences_of(guide, "opioids")
    section = guide.section("opioids")
    assert section
    assert read_aloud[0] == (-1, section.title)
    assert [block for block, _s in read_aloud] == sorted(block for block, _s in read_aloud)
    for number, block in enumerate(section.blocks):
        assert " ".join(s for n, s in read_aloud if n == number) == plain_text(block, guide)


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
    assert len({term.name for term in guide.glossary}) == len(guide.glossary) >= 25
    assert [term.name for term in guide.glossary if not term.meaning] == []
    names = [term.name.casefold() for term in guide.glossary]
    assert names == sorted(names)


def test_json_holds_help_sections_answers_pictures_and_sources(guide: Guide) -> None:
    document = json.loads(json.dumps(as_dict(guide)))
    assert [section["key"] for section in document["sections"]] == [s.key for s in guide.sections]
    for section in document["sections"]:
        assert section["group"] in {group["key"] for group in document["groups"]}
        for block in section["text"]:
            assert set(block.get("sources", ())) <= set(document["sources"])
    dangers = [b for s in document["sections"] for b in s["text"] if b["kind"] == "danger"]
    assert len(dangers) >= 8
    assert [block for block in dangers if not block.get("sources")] == []
    assert (
        document["sources"]["bruun2024"]["link"] == "https://doi.org/10.1016/S2665-9913(23)00278-3"
    )
    assert {answer["direction"] for answer in document["answers"]} == {
        "no difference",
        "harms",
        "open",
    }
    assert "No fair comparison yet" in " ".join(document["pictures"][4]["words"])
    kingdom = next(c for c in document["help"]["countries"] if c["key"] == "gb")
    assert kingdom["emergency"] == "999 or 112"
    assert kingdom["contacts"][0] == {
        "way": "text", "name": "Shout", "reach": "85258", "send": "SHOUT", "note": "",
        "hours": "day and night",
    }  # fmt: skip
    assert document["help"]["helplines_as_of"] == "August 2026"


def test_the_plain_text_holds_help_and_every_word_and_no_long_line(guide: Guide) -> None:
    text = as_text(guide)
    joined = " ".join(text.split())
    assert text.startswith("Help now\n========")
    for country in guide.help.countries:
        assert country.name in text
        for contact in country.contacts:
            assert contact.reach in text
    for _section, block in guide.blocks():
        if block.kind not in (
            BlockKind.LINK,
            BlockKind.SOURCE,
            BlockKind.PICTURE,
            BlockKind.ANSWERS,
        ):
            assert " ".join(block.text.split()) in joined
    for answer in guide.answers.values():
        assert " ".join(answer_words(answer).split()) in joined
    long = [line for line in text.splitlines() if len(line) > 70]
    assert all("http" in line or line.startswith("  ") for line in long), long


def test_a_source_says_what_kind_it_is(guide: Guide) -> None:
    kinds = {key: citation(guide.sources[key]) for key in guide.sources}
    assert kinds["label_naltrexone_us"].startswith("Official label, US.")
    assert kinds["nice_ng206"].startswith("Guideline or public health service, UK.")
    assert "read in mid-2026" in kinds["lift_protocol"]
    assert kinds["literature_search"].startswith("No study found.")
    assert kinds["good_practice"].startswith("Our advice, not yet reviewed.")


def test_own_questions_come_first_and_empty_lines_are_left_out(guide: Guide) -> None:
    groups = question_list(guide, ["  Is my heart all right? ", "", "And my teeth?"])
    assert groups[0].questions == ("Is my heart all right?", "And my teeth?")
    section = guide.section("questions")
    assert section
    asked = [block.text for block in section.blocks if block.kind is BlockKind.QUESTION]
    assert [q for group in groups[1:] for q in group.questions] == asked
    assert len(question_list(guide)) == len(groups) - 1


def test_the_decision_page_is_the_first_section(guide: Guide) -> None:
    page = decision_page(guide)
    assert page is guide.sections[0]
    assert [block.kind for block in page.blocks].count(BlockKind.OPTION) == 4
    assert [b.text for b in page.blocks if b.kind is BlockKind.FRAME] == [
        "We found no fair comparison that has been published."
    ]


def test_a_language_that_is_not_shipped_falls_back_to_english() -> None:
    assert guide_package.load("xx") == guide_package.load("en")
    assert guide_package.load_help("xx") == guide_package.load_help("en")


def test_text_and_chat_stand_before_phone_in_every_country(guide: Guide) -> None:
    order = ["text", "chat", "phone"]
    for country in guide.help.countries:
        ways = [order.index(contact.way) for contact in country.contacts]
        assert ways == sorted(ways), country.key


def test_every_country_has_a_number_to_call(guide: Guide) -> None:
    without = [country.key for country in guide.help.countries if not country.emergency]
    assert without == ["other"]
    assert all(c.contacts for c in guide.help.countries if c.key != "other")
    assert len(guide.help.countries) >= 30


def test_a_way_without_speaking_names_two_sources(guide: Guide) -> None:
    silent = {c.key: c for c in guide.help.countries if c.silent}
    assert set(silent) == {"gb", "fr", "us"}
    for country in silent.values():
        sources = country.silent_source
        assert ";" in sources or "two pages" in sources, country.key
    assert all(c.silent for c in guide.help.countries if c.silent_source)


def test_a_phone_line_listed_before_a_text_line_is_shown_after_it(tmp_path: Path) -> None:
    file = tmp_path / "help.toml"
    file.write_text(
        'title = "T"\nas_of = "then"\ndirectory = "d"\nemergency_elsewhere = "e"\n'
        'call = "C {number}"\ncall_elsewhere = "E"\nclosing = "Z"\n'
        'urgent = ["U."]\nwaiting = "W"\nsilent = "S"\n[[country]]\nkey = "x"\nname = "X"\n'
        'contact = [{ way = "phone", name = "P", reach = "1" },'
        ' { way = "text", name = "T", reach = "2" }]\n',
        "utf-8",
    )
    (country,) = read_help(file).countries
    assert [contact.way for contact in country.contacts] == ["text", "phone"]
