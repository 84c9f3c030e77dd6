"""Where the translations lie, and how they are read and written."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "translations"
TEMPLATE = FOLDER / "ldn_desktop.pot"
COMPILED = ROOT / "resources" / "languages"
DOMAIN = "ldn_desktop"
REVIEWER = re.compile(r"^# Reviewed by a native clinician: (.*)$", re.MULTILINE)
NOBODY = "nobody yet"
NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def translations() -> list[Path]:
    """The file of every language, such as translations/de.po."""
    return sorted(FOLDER.glob("*.po"))


def read(path: Path) -> Catalog:
    """The catalogue in the file at `path`; its language is the file's name.

    Raises babel's PoFileError when it is not whole.
    """
    locale = None if path == TEMPLATE else path.stem
    with path.open("rb") as file:
        return read_po(file, locale=locale, domain=DOMAIN, abort_invalid=True)


def as_bytes(catalogue: Catalog) -> bytes:
    """`catalogue` as a .po or .pot file, one message a line: Weblate and diff read it well.

    The header tells no times and no names: the commits do, and the same texts give the same file.
    """
    catalogue.project, catalogue.version = "LDN Desktop", "2"
    catalogue.creation_date = catalogue.revision_date = NO_TIME
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = ""
    catalogue.fuzzy = False
    out = BytesIO()
    write_po(out, catalogue, width=0, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    return out.getvalue()


def texts_of(message: Message) -> tuple[str, ...]:
    """The translation of `message`, each plural form of it; empty where there is none."""
    string = message.string or ()
    return (string,) if isinstance(string, str) else tuple(string)


def is_translated(message: Message) -> bool:
    """Whether every form of `message` has a text, and nobody marked it as doubtful."""
    texts = texts_of(message)
    return bool(texts) and all(texts) and not message.fuzzy


def reviewer(catalogue: Catalog) -> str:
    """Who reviewed the translation, a native clinician; empty while nobody has."""
    found = REVIEWER.search(catalogue.header_comment)
    return "" if found is None or found[1].strip() == NOBODY else found[1].strip()
