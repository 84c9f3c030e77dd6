"""The guide for other programs: as a dictionary for JSON, and as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ldn_desktop.guide.help_texts import translated
from ldn_desktop.guide.model import (
    SAFETY,
    SOURCE_KINDS,
    Block,
    BlockKind,
    CertaintyAnswer,
    CitedSource,
    Contact,
    Country,
    Guide,
    GuideSection,
    Help,
    Picture,
)
from ldn_desktop.guide.pictures import answer_words, picture_words
from ldn_desktop.guide.safety_sheets import GUIDE_IN_ENGLISH
from ldn_desktop.i18n import _, current_language, formats, mark

WAYS = {
    "text": mark("To text: {name}"),
    "chat": mark("To chat or write: {name}"),
    "phone": mark("To talk: {name}"),
}
"""By `Contact.way`."""
WIDTH = 70
"""Characters a line in plain text."""
LEADS = {BlockKind.POINT: "- ", BlockKind.QUESTION: "[ ] ", BlockKind.FRAME: "    "}


def as_dict(guide: Guide) -> dict[str, Any]:
    """Help contacts, groups, sections with marks and sources, answers, pictures, words."""
    return {
        "language": guide.language,
        "help": _help(guide.help),
        "groups": [asdict(group) for group in guide.groups],
        "sections": [_section(section, guide) for section in guide.sections],
        "answers": [_answer(answer) for answer in guide.answers.values()],
        "pictures": [_picture(picture) for picture in guide.pictures.values()],
        "sources": {key: _source(source) for key, source in guide.sources.items()},
        "glossary": [
            {"term": term.name, "also": list(term.also), "meaning": term.meaning}
            for term in guide.glossary
        ],
    }


def _help(crisis: Help) -> dict[str, Any]:
    return {
        "title": crisis.title,
        "text": list(crisis.lines),
        "directory": crisis.directory,
        "elsewhere": crisis.emergency_elsewhere,
        "helplines_as_of": crisis.as_of,
        "countries": [_present(asdict(country)) for country in crisis.countries],
    }


def _section(section: GuideSection, guide: Guide) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "group": guide.group_of(section.key).key,
        "text": [_block(block, guide) for block in section.blocks],
    }


def _block(block: Block, guide: Guide) -> dict[str, Any]:
    return _present(
        {
            "kind": block.kind.value,
            "title": block.title,
            "text": block.text,
            "target": block.target,
            "answers": list(block.items),
            "facts": list(block.facts),
            "sources": list(guide.cited_by(block)),
        }
    )


def _answer(answer: CertaintyAnswer) -> dict[str, Any]:
    return asdict(answer) | {"words": answer_words(answer)}


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "key": picture.key,
        "title": picture.title,
        "words": list(picture_words(picture)),
        "facts": list(picture.facts),
        "sources": list(picture.sources),
    }


def _source(source: CitedSource) -> dict[str, Any]:
    return _present(asdict(source) | {"link": source.link})


def _present(record: dict[str, Any]) -> dict[str, Any]:
    """`record` without the fields that hold nothing."""
    return {name: value for name, value in record.items() if value not in (None, "", [], ())}


def as_text(guide: Guide) -> str:
    """The whole guide to read in a terminal or to copy: help first, the sources last."""
    parts = list(_help_text(translated(guide.help)))
    if guide.language != current_language():
        parts.append(_wrapped(_(GUIDE_IN_ENGLISH), ""))
    parts += [_section_text(section, guide) for section in guide.sections[:-1]]
    parts.append(_underlined(guide.sections[-1].title, "="))
    parts += [
        _wrapped(f"{number}. {citation(source)}", "   ")
        for number, source in enumerate(guide.sources.values(), start=1)
    ]
    return "\n\n".join(parts) + "\n"


def _help_text(crisis: Help) -> Iterator[str]:
    yield _underlined(crisis.title, "=")
    yield _wrapped(" ".join(crisis.lines), "")
    yield _wrapped(crisis.emergency_elsewhere, "")
    yield from (country_text(country, crisis) for country in crisis.countries)
    yield _wrapped(_("Helplines as of {date}. They can change.").format(date=crisis.as_of), "")


def country_text(country: Country, crisis: Help) -> str:
    """Whom to reach in one country, a line each; what holds everywhere where none is listed."""
    lines = [country.name]
    if country.emergency:
        lines.append("  " + _("Emergency number: {number}").format(number=country.emergency))
    else:
        lines += [f"  {line}" for line in (crisis.emergency_elsewhere, crisis.waiting)]
    if country.silent:
        lines.append("  " + _("Without speaking: {how}").format(how=country.silent))
    lines += [f"  {contact_text(contact)}" for contact in country.contacts]
    return "\n".join(lines)


def contact_text(contact: Contact) -> str:
    """One helpline on one line: “To text: Shout, 85258. Send the word SHOUT. Day and night.”"""
    title = contact_title(contact)
    if contact.reach:
        title = _("{title}, {number}").format(title=title, number=contact.reach)
    return " ".join((f"{title}.", *contact_details(contact)))


def contact_title(contact: Contact) -> str:
    """How a helpline is reached, and its name: “To text: Shout”."""
    return _(WAYS[contact.way]).format(name=contact.name)


def contact_details(contact: Contact) -> list[str]:
    """What else to know of a helpline, a sentence each."""
    details = [contact.note] if contact.note else []
    if contact.send:
        details.append(_("Send the word {word}.").format(word=contact.send))
    if contact.hours:
        details.append(f"{formats.capitalised(contact.hours)}.")
    return details


def _section_text(section: GuideSection, guide: Guide) -> str:
    lines = [_underlined(section.title, "=")]
    lines += [text for block in section.blocks if (text := _block_text(block, guide))]
    return "\n\n".join(lines)


def _block_text(block: Block, guide: Guide) -> str:
    if block.kind is BlockKind.LINK:
        return ""
    if block.kind is BlockKind.HEADING:
        return _underlined(block.text, "-")
    if block.kind is BlockKind.ANSWERS:
        rows = [f"- {answer_words(guide.answers[key])}" for key in block.items]
        return "\n".join(_wrapped(row, "  ") for row in rows) + _numbers(block, guide)
    if block.kind is BlockKind.PICTURE:
        picture = guide.pictures[block.target]
        words = " ".join((f"[{picture.title}]", *picture_words(picture)))
        return _wrapped(words + _numbers(block, guide), "")
    words = block.words + _numbers(block, guide)
    if block.kind in SAFETY:
        return _wrapped(f"{SAFETY[block.kind]}: {words}", "")
    lead = LEADS.get(block.kind, "")
    return _wrapped(lead + words, " " * len(lead))


def _numbers(block: Block, guide: Guide) -> str:
    """The numbers of the block's sources, as they stand in the list at the end."""
    numbers = sorted(guide.number(key) for key in guide.cited_by(block))
    return f" [{', '.join(map(str, numbers))}]" if numbers else ""


def source_kind(source: CitedSource) -> str:
    """What kind of source this is: “Official label, UK”, “Trial”, “No study found”."""
    kind = SOURCE_KINDS[source.kind].format(date=source.read or "2026")
    return f"{kind}, {source.country}" if source.country else kind


def citation(source: CitedSource) -> str:
    """One source as a reference: what kind, who, what, where, when, how far it was checked."""
    if source.kind in ("own", "search"):
        return f"{source_kind(source)}. {source.design}."
    year = "" if source.year is None or str(source.year) in source.journal else f", {source.year}"
    parts = [f"{source_kind(source)}.", f"{source.authors}.", f"{source.title}."]
    parts.append(f"{source.journal}{year}.")
    if source.link:
        parts.append(source.link)
    if source.checked:
        parts.append(f"Checked against: {source.checked}.")
    if source.note:
        parts.append(f"Note: {source.note}.")
    return " ".join(parts)


def _underlined(text: str, sign: str) -> str:
    return f"{text}\n{sign * len(text)}"


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        text, WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
