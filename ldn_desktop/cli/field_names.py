"""Names on the command line: keys and names of symptoms, however they are written."""

from __future__ import annotations

import re

from ldn_desktop.diary.fields import FIELDS
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import SEVERITY, Word
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _


def field_named(name: str, diary: Diary) -> str:
    """The field that `name` means; case, blanks, - and _ do not matter.

    Raises UserError, naming what the diary knows.
    """
    wanted = _folded(name)
    for field in FIELDS:
        if wanted == field:
            return field
    for symptom in diary.symptoms:
        if wanted in (_folded(symptom.key), _folded(symptom.label), _folded(symptom.name)):
            return symptom.key
    known = ", ".join([*(symptom.key for symptom in diary.symptoms), *FIELDS])
    raise UserError(
        _("“{name}” is no symptom of this diary. It knows: {known}.").format(name=name, known=known)
    )


def points(text: str, field: str) -> float | str:
    """The points that a word such as “mild” stands for, or the number; else `text` as it is."""
    words = FIELDS[field].words if field in FIELDS else SEVERITY
    for word in words:
        if _folded(text) in _names_of(word):
            return word.points
    return text.strip()


def _names_of(word: Word) -> tuple[str, str]:
    return _folded(word.text), _folded(word.shown)


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()
