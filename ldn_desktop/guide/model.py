"""What the guide is made of: groups, sections, blocks, answers, pictures, sources, contacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ldn_desktop.i18n import mark


class BlockKind(StrEnum):
    """What a block is, and so how it is shown."""

    TEXT = "text"
    HEADING = "heading"
    POINT = "point"
    QUESTION = "question"
    DANGER = "danger"
    ASK_FIRST = "ask first"
    BE_AWARE = "be aware"
    OPTION = "option"
    """One of several things a person can do: a title and a text."""
    FRAME = "frame"
    """A framed statement that something is not known."""
    ANSWERS = "answers"
    """A table of answers with how sure they are."""
    PICTURE = "picture"
    LINK = "link"
    """A button that leads to another section, to Help now or to printing."""
    SOURCE = "source"


SAFETY = {
    BlockKind.DANGER: mark("Danger"),
    BlockKind.ASK_FIRST: mark("Ask first"),
    BlockKind.BE_AWARE: mark("Be aware"),
}
"""The three safety marks, by consequence: act now or never combine, ask before, know."""


class Direction(StrEnum):
    """What the fair trials found for one outcome in one illness."""

    HELPS = "helps"
    NO_DIFFERENCE = "no difference"
    HARMS = "harms"
    OPEN = "open"


class Sureness(StrEnum):
    """How sure an answer is, after GRADE (Guyatt 2008, BMJ 336:924), in everyday words."""

    CONFIDENT = "confident"
    PROBABLY = "probably"
    MAYBE = "maybe"
    CANNOT_TELL = "cannot tell"
    LAB_IDEA = "lab idea"


DIRECTIONS = {
    Direction.HELPS: "helps",
    Direction.NO_DIFFERENCE: "little or no difference",
    Direction.HARMS: "harms",
    Direction.OPEN: "open",
}
UNWANTED_DIRECTIONS = {
    Direction.HELPS: "less often",
    Direction.NO_DIFFERENCE: "about as often",
    Direction.HARMS: "more often",
    Direction.OPEN: "open",
}
"""The same directions for a side effect, where “harms” would sound like a verdict."""
SURENESS = {
    Sureness.CONFIDENT: "confident",
    Sureness.PROBABLY: "probably",
    Sureness.MAYBE: "maybe",
    Sureness.CANNOT_TELL: "cannot tell yet",
    Sureness.LAB_IDEA: "lab idea only",
}
FILLED_SQUARES = {
    Sureness.CONFIDENT: 3,
    Sureness.PROBABLY: 2,
    Sureness.MAYBE: 1,
    Sureness.CANNOT_TELL: 0,
    Sureness.LAB_IDEA: 0,
}
"""Of the three squares beside an answer."""

SOURCE_KINDS = {
    "label": "Official label",
    "guideline": "Guideline or public health service",
    "trial": "Trial",
    "review": "Review of studies",
    "overview": "Narrative overview, not a systematic review",
    "expert": "Advice of experts",
    "registry": "Trial registry or protocol, read in {date}",
    "survey": "Survey",
    "records": "Study that is not a fair trial",
    "laboratory": "Laboratory study",
    "reference": "Reference text",
    "web": "Web page or news report",
    "search": "No study found",
    "own": "Our advice, not yet reviewed",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, point, warning, question, option, frame, table, picture or link.

    `target` is where a link leads or which picture is shown; `items` are the answers of a table.
    """

    kind: BlockKind
    text: str
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    title: str = ""
    target: str = ""
    items: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The block as plain text, with its mark or title first."""
        if self.title:
            return f"{self.title}. {self.text}"
        return self.text


@dataclass(frozen=True, slots=True)
class GuideSection:
    """One page of the guide."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """Sections that answer one kind of question, as the list at the left shows them."""

    key: str
    title: str
    summary: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a fact id allows the guide to say.

    `mark` is V (checked on the source's own page), V2 (on a second page) or M (not yet checked).
    `values` are numbers with a name, for text and pictures alike. `outcomes` are those that a fair
    trial, or a review of such trials, measured here.
    """

    mark: str
    keys: tuple[str, ...]
    numbers: tuple[str, ...]
    values: Mapping[str, str]
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One study, label, guideline or page. `people` is as the study counted them.

    `illness` is what its people had; empty where the source is about the medicine itself.
    """

    key: str
    kind: str
    illness: str
    country: str
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
    read: str

    @property
    def link(self) -> str:
        """Where the source can be read on the web; empty when no sure address is known."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""


