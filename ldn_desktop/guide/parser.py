"""Reads the guide's files: sections in their small markup, facts, answers, pictures, sources."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ldn_desktop.guide.model import (
    Block,
    BlockKind,
    CertaintyAnswer,
    CitedSource,
    Contact,
    Country,
    Direction,
    Fact,
    GridCell,
    GuideSection,
    Help,
    Picture,
    PictureRow,
    SectionGroup,
    Sureness,
    Term,
)

PREFIXES = {
    "## ": BlockKind.HEADING,
    "- ": BlockKind.POINT,
    "? ": BlockKind.QUESTION,
    "Danger: ": BlockKind.DANGER,
    "Ask first: ": BlockKind.ASK_FIRST,
    "Be aware: ": BlockKind.BE_AWARE,
    "Frame: ": BlockKind.FRAME,
}
WITH_TITLE = re.compile(r"Option: (?P<title>[^|]+) \| (?P<text>.+)")
WITH_TARGET = re.compile(r"Go to: (?P<target>\S+) \| (?P<text>.+)")
FACTS_LINE = re.compile(r"Facts: (?P<facts>[^.]+)\.(?: Sources: (?P<keys>[^.]+)\.)?")
VALUE = re.compile(r"\{([A-Za-z0-9-]+)\.([a-z_]+)\}")
"""A number by its name in facts.toml, such as {R18.ldn}."""
WAYS = ("text", "chat", "phone")
"""The order in which contacts are shown: speaking may be too much."""


def fill_in(text: str, facts: Mapping[str, Fact]) -> str:
    """`text` with the named values of the facts. Raises ValueError for an unknown name."""

    def value(found: re.Match[str]) -> str:
        fact, name = found.groups()
        try:
            return facts[fact].values[name]
        except KeyError:
            raise ValueError(f"no value {fact}.{name} in the facts") from None

    return VALUE.sub(value, text)


def read_section(path: Path, facts: Mapping[str, Fact]) -> GuideSection:
    """One section file: `# title`, then blocks parted by empty lines.

    Raises ValueError, naming file and line, for anything the markup does not know.
    """
    title, blocks = "", []
    for number, lines in _paragraphs(path.read_text("utf-8")):
        if lines[0].startswith("# ") and not title:
            title = lines[0].removeprefix("# ")
            continue
        try:
            blocks.append(_block(lines, facts))
        except ValueError as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from None
    if not title or not blocks:
        raise ValueError(f"{path.name}: needs a title and some text")
    return GuideSection(path.stem, title, tuple(blocks))


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    lines: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield number - len(lines), lines
            lines = []


def _block(lines: list[str], facts: Mapping[str, Fact]) -> Block:
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    if lines[-1].startswith("Facts:"):
        names, sources = _cited(lines[-1], facts)
        lines = lines[:-1]
    if not lines:
        raise ValueError("facts without a paragraph above them")
    text = fill_in(" ".join(lines), facts)
    if found := WITH_TITLE.fullmatch(text):
        return Block(BlockKind.OPTION, found["text"], names, sources, title=found["title"])
    if found := WITH_TARGET.fullmatch(text):
        return Block(BlockKind.LINK, found["text"], target=found["target"])
    if text.startswith("Picture: "):
        return Block(BlockKind.PICTURE, "", target=text.removeprefix("Picture: "))
    if text.startswith("Answers: "):
        return Block(BlockKind.ANSWERS, "", items=_names(text.removeprefix("Answers: ")))
    for prefix, kind in PREFIXES.items():
        if text.startswith(prefix):
            return Block(kind, text.removeprefix(prefix), names, sources)
    if text.startswith("#") or "Facts:" in text:
        raise ValueError(f"not understood: {text[:60]}")
    return Block(BlockKind.TEXT, text, names, sources)


def _cited(line: str, facts: Mapping[str, Fact]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Fact ids and source keys of a facts line; without keys, all sources of these facts."""
    found = FACTS_LINE.fullmatch(line)
    if not found:
        raise ValueError(f"not a line of facts: {line}")
    names = _names(found["facts"])
    if unknown := [name for name in names if name not in facts]:
        raise ValueError(f"no fact {', '.join(unknown)}")
    return names, _names(found["keys"]) if found["keys"] else sources_of(names, facts)


