"""Marks out of a file's days: each run of days with the same name becomes one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.diary import marks
from ldn_desktop.diary.model import Diary, Mark, MarkChange, MarkKind
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, mark
from ldn_desktop.interchange.pipeline.entries import FileEntry
from ldn_desktop.interchange.pipeline.mapping import OTHER_APP
from ldn_desktop.interchange.pipeline.synonyms import own_name

USUAL_GAP, MEDICINE_GAP = timedelta(days=3), timedelta(days=14)
"""From one day with it to the next of the same run, at most: a day may not have been entered, and
a medicine may be taken once a week."""
_YOURS = mark("You already recorded this yourself. What you recorded will not be changed.")


class MarkRun(NamedTuple):
    """The rows of one run, and what they change in the diary."""

    entries: tuple[FileEntry, ...]
    change: MarkChange | None
    """None where the diary has it already, or `reason` says why it stays out."""
    reason: str = ""


class MarkRuns:
    """The marks of one file on their way into `diary`."""

    def __init__(self, diary: Diary, origin: str, today: date) -> None:
        self._diary, self._origin, self._today = diary, origin, today
        self._entries: dict[tuple[MarkKind, str], list[FileEntry]] = {}
        self._ids: set[int] = set()

    def add(self, kind: MarkKind, name: str, entry: FileEntry) -> None:
        """Take a row that says there was such a thing on its day."""
        self._entries.setdefault((kind, own_name(name)), []).append(entry)

    def runs(self) -> list[MarkRun]:
        """What becomes of all rows, run by run."""
        return [
            self._run(kind, name, run)
            for (kind, name), entries in self._entries.items()
            for run in _divided(entries, _gap(kind))
        ]

    def _run(self, kind: MarkKind, name: str, entries: tuple[FileEntry, ...]) -> MarkRun:
        start, end = _day(entries[0]), _day(entries[-1])
        stop = None if self._goes_on(kind, end) else end
        before = self._known(kind, name, start, end)
        try:
            if before is None:
                made = marks.new_mark(
                    self._diary, kind, name, start, stop, origin=self._origin, taken=self._ids
                )
                self._ids.add(made.id)
                return MarkRun(entries, MarkChange(made.id, None, made))
        except UserError as refusal:
            return MarkRun(entries, None, str(refusal))
        if before.origin != self._origin:
            covered = before.start <= start and marks.end_of(before, self._today) >= end
            reason = OTHER_APP if before.origin else _YOURS
            return MarkRun(entries, None, "" if covered else _(reason))
        if stop is not None and before.stop is not None:
            stop = max(stop, before.stop)
        after = before._replace(start=min(start, before.start), stop=stop)
        return MarkRun(entries, None if after == before else MarkChange(after.id, before, after))

    def _goes_on(self, kind: MarkKind, end: date) -> bool:
        """Whether a medicine taken on `end` is still taken, as far as the file can tell."""
        return kind is MarkKind.MEDICINE and end + MEDICINE_GAP >= self._today

    def _known(self, kind: MarkKind, name: str, start: date, end: date) -> Mark | None:
        """The mark of the diary that the days from `start` to `end` belong to."""
        gap = _gap(kind)
        near = marks.between(self._diary.marks, start - gap, end + gap, self._today)
        alike = (m for m in near if m.kind is kind and m.name.casefold() == name.casefold())
        return next(alike, None)


def _gap(kind: MarkKind) -> timedelta:
    return MEDICINE_GAP if kind is MarkKind.MEDICINE else USUAL_GAP


def _day(entry: FileEntry) -> date:
    assert entry.when is not None
    return entry.when


def _divided(entries: Sequence[FileEntry], gap: timedelta) -> list[tuple[FileEntry, ...]]:
    """`entries` in order of their days, parted where more than `gap` lies between two."""
    found: list[list[FileEntry]] = []
    for entry in sorted(entries, key=_day):
        if found and _day(entry) - _day(found[-1][-1]) <= gap:
            found[-1].append(entry)
        else:
            found.append([entry])
    return [tuple(run) for run in found]
