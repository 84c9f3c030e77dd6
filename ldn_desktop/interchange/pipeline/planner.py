"""From what a file says to one edit: mapped, put together by day, compared with the diary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from ldn_desktop.diary.fields import RESERVED, Combine
from ldn_desktop.diary.model import (
    FIRST_DATE,
    About,
    AboutChange,
    Answer,
    AnswerChange,
    Change,
    Diary,
    Edit,
    Source,
    SymptomChange,
    checked_value,
)
from ldn_desktop.diary.symptoms import Symptom, key_for
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, mark
from ldn_desktop.interchange.pipeline.entries import Column, Entry, columns
from ldn_desktop.interchange.pipeline.field_labels import label_of
from ldn_desktop.interchange.pipeline.mapping import (
    NO_DATE,
    NO_PLACE,
    TOO_LONG_AGO,
    Target,
    combined,
    converted,
    target_from_json,
    target_to_json,
)
from ldn_desktop.interchange.pipeline.parsing import alike, number, shortened
from ldn_desktop.interchange.pipeline.preview import Preview, Row
from ldn_desktop.interchange.pipeline.synonyms import own_name
from ldn_desktop.interchange.pipeline.tally import Tally
from ldn_desktop.interchange.source_format import Format

REMEMBERED = "imports"
"""Where the diary keeps what the person decided: About.extra[REMEMBERED][format][name]."""
MAX_NEW_SYMPTOMS = 300
LONGEST_ORIGINAL = 300
MAX_CACHED = 50_000
MAX_REMEMBERED = 200

_AHEAD = mark("Its date is still to come.")
_EMPTY = mark("It says nothing.")
_ENTERED = mark("You answered this yourself on that day. That stays as it is.")
_OTHER_APP = mark("The diary has this day's answer from another app already.")


class _Conversion(NamedTuple):
    """What one text means under one name."""

    value: Any
    as_it_was: bool
    reason: str
    """Why it cannot become an answer; empty where it can."""


class _Candidate(NamedTuple):
    """A row that can become an answer."""

    found: Entry
    value: Any
    as_it_was: bool


class _Planner:
    """One import in the making."""

    def __init__(self, format_: Format, diary: Diary, now: datetime) -> None:
        self.format = format_
        self.diary = diary
        self.now = now
        self.account = Tally()
        self.symptoms: dict[str, Symptom] = {s.key: s for s in diary.symptoms}
        self.made: list[Change] = []
        self.days: dict[date, dict[str, list[_Candidate]]] = {}
        self.how: dict[str, Combine] = {}
        self._today = now.date()
        self._offset = int((now.utcoffset() or timedelta()).total_seconds() // 60)
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
        for symptom in self.symptoms.values():
            if alike(symptom.label, name) and symptom.key not in RESERVED:
                return symptom.key
        if len(self.made) >= MAX_NEW_SYMPTOMS:
            raise UserError(
                _("This file would make more than {n} symptoms of your own.").format(
                    n=MAX_NEW_SYMPTOMS
                )
            )
        key = key_for(name, {*self.symptoms, *RESERVED})
        symptom = Symptom(key, name, shown=False, order=len(self.symptoms), own=True)
        self.symptoms[key] = symptom
        self.made.append(SymptomChange(key, None, symptom))
        return key

    def sort_in(self, found: Entry, target: Target, field: str) -> None:
        """Put one row where it belongs, or leave it out and say why."""
        reason = found.reason or self._fault(found)
        if reason:
            self.leave(found, _(reason))
            return
        if not field:
            self._leave_unmapped(found, _(target.reason or NO_PLACE))
            return
        meant = self._meant(found, target, field)
        if meant.reason:
            self.leave(found, meant.reason)
            return
        assert found.when is not None
        kept = _Candidate(found, meant.value, meant.as_it_was)
        self.days.setdefault(found.when, {}).setdefault(field, []).append(kept)

    def _meant(self, found: Entry, target: Target, field: str) -> _Conversion:
        """What the text of `found` means; worked out once for the few ratings of each name."""
        place = (found.name, found.text)
        meant = self._meanings.get(place)
        if meant is None:
            try:
                value = checked_value(field, converted(found.text, target), self.symptoms)
                bare = number(found.text)
                as_it_was = not target.turns and value in (found.text, bare, True)
                meant = _Conversion(value, as_it_was, "")
            except UserError as refusal:
                meant = _Conversion(None, False, str(refusal))
            if len(self._meanings) < MAX_CACHED:
                self._meanings[place] = meant
        return meant

    def _fault(self, found: Entry) -> str:
        if found.when is None:
            return NO_DATE
        if found.when > self._today:
            return _AHEAD
        if found.when < FIRST_DATE:
            return TOO_LONG_AGO
        return "" if found.text else _EMPTY

    def _leave_unmapped(self, found: Entry, reason: str) -> None:
        if self.format.wide:
            self.account.leave_alike(found.row, found.name, reason, found.rows)
        else:
            self.leave(found, reason)

    def leave(self, found: Entry, reason: str) -> None:
        self.account.leave(found.row, found.name, found.text, reason, found.rows)

    def answers(self) -> Iterator[Change]:
        """The changes that all rows together make, day by day."""
        for when, fields in self.days.items():
            here = self.diary.day(when).answers
            for field, kept in fields.items():
                yield from self._answer(when, field, kept, here.get(field))

    def _answer(
        self, when: date, field: str, kept: Sequence[_Candidate], before: Answer | None
    ) -> list[Change]:
        """The change that a day's rows make in one field: one or none."""
        how = self.how[field]
        if how is Combine.FIRST:
            kept = self._first_name_alone(kept)
        value = kept[0].value
        if len(kept) > 1:
            try:
                value = combined([one.value for one in kept], how)
                value = checked_value(field, value, self.symptoms)
            except UserError as refusal:
                self._leave_all(kept, str(refusal))
                return []
        after = self._imported(when, value, kept)
        reason = _why_not(before, after)
        if before and same(before, after):
            self.account.already += sum(one.found.rows for one in kept)
        elif reason:
            self._leave_all(kept, _(reason))
        else:
            self._count(kept)
            return [AnswerChange(when, field, before, after)]
        return []

    def _first_name_alone(self, kept: Sequence[_Candidate]) -> Sequence[_Candidate]:
        chosen = kept[0].found
        same_name = [one for one in kept if one.found.name == chosen.name]
        others = [one for one in kept if one.found.name != chosen.name]
        self._leave_all(
            others, _("“{name}” says this for the same day.").format(name=shortened(chosen.name))
        )
        return same_name

    def _leave_all(self, kept: Iterable[_Candidate], reason: str) -> None:
        for one in kept:
            self.leave(one.found, reason)

    def _count(self, kept: Sequence[_Candidate]) -> None:
        rows = sum(one.found.rows for one in kept)
        if rows == 1 and kept[0].as_it_was:
            self.account.stored += rows
        else:
            self.account.mapped += rows

    def _imported(self, when: date, value: Any, kept: Sequence[_Candidate]) -> Answer:
        times = [one.found.at for one in kept if one.found.at]
        if not times:
            minute, offset = self._minute_now(when), self._offset
        else:
            at = max(map(self._aware, times))
            minute = _minutes_after(when, at)
            offset = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
        return Answer(value, minute, Source.IMPORTED, offset, self._origin(value, kept))

    def _minute_now(self, when: date) -> int:
        minute = self._minutes.get(when)
        if minute is None:
            minute = self._minutes[when] = _minutes_after(when, self.now)
        return minute

    def _origin(self, value: Any, kept: Sequence[_Candidate]) -> dict[str, str]:
        """Where an answer comes from, and the file's own text unless the answer repeats it."""
        if len(kept) > 1:
            original = "" if isinstance(value, str) else _originals(kept)
        else:
            original = "" if kept[0].as_it_was else kept[0].found.text
        told = self._origins.get(original)
        if told is None:
            told = {"origin": self.format.name}
            if original:
                told["original"] = shortened(original, LONGEST_ORIGINAL)
            if len(self._origins) < MAX_CACHED:
                self._origins[original] = told
        return told

    def _aware(self, at: datetime) -> datetime:
        return at if at.tzinfo else at.replace(tzinfo=self.now.tzinfo)


