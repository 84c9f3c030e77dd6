"""Bring in what other apps exported: recognised by content, previewed, one edit."""

from __future__ import annotations

from ldn_desktop.diary.fields import Combine
from ldn_desktop.interchange.importer import ParsedFile, ParsedLdnFile, parse_file, read
from ldn_desktop.interchange.pipeline.archive import ImportCancelledError, Progress
from ldn_desktop.interchange.pipeline.entries import Column
from ldn_desktop.interchange.pipeline.mapping import (
    Target,
    assigned,
    left_out,
    levels,
    scales,
    target_for,
    unit_of,
    unknown_words,
    with_word,
)
from ldn_desktop.interchange.pipeline.preview import Preview, Row
from ldn_desktop.interchange.pipeline.tally import LeftOut

__all__ = [
    "Column",
    "Combine",
    "ImportCancelledError",
    "LeftOut",
    "ParsedFile",
    "ParsedLdnFile",
    "Preview",
    "Progress",
    "Row",
    "Target",
    "assigned",
    "left_out",
    "levels",
    "parse_file",
    "read",
    "scales",
    "target_for",
    "unit_of",
    "unknown_words",
    "with_word",
]
