"""Bring in what other apps exported: recognised by content, previewed, one edit."""

from __future__ import annotations

from ldn_desktop.imports.account import LeftOut
from ldn_desktop.imports.bundle import Progress, Stopped
from ldn_desktop.imports.choices import (
    given_to,
    levels,
    scales,
    strange_words,
    unit_of,
    with_word,
)
from ldn_desktop.imports.found import Column
from ldn_desktop.imports.preview import Preview, Row
from ldn_desktop.imports.reading import OwnReading, Reading, read, reading_of
from ldn_desktop.imports.target import Combine, Target, left_out, target_for

__all__ = [
    "Column",
    "Combine",
    "LeftOut",
    "OwnReading",
    "Preview",
    "Progress",
    "Reading",
    "Row",
    "Stopped",
    "Target",
    "given_to",
    "left_out",
    "levels",
    "read",
    "reading_of",
    "scales",
    "strange_words",
    "target_for",
    "unit_of",
    "with_word",
]