def _minutes_after(when: date, at: datetime) -> int:
    midnight = datetime(when.year, when.month, when.day, tzinfo=UTC)
    return (at - midnight) // timedelta(minutes=1)


def _originals(kept: Sequence[_Candidate]) -> str:
    several = len({one.found.name for one in kept}) > 1
    return " | ".join(
        f"{one.found.name}: {one.found.text}" if several else one.found.text for one in kept
    )


def same(before: Answer, after: Answer) -> bool:
    """Whether both say the same; when they were entered does not matter."""
    return bool(
        before.value == after.value
        and (before.source is not Source.IMPORTED or dict(before.extra) == dict(after.extra))
    )


def _why_not(before: Answer | None, after: Answer) -> str:
    if before is None:
        return ""
    if before.source is not Source.IMPORTED:
        return _ENTERED
    return "" if before.origin == after.origin else _OTHER_APP


def targets_for(
    format_: Format, seen: Iterable[Column], diary: Diary, mapping: Mapping[str, Target]
) -> dict[str, Target]:
    """What each name becomes: as the person says now, as they said before, or as suggested."""
    decided = remembered(diary, format_.key) | dict(mapping)
    targets = {}
    for column in seen:
        suggested = format_.suggested(column, diary)
        own = decided.get(column.name)
        targets[column.name] = suggested if own is None else _worded(own, suggested)
    return targets


