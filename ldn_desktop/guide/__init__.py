"""The guide to LDN: sections, marks, pictures, sources and help contacts, as shipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from ldn_desktop import resources
from ldn_desktop.guide.glossary import TermFinder
from ldn_desktop.guide.guide_export import as_dict, as_text, source_kind
from ldn_desktop.guide.handouts import QuestionGroup, decision_page, question_list
from ldn_desktop.guide.model import (
    Block,
    BlockKind,
    CertaintyAnswer,
    CitedSource,
    Contact,
    Country,
    Direction,
    Fact,
    Guide,
    GuideSection,
    Help,
    Picture,
    SectionGroup,
    Sureness,
    Term,
)
from ldn_desktop.guide.opioids import is_opioid
from ldn_desktop.guide.parser import (
    read_answers,
    read_facts,
    read_groups,
    read_help,
    read_pictures,
    read_section,
    read_sources,
    read_terms,
    read_withheld,
)
from ldn_desktop.guide.safety_sheets import (
    GUIDE_IN_ENGLISH,
    BilingualLine,
    SafetySheet,
    SheetPart,
    dangers_sheet,
    wallet_card,
)
from ldn_desktop.guide.search import Hit, Index
from ldn_desktop.i18n import _

ENGLISH = "en"
GLOSSARY = "words"
SOURCES = "sources"
"""Keys of the sections that are also looked things up in; the sources are listed by the program."""


@cache
def load(language: str = ENGLISH) -> Guide:
    """The whole guide in `language`, or in English where no such folder is shipped."""
    shipped = resources.path("guide")
    if not (shipped / language / "contents.toml").is_file():
        language = ENGLISH
    return load_from(shipped, language)


def load_from(shipped: Path, language: str) -> Guide:
    """The guide whose files lie in `shipped`. Raises ValueError for what cannot be read."""
    folder = shipped / language
    facts = read_facts(shipped / "facts.toml")
    answers = read_answers(shipped / "answers.toml", folder / "answers.toml", facts)
    groups = read_groups(folder / "contents.toml")
    keys = [key for group in groups for key in group.sections if key != SOURCES]
    sections = tuple(read_section(folder / f"{key}.md", facts) for key in keys)
    guide = Guide(
        language=language,
        groups=groups,
        sections=sections,
        facts=facts,
        sources=read_sources(shipped / "sources.json", read_withheld(shipped / "withheld.toml")),
        answers=answers,
        pictures=read_pictures(folder / "pictures.toml", folder / "answers.toml", facts, answers),
        glossary=read_terms(next(s for s in sections if s.key == GLOSSARY)),
        help=read_help(folder / "help.toml"),
    )
    sources = _in_order_of_use(guide)
    listed = GuideSection(SOURCES, "Sources", tuple(_source_blocks(sources.values())))
    return replace(guide, sources=sources, sections=(*sections, listed))


def _in_order_of_use(guide: Guide) -> Mapping[str, CitedSource]:
    """The sources as the text first cites them; what nothing cites stands last."""
    cited = [key for _section, block in guide.blocks() for key in guide.cited_by(block)]
    order = dict.fromkeys([*cited, *guide.sources])
    return {key: guide.sources[key] for key in order if key in guide.sources}


def _source_blocks(sources: Iterable[CitedSource]) -> Iterable[Block]:
    """The list of sources, each with the number that paragraphs print."""
    for number, source in enumerate(sources, start=1):
        year = "" if source.year is None else f" ({source.year})"
        what = f"{source.authors}{year}. {source.title}."
        if source.kind in ("own", "search"):
            what = f"{source.design}."
        yield Block(
            BlockKind.SOURCE, f"{number}. {source_kind(source)}. {what}", sources=(source.key,)
        )


def opioid_warning() -> str:
    """The guide's own warning in the language of the program: LDN is never combined with opioids.

    A warning that is not understood warns nobody; the sentences are those of the dangers sheet.
    """
    sentences = (
        _("Danger: LDN must not be combined with opioids."),
        _("It can set off sudden, severe withdrawal."),
        _(
            "The product information says it must not be used with opioid painkillers, by "
            "people who depend on opioids or during withdrawal."
        ),
    )
    return " ".join(sentences)


@cache
def load_help(language: str = ENGLISH) -> Help:
    """The crisis page alone: quick, because it may be needed before anything else."""
    shipped = resources.path("guide")
    file = shipped / language / "help.toml"
    return read_help(file if file.is_file() else shipped / ENGLISH / "help.toml")


__all__ = [
    "ENGLISH",
    "GLOSSARY",
    "GUIDE_IN_ENGLISH",
    "SOURCES",
    "BilingualLine",
    "Block",
    "BlockKind",
    "CertaintyAnswer",
    "CitedSource",
    "Contact",
    "Country",
    "Direction",
    "Fact",
    "Guide",
    "GuideSection",
    "Help",
    "Hit",
    "Index",
    "Picture",
    "QuestionGroup",
    "SafetySheet",
    "SectionGroup",
    "SheetPart",
    "Sureness",
    "Term",
    "TermFinder",
    "as_dict",
    "as_text",
    "dangers_sheet",
    "decision_page",
    "is_opioid",
    "load",
    "load_from",
    "load_help",
    "opioid_warning",
    "question_list",
    "wallet_card",
]
