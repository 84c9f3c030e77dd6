"""Every statement of the guide can be traced, and says what its facts say."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ldn_desktop import resources
from ldn_desktop.guide import (
    Block,
    BlockKind,
    CertaintyAnswer,
    Direction,
    Guide,
    GuideSection,
    Sureness,
    load_from,
)
from ldn_desktop.guide.parser import read_facts, read_section
from ldn_desktop.guide.pictures import picture_words
from ldn_desktop.guide.search import plain_text

NAMES = re.compile(r"COVID-19|TLR4|NAD\+|mid-2026|24 July")  # digits that are part of a name
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "hundred": "100",
    "thousand": "1000", "thousands": "1000", "half": "1/2",
    "third": "1/3", "quarter": "1/4", "tenth": "1/10",
}  # fmt: skip
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b", re.IGNORECASE)
SMALL = {"2", "3", "4"}
"""What a sentence may count to without claiming anything: “two ideas”."""
ILLNESSES = {
    "ME/CFS", "long COVID", "fibromyalgia", "depression", "multiple sclerosis",
    "Gulf War illness", "Crohn’s disease", "rheumatoid arthritis", "long pain",
}  # fmt: skip
OWN = {"own", "search"}
TWICE = re.compile(r"\b(more than |almost |nearly )?(?:twice|double)\b", re.IGNORECASE)
TOO_WEAK = re.compile(
    r"free of opioids|after a break (?:with|from)|opioids can still be given|prescribes an opioid"
    r"|suicid|ending your life|severe (?:liver|kidney)|threaten life|danger to life"
    r"|life-threatening|overdose"
    r"|pain relief .* more opioid",
    re.IGNORECASE,
)
"""What can kill: marked at all, it is marked as a danger."""
OPIOIDS = re.compile(
    r"\b(?:codeine|dihydrocodeine|tramadol|tapentadol|morphine|oxycodone|fentanyl|methadone"
    r"|buprenorphine|pethidine|hydrocodone|Vicodin|Percocet|co-codamol|Lomotil)\b",
    re.IGNORECASE,
)
NOT_ALL = re.compile(r"not complete|There are (?:many )?more")
TO_COME = re.compile(
    r"\b(?:plans|hopes|will|is to|are to|gets?|is planned|compares)\b[^.]*\b(20\d\d)\b"
    r"|\b(20\d\d)\b[^.]*\b(?:plans|hopes|will|is planned)\b"
)
READ_UNTIL = 2026
"""The year up to which the sources were read: a plan for it is told as past."""
TRIALS = re.compile(r"(\d[\d,]*) (?:small |smaller |larger |fair )?trials?\b")
PEOPLE = re.compile(r"(\d[\d,]*)(?: and (\d[\d,]*))? (?:people|women)\b")
FEWEST = 50
"""Fewer people than this cannot tell, whatever they saw."""
ASKED_BEFORE = re.compile(r"pregnan|operation|surgery|anaesthe", re.IGNORECASE)
"""What other pages mark as “Ask first”: one subject has one strength."""
UNREAD = re.compile(r"not (?:yet )?(?:been )?(?:read|checked)|still to be")


def numbers(text: str) -> list[str]:
    """Every number in `text`, in figures or as a word, as the facts write it."""
    plain = NAMES.sub(" ", text)
    figures = [found.replace(",", "") for found in FIGURE.findall(plain)]
    return figures + [WORDS[word.lower()] for word in WORD.findall(plain)]


def allowed(names: tuple[str, ...], guide: Guide) -> set[str]:
    """The numbers that some facts let a text print."""
    known = [guide.facts[name] for name in names if name in guide.facts]
    return {n for fact in known for n in (*fact.numbers, *fact.values.values())}


def faults(guide: Guide) -> Iterator[str]:
    """What is wrong with the guide, one sentence each."""
    for section, block in guide.blocks():
        if block.kind is BlockKind.SOURCE:
            continue
        where = f"({section.key}: {block.text[:50]})"
        found = (*untraceable(block, guide), *misquoted(block, guide), *unsafe(block, guide))
        yield from (f"{fault} {where}" for fault in found)
        yield from (f"{fault} {where}" for fault in borrowed(section, block, guide))
        yield from (f"{fault} {where}" for fault in too_weak(section, block))
        yield from (f"{fault} {where}" for fault in overstated(block, guide))
    for answer in guide.answers.values():
        yield from (f"{fault} ({answer.key})" for fault in incomplete(answer, guide))
        yield from (f"{fault} ({answer.key})" for fault in too_sure(answer, guide))
        yield from (f"{fault} ({answer.key})" for fault in miscounted(answer, guide))
        yield from (f"{fault} ({answer.key})" for fault in dropped(answer, guide))
        yield from (f"{fault} ({answer.key})" for fault in unread(answer, guide))
        yield from (f"{fault} ({answer.key})" for fault in unnamed(answer))
    yield from misdrawn(guide)
    yield from unused(guide)


def untraceable(block: Block, guide: Guide) -> Iterator[str]:
    yield from (f"no fact {name}" for name in block.facts if name not in guide.facts)
    keys = {key for name in block.facts if name in guide.facts for key in guide.facts[name].keys}
    for key in block.sources:
        if key not in guide.sources:
            yield f"no record {key}"
        if key not in keys:
            yield f"{key} is not a source of {', '.join(block.facts)}"


def misquoted(block: Block, guide: Guide) -> Iterator[str]:
    text = f"{block.title} {block.text}"
    if block.facts:
        right = allowed(block.facts, guide)
        yield from (f"the facts do not say {n}" for n in numbers(text) if n not in right)
    elif block.kind is not BlockKind.ANSWERS and not set(numbers(text)) <= SMALL:
        yield "a number without a fact"


def unsafe(block: Block, guide: Guide) -> Iterator[str]:
    """A danger stands on a source that was read; nothing unchecked is shown beside it."""
    if block.kind is BlockKind.DANGER:
        if not block.sources:
            yield "a danger without a source"
        if any(guide.facts[name].mark == "M" for name in block.facts if name in guide.facts):
            yield "a danger that was not checked"
        known = [guide.sources[key] for key in block.sources if key in guide.sources]
        if any(source.kind in OWN for source in known):
            yield "a danger that rests on our own advice"
    elif block.kind in (BlockKind.ASK_FIRST, BlockKind.BE_AWARE) and not block.sources:
        yield "a warning without a source"


def too_weak(section: GuideSection, block: Block) -> Iterator[str]:
    """What can kill is a danger: no weaker mark, no list that seems whole, no bare heading."""
    at = section.blocks.index(block)
    if block.kind is BlockKind.POINT:
        above = [b for b in section.blocks[:at] if b.kind not in (BlockKind.POINT, BlockKind.LINK)]
        kind = above[-1].kind if above else BlockKind.TEXT
    else:
        kind = block.kind
    if kind in (BlockKind.ASK_FIRST, BlockKind.BE_AWARE) and TOO_WEAK.search(block.text):
        yield "a danger that is marked too weakly"
    if kind is BlockKind.BE_AWARE and ASKED_BEFORE.search(block.text):
        yield "what is asked first is marked too weakly"
    listed = block.kind is BlockKind.DANGER and len(set(OPIOIDS.findall(block.text))) >= 3
    if listed and not NOT_ALL.search(block.text):
        yield "a list of opioids that seems complete"
    if block.kind is BlockKind.HEADING and "must not" in block.text:
        after = section.blocks[at + 1 : at + 2]
        if [b.kind for b in after] != [BlockKind.DANGER]:
            yield "who must not take it is not marked as a danger"


def overstated(block: Block, guide: Guide) -> Iterator[str]:
    """More than a source carries: by its number, by its age, by a word."""
    if "second-hand" in block.text and block.sources:
        yield "a source beside what is only known second-hand"
    if re.search(r"rules? out an? (?:mean |real |true )?(?:gain|effect|benefit)", block.text):
        yield "an interval makes unlikely, it does not rule out"
    for years in TO_COME.findall(block.text):
        if any(year and int(year) <= READ_UNTIL for year in years):
            yield "a plan for a year that has come"
    values = [float(n) for n in allowed(block.facts, guide) if re.fullmatch(r"\d+\.\d+", n)]
    for word in TWICE.findall(block.text) if block.facts else ():
        least, most = {"more than ": (2.0, 2.9), "": (1.85, 2.15)}.get(word.lower(), (1.7, 2.0))
        if not any(least <= value <= most for value in values):
            yield f"the facts do not say {word}twice"


def too_sure(answer: CertaintyAnswer, guide: Guide) -> Iterator[str]:
    """GRADE in short: few people or trials of like size that disagree cannot tell."""
    if answer.sure in (Sureness.CANNOT_TELL, Sureness.LAB_IDEA):
        return
    people, against = sum(answer.people), sum(answer.against)
    if answer.people and people < FEWEST:
        yield "too few people for how sure it is"
    if 2 * against > people > 0:
        yield "too many people in trials that disagree"
    reviews = [key for key in answer.sources if guide.sources[key].kind == "review"]
    strong = answer.sure in (Sureness.CONFIDENT, Sureness.PROBABLY)
    if strong and len(answer.people) < 2 and not reviews:
        yield "one trial is not probably"


def miscounted(answer: CertaintyAnswer, guide: Guide) -> Iterator[str]:
    """Counts of trials and of people are those of the sources behind the answer."""
    each = (*answer.people, *answer.against)
    trials = [key for key in answer.sources if guide.sources[key].kind == "trial"]
    if each and not answer.pooled and len(trials) != len(each):
        yield f"{len(trials)} trials among the sources, but {len(each)} counted"
    counts = {len(answer.people), len(answer.against), len(each), answer.pooled} - {0}
    text = f"{answer.seen}; {answer.basis}"
    for found in TRIALS.findall(text):
        if int(found.replace(",", "")) not in counts:
            yield f"{found} trials are not those behind it"
    sums = {*each, sum(answer.people), sum(answer.against), sum(each)}
    for found in (n for pair in PEOPLE.findall(text) for n in pair if n):
        if int(found.replace(",", "")) not in sums:
            yield f"{found} people are not those behind it"


def dropped(answer: CertaintyAnswer, guide: Guide) -> Iterator[str]:
    """A result that the text tells about this outcome in this illness stands behind the mark."""
    named_facts = {name for _s, block in guide.blocks() for name in block.facts}
    for name in sorted(named_facts):
        fact = guide.facts.get(name)
        if fact is None or answer.outcome not in fact.outcomes or name in answer.facts:
            continue
        illnesses = {guide.sources[key].illness for key in fact.keys if key in guide.sources}
        if answer.illness in illnesses:
            yield f"the mark drops {name}"


def unread(answer: CertaintyAnswer, guide: Guide) -> Iterator[str]:
    """A trial known from its protocol alone measured this too: the row says it was not read."""
    for name in answer.facts:
        kinds = {guide.sources[key].kind for key in guide.facts[name].keys if key in guide.sources}
        if kinds == {"registry"} and not UNREAD.search(answer.basis):
            yield f"the row hides that {name} was not read"


def unnamed(answer: CertaintyAnswer) -> Iterator[str]:
    """A question names its illness, for it is read without the page around it."""
    names = {"many illnesses": "any illness", "the laboratory": ""}
    name = names.get(answer.illness, answer.illness).replace("'", "’")
    if name.casefold() not in answer.question.casefold():
        yield f"a question without {name}"


def borrowed(section: GuideSection, block: Block, guide: Guide) -> Iterator[str]:
    """What rests on another illness names it: beside ME/CFS in the same paragraph."""
    before = section.blocks[: section.blocks.index(block)]
    heading = next((b.text for b in reversed(before) if b.kind is BlockKind.HEADING), "")
    around = f"{section.title} {heading} {block.title} {block.text}"
    about_me_cfs = "ME/CFS" in block.text
    for key in block.sources:
        illness = guide.sources[key].illness if key in guide.sources else ""
        if illness in ("", "ME/CFS"):
            continue
        context = block.text if about_me_cfs else around
        named = illness.casefold() in context.casefold()
        # A name of a trial that the same page introduced with its illness is enough.
        if not named and not (not about_me_cfs and re.search(r"FINAL|INNOVA|RECOVER", around)):
            yield f"rests on {illness} without saying so"


def incomplete(answer: CertaintyAnswer, guide: Guide) -> Iterator[str]:
    if not answer.question or not answer.seen or not answer.basis:
        yield "a mark without a question"
    if not answer.sources or any(key not in guide.sources for key in answer.sources):
        yield "a mark without a source"
    vague = answer.sure in (Sureness.CANNOT_TELL, Sureness.LAB_IDEA)
    if vague is not (answer.direction is Direction.OPEN):
        yield "a mark without a direction"
    right, each = allowed(answer.facts, guide), (*answer.people, *answer.against)
    yield from (f"the facts do not say {n}" for n in map(str, each) if n not in right)
    sums = {str(sum(some)) for some in (answer.people, answer.against, each)}
    counted = {*right, *SMALL, "1", *sums, str(answer.pooled)}
    text = f"{answer.question} {answer.seen} {answer.basis}"
    yield from (f"the facts do not say {n}" for n in numbers(text) if n not in counted)


def misdrawn(guide: Guide) -> Iterator[str]:
    """Pictures print what the facts say, in words too."""
    for picture in guide.pictures.values():
        right = {*allowed(picture.facts, guide), "100", "10"}
        if picture.kind == "figures":
            right |= {"12"}
        words = " ".join(
            (picture.title, *picture.words, *(f"{r.label} {r.note}" for r in picture.rows))
        )
        drawn = [value for row in picture.rows for value in (row.first, row.second) if value]
        tops = {str(row.top) for row in picture.rows} if picture.kind == "pairs" else set()
        for n in (*numbers(words), *drawn):
            if n not in right | SMALL | tops:
                yield f"the facts do not say {n} (picture {picture.key})"
        if picture.kind in ("figures", "pairs"):
            missing = [value for value in drawn if value not in numbers(" ".join(picture.words))]
            yield from (f"the words leave out {value} (picture {picture.key})" for value in missing)


def unused(guide: Guide) -> Iterator[str]:
    cited = {
        key for _s, block in guide.blocks() if block.kind is not BlockKind.SOURCE
        for key in guide.cited_by(block)
    }  # fmt: skip
    yield from (f"nobody cites {key}" for key in guide.sources if key not in cited)
    facts = {name for _s, block in guide.blocks() for name in block.facts}
    facts |= {name for answer in guide.answers.values() for name in answer.facts}
    facts |= {name for picture in guide.pictures.values() for name in picture.facts}
    yield from (f"nobody uses the fact {name}" for name in guide.facts if name not in facts)


def with_block(guide: Guide, block: Block) -> Guide:
    first, *rest = guide.sections
    return replace(guide, sections=(replace(first, blocks=(*first.blocks, block)), *rest))


def text(
    words: str, facts: str = "W9", key: str = "raknes2017", kind: BlockKind = BlockKind.TEXT
) -> Block:
    return Block(kind, words, tuple(facts.split()), tuple(key.split()))


def test_everything_can_be_traced_and_says_what_its_facts_say(guide: Guide) -> None:
    assert list(faults(guide)) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (text("Many people collected it.", key="invented1999"), "no record invented1999"),
        (text("Many people collected it.", key="polo2019"), "polo2019 is not a source of W9"),
        (text("Many people collected it.", facts="Z1"), "no fact Z1"),
        (text("About 15,400 people collected it."), "the facts do not say 15400"),
        (text("Almost half of them did."), "the facts do not say 1/2"),
        (text("Nearly 0.4% collected it."), "the facts do not say 0.4"),
        (text("There were 17 of them.", facts="", key=""), "a number without a fact"),
        (text("Never.", "", "", BlockKind.DANGER), "a danger without a source"),
        (
            text("You might act on ending your life.", "", "", BlockKind.DANGER),
            "a danger without a source",
        ),
        (
            text("An operation is planned.", "S28", "good_practice", BlockKind.BE_AWARE),
            "what is asked first is marked too weakly",
        ),
        (
            text("In fibromyalgia pain fell.", "R17-long-pain", "bibliomed_meta"),
            "rests on long pain without",
        ),
        (text("Never.", "S22", "good_practice", BlockKind.DANGER), "a danger that was not checked"),
        (
            text("Never.", "A11", "literature_search", BlockKind.DANGER),
            "a danger that rests on our own",
        ),
        (text("Ask.", "", "", BlockKind.ASK_FIRST), "a warning without a source"),
        (text("LDN eases pain in ME/CFS.", "R8", "bruun2024"), "rests on fibromyalgia without"),
        (text("It eases pain.", "R7", "younger2013"), "rests on fibromyalgia without"),
        (
            text(
                "The body must be free of opioids.",
                "S4",
                "label_naltrexone_us",
                BlockKind.ASK_FIRST,
            ),
            "a danger that is marked too weakly",
        ),
        (
            text("Opioids can still be given.", "A5", "uk_leaflet_naltrexone", BlockKind.BE_AWARE),
            "a danger that is marked too weakly",
        ),
        (
            text(
                "The label warns of suicidal thoughts.",
                "S8",
                "label_naltrexone_us",
                BlockKind.BE_AWARE,
            ),
            "a danger that is marked too weakly",
        ),
        (
            text(
                "Not with severe kidney problems.", "A7", "uk_leaflet_pl21344", BlockKind.ASK_FIRST
            ),
            "a danger that is marked too weakly",
        ),
        (
            text("Codeine, tramadol and morphine.", "S2", "nhs_opioid_list", BlockKind.DANGER),
            "a list of opioids that seems complete",
        ),
        (
            text("Who must not have it", "", "", BlockKind.HEADING),
            "who must not take it is not marked",
        ),
        (
            text("That is known second-hand.", "A4", "label_naltrexone_us"),
            "a source beside what is only known second-hand",
        ),
        (text("In fibromyalgia it rules out a gain.", "B4", "bruun2024"), "an interval makes"),
        (
            text("Alabama plans ME/CFS work, April 2026.", "R28", "uab_dosefinding"),
            "a plan for a year that has come",
        ),
        (
            text("In fibromyalgia dreams were twice as many.", "S14", "annmedsurg2025"),
            "the facts do not say twice",
        ),
    ],
)
def test_a_block_that_cannot_be_traced_is_found(guide: Guide, wrong: Block, fault: str) -> None:
    assert any(one.startswith(fault) for one in faults(with_block(guide, wrong)))


def test_a_true_statement_is_not_complained_about(guide: Guide) -> None:
    right = text("About 15,300 people, or 0.3%, collected it in 2013.")
    assert list(faults(with_block(guide, right))) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"question": ""}, "a mark without a question"),
        ({"sources": ()}, "a mark without a source"),
        ({"direction": Direction.OPEN}, "a mark without a direction"),
        ({"people": (99, 97)}, "the facts do not say 97"),
        ({"basis": "3 trials, 250 women"}, "the facts do not say 250"),
        ({"basis": "5 trials, 197 women"}, "5 trials are not those behind it"),
        ({"basis": "2 trials, 99 people and 41 more", "people": (99,)}, "3 trials among"),
        ({"basis": "2 trials, 222 women"}, "222 people are not those behind it"),
        ({"people": (31,), "against": ()}, "too few people for how sure it is"),
        ({"against": (31, 96)}, "too many people in trials that disagree"),
        ({"facts": ("R8", "R16", "R18")}, "the mark drops R7"),
        ({"question": "Less pain?"}, "a question without fibromyalgia"),
        ({"facts": ("R7", "R8", "R16", "R17", "R18", "B3")}, "the row hides that B3 was not read"),
        ({"people": (99,), "sources": ("bruun2024",)}, "one trial is not probably"),
    ],
)
def test_a_mark_that_is_not_complete_is_found(
    guide: Guide, changes: dict[str, object], fault: str
) -> None:
    answer = replace(guide.answers["pain-fibromyalgia"], **changes)  # type: ignore[arg-type]  # wrong on purpose
    wrong = replace(guide, answers={**guide.answers, answer.key: answer})
    assert any(one.startswith(fault) for one in faults(wrong))


def test_a_picture_that_differs_from_the_facts_is_found(guide: Guide) -> None:
    picture = guide.pictures["figures"]
    rows = (replace(picture.rows[0], first="46"), *picture.rows[1:])
    wrong = replace(picture, rows=rows)
    found = list(faults(replace(guide, pictures={**guide.pictures, "figures": wrong})))
    assert "the facts do not say 46 (picture figures)" in found
    assert "the words leave out 46 (picture figures)" in found


def test_a_record_that_nobody_cites_is_found(guide: Guide) -> None:
    record = replace(guide.sources["polo2019"], key="extra")
    assert "nobody cites extra" in faults(
        replace(guide, sources={**guide.sources, "extra": record})
    )


def test_text_and_picture_print_the_same_value_of_the_facts(tmp_path: Path) -> None:
    shipped = tmp_path / "guide"
    shutil.copytree(resources.path("guide"), shipped)
    file = shipped / "facts.toml"
    changed = file.read_text("utf-8").replace(
        'ldn = "45", placebo = "28"', 'ldn = "47", placebo = "28"'
    )
    file.write_text(changed, "utf-8")
    guide = load_from(shipped, "en")
    assert guide.pictures["figures"].rows[0].first == "47"
    assert any("Over 30% less pain: 47 women" in line for line in guide.pictures["figures"].words)
    section = guide.section("fibromyalgia")
    assert section
    assert any("47% on LDN" in block.text for block in section.blocks)


def test_where_no_fair_trial_reported_there_is_no_mark(guide: Guide) -> None:
    for answer in guide.answers.values():
        assert answer.illness not in ("ME/CFS", "long COVID"), answer.key
    empty = [c for c in guide.pictures["grid"].cells if c.illness in ("ME/CFS", "Long COVID")]
    assert len(empty) == 10
    assert [cell for cell in empty if cell.answer] == []
    words = picture_words(guide.pictures["grid"])
    assert words[0] == "ME/CFS: No fair comparison yet."


def test_every_answer_is_shown_once(guide: Guide) -> None:
    shown = [key for _s, block in guide.blocks() for key in block.items]
    assert sorted(shown) == sorted(guide.answers)
    assert 15 <= len(shown) <= 25


def test_every_picture_is_shown(guide: Guide) -> None:
    shown = {block.target for _s, block in guide.blocks() if block.kind is BlockKind.PICTURE}
    assert shown == set(guide.pictures)


def test_every_link_leads_somewhere(guide: Guide) -> None:
    targets = {block.target for _s, block in guide.blocks() if block.kind is BlockKind.LINK}
    assert {"help", "print"} < targets
    assert targets - {"help", "print"} <= {section.key for section in guide.sections}


def test_what_is_said_of_our_own_advice_is_said_openly(guide: Guide) -> None:
    own = [s for s in guide.sources.values() if s.kind == "own"]
    assert [source.checked for source in own] == ["not yet reviewed"]
    unchecked = {name for name, fact in guide.facts.items() if fact.mark == "M"}
    for _section, block in guide.blocks():
        if block.facts and set(block.facts) <= unchecked - {"D15", "T10", "M10-talking"}:
            assert set(block.sources) <= {"good_practice", "literature_search"}, block.text


def test_wording_that_was_not_read_at_its_source_says_so_on_the_card(guide: Guide) -> None:
    found = [
        key
        for _s, block in guide.blocks()
        if block.facts and all(guide.facts[name].mark == "M" for name in block.facts)
        for key in block.sources
        if guide.sources[key].kind not in OWN
    ]
    # These were read; they stand beside our own advice on what a diary cannot show.
    own = {"fluge2019", "innova2026", "bruun2024"}
    silent = [key for key in found if key not in own and not UNREAD.search(guide.sources[key].note)]
    assert found
    assert silent == []


def test_a_result_that_would_read_as_an_instruction_is_withheld(guide: Guide) -> None:
    assert guide.sources["label_naltrexone_us"].result == ""
    assert guide.sources["bruunplesner2020"].result == ""
    assert guide.sources["bruun2024"].result


def test_nothing_rests_on_an_answer_of_a_machine(guide: Guide) -> None:
    assert "spaqi2021" not in guide.sources
    assert not any("droracle" in str(source) for source in guide.sources.values())


def test_a_source_is_called_what_it_is(guide: Guide) -> None:
    for source in guide.sources.values():
        where = f"{source.authors} {source.journal}"
        if re.search(r"Sick Times|Patient web sites|Research Trust|ME Association", where):
            assert source.kind == "web", source.key
        if source.kind == "registry":
            about = f"{source.title} {source.journal} {source.design}"
            assert re.search(r"ClinicalTrials|ANZCTR|protocol", about, re.IGNORECASE), source.key
        assert ("expert" in source.design.casefold()) is (source.kind == "expert"), source.key
        chosen = re.search(r"narrative|critical", source.design, re.IGNORECASE)
        assert bool(chosen) is (source.kind == "overview"), source.key
        if source.doi:  # a publication has a title of its own
            assert "descri" not in source.note, source.key


def test_the_whole_is_at_most_5500_words(guide: Guide) -> None:
    text = [section.title for section in guide.sections[:-1]]
    text += [
        plain_text(block, guide)
        for section in guide.sections[:-1]
        for block in section.blocks
        if block.kind is not BlockKind.PICTURE
    ]
    assert len(" ".join(text).split()) <= 5500


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("# T\n\nA.\nFacts: Z9.\n", "line 3: no fact Z9"),
        ("# T\n\nA.\nFacts: W9\n", "not a line of facts"),
        ("# T\n\nFacts: W9.\n", "without a paragraph"),
        ("# T\n", "needs a title and some text"),
        ("# T\n\n#### Deep.\n", "not understood"),
        ("# T\n\nIt was {R18.nothing}.\n", "no value R18.nothing"),
    ],
)
def test_a_section_that_is_not_understood_is_refused_with_its_line(
    tmp_path: Path, text: str, fault: str
) -> None:
    file = tmp_path / "wrong.md"
    file.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=fault):
        read_section(file, read_facts(resources.path("guide", "facts.toml")))


def parity_faults(one: Guide, other: Guide) -> Iterator[str]:
    """Where a translation has other blocks, marks, numbers or sources than English."""
    if [s.key for s in one.sections] != [s.key for s in other.sections]:
        yield "other sections"
    for (section, block), (_s, twin) in zip(one.blocks(), other.blocks(), strict=False):
        if block.kind is BlockKind.SOURCE:
            continue
        same = (block.kind, block.facts, block.sources, block.target, block.items)
        if same != (twin.kind, twin.facts, twin.sources, twin.target, twin.items):
            yield f"another block in {section.key}: {twin.text[:40]}"
        elif FIGURE.findall(block.text) != FIGURE.findall(twin.text):
            yield f"other numbers in {section.key}: {twin.text[:40]}"


def test_a_translation_has_the_same_blocks_marks_numbers_and_sources(
    guide: Guide, tmp_path: Path
) -> None:
    shipped = resources.path("guide")
    for folder in (path for path in shipped.iterdir() if path.is_dir()):
        assert list(parity_faults(guide, load_from(shipped, folder.name))) == [], folder.name
    copy = tmp_path / "guide"
    shutil.copytree(shipped, copy)
    page = copy / "en" / "opioids.md"
    page.write_text(page.read_text("utf-8").replace("Danger: After", "Ask first: After"), "utf-8")
    assert len(list(parity_faults(guide, load_from(copy, "en")))) == 1
