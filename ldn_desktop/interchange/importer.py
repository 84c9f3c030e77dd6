"""From a path to a preview: recognise, read, plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.interchange.ldn_format import LdnFile, read_ldn_file
from ldn_desktop.interchange.pipeline.entries import FileEntry, limited
from ldn_desktop.interchange.pipeline.import_options import FileContext, ImportOptions
from ldn_desktop.interchange.pipeline.merge_diaries import merged
from ldn_desktop.interchange.pipeline.planner import plan
from ldn_desktop.interchange.pipeline.preview import Preview
from ldn_desktop.interchange.reading.archive import (
    Archive,
    Member,
    Progress,
    no_progress,
    with_progress,
)
from ldn_desktop.interchange.reading.dates import DateOrder
from ldn_desktop.interchange.reading.parsing import shortened
from ldn_desktop.interchange.registry import FORMATS
from ldn_desktop.interchange.source_format import FileHead, Format


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file that was read once; what its names become may be changed without reading again."""

    format: Format
    entries: Sequence[FileEntry]
    context: FileContext

    def preview(self, diary: Diary, options: ImportOptions | None = None) -> Preview:
        """What it would do to `diary`; another order of dates needs the file read again."""
        return plan(self.format, self.entries, self.context, diary, options or ImportOptions())


@dataclass(frozen=True, slots=True)
class ParsedLdnFile:
    """A file of this program's own that was read: nothing in it is to be mapped."""

    file: LdnFile
    context: FileContext

    def preview(self, diary: Diary, options: ImportOptions | None = None) -> Preview:  # noqa: ARG002  # as ParsedFile.preview
        """What it would do to `diary`."""
        return merged(self.file, diary, self.context)


def read(
    path: Path,
    diary: Diary,
    *,
    now: datetime,
    options: ImportOptions | None = None,
    progress: Progress = no_progress,
) -> Preview:
    """What importing `path` (a file, folder or zip) into `diary` at `now` would do.

    `now` is aware and local. Nothing is changed: recording `.edit` does it all. Raises
    UserError where nothing in it is recognised, ImportCancelledError where `progress` says to
    stop.
    """
    options = options or ImportOptions()
    parsed = parse_file(path, diary, now=now, dates=options.dates, progress=progress)
    return parsed.preview(diary, options)


def parse_file(
    path: Path,
    diary: Diary,
    *,
    now: datetime,
    dates: DateOrder | None = None,
    progress: Progress = no_progress,
) -> ParsedFile | ParsedLdnFile:
    """`path` recognised and read, for a page that lets the person change the mapping."""
    context = FileContext(diary, now, dates)
    with Archive(path) as archive:
        heads = _heads(archive.members, path)
        ldn_files = [file for head in heads if (file := read_ldn_file(head, context))]
        if ldn_files:
            return ParsedLdnFile(ldn_files[0], context)
        format_, members = _recognised(heads, path)
        entries = tuple(limited(format_.entries(with_progress(members, progress), context)))
        if not entries:
            raise UserError(
                _("“{path}” is an export from {name}, but it has no records.").format(
                    path=shortened(path.name), name=format_.name
                )
            )
        context.add_notices(_unused(archive.members, members))
        return ParsedFile(format_, entries, context)


def _heads(members: Sequence[Member], path: Path) -> list[FileHead]:
    for format_ in FORMATS:
        for refusal in filter(None, map(format_.refusal, members)):
            raise UserError(refusal)
    heads = [FileHead(member) for member in members if member.size]
    if not heads:
        raise UserError(_("“{path}” is empty.").format(path=shortened(path.name)))
    return heads


def _recognised(heads: Sequence[FileHead], path: Path) -> tuple[Format, list[Member]]:
    for format_ in FORMATS:
        members = [head.member for head in heads if format_.recognises(head)]
        if format_.one_file and len(members) > 1:
            raise UserError(
                _("“{path}” has {n} tables. Please choose one of them.").format(
                    path=shortened(path.name), n=len(members)
                )
            )
        if members:
            return format_, members
    raise UserError(_unknown(heads, path))


def _unknown(heads: Sequence[FileHead], path: Path) -> str:
    if len(heads) == 1 and not heads[0].text:
        return _("“{path}” is not a text file, so it cannot be an export.").format(
            path=shortened(path.name)
        )
    if '"_meta"' in heads[0].text[:2_000]:
        return _(
            "“{path}” is a whole diary, not an export. Please put it into a folder of its own and "
            "open that folder as the diary."
        ).format(path=shortened(path.name))
    return _(
        "“{path}” is not an export this program recognises. A table with a date "
        "column, saved as CSV, can always be imported."
    ).format(path=shortened(path.name))


def _unused(members: Sequence[Member], used: Sequence[Member]) -> tuple[str, ...]:
    count = len(members) - len(used)
    if not count:
        return ()
    return (
        ngettext(
            "{n} other file in the folder or zip was not needed.",
            "{n} other files in the folder or zip were not needed.",
            count,
        ).format(n=count),
    )