@dataclass(frozen=True, slots=True)
class CertaintyAnswer:
    """How sure we are about one question: one outcome in one illness.

    `question`, `seen` and `basis` are its words. `people` are those of each fair trial behind it,
    `against` those of each one that found something else. `pooled` is how many trials a review
    joined whose people were not counted trial by trial.
    """

    key: str
    illness: str
    outcome: str
    direction: Direction
    sure: Sureness
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    people: tuple[int, ...]
    against: tuple[int, ...]
    pooled: int
    unwanted: bool
    """Whether the outcome is a side effect."""
    question: str
    seen: str
    basis: str


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One row of a picture: its words and, by name, its values on a scale from 0 to `top`."""

    label: str
    note: str
    first: str = ""
    second: str = ""
    top: float = 100
    level: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """One box of the grid of illness × outcome; without an answer no fair trial reported."""

    illness: str
    outcome: str
    answer: CertaintyAnswer | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as data: what is drawn, and the words that say the same.

    kind "figures": 100 small figures a value. "pairs": two dots on a scale a row.
    "grid": boxes of illness × outcome. "phases": the opioid block, step by step.
    """

    key: str
    kind: str
    title: str
    first: str
    second: str
    words: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    rows: tuple[PictureRow, ...] = ()
    cells: tuple[GridCell, ...] = ()
    empty: str = ""
    """What an empty row of the grid says."""
    illnesses: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


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
    """One way to reach someone: `way` is "text", "chat" or "phone".

    `reach` is the number, `send` the word to text to it, `note` what else to know.
    """

    way: str
    name: str
    reach: str
    send: str
    note: str
    hours: str


@dataclass(frozen=True, slots=True)
class Country:
    """Whom to reach in one country; contacts with text and chat first.

    `emergency` is what to call; `silent` is how to reach the same service without speaking, empty
    unless a second source is known; `silent_source` names these sources.
    """

    key: str
    name: str
    emergency: str
    silent: str
    silent_source: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """The crisis page: words that hold in every country, then the countries."""

    title: str
    call: str
    """Whom to call in danger, with a place for {number}."""
    call_elsewhere: str
    urgent: tuple[str, ...]
    """When to call, and what else one can do at once."""
    waiting: str
    """For someone who can wait a little; the directory of helplines follows it."""
    silent: str
    """For someone to whom speaking is too much."""
    closing: str
    directory: str
    emergency_elsewhere: str
    """What to do where the country's emergency number is not in the list."""
    as_of: str
    """When the helplines were last looked at, never the date of the build."""
    countries: tuple[Country, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.call_elsewhere, *self.urgent, self.waiting, self.silent, self.closing)

    def call_in(self, country: Country | None) -> str:
        """Whom to call in danger, in one sentence."""
        if country and country.emergency:
            return self.call.format(number=country.emergency)
        return self.call_elsewhere

    def country(self, key: str) -> Country | None:
        return next((c for c in self.countries if c.key == key), None)


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide in one language."""

    language: str
    groups: tuple[SectionGroup, ...]
    sections: tuple[GuideSection, ...]
    facts: Mapping[str, Fact]
    sources: Mapping[str, CitedSource]
    """In the order in which the text first cites them."""
    answers: Mapping[str, CertaintyAnswer]
    pictures: Mapping[str, Picture]
    glossary: tuple[Term, ...]
    help: Help

    def section(self, key: str) -> GuideSection | None:
        return next((s for s in self.sections if s.key == key), None)

    def group_of(self, section_key: str) -> SectionGroup:
        """The group that `section_key` belongs to; the first for an unknown key."""
        return next((g for g in self.groups if section_key in g.sections), self.groups[0])

    def blocks(self) -> Iterator[tuple[GuideSection, Block]]:
        for section in self.sections:
            for block in section.blocks:
                yield section, block

    def number(self, source_key: str) -> int:
        """The number printed after a paragraph that cites this source, from 1."""
        return list(self.sources).index(source_key) + 1

    def cited_by(self, block: Block) -> tuple[str, ...]:
        """The sources of a block; for a table or a picture, those of what it shows."""
        if block.kind is BlockKind.ANSWERS:
            keys = [key for item in block.items for key in self.answers[item].sources]
        elif block.kind is BlockKind.PICTURE:
            picture = self.pictures[block.target]
            shown = [key for cell in picture.cells if cell.answer for key in cell.answer.sources]
            keys = [*picture.sources, *shown]
        else:
            keys = list(block.sources)
        return tuple(dict.fromkeys(keys))
