"""The guide tells no one what to do with a medicine, and amounts are only what studies used."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ldn_desktop.guide import BlockKind, Guide, load_help
from ldn_desktop.guide.search import plain_text, sentences

DO = (
    r"(?:take|start|stop|begin|raise|lower|increase|decrease|reduce|double|halve|split|cut|crush"
    r"|dilute|dissolve|skip|pause|wean|taper|titrate|switch|continue|resume|restart|swallow"
    r"|combine|mix|quit|keep taking|go up|go down|step up|come off)"
)
DONE = (
    r"(?:taken|started|stopped|begun|raised|lowered|increased|decreased|reduced|doubled|halved"
    r"|split|cut|crushed|diluted|skipped|paused|tapered|titrated|continued|resumed|swallowed)"
)
SOFT = r"(?:(?:please|then|and|or|just|so|also|always|never|not|only|first|do not|don’t) )*"
WHO = r"\b(?:you|people|patients|one|we)\b[^.]{0,16}"
MAY = r"\b(?:should|must|can|could|may|might|need to|have to|ought to|want to|had better)"
GOOD = (
    r"\b(?:best|better|wise|safe|safer|fine|good idea|recommended|advised|important|try|remember"
    r"|make sure|sensible|reasonable|need)"
)
MEDICINE = r"\b(?:take|taken|use|used|dose|doses|LDN|naltrexone|medicine)\b"
WHEN = r"\b(?:at night|in the morning|before bed|at bedtime|with food|on an empty stomach)\b"
WRONG = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:^|[,;:–—] ){SOFT}{DO}\b(?! part)",
        rf"{WHO}{MAY} {SOFT}(?:safely |slowly )?{DO}\b(?! part)",
        rf"{GOOD} {SOFT}to {SOFT}{DO}\b",
        rf"\b(?:should|must|needs? to|has to|can|could|may)(?: not| never)? be {DONE}\b",
        rf"{MEDICINE}[^.?]*{WHEN}",
    )
]
AMOUNT = re.compile(
    r"\d\s*(?:mg|milligrams?|micrograms?|ml)\b"
    r"|\b(?:half|third|quarter|fifth|tenth)s? of (?:the|a) (?:\w+ )?(?:dose|tablet|amount)\b",
    re.IGNORECASE,
)
OF_A_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|case reports|reviews|tablets come as|usual treatment there)\b",
    re.IGNORECASE,
)


def wrong(sentence: str) -> bool:
    """Whether `sentence` tells someone what to do with a medicine, or names an amount loosely."""
    loose_amount = AMOUNT.search(sentence) and not OF_A_STUDY.search(sentence)
    return bool(loose_amount) or any(pattern.search(sentence) for pattern in WRONG)


def shown_sentences(guide: Guide) -> Iterator[str]:
    for _section, block in guide.blocks():
        if block.kind not in (BlockKind.SOURCE, BlockKind.LINK):
            yield from sentences(plain_text(block, guide))
    yield from (s for line in load_help().lines for s in sentences(line))


def test_no_sentence_of_the_guide_tells_anyone_what_to_do_with_a_medicine(guide: Guide) -> None:
    assert [sentence for sentence in shown_sentences(guide) if wrong(sentence)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Take it before bed.",
        "Please start low.",
        "If you sleep badly, stop it for a week.",
        "You should raise the amount slowly.",
        "You can safely split the tablet.",
        "It is best to take it in the morning.",
        "LDN works better at night.",
        "Do not stop on your own.",
        "The dose must be lowered first.",
        "Never skip a day.",
        "Most people do well on 4.5 mg.",
        "It is a tenth of the standard dose.",
        "People with ME/CFS may need to go up slowly.",
    ],
)
def test_a_sentence_that_advises_is_found(sentence: str) -> None:
    assert wrong(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The studies that matter here used 1 to 6 mg.",
        "LDN and opioid medicines must not be combined.",
        "Tell the surgeon and the anaesthetist well ahead.",
        "Nothing here is a reason to stop an antidepressant.",
        "Could the time of day be changed?",
        "You can also ask about taking part in a trial.",
    ],
)
def test_a_warning_a_fact_or_a_question_is_left_alone(sentence: str) -> None:
    assert not wrong(sentence)


def test_no_option_urges_anyone_to_act_now(guide: Guide) -> None:
    options = [b.title for _s, b in guide.blocks() if b.kind is BlockKind.OPTION]
    assert len(options) == 4
    assert [title for title in options if "now" in title.casefold().split()] == []


def test_there_is_a_warning_for_each_thing_articles_leave_out(guide: Guide) -> None:
    text = " ".join(shown_sentences(guide)).casefold()
    for subject in (
        "post-exertional malaise", "pacing", "must not be combined with opioids", "tramadol",
        "anaesthetist", "hepatitis", "pregnancy", "breast milk", "suicidal thoughts",
        "placebo", "compounding", "severe mental illness", "alcohol", "thioridazine",
    ):  # fmt: skip
        assert subject in text, subject


def test_background_that_is_not_for_print_is_not_printed(guide: Guide) -> None:
    text = " ".join(shown_sentences(guide))
    for withheld in ("7 to 10 days", "7–10", "2 to 3 days", "half-life", "ED50", "3.88"):
        assert withheld not in text


def test_the_traps_of_the_evidence_are_not_stepped_into(guide: Guide) -> None:
    text = " ".join(shown_sentences(guide))
    assert "Caraceni" not in text
    assert "52 treated" not in text
    assert "harvey2008" not in guide.sources
    assert "bateman2021" not in guide.sources
    assert not any("low risk of bias" in sentence for sentence in shown_sentences(guide))
    patches = [
        b.text
        for _s, b in guide.blocks()
        if "isman2024" in b.sources and b.kind is not BlockKind.SOURCE
    ]
    assert patches
    assert all("NAD+" in text and "LDN alone cannot" in text for text in patches)
    innova = guide.sources["innova2026"]
    assert "to be confirmed" in innova.journal
    assert "Its journal is still to be confirmed" in text


def test_suicide_figures_stay_out_of_the_decision_page_and_of_the_help_page(guide: Guide) -> None:
    figures = {"M6", "M7"}
    shown = [section.key for section, block in guide.blocks() if figures & set(block.facts)]
    assert set(shown) == {"mood-and-crisis"}
    assert not any(character.isdigit() for line in load_help().lines for character in line)
