"""What the guide is made of: sections, claims with their strength, sources, words, contacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ldn_desktop.i18n import mark

STRENGTHS = (
    mark("strong"),
    mark("moderate"),
    mark("limited"),
    mark("very limited"),
    mark("mechanism only"),
    mark("mixed"),
    mark("negative"),
)
"""The only labels a claim may carry."""


class Kind(StrEnum):
    """What a block of text is, and so how it is shown."""

    TEXT = "text"
    HEADING = "heading"
    POINT = "point"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a claim rests on: one of `STRENGTHS`, fact ids, and source keys."""

    strength: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, point, warning or question. With evidence it is a claim."""

    kind: Kind
    text: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the guide: its short version, then the whole."""

    key: str
    title: str
    short: tuple[Block, ...]
    blocks: tuple[Block, ...]

    @property
    def claims(self) -> tuple[Block, ...]:
        return tuple(b for b in (*self.short, *self.blocks) if b.evidence)


@dataclass(frozen=True, slots=True)
class Fact:
    """What the evidence sheet says about one fact id: keys, label, numbers, how it was checked.

    `mark` is V (on the source's own page), V2 (on a secondary page) or M (not yet checked).
    """

    strength: str
    mark: str
    keys: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One study, label, guideline or page. `people` is as the study counted them."""

    key: str
    authors: str
    title: str
    journal: str
    year: int | None
    doi: str | None
    pmid: str | None
    design: str
    people: str
    result: str
    checked: str
    note: str

    @property
    def link(self) -> str:
        """Where the source can be read on the web; empty when no sure address is known."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word explained: its name, other ways to write it, and what it means."""

    name: str
    also: tuple[str, ...]
    meaning: str

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach someone: `way` is "text", "chat" or "phone"."""

    way: str
    name: str
    reach: str
    hours: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Country:
    """Whom to reach in one country; contacts with text and chat first."""

    key: str
    name: str
    emergency: str
    emergency_checked: bool
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """The crisis page: words that hold in every country, then the countries."""

    title: str
    urgent: tuple[str, ...]
    """What to do at once; the emergency number follows it."""
    waiting: tuple[str, ...]
    """For someone who can wait a little; the directory of helplines follows it."""
    silent: tuple[str, ...]
    """For someone to whom speaking is too much; the country's contacts follow it."""
    directory: str
    emergency_elsewhere: str
    """What is said where no emergency number of the country is known; not yet checked."""
    as_of: str
    """When the contacts were last looked at: the date of the evidence, never of the build."""
    countries: tuple[Country, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return (*self.urgent, *self.waiting, *self.silent)

    def country(self, key: str) -> Country | None:
        return next((c for c in self.countries if c.key == key), None)


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide in one language."""

    language: str
    sections: tuple[Section, ...]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    strengths: Mapping[str, str]
    """What each label means, in one or two sentences."""
    glossary: tuple[Term, ...]
    help: Help

    def section(self, key: str) -> Section | None:
        return next((s for s in self.sections if s.key == key), None)

    def claims(self) -> Iterator[tuple[Section, Block]]:
        for section in self.sections:
            for block in section.claims:
                yield section, block

    def unchecked(self, evidence: Evidence) -> bool:
        """Whether one of the facts behind a claim was not yet checked against a source."""
        return any(self.facts[fact].mark == "M" for fact in evidence.facts)
