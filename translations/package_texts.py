"""What menus and software centres show: extracted from packaging/linux, and put back translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path

from babel.messages.catalog import Catalog

from translations.po_files import ROOT, is_translated, read, texts_of, translations

LINUX = ROOT / "packaging" / "linux"
DESKTOP_ENTRY = LINUX / "ldn-desktop.desktop"
METAINFO = LINUX / "org.ldn_desktop.LDNDesktop.metainfo.xml"
_DESKTOP_LINE = re.compile(r"^(GenericName|Comment|Keywords)=(.*)\n", re.MULTILINE)
_ELEMENT = re.compile(r"^( *)<(summary|caption|p)>(.*?)</\2>\n", re.MULTILINE | re.DOTALL)


def texts() -> Iterator[tuple[Path, str]]:
    """Each text with the file it stands in."""
    for found in _DESKTOP_LINE.finditer(DESKTOP_ENTRY.read_text("utf-8")):
        yield DESKTOP_ENTRY, found[2]
    for found in _ELEMENT.finditer(METAINFO.read_text("utf-8")):
        yield METAINFO, _one_line(found[3])


def with_languages(path: Path, text: str) -> str:
    """`text`, the content of the file at `path`, with every language that translates it."""
    catalogues = {one.stem: read(one) for one in translations()}
    if path == DESKTOP_ENTRY:
        return _DESKTOP_LINE.sub(lambda found: _desktop_lines(found, catalogues), text)
    if path == METAINFO:
        return _ELEMENT.sub(lambda found: _elements(found, catalogues), text)
    return text


def _desktop_lines(found: re.Match[str], catalogues: dict[str, Catalog]) -> str:
    lines = [found[0]]
    for language, text in _translated(found[2], catalogues):
        lines.append(f"{found[1]}[{language}]={text}\n")
    return "".join(lines)


def _elements(found: re.Match[str], catalogues: dict[str, Catalog]) -> str:
    indent, tag, content = found.groups()
    elements = [found[0]]
    for language, text in _translated(_one_line(content), catalogues):
        name = language.replace("_", "-")
        elements.append(f'{indent}<{tag} xml:lang="{name}">{escape(text, quote=False)}</{tag}>\n')
    return "".join(elements)


def _translated(english: str, catalogues: dict[str, Catalog]) -> Iterator[tuple[str, str]]:
    for language, catalogue in catalogues.items():
        message = catalogue.get(english)
        if message is not None and is_translated(message):
            yield language, texts_of(message)[0]


def _one_line(content: str) -> str:
    return " ".join(unescape(content).split())
