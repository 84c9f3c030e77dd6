"""The guide to LDN: sections, evidence labels, sources and help contacts, as shipped."""

from __future__ import annotations

from functools import cache

from ldn_desktop import resources
from ldn_desktop.guide.export import as_dict, as_text
from ldn_desktop.guide.glossary import TermFinder
from ldn_desktop.guide.handouts import Card, QuestionGroup, question_list, wallet_card
from ldn_desktop.guide.model import (
    STRENGTHS,
    Block,
    Contact,
    Country,
    Evidence,
    Fact,
    Guide,
    Help,
    Kind,
    Section,
    Source,
    Term,
)
from ldn_desktop.guide.parser import (
    read_facts,
    read_help,
    read_meanings,
    read_section,
    read_sources,
    read_terms,
    read_withheld,
)
from ldn_desktop.guide.search import Hit, Index

ENGLISH = "en"
GLOSSARY = "glossary"
HOW_SURE = "how-sure"
"""Keys of the two sections that are also looked things up in."""


@cache
def load(language: str = ENGLISH) -> Guide:
    """The whole guide in `language`, or in English where no such folder is shipped."""
    shipped = resources.path("guide")
    if not (shipped / language).is_dir():
        language = ENGLISH
    sections = tuple(read_section(path) for path in sorted((shipped / language).glob("*.md")))
    by_key = {section.key: section for section in sections}
    return Guide(
        language=language,
        sections=sections,
        facts=read_facts(shipped / "facts.toml"),
        sources=read_sources(
            (shipped / "sources.json", shipped / "own-sources.json"),
            read_withheld(shipped / "withheld.toml"),
        ),
        strengths=read_meanings(by_key[HOW_SURE]),
        glossary=read_terms(by_key[GLOSSARY]),
        help=load_help(language),
    )


@cache
def load_help(language: str = ENGLISH) -> Help:
    """The crisis page alone: quick, because it may be wanted before anything else."""
    shipped = resources.path("guide")
    file = shipped / language / "help.toml"
    return read_help(file if file.is_file() else shipped / ENGLISH / "help.toml")


__all__ = [
    "ENGLISH",
    "GLOSSARY",
    "HOW_SURE",
    "STRENGTHS",
    "Block",
    "Card",
    "Contact",
    "Country",
    "Evidence",
    "Fact",
    "Guide",
    "Help",
    "Hit",
    "Index",
    "Kind",
    "QuestionGroup",
    "Section",
    "Source",
    "Term",
    "TermFinder",
    "as_dict",
    "as_text",
    "load",
    "load_help",
    "question_list",
    "wallet_card",
]
