"""Bring in what other apps exported: recognised by content, previewed, one edit."""

from __future__ import annotations

from ldn_desktop.interchange.importer import ParsedFile, ParsedLdnFile, parse_file, read
from ldn_desktop.interchange.pipeline.entries import FileColumn
from ldn_desktop.interchange.pipeline.import_options import ImportOptions
from ldn_desktop.interchange.pipeline.mapping import (
    DOSE_UNITS,
    MCG,
    MG,
    Target,
    assigned,
    left_out,
    levels,
    mark_target,
    named_unit,
    scales,
    target_for,
    unit_of,
    unknown_words,
    with_word,
)
from ldn_desktop.interchange.pipeline.preview import (
    Preview,
    PreviewRow,
    order_name,
    read_in,
    why_this_order,
)
from ldn_desktop.interchange.pipeline.synonyms import names_ldn
from ldn_desktop.interchange.pipeline.tally import LeftOut
from ldn_desktop.interchange.reading.archive import ImportCancelledError, Progress
from ldn_desktop.interchange.reading.dates import DateDecision, DateOrder, DecidedBy

__all__ = [
    "DOSE_UNITS",
    "MCG",
    "MG",
    "DateDecision",
    "DateOrder",
    "DecidedBy",
    "FileColumn",
    "ImportCancelledError",
    "ImportOptions",
    "LeftOut",
    "ParsedFile",
    "ParsedLdnFile",
    "Preview",
    "PreviewRow",
    "Progress",
    "Target",
    "assigned",
    "left_out",
    "levels",
    "mark_target",
    "named_unit",
    "names_ldn",
    "order_name",
    "parse_file",
    "read",
    "read_in",
    "scales",
    "target_for",
    "unit_of",
    "unknown_words",
    "why_this_order",
    "with_word",
]
