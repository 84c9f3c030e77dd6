"""The guide for other programs: as a dictionary for JSON, and as plain text."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from typing import Any

from ldn_desktop.guide.model import (
    Block,
    Evidence,
    Guide,
    Kind,
    Section,
    Source,
)
from ldn_desktop.i18n import _

WIDTH = 70
"""Characters a line in plain text."""


def as_dict(guide: Guide) -> dict[str, Any]:
    """Sections, short versions, claims with labels and source keys, sources, labels, words."""
    return {
        "language": guide.language,
        "evidence_as_of": guide.help.as_of,
        "sections": [_section(section) for section in guide.sections],
        "strengths": dict(guide.strengths),
        "sources": {key: _source(source) for key, source in guide.sources.items()},
        "glossary": [
            {"term": term.name, "also": list(term.also), "meaning": term.meaning}
            for term in guide.glossary
        ],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "short": [block.text for block in section.short],
        "text": [{"kind": block.kind.value, "text": block.text} for block in section.blocks],
        "claims": [_claim(block) for block in section.claims],
    }


def _claim(block: Block) -> dict[str, Any]:
    assert block.evidence is not None
    return {
        "text": block.text,
        "strength": block.evidence.strength,
        "facts": list(block.evidence.facts),
        "sources": list(block.evidence.sources),
    }


def _source(source: Source) -> dict[str, Any]:
    kept = {name: value for name, value in asdict(source).items() if value not in (None, "")}
    return kept | ({"link": source.link} if source.link else {})


def as_text(guide: Guide) -> str:
    """The whole guide to read in a terminal or to copy: sections, then the sources."""
    parts = [_section_text(section) for section in guide.sections]
    parts.append(_underlined(_("Sources")))
    parts += [_wrapped(citation(source), "  ") for source in guide.sources.values()]
    return "\n\n".join(parts) + "\n"


def _section_text(section: Section) -> str:
    lines = [_underlined(section.title), *(_block_text(block) for block in section.short)]
    lines += [_block_text(block) for block in section.blocks]
    return "\n\n".join(lines)


def _block_text(block: Block) -> str:
    if block.kind is Kind.HEADING:
        return f"{block.text}\n{'-' * len(block.text)}"
    lead = {Kind.POINT: "- ", Kind.QUESTION: "[ ] ", Kind.WARNING: "! "}.get(block.kind, "")
    text = _wrapped(lead + block.text, " " * len(lead))
    return f"{text}\n    {label_line(block.evidence)}" if block.evidence else text


def label_line(evidence: Evidence) -> str:
    """The strength of a claim and where it comes from, on one line."""
    return _("[{strength}] {sources}").format(
        strength=_(evidence.strength), sources=", ".join(evidence.sources)
    )


def citation(source: Source) -> str:
    """One source as a reference: who, what, where, when, and how far it was checked."""
    year = "" if source.year is None or str(source.year) in source.journal else f", {source.year}"
    parts = [f"{source.authors}.", f"{source.title}.", f"{source.journal}{year}."]
    if source.link:
        parts.append(source.link)
    parts += [_("Checked on: {page}.").format(page=source.checked)] if source.checked else []
    parts += [_("Note: {note}.").format(note=source.note)] if source.note else []
    return f"[{source.key}] " + " ".join(parts)


def _underlined(text: str) -> str:
    return f"{text}\n{'=' * len(text)}"


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        text, WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