def sources_of(names: Iterable[str], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The source keys of some facts, each once."""
    return tuple(dict.fromkeys(key for name in names for key in facts[name].keys))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


def read_groups(path: Path) -> tuple[SectionGroup, ...]:
    """The order of the guide: groups, and the sections of each."""
    return tuple(
        SectionGroup(group["key"], group["title"], group["summary"], tuple(group["pages"]))
        for group in _toml(path)["group"]
    )


def read_terms(section: GuideSection) -> tuple[Term, ...]:
    """The glossary: headings `name / other spelling / …` with what they mean."""
    meanings: dict[str, str] = {}
    heading = ""
    for block in section.blocks:
        if block.kind is BlockKind.HEADING:
            heading = block.text
        elif heading:
            meanings[heading] = f"{meanings.get(heading, '')} {block.text}".strip()
    terms = []
    for heading, meaning in meanings.items():
        name, *also = (part.strip() for part in heading.split(" / "))
        terms.append(Term(name, tuple(also), meaning))
    return tuple(terms)


def read_facts(path: Path) -> dict[str, Fact]:
    """The numbers and source keys of each fact id."""
    return {
        name: Fact(
            mark=fact["mark"],
            keys=tuple(fact["keys"]),
            numbers=tuple(fact["numbers"]),
            values=fact.get("values", {}),
            outcomes=tuple(fact.get("outcomes", ())),
        )
        for name, fact in _toml(path).items()
    }


def read_answers(
    data: Path, wording: Path, facts: Mapping[str, Fact]
) -> dict[str, CertaintyAnswer]:
    """How sure we are, question by question; `wording` holds the words of one language."""
    words = _toml(wording)["answers"]
    answers = {}
    for key, raw in _toml(data).items():
        people, against = tuple(raw.get("people", ())), tuple(raw.get("against", ()))
        pooled = raw.get("pooled", 0)
        answers[key] = CertaintyAnswer(
            key=key,
            illness=raw["illness"],
            outcome=raw["outcome"],
            direction=Direction(raw["direction"]),
            sure=Sureness(raw["sure"]),
            facts=tuple(raw["facts"]),
            sources=tuple(raw.get("sources", ())) or sources_of(raw["facts"], facts),
            people=people,
            against=against,
            pooled=pooled,
            unwanted=raw.get("unwanted", False),
            question=words[key]["question"],
            seen=words[key]["seen"],
            basis=words[key]["basis"].format(
                people=f"{sum(people):,}",
                trials=pooled or len(people),
                others=len(against),
                other_people=f"{sum(against):,}",
                all_people=f"{sum(people) + sum(against):,}",
                all_trials=len(people) + len(against),
            ),
        )
    return answers


def read_pictures(
    path: Path, wording: Path, facts: Mapping[str, Fact], answers: Mapping[str, CertaintyAnswer]
) -> dict[str, Picture]:
    """The pictures of one language; `wording` names illnesses and outcomes."""
    names = _toml(wording)
    return {
        key: _picture(key, raw, facts, _grid(raw, names, answers))
        for key, raw in _toml(path).items()
    }


def _grid(
    raw: Mapping[str, Any], names: Mapping[str, Any], answers: Mapping[str, CertaintyAnswer]
) -> tuple[GridCell, ...]:
    by_place = {(answer.illness, answer.outcome): answer for answer in answers.values()}
    return tuple(
        GridCell(
            names["illnesses"][illness],
            names["outcomes"][outcome],
            by_place.get((illness, outcome)),
        )
        for illness in raw.get("illnesses", ())
        for outcome in raw.get("outcomes", ())
    )


def _picture(
    key: str, raw: Mapping[str, Any], facts: Mapping[str, Fact], cells: tuple[GridCell, ...]
) -> Picture:
    def number(row: Mapping[str, Any], which: str) -> str:
        return fill_in(f"{{{row[which]}}}", facts) if which in row else ""

    rows = tuple(
        PictureRow(
            label=fill_in(row["label"], facts),
            note=fill_in(row["note"], facts),
            first=number(row, "first"),
            second=number(row, "second"),
            top=row.get("top", 100),
            level=row.get("level", 0),
        )
        for row in raw.get("rows", ())
    )
    values = [row.get(which, "") for row in raw.get("rows", ()) for which in ("first", "second")]
    named = [value.partition(".")[0] for value in values if value]
    names = tuple(dict.fromkeys([*raw["facts"], *named]))
    return Picture(
        key=key,
        kind=raw["kind"],
        title=raw["title"],
        first=raw["first"],
        second=raw["second"],
        words=tuple(fill_in(line, facts) for line in raw["words"]),
        facts=names,
        sources=tuple(raw.get("sources", ())) or sources_of(names, facts),
        rows=rows,
        cells=cells,
        empty=raw.get("empty", ""),
        illnesses=tuple(dict.fromkeys(cell.illness for cell in cells)),
        outcomes=tuple(dict.fromkeys(cell.outcome for cell in cells)),
    )


def read_sources(path: Path, withheld: Mapping[str, str]) -> dict[str, CitedSource]:
    """The records by key. A withheld result is not shown: it would read as an instruction."""
    sources = {}
    for record in json.loads(path.read_text("utf-8")):
        key = record["key"]
        people = record["n"]
        sources[key] = CitedSource(
            key=key,
            kind=record["kind"],
            illness=record["illness"],
            country=record.get("country", ""),
            authors=record["authors"],
            title=record["title"],
            journal=record["journal"],
            year=record["year"],
            doi=record["doi"],
            pmid=record["pmid"],
            design=record["design"],
            people="" if people is None else str(people),
            result="" if key in withheld else record["result"],
            checked=record["checked"],
            note=record.get("note", ""),
            read=record.get("read", ""),
        )
    return sources


def read_withheld(path: Path) -> dict[str, str]:
    """Keys of the sources whose result is not shown, each with the reason."""
    return tomllib.loads(path.read_text("utf-8"))


def read_help(path: Path) -> Help:
    """The crisis page of one language."""
    raw = _toml(path)
    return Help(
        title=raw["title"],
        call=raw["call"],
        call_elsewhere=raw["call_elsewhere"],
        urgent=tuple(raw["urgent"]),
        waiting=raw["waiting"],
        silent=raw["silent"],
        closing=raw["closing"],
        directory=raw["directory"],
        emergency_elsewhere=raw["emergency_elsewhere"],
        as_of=raw["as_of"],
        countries=tuple(_country(country) for country in raw["country"]),
    )


def _country(raw: Mapping[str, Any]) -> Country:
    contacts = [
        Contact(
            way=c["way"],
            name=c["name"],
            reach=c["reach"],
            send=c.get("send", ""),
            note=c.get("note", ""),
            hours=c.get("hours", ""),
        )
        for c in raw.get("contact", ())
    ]
    return Country(
        key=raw["key"],
        name=raw["name"],
        emergency=raw.get("emergency", ""),
        silent=raw.get("silent", ""),
        silent_source=raw.get("silent_source", ""),
        contacts=tuple(sorted(contacts, key=lambda contact: WAYS.index(contact.way))),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
