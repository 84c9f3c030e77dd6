"""Salvage from the text of a damaged diary file: every complete document."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from ldn_desktop.storage.codec import validation
from ldn_desktop.storage.codec.documents import (
    ABOUT,
    DAYS,
    MARKS,
    STEPS,
    SYMPTOMS,
    Tables,
)

_DOCUMENT = re.compile(r'"(\d{1,15})"\s*:\s*(?=\{)')
_SEQUENCE = re.compile(r'"folded"\s*:\s*(\d{1,15})')
_decoder = json.JSONDecoder()

_CHECKS: Mapping[str, Callable[[str, Mapping[str, Any]], None]] = {
    ABOUT: validation.check_about,
    SYMPTOMS: validation.check_symptom,
    STEPS: validation.check_step,
    MARKS: validation.check_mark,
    DAYS: validation.check_day,
}


def salvage(content: bytes) -> tuple[Tables, int]:
    """Every whole document of today's tables in `content` whose rules hold, and the newest
    journal line the file claims to contain (0 where it does not say).

    A document is taken for what it looks like: the name of its table may be what broke.
    """
    text = content.decode(errors="surrogateescape")
    tables: Tables = {ABOUT: {}, SYMPTOMS: {}, STEPS: {}, MARKS: {}, DAYS: {}}
    at = 0
    while found := _DOCUMENT.search(text, at):
        document, at = _document(text, found.end())
        if document is not None:
            name = _table_of(document)
            if _is_valid(name, found[1], document):
                tables[name][found[1]] = document
    tables = {name: tables[name] for name in tables if tables[name] or name != MARKS}
    sequence = _SEQUENCE.search(text[:400])
    return tables, int(sequence[1]) if sequence else 0


def _document(text: str, at: int) -> tuple[dict[str, Any] | None, int]:
    """The document that begins at `at` and where it ends; None where it is not whole."""
    try:
        document, end = _decoder.raw_decode(text, at)
        text[at:end].encode()  # fails where bytes were no text
    except (ValueError, RecursionError):
        return None, at
    return document, end


def _table_of(document: Mapping[str, Any]) -> str:
    if "mg" in document:
        return STEPS
    if "key" in document:
        return SYMPTOMS
    if "kind" in document:
        return MARKS
    return ABOUT if "day_ends_hour" in document else DAYS


def _is_valid(name: str, key: str, document: Mapping[str, Any]) -> bool:
    try:
        _CHECKS[name](key, document)
    except (ValueError, TypeError, AttributeError):
        return False
    return bool(document)
