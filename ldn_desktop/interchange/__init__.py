"""Bring in what other apps exported: recognised by content, previewed, one edit."""

from __future__ import annotations

from ldn_desktop.interchange.importer import OwnReading, Reading, read, reading_of
from ldn_desktop.interchange.pipeline.archive import ImportCancelledError, Progress
from ldn_desktop.interchange.pipeline.entries import Column
from ldn_desktop.interchange.pipeline.mapping import Combine, Target, left_out, target_for
from ldn_desktop.interchange.pipeline.mapping_choices import (
    given_to,
    levels,
    scales,
    strange_words,
    unit_of,
    with_word,
)
from ldn_desktop.interchange.pipeline.preview import Preview, Row
from ldn_desktop.interchange.pipeline.tally import LeftOut

__all__ = [
    "Column",
    "Combine",
    "ImportCancelledError",
    "LeftOut",
    "OwnReading",
    "Preview",
    "Progress",
    "Reading",
    "Row",
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
