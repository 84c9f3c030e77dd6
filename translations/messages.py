"""`make messages`: extracts every text of the program and updates the files of all languages.

A new language begins with an empty file of its name: `touch translations/fi.po && make messages`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from ldn_desktop.guide import help_texts
from ldn_desktop.guide.parser import read_help
from translations import cldr, package_texts
from translations.po_files import (
    ROOT,
    TEMPLATE,
    as_bytes,
    is_translated,
    read,
    translations,
)

KEYWORDS = {
    "_": None,
    "mark": None,
    "ngettext": (1, 2),
    "mark_plural": (1, 2),
    "pgettext": ((1, "c"), 2),
    "mark_context": ((1, "c"), 2),
}
"""Functions of ldn_desktop.i18n, and which of their arguments are texts or a context."""
COMMENT_TAG = "Translators:"
HELP_NOW = ROOT / "resources" / "guide" / "en" / "help.toml"
HEADER = """\
# The texts of LDN Desktop.
# CONTRIBUTING.md says how to add or review a language."""


def sources() -> list[Path]:
    """The modules whose texts a person sees."""
    return sorted((ROOT / "ldn_desktop").rglob("*.py"))


def extracted() -> Catalog:
    """Every text of the program, with the files it stands in and the comments for translators."""
    catalogue = Catalog(
        header_comment=HEADER,
        charset="utf-8",
    )
    for name, message, comments, context in sorted(_found(), key=lambda found: found[0]):
        catalogue.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalogue


def _found() -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    for path in sources():
        for _line, message, comments, context in extract_from_file(
            "python", path, KEYWORDS, [COMMENT_TAG], strip_comment_tags=True
        ):
            yield path.relative_to(ROOT).as_posix(), message, comments, context
    for text in help_texts.texts(read_help(HELP_NOW)):
        yield HELP_NOW.relative_to(ROOT).as_posix(), text, [], None
    for path, text in package_texts.texts():
        yield path.relative_to(ROOT).as_posix(), text, [], None


def updated(path: Path, template: Catalog) -> Catalog:
    """The translation at `path` with the texts of `template`.

    What is gone is dropped; what is new is empty, but for dates and numbers (see cldr.py). A
    changed text is never given its old translation: a guess is wrong too often.
    """
    catalogue = read(path) if path.stat().st_size else cldr.new_catalogue(path.stem)
    catalogue.update(deepcopy(template), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    cldr.fill_in(catalogue)
    return catalogue


def main(arguments: list[str]) -> int:
    """Write all files; with --check, write none and say whether the template is fresh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether it is fresh")
    check = parser.parse_args(arguments).check
    template = extracted()
    fresh = as_bytes(template)
    if check:
        return 0 if TEMPLATE.read_bytes() == fresh else 1
    TEMPLATE.write_bytes(fresh)
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(template)} texts")
    for path in translations():
        catalogue = updated(path, template)
        path.write_bytes(as_bytes(catalogue))
        empty = sum(not is_translated(message) for message in catalogue if message.id)
        print(f"{path.relative_to(ROOT)}: {empty} not translated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
