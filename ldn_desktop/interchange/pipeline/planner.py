"""From what a file says to one edit: mapped, combined by day, compared with the diary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from ldn_desktop.diary.fields import CRASH, FIELDS, RESERVED, Combine
from ldn_desktop.diary.model import (
    FIRST_DATE,
    Answer,
    AnswerChange,
    Change,
    Diary,
    Edit,
    MarkKind,
    Source,
    checked_value,
)
from ldn_desktop.diary.provenance import content
from ldn_desktop.diary.recording import entry_minute, utc_offset
from ldn_desktop.diary.symptoms import FUNCAP, Symptom
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, mark
from ldn_desktop.interchange.pipeline.entries import FileEntry, columns
from ldn_desktop.interchange.pipeline.field_labels import label_of
from ldn_desktop.interchange.pipeline.funcap_months import ANSWERED_AGAIN, FuncapItem, months
from ldn_desktop.interchange.pipeline.import_options import FileContext, ImportOptions
from ldn_desktop.interchange.pipeline.mapping import (
    EMPTY_CELL,
    NO_DATE,
    NO_TARGET,
    OTHER_APP,
    TOO_LONG_AGO,
    Target,
    combined,
    converted,
    says_no,
)
from ldn_desktop.interchange.pipeline.mark_runs import MarkRuns
from ldn_desktop.interchange.pipeline.preview import Preview, PreviewRow, Replacement
from ldn_desktop.interchange.pipeline.symptom_list import SymptomList
from ldn_desktop.interchange.pipeline.synonyms import own_name
from ldn_desktop.interchange.pipeline.tally import Tally
from ldn_desktop.interchange.pipeline.targets import Targets, remembering
from ldn_desktop.interchange.reading.parsing import alike, number, shortened
from ldn_desktop.interchange.source_format import Format

MAX_NEW_SYMPTOMS = 300
LONGEST_ORIGINAL = 300
MAX_CACHED = 50_000

_AHEAD = mark("Its date is in the future.")
_ENTERED = mark("You answered this yourself on that day. Your answer will not be changed.")
_NONE_OF_IT = mark("The file says this did not happen. The diary records only what did.")
_OTHER_TABLE = mark(
    "An earlier import has a different answer for this day. That one stays, unless you choose to "
    "replace it."
)


class _Conversion(NamedTuple):
    """What one text means under one name."""

    value: Any
    as_it_was: bool
    reason: str
    """Why it cannot become an answer; empty where it can."""


class _Candidate(NamedTuple):
    """A row that can become an answer."""

    entry: FileEntry
    value: Any
    as_it_was: bool


class _Planner:
    """One import in the making."""

    def __init__(self, format_: Format, diary: Diary, now: datetime, *, replace: bool) -> None:
        self.format = format_
        self.replace = replace
        self.replaced: list[Replacement] = []
        self.imported: Counter[str] = Counter()
        """How many values of each name would be stored."""
        self.diary = diary
        self.now = now
        self.tally = Tally()
        self.symptoms = SymptomList(diary)
        self.days: dict[date, dict[str, list[_Candidate]]] = {}
        self.how: dict[str, Combine] = {}
        self._today = now.date()
        self._runs = MarkRuns(diary, format_.name, self._today)
        self._items: list[FuncapItem] = []
        self._offset = utc_offset(now)
        self._meanings: dict[tuple[str, str], _Conversion] = {}
        self._origins: dict[str, dict[str, str]] = {}
        self._minutes: dict[date, int] = {}

    def field_of(self, target: Target) -> str:
        """The field that `target` means; makes the person's own symptom where it is new."""
        if not target.own:
            return target.field
        name = own_name(target.own)
        if not name:
            return ""
        for symptom in self.symptoms.by_key.values():
            if alike(symptom.label, name) and symptom.key not in RESERVED:
                return symptom.key
        if len(self.symptoms.changes) >= MAX_NEW_SYMPTOMS:
            raise UserError(
                _("This file would add more than {n} symptoms of your own.").format(
                    n=MAX_NEW_SYMPTOMS
                )
            )
        key, order = self.symptoms.free_key(name), len(self.symptoms.by_key)
        return self.symptoms.put(Symptom(key, name, shown=False, order=order, own=True))

    def sort_in(self, entry: FileEntry, target: Target, field: str) -> None:
        """Put one row where it belongs, or leave it out and say why."""
        reason = entry.reason or self._fault(entry)
        if reason:
            self.leave(entry, _(reason))
            return
        if target.mark:
            self._sort_mark_in(entry, target)
            return
        if not field:
            self._leave_unmapped(entry, _(target.reason or NO_TARGET))
            return
        conversion = self._conversion(entry, target, field)
        if conversion.reason:
            if target.field == CRASH and says_no(entry.text):
                self.tally.absent += entry.rows
            self.leave(entry, conversion.reason)
            return
        assert entry.when is not None
        if target.domain:
            self._items.append(FuncapItem(entry, target.domain, conversion.value))
            return
        candidate = _Candidate(entry, conversion.value, conversion.as_it_was)
        self.days.setdefault(entry.when, {}).setdefault(field, []).append(candidate)

    def _sort_mark_in(self, entry: FileEntry, target: Target) -> None:
        if says_no(entry.text):
            self.tally.absent += entry.rows
            self.leave(entry, _(_NONE_OF_IT))
        else:
            self._runs.add(MarkKind(target.mark), target.mark_name, entry)

    def marks(self) -> Iterator[Change]:
        """The marks that all rows together add or make longer."""
        for run in self._runs.runs():
            if run.change is not None:
                for entry in run.entries:
                    self.imported[entry.name] += entry.rows
                self.tally.mapped += sum(entry.rows for entry in run.entries)
                yield run.change
            elif run.reason:
                for entry in run.entries:
                    self.leave(entry, run.reason)
            else:
                self.tally.already += sum(entry.rows for entry in run.entries)

    def results(self) -> Iterator[Change]:
        """The results of FUNCAP that its items make, month by month."""
        for month in months(self._items):
            for item in month.replaced:
                self.leave(item.entry, _(ANSWERED_AGAIN))
            candidates = [_Candidate(i.entry, i.points, False) for i in month.items]
            after = self._imported(month.when, month.mean, candidates)
            after = after._replace(extra={"origin": self.format.name, **month.extra})
            yield from self._settled(month.when, FUNCAP, after, candidates)

    def _conversion(self, entry: FileEntry, target: Target, field: str) -> _Conversion:
        """What the text of `entry` means; worked out once for the few ratings of each name."""
        position = (entry.name, entry.text)
        conversion = self._meanings.get(position)
        if conversion is None:
            try:
                value = checked_value(field, converted(entry.text, target), self.symptoms.by_key)
                bare = number(entry.text)
                as_it_was = not target.turns and value in (entry.text, bare, True)
                conversion = _Conversion(value, as_it_was, "")
            except UserError as refusal:
                conversion = _Conversion(None, False, str(refusal))
            if len(self._meanings) < MAX_CACHED:
                self._meanings[position] = conversion
        return conversion

    def _fault(self, entry: FileEntry) -> str:
        if entry.when is None:
            return NO_DATE
        if entry.when > self._today:
            return _AHEAD
        if entry.when < FIRST_DATE:
            return TOO_LONG_AGO
        return "" if entry.text else EMPTY_CELL

    def _leave_unmapped(self, entry: FileEntry, reason: str) -> None:
        self.tally.unmapped += entry.rows
        if self.format.wide:
            self.tally.leave_alike(entry.row, entry.name, reason, entry.rows)
        else:
            self.leave(entry, reason)

    def leave(self, entry: FileEntry, reason: str) -> None:
        self.tally.leave(entry.row, entry.name, entry.text, reason, entry.rows)

    def answers(self) -> Iterator[Change]:
        """The changes that all rows together make, day by day."""
        for when, fields in self.days.items():
            for field, candidates in fields.items():
                yield from self._answer(when, field, candidates)

    def _answer(self, when: date, field: str, candidates: Sequence[_Candidate]) -> list[Change]:
        """The change that a day's rows make in one field: one or none."""
        how = self.how[field]
        if how is Combine.FIRST:
            candidates = self._first_name_alone(candidates)
        value = candidates[0].value
        if len(candidates) > 1:
            try:
                value = combined([one.value for one in candidates], how)
                value = checked_value(field, value, self.symptoms.by_key)
            except UserError as refusal:
                self._leave_all(candidates, str(refusal))
                return []
        after = self._imported(when, value, candidates)
        return self._settled(when, field, after, candidates)

    def _settled(
        self, when: date, field: str, after: Answer, candidates: Sequence[_Candidate]
    ) -> list[Change]:
        """The change that stores `after`; none where the diary has it, or keeps its own."""
        before = self.diary.day(when).answers.get(field)
        reason = self._why_not(before, after)
        if before and self._same(before, after):
            self.tally.already += sum(one.entry.rows for one in candidates)
        elif reason:
            if reason in (OTHER_APP, _OTHER_TABLE):
                self.tally.differing += sum(one.entry.rows for one in candidates)
            self._leave_all(candidates, _(reason))
        else:
            self._count(candidates)
            if before:
                self.replaced.append(Replacement(when, field, before.value, after.value))
            return [AnswerChange(when, field, before, after)]
        return []

    def _same(self, before: Answer, after: Answer) -> bool:
        """Whether `before` says all that `after` does; when they were entered does not matter."""
        value, parts = content(after)
        there, parts_there = content(before)
        if value != there or any(parts_there.get(key) != part for key, part in parts.items()):
            return False
        # An app's own export corrects its text too; tables need only agree.
        is_imported = before.source is Source.IMPORTED and self.format.updates
        return not is_imported or dict(before.extra) == dict(after.extra)

    def _why_not(self, before: Answer | None, after: Answer) -> str:
        """Why an answer of the diary stays as it is; empty where it does not."""
        if before is None:
            return ""
        if before.source is not Source.IMPORTED:
            return _ENTERED
        if self.replace or (self.format.updates and before.origin == after.origin):
            return ""
        return OTHER_APP if before.origin != after.origin else _OTHER_TABLE

    def _first_name_alone(self, candidates: Sequence[_Candidate]) -> Sequence[_Candidate]:
        chosen = candidates[0].entry
        same_name = [one for one in candidates if one.entry.name == chosen.name]
        others = [one for one in candidates if one.entry.name != chosen.name]
        self._leave_all(
            others,
            _("“{name}” already gives this for the same day.").format(name=shortened(chosen.name)),
        )
        return same_name

    def _leave_all(self, candidates: Iterable[_Candidate], reason: str) -> None:
        for one in candidates:
            self.leave(one.entry, reason)

    def _count(self, candidates: Sequence[_Candidate]) -> None:
        for one in candidates:
            self.imported[one.entry.name] += one.entry.rows
        rows = sum(one.entry.rows for one in candidates)
        if rows == 1 and candidates[0].as_it_was:
            self.tally.stored += rows
        else:
            self.tally.mapped += rows

    def _imported(self, when: date, value: Any, candidates: Sequence[_Candidate]) -> Answer:
        times = [one.entry.at for one in candidates if one.entry.at]
        if not times:
            minute, offset = self._minute_now(when), self._offset
        else:
            at = max(map(self._aware, times))
            minute, offset = entry_minute(when, at), utc_offset(at)
        return Answer(value, minute, Source.IMPORTED, offset, self._origin(value, candidates))

    def _minute_now(self, when: date) -> int:
        minute = self._minutes.get(when)
        if minute is None:
            minute = self._minutes[when] = entry_minute(when, self.now)
        return minute

    def _origin(self, value: Any, candidates: Sequence[_Candidate]) -> dict[str, str]:
        """Where an answer comes from, and the file's own text unless the answer repeats it."""
        if len(candidates) > 1:
            original = "" if isinstance(value, str) else _originals(candidates)
        else:
            original = "" if candidates[0].as_it_was else candidates[0].entry.text
        extra = self._origins.get(original)
        if extra is None:
            extra = {"origin": self.format.name}
            if original:
                extra["original"] = shortened(original, LONGEST_ORIGINAL)
            if len(self._origins) < MAX_CACHED:
                self._origins[original] = extra
        return extra

    def _aware(self, at: datetime) -> datetime:
        return at if at.tzinfo else at.replace(tzinfo=self.now.tzinfo)


