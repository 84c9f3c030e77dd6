"""Names of fields and symptoms as people type them on the command line."""

from __future__ import annotations

import re

from ldn_desktop.diary.fields import FIELDS
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import SEVERITY, Word
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats

FORMER_WORDS = {"moderate": "medium", "a little": "little"}
"""What the first edition called an answer: scripts may still type it."""


def field_named(name: str, diary: Diary) -> str:
    """The key that `name` means; case, spaces, - and _ do not matter.

    Fields are known by their keys in every language, and by what `show` calls them.

    Raises UserError, naming what the diary knows.
    """
    requested = _normalised(name)
    for field in FIELDS:
        if requested == _normalised(field):
            return field
    for symptom in diary.symptoms:
        if requested in map(_normalised, (symptom.key, symptom.label, symptom.name)):
            return symptom.key
    for field, described in FIELDS.items():
        if requested == _normalised(described.label):
            return field
    known = formats.enumerated([*(_as_typed(s.label) for s in diary.symptoms), *FIELDS])
    raise UserError(
        _("“{name}” is not a symptom in this diary. It has: {known}.").format(
            name=name, known=known
        )
    )


def points(text: str, field: str) -> float | str:
    """The points that a word such as “mild” stands for, or the number; else `text` as it is."""
    words = FIELDS[field].words if field in FIELDS else SEVERITY
    for word in words:
        if _normalised(text) in _names_of(word):
            return word.points
    return text.strip()


def _names_of(word: Word) -> tuple[str, ...]:
    name = _normalised(word.text)
    return name, _normalised(word.shown), FORMER_WORDS.get(name, name)


def _as_typed(label: str) -> str:
    """`label` as one word of a command line, which needs no quotation marks."""
    return _normalised(label).replace(" ", "_")


def _normalised(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()