def _worded(target: Target, suggested: Target) -> Target:
    """`target` with the words that the format knows, where it is read on the format's scale."""
    alike = (target.low, target.high) == (suggested.low, suggested.high)
    if not (target.is_score and alike) or target.words:
        return target
    return replace(target, words=suggested.words)


def remembered(diary: Diary, format_key: str) -> dict[str, Target]:
    """What the person decided in earlier imports of this format."""
    kept = diary.about.extra.get(REMEMBERED)
    names = kept.get(format_key) if isinstance(kept, Mapping) else None
    if not isinstance(names, Mapping):
        return {}
    targets = {str(name): target_from_json(target) for name, target in names.items()}
    return {name: target for name, target in targets.items() if target is not None}


def _remembering(about: About, format_key: str, mapping: Mapping[str, Target]) -> list[AboutChange]:
    kept = about.extra.get(REMEMBERED)
    formats: dict[str, Any] = dict(kept) if isinstance(kept, Mapping) else {}
    old = formats.get(format_key)
    names: dict[str, Any] = dict(old) if isinstance(old, Mapping) else {}
    names |= {name: target_to_json(target) for name, target in mapping.items()}
    formats[format_key] = dict(list(names.items())[-MAX_REMEMBERED:])
    after = about._replace(extra={**about.extra, REMEMBERED: formats})
    return [] if not mapping or after == about else [AboutChange(about, after)]


def plan(
    format_: Format,
    found: Sequence[Entry],
    diary: Diary,
    *,
    now: datetime,
    mapping: Mapping[str, Target],
    notices: Sequence[str] = (),
) -> Preview:
    """The preview of bringing `found` into `diary`. Nothing is changed.

    `mapping` is what the person decided by name. Raises UserError where the file as a whole
    cannot be a diary.
    """
    seen = columns(found)
    targets = targets_for(format_, seen, diary, mapping)
    work = _Planner(format_, diary, now)
    fields: dict[str, str] = {}
    for column in seen:
        target = targets[column.name]
        field = fields[column.name] = work.field_of(target)
        work.how.setdefault(field, target.combine)
    for one in found:
        work.sort_in(one, targets[one.name], fields[one.name])
    answers = list(work.answers())
    needed = {change.field for change in answers if isinstance(change, AnswerChange)}
    made = [c for c in work.made if isinstance(c, SymptomChange) and c.key in needed]
    used = {name: target for name, target in mapping.items() if name in targets}
    about = _remembering(diary.about, format_.key, used)
    account = work.account
    return Preview(
        format_key=format_.key,
        format_name=format_.name,
        edit=Edit((*made, *answers, *about)),
        rows=sum(column.rows for column in seen),
        stored=account.stored,
        mapped=account.mapped,
        already=account.already,
        left_out=account.left_out,
        names=tuple(
            Row(column, targets[column.name], label_of(targets[column.name], diary))
            for column in seen
        ),
        notices=tuple(notices),
    )
