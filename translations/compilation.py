"""Compiles the translations into what the program loads: one JSON file a language.

Run when the program is set up and by every build. msgspec reads it in a millisecond; gettext's own
loader took 10 to 23 (docs/adr/0011-translations.md).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog

from translations.po_files import COMPILED, is_translated, read, reviewer, texts_of, translations

CONTEXT_END = "\x04"
"""Between context and message in a key: ldn_desktop.i18n.catalogue reads it."""


def compiled(catalogue: Catalog) -> bytes:
    """The translated messages of `catalogue` as ldn_desktop.i18n.catalogue reads them."""
    messages: dict[str, str] = {}
    plurals: dict[str, list[str]] = {}
    for message in catalogue:
        if not message.id or not is_translated(message):
            continue
        english = message.id if isinstance(message.id, str) else message.id[0]
        if message.pluralizable:
            plurals[english] = list(texts_of(message))
        else:
            key = f"{message.context}{CONTEXT_END}{english}" if message.context else english
            messages[key] = texts_of(message)[0]
    document = {
        "plural_rule": catalogue.plural_expr,
        "whole_part_counts": _whole_part_counts(catalogue),
        "reviewer": reviewer(catalogue),
        "messages": messages,
        "plurals": plurals,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _whole_part_counts(catalogue: Catalog) -> bool:
    """Whether 1.5 is counted as 1 is, as in French."""
    plural_form = Locale.parse(str(catalogue.locale)).plural_form
    return bool(plural_form(1.5) == plural_form(1))


def compile_all(folder: Path = COMPILED) -> list[Path]:
    """Compile every translation into `folder`, and drop what has none any more."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for path in translations():
        out = folder / f"{path.stem}.json"
        out.write_bytes(compiled(read(path)))
        made.append(out)
    for left in set(folder.glob("*.json")) - set(made):
        left.unlink()
    return made


def compile_stale(folder: Path = COMPILED) -> None:
    """Compile where a translation is newer than its compiled file, or one of the two is missing."""
    sources = {path.stem: path.stat().st_mtime for path in translations()}
    made = {path.stem: path.stat().st_mtime for path in folder.glob("*.json")}
    if sources.keys() != made.keys() or any(made[name] < at for name, at in sources.items()):
        compile_all(folder)


if __name__ == "__main__":
    compile_all()
    sys.exit(0)
