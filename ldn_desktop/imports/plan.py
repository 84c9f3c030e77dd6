"""From what a file says to one edit: mapped, put together by day, compared with the diary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from ldn_desktop.diary import (
    FIRST_DATE,
    RESERVED,
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
from ldn_desktop.imports.account import Account
from ldn_desktop.imports.formats import Format
from ldn_desktop.imports.found import Column, Found, columns
from ldn_desktop.imports.labels import label_of
from ldn_desktop.imports.names import own_name
from ldn_desktop.imports.preview import Preview, Row
from ldn_desktop.imports.target import (
    NO_PLACE,
    Combine,
    Target,
    combined,
    converted,
    shortened,
    understood,
    written,
)
from ldn_desktop.imports.texts import number, plain
from ldn_desktop.symptoms import Symptom, key_for
from ldn_desktop.words import Refused, _, mark

REMEMBERED = "imports"
"""Where the diary keeps what the person decided: About.extra[REMEMBERED][format][name]."""
MOST_NEW_SYMPTOMS = 300
LONGEST_ORIGINAL = 300
MOST_REMEMBERED = 200

_NO_DATE = mark("It has no date that can be read.")
_AHEAD = mark("Its date is still to come.")
_TOO_LONG_AGO = mark("Its date is before 1900.")
_EMPTY = mark("It says nothing.")
_ENTERED = mark("You answered this yourself on that day. That stays as it is.")
_OTHER_APP = mark("The diary has this day's answer from another app already.")


class _Kept(NamedTuple):
    """A row that can become an answer."""

    found: Found
    value: Any
    as_it_was: bool


class _Plan:
    """One import in the making."""

    def __init__(self, format_: Format, diary: Diary, now: datetime) -> None:
        self.format = format_
        self.diary = diary
        self.now = now
        self.account = Account()
        self.symptoms: dict[str, Symptom] = {s.key: s for s in diary.symptoms}
        self.made: list[Change] = []
        self.days: dict[tuple[date, str], list[_Kept]] = {}
        self.how: dict[str, Combine] = {}

    def field_of(self, target: Target) -> str:
        """The field that `target` means; makes the person's own symptom where it is new."""
        if not target.own:
            return target.field
        name = own_name(target.own)
        if not name:
            return ""
        for symptom in self.symptoms.values():
            if plain(symptom.label) == plain(name) and symptom.key not in RESERVED:
                return symptom.key
        if len(self.made) >= MOST_NEW_SYMPTOMS:
            raise Refused(
                _("This file would make more than {n} symptoms of your own.").format(
                    n=MOST_NEW_SYMPTOMS
                )
            )
        key = key_for(name, {*self.symptoms, *RESERVED})
        symptom = Symptom(key, name, shown=False, order=len(self.symptoms), own=True)
        self.symptoms[key] = symptom
        self.made.append(SymptomChange(key, None, symptom))
        return key

    def sort_in(self, found: Found, target: Target, field: str) -> None:
        """Put one row where it belongs, or leave it out and say why."""
        reason = found.reason or self._fault(found)
        if reason:
            self.leave(found, _(reason))
            return
        if not field:
            self._leave_unmapped(found, _(target.reason or NO_PLACE))
            return
        try:
            value = checked_value(field, converted(found.text, target), self.symptoms)
        except Refused as refusal:
            self.leave(found, str(refusal))
            return
        assert found.when is not None
        as_it_was = not target.turns and value in (found.text, number(found.text), True)
        self.days.setdefault((found.when, field), []).append(_Kept(found, value, as_it_was))

    def _fault(self, found: Found) -> str:
        if found.when is None:
            return _NO_DATE
        if found.when > self.now.date():
            return _AHEAD
        if found.when < FIRST_DATE:
            return _TOO_LONG_AGO
        return "" if found.text else _EMPTY

    def _leave_unmapped(self, found: Found, reason: str) -> None:
        if self.format.wide:
            self.account.leave_alike(found.row, found.name, reason, found.rows)
        else:
            self.leave(found, reason)

    def leave(self, found: Found, reason: str) -> None:
        self.account.leave(found.row, found.name, found.text, reason, found.rows)

    def answer(self, when: date, field: str, kept: Sequence[_Kept]) -> list[Change]:
        """The change that a day's rows make in one field: one or none."""
        how = self.how[field]
        if how is Combine.FIRST:
            kept = self._first_name_alone(kept)
        try:
            value = combined([one.value for one in kept], how)
            value = checked_value(field, value, self.symptoms)
        except Refused as refusal:
            self._leave_all(kept, str(refusal))
            return []
        after = self._imported(when, value, kept)
        before = self.diary.day(when).answers.get(field)
        reason = _why_not(before, after)
        if before and same(before, after):
            self.account.already += sum(one.found.rows for one in kept)
        elif reason:
            self._leave_all(kept, _(reason))
        else:
            self._count(kept)
            return [AnswerChange(when, field, before, after)]
        return []

    def _first_name_alone(self, kept: Sequence[_Kept]) -> Sequence[_Kept]:
        chosen = kept[0].found
        same_name = [one for one in kept if one.found.name == chosen.name]
        others = [one for one in kept if one.found.name != chosen.name]
        self._leave_all(
            others, _("“{name}” says this for the same day.").format(name=shortened(chosen.name))
        )
        return same_name

    def _leave_all(self, kept: Iterable[_Kept], reason: str) -> None:
        for one in kept:
            self.leave(one.found, reason)

    def _count(self, kept: Sequence[_Kept]) -> None:
        rows = sum(one.found.rows for one in kept)
        if rows == 1 and kept[0].as_it_was:
            self.account.stored += rows
        else:
            self.account.mapped += rows

    def _imported(self, when: date, value: Any, kept: Sequence[_Kept]) -> Answer:
        at = max((one.found.at for one in kept if one.found.at), key=self._aware, default=self.now)
        at = self._aware(at)
        midnight = datetime(when.year, when.month, when.day, tzinfo=UTC)
        offset = at.utcoffset() or timedelta()
        return Answer(
            value=value,
            minute=int((at - midnight) // timedelta(minutes=1)),
            source=Source.IMPORTED,
            offset=int(offset.total_seconds() // 60),
            extra=_origin(self.format.name, value, kept),
        )

    def _aware(self, at: datetime) -> datetime:
        return at if at.tzinfo else at.replace(tzinfo=self.now.tzinfo)


def _origin(name: str, value: Any, kept: Sequence[_Kept]) -> dict[str, str]:
    """Where an answer comes from; the file's own text where the answer does not repeat it."""
    if all(one.as_it_was for one in kept) and len(kept) == 1:
        return {"origin": name}
    if isinstance(value, str):
        return {"origin": name}
    names = {one.found.name for one in kept}
    texts = [
        f"{one.found.name}: {one.found.text}" if len(names) > 1 else one.found.text for one in kept
    ]
    return {"origin": name, "original": _joined(texts)}


def _joined(texts: Sequence[str]) -> str:
    whole = " | ".join(texts)
    return whole if len(whole) <= LONGEST_ORIGINAL else f"{whole[: LONGEST_ORIGINAL - 1]}…"


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
    before = remembered(diary, format_.key)
    return {
        column.name: mapping.get(column.name)
        or before.get(column.name)
        or format_.suggested(column, diary)
        for column in seen
    }


def remembered(diary: Diary, format_key: str) -> dict[str, Target]:
    """What the person decided in earlier imports of this format."""
    kept = diary.about.extra.get(REMEMBERED)
    names = kept.get(format_key) if isinstance(kept, Mapping) else None
    if not isinstance(names, Mapping):
        return {}
    targets = {str(name): understood(target) for name, target in names.items()}
    return {name: target for name, target in targets.items() if target is not None}


def _remembering(about: About, format_key: str, mapping: Mapping[str, Target]) -> list[AboutChange]:
    kept = about.extra.get(REMEMBERED)
    formats: dict[str, Any] = dict(kept) if isinstance(kept, Mapping) else {}
    old = formats.get(format_key)
    names: dict[str, Any] = dict(old) if isinstance(old, Mapping) else {}
    names |= {name: written(target) for name, target in mapping.items()}
    formats[format_key] = dict(list(names.items())[-MOST_REMEMBERED:])
    after = replace(about, extra={**about.extra, REMEMBERED: formats})
    return [] if not mapping or after == about else [AboutChange(about, after)]


def plan(
    format_: Format,
    found: Sequence[Found],
    diary: Diary,
    *,
    now: datetime,
    mapping: Mapping[str, Target],
    notices: Sequence[str] = (),
) -> Preview:
    """The preview of bringing `found` into `diary`. Nothing is changed.

    `mapping` is what the person decided by name. Raises Refused where the file as a whole
    cannot be a diary.
    """
    seen = columns(found)
    targets = targets_for(format_, seen, diary, mapping)
    work = _Plan(format_, diary, now)
    fields: dict[str, str] = {}
    for column in seen:
        target = targets[column.name]
        field = fields[column.name] = work.field_of(target)
        work.how.setdefault(field, target.combine)
    for one in found:
        work.sort_in(one, targets[one.name], fields[one.name])
    answers = [
        change
        for (when, field), kept in work.days.items()
        for change in work.answer(when, field, kept)
    ]
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
