"""Reads the guide's files: sections in their small markup, facts, sources and contacts."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ldn_desktop.guide.model import (
    STRENGTHS,
    Block,
    Contact,
    Country,
    Evidence,
    Fact,
    Help,
    Kind,
    Section,
    Source,
    Term,
)

EVIDENCE = re.compile(
    r"Evidence: (?P<strength>[^.]+)\. Facts: (?P<facts>[^.]+)\. Sources: (?P<keys>[^.]+)\."
)
PREFIXES = {
    "## ": Kind.HEADING,
    "- ": Kind.POINT,
    "! ": Kind.WARNING,
    "? ": Kind.QUESTION,
}
WAYS = ("text", "chat", "phone")
"""The order in which contacts are shown: speaking may be too much."""


def read_section(path: Path) -> Section:
    """One section file: `# title`, the short version, then the whole under `## headings`.

    Raises ValueError, naming file and line, for anything the markup does not know.
    """
    title, blocks = "", []
    for number, lines in _paragraphs(path.read_text("utf-8")):
        if lines[0].startswith("# "):
            title = lines[0].removeprefix("# ")
            continue
        try:
            blocks.append(_block(lines))
        except ValueError as why:
            raise ValueError(f"{path.name}, line {number}: {why}") from None
    headings = [n for n, block in enumerate(blocks) if block.kind is Kind.HEADING]
    if not title or not headings or headings[0] != 0:
        raise ValueError(f"{path.name}: needs a title and a short version under a first heading")
    whole = headings[1] if len(headings) > 1 else len(blocks)
    key = path.stem.partition("-")[2]
    return Section(key, title, tuple(blocks[1:whole]), tuple(blocks[whole:]))


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    gathered: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            gathered.append(line.strip())
        elif gathered:
            yield number - len(gathered), gathered
            gathered = []


def _block(lines: list[str]) -> Block:
    evidence = None
    if lines[-1].startswith("Evidence:"):
        evidence = _evidence(lines[-1])
        lines = lines[:-1]
    if not lines:
        raise ValueError("an evidence line without a claim above it")
    text = " ".join(lines)
    for prefix, kind in PREFIXES.items():
        if text.startswith(prefix):
            return Block(kind, text.removeprefix(prefix), evidence)
    if text.startswith("#") or "Evidence:" in text:
        raise ValueError(f"not understood: {text[:60]}")
    return Block(Kind.TEXT, text, evidence)


def _evidence(line: str) -> Evidence:
    found = EVIDENCE.fullmatch(line)
    if not found:
        raise ValueError(f"not an evidence line: {line}")
    if found["strength"] not in STRENGTHS:
        raise ValueError(f"not one of the strength labels: {found['strength']}")
    return Evidence(found["strength"], _names(found["facts"]), _names(found["keys"]))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


def read_meanings(section: Section) -> dict[str, str]:
    """Each heading of a section with the text beneath it: how the labels are explained."""
    meanings: dict[str, str] = {}
    heading = ""
    for block in section.blocks:
        if block.kind is Kind.HEADING:
            heading = block.text
        else:
            meanings[heading] = f"{meanings.get(heading, '')} {block.text}".strip()
    return meanings


def read_terms(section: Section) -> tuple[Term, ...]:
    """The glossary: headings `name / other spelling / …` with what they mean."""
    terms = []
    for heading, meaning in read_meanings(section).items():
        name, *also = (part.strip() for part in heading.split(" / "))
        terms.append(Term(name, tuple(also), meaning))
    return tuple(terms)


def read_facts(path: Path) -> dict[str, Fact]:
    """The numbers, keys and labels each fact id allows."""
    kept = tomllib.loads(path.read_text("utf-8"))
    return {
        name: Fact(
            strength=fact["strength"],
            mark=fact["mark"],
            keys=tuple(fact["keys"]),
            numbers=tuple(fact["numbers"]),
        )
        for name, fact in kept.items()
    }


def read_sources(paths: Iterable[Path], withheld: Mapping[str, str]) -> dict[str, Source]:
    """The records by key. A withheld result is not shown: it would read as an instruction."""
    sources = {}
    for record in (r for path in paths for r in json.loads(path.read_text("utf-8"))):
        key = record["key"]
        people = record["n"]
        sources[key] = Source(
            key=key,
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
        )
    return sources


def read_withheld(path: Path) -> dict[str, str]:
    """Keys of the sources whose result is not shown, each with the reason."""
    return tomllib.loads(path.read_text("utf-8"))


def read_help(path: Path) -> Help:
    """The crisis page of one language."""
    kept = tomllib.loads(path.read_text("utf-8"))
    return Help(
        title=kept["title"],
        urgent=tuple(kept["urgent"]),
        waiting=tuple(kept["waiting"]),
        silent=tuple(kept["silent"]),
        directory=kept["directory"],
        emergency_elsewhere=kept["emergency_elsewhere"],
        as_of=kept["as_of"],
        countries=tuple(_country(c) for c in kept["country"]),
    )


def _country(kept: dict[str, Any]) -> Country:
    contacts = [
        Contact(c["way"], c["name"], c["reach"], c.get("hours", ""), c["checked"])
        for c in kept.get("contact", ())
    ]
    return Country(
        key=kept["key"],
        name=kept["name"],
        emergency=kept.get("emergency", ""),
        emergency_checked=kept.get("emergency_checked", False),
        contacts=tuple(sorted(contacts, key=lambda contact: WAYS.index(contact.way))),
    )