def _originals(candidates: Sequence[_Candidate]) -> str:
    several = len({one.entry.name for one in candidates}) > 1
    return " | ".join(
        f"{one.entry.name}: {one.entry.text}" if several else one.entry.text for one in candidates
    )


def plan(
    format_: Format,
    entries: Sequence[FileEntry],
    context: FileContext,
    diary: Diary,
    options: ImportOptions,
) -> Preview:
    """The preview of importing `entries` into `diary`. Nothing is changed.

    Raises UserError where the file as a whole cannot be a diary.
    """
    seen = columns(entries)
    targets = Targets(format_, seen, diary, options.mapping)
    planner = _Planner(format_, diary, context.now, replace=options.replace)
    fields: dict[str, str] = {}
    for column in seen:
        target = targets.by_name[column.name]
        field = fields[column.name] = planner.field_of(target)
        how = FIELDS[field].combine if field in FIELDS else target.combine
        planner.how.setdefault(field, how)
    for entry in entries:
        planner.sort_in(entry, targets.by_name[entry.name], fields[entry.name])
    answers = [*planner.answers(), *planner.results(), *planner.marks()]
    needed = {change.field for change in answers if isinstance(change, AnswerChange)}
    made = [change for change in planner.symptoms.changes if change.key in needed]
    decided = targets.to_remember() if answers else targets.mapping
    tally = planner.tally
    return Preview(
        format_key=format_.key,
        format_name=format_.name,
        edit=Edit((*made, *answers, *remembering(diary.about, format_.key, decided))),
        rows=sum(column.rows for column in seen),
        stored=tally.stored,
        mapped=tally.mapped,
        already=tally.already,
        left_out=tally.left_out,
        names=tuple(
            PreviewRow(
                column, target, label_of(target, diary), planner.imported.get(column.name, 0)
            )
            for column in seen
            for target in [targets.by_name[column.name]]
        ),
        notices=(*context.notices, *targets.notices),
        dates=context.decision,
        replaced=tuple(planner.replaced),
        unmapped=tally.unmapped,
        differing=tally.differing,
        absent=tally.absent,
    )
