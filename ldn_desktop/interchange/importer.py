"""From a path to a preview: recognise, read, plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.interchange.ldn_format import OwnFile, own_file
from ldn_desktop.interchange.pipeline.archive import (
    Bundle,
    Member,
    Progress,
    heard,
    unheard,
)
from ldn_desktop.interchange.pipeline.entries import Found, counted
from ldn_desktop.interchange.pipeline.mapping import Target
from ldn_desktop.interchange.pipeline.merge import merged
from ldn_desktop.interchange.pipeline.parsing import shortened
from ldn_desktop.interchange.pipeline.planner import plan
from ldn_desktop.interchange.pipeline.preview import Preview
from ldn_desktop.interchange.source_format import Format, Start
from ldn_desktop.interchange.sources.apple_health import APPLE_HEALTH
from ldn_desktop.interchange.sources.bearable import BEARABLE
from ldn_desktop.interchange.sources.daylio import DAYLIO, is_backup, refuse_backup
from ldn_desktop.interchange.sources.generic_csv import GENERIC
from ldn_desktop.interchange.sources.loop_habits import LOOP_HABITS
from ldn_desktop.interchange.sources.oura import OURA
from ldn_desktop.interchange.sources.table_presets import GARMIN, TRACK_AND_GRAPH
from ldn_desktop.interchange.sources.visible import VISIBLE
from ldn_desktop.interchange.sources.wearables_json import FITBIT, GARMIN_DATA

FORMATS: tuple[Format, ...] = (
    VISIBLE,
    BEARABLE,
    DAYLIO,
    APPLE_HEALTH,
    LOOP_HABITS,
    TRACK_AND_GRAPH,
    GARMIN,
    OURA,
    FITBIT,
    GARMIN_DATA,
    GENERIC,
)
"""In the order in which they are tried: the most particular header first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read once; what its names become may be changed without reading again."""

    format: Format
    found: Sequence[Found]
    notices: tuple[str, ...] = ()

    def preview(
        self, diary: Diary, *, now: datetime, mapping: Mapping[str, Target] | None = None
    ) -> Preview:
        """What it would do to `diary` with the person's own `mapping` by name."""
        return plan(
            self.format, self.found, diary, now=now, mapping=mapping or {}, notices=self.notices
        )


@dataclass(frozen=True, slots=True)
class OwnReading:
    """A file of this program's own that was read: nothing in it is to be mapped."""

    file: OwnFile

    def preview(
        self,
        diary: Diary,
        *,
        now: datetime,
        mapping: Mapping[str, Target] | None = None,  # noqa: ARG002  # as Reading.preview
    ) -> Preview:
        """What it would do to `diary`."""
        return merged(self.file, diary, now=now)


def read(
    path: Path,
    diary: Diary,
    *,
    now: datetime,
    mapping: Mapping[str, Target] | None = None,
    progress: Progress = unheard,
) -> Preview:
    """What bringing `path` (a file, folder or zip) into `diary` at `now` would do.

    `now` is aware and local. Nothing is changed: recording `.edit` does it all. Raises
    UserError where nothing in it is recognised, Stopped where `progress` says to stop.
    """
    return reading_of(path, diary, progress=progress).preview(diary, now=now, mapping=mapping)


def reading_of(path: Path, diary: Diary, *, progress: Progress = unheard) -> Reading | OwnReading:
    """`path` recognised and read, for a page that lets the person change the mapping."""
    with Bundle(path) as bundle:
        starts = _starts(bundle.members, path)
        own = [file for file in map(own_file, starts) if file]
        if own:
            return OwnReading(own[0])
        format_, members = _recognised(starts, path)
        found = tuple(counted(format_.found(heard(members, progress), diary)))
        if not found:
            raise UserError(
                _("“{path}” is an export from {name}, but it holds no records.").format(
                    path=shortened(path.name), name=format_.name
                )
            )
        notices = (*format_.asks(members), *_others(bundle.members, members))
        return Reading(format_, found, notices)


def _starts(members: Sequence[Member], path: Path) -> list[Start]:
    if any(is_backup(member) for member in members):
        raise refuse_backup()
    starts = [Start(member) for member in members if member.size]
    if not starts:
        raise UserError(_("“{path}” is empty.").format(path=shortened(path.name)))
    return starts


def _recognised(starts: Sequence[Start], path: Path) -> tuple[Format, list[Member]]:
    for format_ in FORMATS:
        mine = [start.member for start in starts if format_.recognises(start)]
        if format_ is GENERIC and len(mine) > 1:
            raise UserError(
                _("“{path}” holds {n} tables. Please choose one of them.").format(
                    path=shortened(path.name), n=len(mine)
                )
            )
        if mine:
            return format_, mine
    raise UserError(_unknown(starts, path))


def _unknown(starts: Sequence[Start], path: Path) -> str:
    if len(starts) == 1 and not starts[0].text:
        return _("“{path}” is not a text file, so it cannot be an export.").format(
            path=shortened(path.name)
        )
    if '"_meta"' in starts[0].text[:2_000]:
        return _(
            "“{path}” is a whole diary, not an export. Please put it into a folder of its own and "
            "open that folder as the diary."
        ).format(path=shortened(path.name))
    return _(
        "“{path}” is not an export that this program knows. A table with a date column, saved "
        "as CSV, can always be brought in."
    ).format(path=shortened(path.name))


def _others(members: Sequence[Member], mine: Sequence[Member]) -> tuple[str, ...]:
    count = len(members) - len(mine)
    if not count:
        return ()
    return (
        ngettext(
            "{n} other file in it was not needed.", "{n} other files in it were not needed.", count
        ).format(n=count),
    )
